"""Is it counted truly what interrupted a person, and what of that they wanted?"""

from __future__ import annotations

from pathlib import Path

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.store import accounts, activities, ledger, stations
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.noise import Noise, noise_by_type
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")


def test_shown_and_opened_are_counted_by_type(tmp_path: Path) -> None:
    """A click to mark it as read opens nothing; what was never shown, is older, or is another account's does not count."""
    database = Database(tmp_path / "activity.db")
    keys = {rid: Key("acme", rid) for rid in "123456"} | {"x": Key("north", "1")}
    with database.write() as connection:
        for id_ in ("acme", "north"):
            accounts.add(connection, Account(id=id_, system="fluid", name=id_, url="http://127.0.0.1", linked_us=0))
        new = [Activity(key=key, kind_id="task" if key.rid < "5" else "call", created=NOON) for key in keys.values()]
        activities.insert(connection, [Arrival(prepare(one), None) for one in new], NOON)
        ledger.enter(connection, keys.values(), NOON)
        for rid, state, at in (
            ("1", "shown", 0),
            ("2", "folded", 0),
            ("3", "suppressed", 0),
            ("4", "shown", -99),
            ("5", "shown", 0),
        ):
            ledger.settle(connection, keys[rid], state, "it is new", NOON.plus(at))
        ledger.settle(connection, keys["x"], "shown", "it is new", NOON)
        stations.note(connection, [keys["1"]], "clicked", "default", NOON)
        stations.note(connection, [keys["1"]], "clicked", "default", NOON)
        stations.note(connection, [keys["5"]], "clicked", "read", NOON)
    assert noise_by_type(database.connection, "acme", NOON) == {"task": Noise(2, 1), "call": Noise(1, 0)}
    database.close()
