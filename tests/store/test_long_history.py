"""Does reading stay quick where there is much? What is walked, and what is remembered, in a long history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.feed import FeedQuery, PersonKey, Shelf, Terms
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.store import accounts, activities, feed, people
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.conditions import conditions_of
from activity_desktop.store.database import Connection, Database, open_reader
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
JANE, JIM = PersonKey("north", "contact", "7"), PersonKey("north", "visitor", "8")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Six activities: four with Jane, two of them with Jim as well, and two with nobody."""
    opened = Database(tmp_path / "activity.db")
    with opened.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="https://north.example.com"))
        jane, jim = Person("contact", "7", "Jane"), Person("visitor", "8", "Jim")
        for number, involved in enumerate([(jane,), (jane, jim), (), (jane, jim), (jane,), ()]):
            _insert(connection, f"Order {number}", str(number), involved)
    yield opened
    opened.close()


def _insert(connection: Connection, title: str, rid: str, involved: tuple[Person, ...] = ()) -> None:
    one = Activity(key=Key("north", rid), title=title, created=NOON.plus(int(rid)), people=involved)
    activities.insert(connection, [Arrival(prepare(one), None)], NOON)


def _rids(database: Database, query: FeedQuery) -> list[str]:
    return [row.key.rid for row in feed.page(database.connection, query)]


@pytest.mark.parametrize("unread_only", [False, True])
def test_a_persons_list_is_walked_from_its_newest_activity(database: Database, unread_only: bool) -> None:
    """Whoever has two hundred thousand activities is shown the newest without looking at the others."""
    wanted = conditions_of(database.connection, FeedQuery(shelf=Shelf.EVERYTHING, person=JANE, unread_only=unread_only))
    wanted.add(f"{wanted.order} < ?", 2**60)
    sql = f"EXPLAIN QUERY PLAN SELECT a.title FROM {wanted.tables} WHERE {wanted.sql} ORDER BY {wanted.order} DESC LIMIT 50"  # noqa: S608 - built from constants
    first, *others = [row[3] for row in database.connection.execute(sql, wanted.values)]
    assert first == "SEARCH i USING PRIMARY KEY (account=? AND kind=? AND pid=? AND spot<?)"
    assert [step for step in others if step.startswith("SEARCH a ") and "(spot=?)" in step] == others


def test_two_who_are_the_same_person_are_listed_and_counted_as_one(database: Database) -> None:
    """What both took part in is there once, also among the results of a search; what was deleted is not there."""
    alone, together = FeedQuery(shelf=Shelf.EVERYTHING, person=JIM), ["4", "3", "1", "0"]
    assert _rids(database, alone) == ["3", "1"]
    assert feed.person_total(database.connection, JIM) == 2
    with database.write() as connection:
        people.link_same(connection, JANE, JIM)
    assert _rids(database, alone) == together
    assert _rids(database, FeedQuery(shelf=Shelf.EVERYTHING, person=JIM, text="order")) == together
    assert feed.person_total(database.connection, JIM) == 4
    with database.write() as connection:
        activities.set_gone(connection, activities.ids_of(connection, [Key("north", "3")]), 1)
    assert feed.person_total(database.connection, JIM) == feed.count(database.connection, alone) == 3


def test_a_word_that_nobody_had_written_is_found_as_soon_as_somebody_does(database: Database) -> None:
    """A reader remembers which words begin as typed, until something is written."""
    reader = open_reader(database.path)
    query = FeedQuery(text="refund")
    assert feed.page(reader, query) == []
    with database.write() as connection:
        _insert(connection, "Refunded", "9")
    assert [row.title for row in feed.page(reader, query)] == ["Refunded"]
    reader.close()


def test_what_is_typed_on_after_a_search_in_vain_is_not_searched_again(database: Database) -> None:
    """To be sure that nothing has two common words takes longest of all. What depends on days is another search tomorrow."""
    reader = open_reader(database.path)
    searched: list[str] = []
    reader.set_trace_callback(lambda sql: searched.append(sql) if "activity_words MATCH" in sql else None)
    for letters in ("order", "order x", "order xy", "order xyz 7", "order x"):
        feed.page(reader, FeedQuery(text=letters))
    assert len(searched) == 2
    for letters in ("order x", "order xy"):
        feed.page(reader, FeedQuery(text=letters, account="north"))
        feed.page(reader, FeedQuery(text=letters, terms=Terms(since=date(2026, 1, 1))))
    assert len(searched) == 2 + 1 + 2
    for whom in ("jo", "joe"):
        feed.page(reader, FeedQuery(terms=Terms(people=("jane", whom))))
    assert len(searched) == 5 + 1
    reader.close()
