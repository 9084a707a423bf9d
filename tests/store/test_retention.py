"""Is what is too old forgotten, word for word, and is everything spared that a person still needs?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from activity_desktop.crm.contract import Page
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import SetRead
from activity_desktop.model.person import Person
from activity_desktop.store import accounts, activities, feed, ledger, outbox
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.facts import fact_number
from activity_desktop.store.preparing import prepare
from activity_desktop.store.retention import forget_some
from activity_desktop.sync.ingest import Terms, take_in

DAY = 86_400
NOW = Instant.parse("2026-03-02T12:00:00Z")
TERMS = Terms("north", server_reads=True, user_id="me", source="poll")


class Later:
    """A clock that stands at noon."""

    def now(self) -> Instant:
        return NOW

    def monotonic(self) -> float:
        return 0.0

    boottime = monotonic


def an_activity(rid: str, days: int, *, read: bool = True) -> Activity:
    then = NOW.plus(-days * DAY)
    who = (Person("contact", rid, f"secret person {rid}"),)
    return Activity(
        key=Key("north", rid), title=f"secret title {rid}", plain="secret words", people=who, created=then,
        read_at=then.plus(60) if read else None,
    )  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Old and read: 1 to 5. Old and wanted: unread, kept, snoozed, waiting to be sent, not yet announced. And a new one."""
    database = Database(tmp_path / "activity.db")
    rows = [an_activity(str(n), 100, read=n != 6) for n in range(1, 11)] + [an_activity("11", 5)]
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1", linked_us=0))
        accounts.set_pulled(connection, "north", filled=1)
        for row in rows:
            read_us = row.read_at.us if row.read_at else None
            activities.insert(connection, [Arrival(prepare(row), read_us)], row.created or NOW)
        connection.execute("UPDATE activity SET kept = 1 WHERE rid = '7'")
        connection.execute("UPDATE activity SET shelf = 1 WHERE rid = '8'")
        outbox.add(connection, Key("north", "9"), SetRead(at_us=NOW.us), NOW)
        ledger.enter(connection, [Key("north", "10")], NOW)
    yield database
    database.close()


def shown(database: Database) -> set[str]:
    return {row.key.rid for row in feed.page(database.connection, FeedQuery(Shelf.EVERYTHING), None, -1)}


def test_the_old_goes_and_what_is_needed_stays(database: Database) -> None:
    """Unread, kept, snoozed, unsent and unannounced ones are spared, and so is what is young."""
    assert forget_some(database, 30, NOW) == 5
    assert forget_some(database, 30, NOW) == 0
    assert shown(database) == {"6", "7", "8", "9", "10", "11"}


def test_a_clock_that_jumped_ahead_forgets_nothing(database: Database) -> None:
    """A year in the future for an afternoon: what was read last week keeps its words (I32)."""
    assert forget_some(database, 90, NOW.plus(365 * DAY)) == 5  # the hundred days old
    assert feed.row(database.connection, Key("north", "11")) is not None


def test_no_word_of_the_forgotten_is_left(database: Database) -> None:
    """Not in the rows, not in the search, not among the people, and after a scrub not in the file."""
    forget_some(database, 30, NOW)
    assert feed.page(database.connection, FeedQuery(Shelf.EVERYTHING, text="title 1"), None, 20) != []
    database.connection.execute("INSERT INTO activity_words (activity_words) VALUES ('optimize')")
    database.scrub()
    stored = database.path.read_bytes()
    for number in range(1, 6):
        assert f"secret person {number}".encode() + b"\x00" not in stored
        assert f"secret title {number}\x00".encode() not in stored
    people = {row[0] for row in database.connection.execute("SELECT pid FROM person")}
    assert people == {"6", "7", "8", "9", "10", "11"}


def test_a_look_at_the_server_neither_brings_it_back_nor_announces_it(database: Database) -> None:
    """The server still has it; here it is over, also when somebody edited it."""
    forget_some(database, 30, NOW)
    edited = structs.replace(an_activity("2", 100), title="edited")
    page = Page((an_activity("1", 100), edited))
    taken = take_in(database, page, TERMS, fact_number(database.connection), Later())
    assert not taken.anything
    assert shown(database).isdisjoint({"1", "2"})
    assert ledger.entry(database.connection, Key("north", "1")) is None


def test_marked_unread_elsewhere_it_comes_back_without_a_notification(database: Database) -> None:
    """Somebody wants it read again, so it is shown again, with all its words; it is no news."""
    forget_some(database, 30, NOW)
    page = Page((an_activity("1", 100, read=False),))
    take_in(database, page, TERMS, fact_number(database.connection), Later())
    row = feed.row(database.connection, Key("north", "1"))
    assert row is not None
    assert (row.title, row.unread) == ("secret title 1", True)
    assert ledger.entry(database.connection, Key("north", "1")) is None
