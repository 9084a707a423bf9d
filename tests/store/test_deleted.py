"""Can what was deleted in its system still be read here, and is it nowhere else?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.search import parse
from activity_desktop.store import accounts, activities, feed, retention
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
DAY = 86_400.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Three activities: one is there, one was deleted in its system, one here, which its system does not know yet."""
    opened = Database(tmp_path / "activity.db")
    with opened.write() as connection:
        accounts.add(connection, Account(id="pd", system="pipedrive", name="Acme", url="http://127.0.0.1", linked_us=0))
        new = [
            Activity(key=Key("pd", str(n)), title=f"Call {n}", created=NOON.plus(-n), starts=NOON.plus(DAY), done=False)
            for n in range(1, 4)
        ]
        ids = activities.insert(connection, [Arrival(prepare(one), NOON.us) for one in new], NOON)
        activities.set_gone(connection, [ids[1]], 1)
        activities.set_gone(connection, [ids[2]], 2)
    yield opened
    opened.close()


def listed(database: Database, typed: str, shelf: Shelf = Shelf.EVERYTHING) -> list[str]:
    query = parse(typed, NOON).within(FeedQuery(shelf))
    assert feed.count(database.connection, query) == len(feed.page(database.connection, query))
    return [row.key.rid for row in feed.page(database.connection, query)]


def test_what_a_system_deleted_is_listed_apart(database: Database) -> None:
    """By itself and with words; in no other view, and not due. What was deleted here only waits to be sent."""
    assert listed(database, "", Shelf.DELETED) == listed(database, "is:deleted") == listed(database, "is:deleted call") == ["2"]
    assert listed(database, "call") == listed(database, "", Shelf.AGENDA) == listed(database, "due:7d") == ["1"]


def test_it_can_be_read_and_says_that_it_is_deleted(database: Database) -> None:
    """The whole activity; but as a row of any list it is not there."""
    detail = feed.detail(database.connection, Key("pd", "2"), local_read_state=True)
    assert detail is not None
    assert (detail.activity.title, detail.activity.deleted, detail.row.deleted) == ("Call 2", True, True)
    assert feed.row(database.connection, Key("pd", "2")) is None
    assert feed.detail(database.connection, Key("pd", "3"), local_read_state=True) is None


def test_it_is_forgotten_with_its_time_when_it_is_old(database: Database) -> None:
    """As everything is for which the person chose so; nothing of when it was due stays, either."""
    with database.write() as connection:
        connection.execute("UPDATE activity SET arrived_us = 0, feed_us = feed_us - ? WHERE rid = '2'", (int(400 * DAY * 1e6),))
    retention.forget_some(database, 30, NOON)
    assert listed(database, "", Shelf.DELETED) == []
    assert database.connection.execute("SELECT due_us FROM activity WHERE rid = '2'").fetchone()[0] is None
