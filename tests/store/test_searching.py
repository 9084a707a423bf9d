"""Do the operators of a search find exactly what they say, along an index, in the order of the feed?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Attachment, Key, Kind
from activity_desktop.model.feed import FeedQuery, OwnType, PersonKey, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.model.relation import Relation
from activity_desktop.model.search import Names, parse
from activity_desktop.store import accounts, activities, feed, marking
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.conditions import conditions_of
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
DAY = 86_400.0
NAMES = {"north": "Northwind CRM", "south": "Southwind Sales"}
TYPES = (OwnType("north", Kind.UNKNOWN, "parcel", "Parcel sent"),)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Seven activities that differ in everything that can be searched."""
    opened = Database(tmp_path / "activity.db")
    with opened.write() as connection:
        _accounts(connection)
        jane = Person("contact", "7", "Jane Smith", "jane@example.com")
        zoe = Person("contact", "8", "Zoë Müller", "zm@example.com")
        _insert(
            connection,
            _activity("1", 1, kind=Kind.CALL, people=(jane,), title="New purchase order"),
            _activity("2", 2, kind=Kind.CALL, people=(zoe, jane), attachments=(Attachment("offer.pdf"),)),
            _activity("3", 3, account="south", people=(zoe,), relations=(Relation("product", "3", "Starter Kit"),)),
            _activity("4", 4, title="Order of a purchase by smith", body="talks about «attachments» only"),
            _activity("5", 5, people=(Person("contact", None, "John Smithson"),)),
            _activity(
                "6",
                6,
                kind_id="parcel",
                kind_label="Parcel sent",
                people=(Person("contact", "9", "Jane Doe"), Person("contact", "10", "Bob Smith")),
            ),
            Activity(key=Key("north", "7"), title="Undated"),
        )
        connection.execute("UPDATE activity SET shelf = 2 WHERE rid = '5'")
        connection.execute("UPDATE activity SET read_us = 1, unread = 0 WHERE rid IN ('3', '4', '7')")
        connection.execute("UPDATE activity SET kept = 1 WHERE rid = '6'")
    yield opened
    opened.close()


def _accounts(connection: sqlite3.Connection) -> None:
    for id_, name in NAMES.items():
        accounts.add(connection, Account(id=id_, system="fluid", name=name, url="http://127.0.0.1", linked_us=0))


def _activity(rid: str, days_ago: float, account: str = "north", **values: object) -> Activity:
    return Activity(key=Key(account, rid), created=NOON.plus(-days_ago * DAY), **{"title": f"Title {rid}", **values})  # type: ignore[arg-type]  # fields by name


def _insert(connection: sqlite3.Connection, *new: Activity) -> None:
    activities.insert(connection, [Arrival(prepare(a), None) for a in new], NOON)


def query_of(typed: str, view: FeedQuery = FeedQuery(Shelf.EVERYTHING)) -> FeedQuery:  # noqa: B008 - a value that cannot change
    return parse(typed, NOON, Names(NAMES, TYPES)).within(view)


def found(database: Database, query: FeedQuery) -> list[str]:
    """All rows, two to a page, which is where a wrong order would show."""
    rids: list[str] = []
    after = None
    while rows := feed.page(database.connection, query, after, 2):
        rids += [row.key.rid for row in rows]
        after = rows[-1].position
    assert len(rids) == feed.count(database.connection, query)
    return rids


