"""Is what complete walks have missed found, and without looking through everything else?"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from activity_desktop.crm.contract import Connector
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.store import accounts, activities
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.facts import Missed
from activity_desktop.store.preparing import prepare
from activity_desktop.sync.absence import Absence
from activity_desktop.sync.seen import Seen

NOW = Instant.parse("2026-03-02T12:00:00Z")


def test_what_walks_have_missed_is_found_through_an_index(tmp_path: Path) -> None:
    """Once counts where one walk must do; of a million rows that were met, none is looked at."""
    database = Database(tmp_path / "activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1", linked_us=0))
        arrivals = [Arrival(prepare(Activity(key=Key("north", str(n)))), None) for n in range(1, 6)]
        activities.insert(connection, arrivals, NOW)
    absence = Absence(database, cast("Connector", None), "north")
    met = Seen()
    met.update([1, 2, 4])
    absence.note(met, newest_before=5)
    met.update([5])
    absence.note(met, newest_before=5)
    assert {(one.rid, one.walks) for one in absence.to_ask_for(once=True)} == {("3", 2), ("5", 1)}
    asked: list[str] = []
    database.connection.set_trace_callback(asked.append)
    assert absence.to_ask_for(once=False) == [Missed(3, "3", 2)]
    database.connection.set_trace_callback(None)
    (plan,) = database.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    assert "activity_missing" in plan["detail"]
    database.close()