@pytest.mark.parametrize(
    ("typed", "rids"),
    [
        ("is:unread", "1256"),
        ("is:read", "347"),
        ("is:kept", "6"),
        ("is:done", "5"),
        ("is:inbox is:read", "347"),
        ("type:call", "12"),
        ("type:call type:note", "12"),
        ("type:parcel", "6"),
        ('type:"parcel sent" type:call is:unread', "126"),
        ("account:south", "3"),
        ("account:north account:south is:read", "347"),
        ("person:jane", "126"),
        ("person:smi", "1256"),
        ('person:"jane smith"', "12"),
        ("person:jane person:zoe", "2"),
        ("person:zoe", "23"),
        ("person:zm@example.com", "23"),
        ("person:??", ""),
        ("after:2026-02-28", "12"),
        ("before:2026-02-26", "56"),
        ("after:2026-02-26 before:2026-02-28", "34"),
        ("before:1900", ""),
        ("after:9999", ""),
        ("has:attachment", "2"),
        ("has:relation", "3"),
        ("purchase", "14"),
        ('"purchase order"', "1"),
        ('"purchase order', "14"),
        ("order person:smith", "1"),
        ("type:cal", ""),
        ("is:unread type:call person:zoe has:attachment account:northwind title", "2"),
    ],
)
def test_a_search_finds_exactly_what_it_says(database: Database, typed: str, rids: str) -> None:
    """Newest first, through pages, and counted alike."""
    assert found(database, query_of(typed)) == list(rids)


@pytest.mark.parametrize(
    "typed", ["pur\x00chase order", "purch\ud800ase order\udc00", "\u202epurchase order\u202c", "order \x1b\x00"]
)
def test_what_nobody_can_see_in_pasted_words_is_no_error_and_finds_all_the_same(database: Database, typed: str) -> None:
    """No database takes a NUL or half a character; and no title has them, or what turns the direction of reading."""
    assert found(database, query_of(typed)) == ["1", "4"]


def test_a_search_narrows_the_view_it_is_typed_into(database: Database) -> None:
    """Chips, account and person stay in force; only a shelf that was typed replaces the view's."""
    assert found(database, query_of("is:unread", FeedQuery(kinds=frozenset({Kind.CALL})))) == ["1", "2"]
    assert found(database, query_of("type:call", FeedQuery(kinds=frozenset({Kind.NOTE})))) == []
    assert found(database, query_of("account:south", FeedQuery(account="north"))) == []
    assert found(database, query_of("is:done", FeedQuery())) == ["5"]
    assert found(database, query_of("has:attachment", FeedQuery(person=PersonKey("north", "contact", "7")))) == ["2"]


def test_mark_all_means_what_is_listed(database: Database) -> None:
    """Never more than the person sees in a searched and filtered list."""
    with database.write() as connection:

        def meant(query: FeedQuery, up_to: int, *, spare_kept: bool) -> list[str]:
            chosen = marking.choose_unread(connection, marking.Listed(query, up_to, spare_kept, NOON.us), None, 100)
            return sorted(key.rid for key in activities.keys_of(connection, [id_ for id_, _ in chosen.marked]))

        assert meant(query_of("type:call jane"), 100, spare_kept=False) == ["1", "2"]
        assert meant(FeedQuery(), 2, spare_kept=True) == ["1", "2"]
        assert meant(query_of("type:cal"), 100, spare_kept=False) == []


SEARCHES = (
    "", "is:unread", "is:read", "is:kept", "type:call", "type:call type:fax", "type:parcel",
    "type:parcel-sent type:fax", "account:north", "account:south account:north",
    "person:smith", "after:2026 before:2027", "has:attachment", "has:relation", "order", '"purchase order" is:unread',
    "order type:call has:relation", "is:unread has:attachment type:call account:north",
)  # fmt: skip


@pytest.mark.parametrize("typed", SEARCHES)
@pytest.mark.parametrize("shelf", [Shelf.INBOX, Shelf.EVERYTHING])
@pytest.mark.parametrize("account", [None, "north"])
def test_no_search_sorts_or_reads_the_table_from_end_to_end(
    database: Database, typed: str, shelf: Shelf, account: str | None
) -> None:
    """SQLite's own plan: an index in the order of the feed, whatever is asked for."""
    query = query_of(typed, FeedQuery(shelf, account))
    wanted = conditions_of(database.connection, query)
    sql = f"EXPLAIN QUERY PLAN SELECT a.title FROM {wanted.tables} WHERE {wanted.sql} ORDER BY {wanted.order} DESC LIMIT 50"  # noqa: S608 - built from constants
    plan = [row[3] for row in database.connection.execute(sql, wanted.values)]
    assert not [step for step in plan if "TEMP B-TREE" in step]
    (walked,) = [step for step in plan if step.startswith(("SCAN a", "SEARCH a"))]
    assert "USING INDEX" in walked or "USING COVERING INDEX" in walked


@pytest.mark.parametrize("typed", ["order", "order is:unread", "order after:2026 before:2027", "person:smith"])
def test_each_row_of_a_word_search_is_looked_up_by_its_place(database: Database, typed: str) -> None:
    """Also below a position: walking a stretch of the list anew for each row found takes seconds in a long history."""
    wanted = conditions_of(database.connection, query_of(typed))
    wanted.add(f"{wanted.order} < ?", 2**60)
    sql = f"EXPLAIN QUERY PLAN SELECT a.title FROM {wanted.tables} WHERE {wanted.sql} ORDER BY {wanted.order} DESC LIMIT 50"  # noqa: S608 - built from constants
    plan = [row[3] for row in database.connection.execute(sql, wanted.values)]
    assert [step for step in plan if step.startswith("SEARCH a ") and "(spot=?)" in step], plan


COUNTED = "CREATE TEMP TABLE unread_count (account TEXT PRIMARY KEY, number INTEGER)"
"""What an older file has not, and putting rows in as today needs."""


def _insert_as_then(old: sqlite3.Connection, *new: Activity) -> None:
    """What the first version stored of an activity."""
    for id_, a in enumerate(map(prepare, new), start=1):
        values = {
            "id": id_, "account": a.activity.key.account, "rid": a.activity.key.rid, "spot": activities.spot_of(a.feed_us, id_),
            "feed_us": a.feed_us, "unread": 1, "arrived_us": NOON.us, "hash": a.hash, "kind": a.activity.kind, "kind_id": "",
            "kind_label": "", "title": a.title, "summary": "", "person": "", "person_id": "", "relation": "", "unreadable": 0,
            "cancelled": 0, "words": a.words, "detail": a.detail, "raw": b"{}",
        }  # fmt: skip
        marks = ", ".join("?" * len(values))
        old.execute(f"INSERT INTO activity ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))  # noqa: S608 - names of our own
    old.execute("INSERT INTO activity_words (rowid, title, words) SELECT spot, title, words FROM activity")


def test_one_letter_finds_in_an_older_file_and_through_an_index(tmp_path: Path) -> None:
    """The full-text index is made anew from what is stored, with the first letters of all words in it."""
    path = tmp_path / "activity.db"
    folder = resources.files("activity_desktop.store") / "migrations"
    old = sqlite3.connect(path, isolation_level=None)
    for name in ("0001_first.sql", "0002_search_and_views.sql"):
        old.executescript((folder / name).read_text(encoding="utf-8"))
    old.execute("PRAGMA user_version = 2")
    _accounts(old)
    _insert_as_then(old, _activity("1", 1, title="Zebra crossing"), _activity("2", 2, title="Order"))
    old.close()
    database = Database(path)
    assert found(database, query_of("z")) == ["1"]
    (schema,) = database.connection.execute("SELECT sql FROM sqlite_master WHERE name = 'activity_words'").fetchone()
    assert "prefix = '1 2 3'" in schema
    database.close()


def test_an_older_file_learns_the_new_searches(tmp_path: Path) -> None:
    """What was stored before is found by them, too; a copy of the old file is kept."""
    path = tmp_path / "activity.db"
    first = resources.files("activity_desktop.store") / "migrations" / "0001_first.sql"
    old = sqlite3.connect(path, isolation_level=None)
    old.executescript(first.read_text(encoding="utf-8") + "PRAGMA user_version = 1;")
    _accounts(old)
    _insert_as_then(old, _activity("1", 1, attachments=(Attachment("offer.pdf"),)), _activity("2", 2, starts=NOON, done=False))
    old.close()
    database = Database(path)
    assert found(database, query_of("has:attachment")) == ["1"]
    assert found(database, query_of("due:today")) == ["2"]
    database.close()
    assert list(tmp_path.glob("activity.db.before-*"))
