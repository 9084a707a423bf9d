"""Does a list show the right rows, in the right order, however it is asked for?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.feed import FeedQuery, PersonKey, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.model.relation import Relation
from activity_desktop.store import accounts, activities, feed, people
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.conditions import match_expression
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
EVERYTHING = FeedQuery(Shelf.EVERYTHING)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "activity.db")
    with opened.write() as connection:
        for name in ("north", "south"):
            accounts.add(connection, Account(id=name, system="fluid", name=name.title(), url="http://127.0.0.1", linked_us=0))
    yield opened
    opened.close()


def store(database: Database, *new: Activity, read: bool = False) -> None:
    with database.write() as connection:
        activities.insert(connection, [Arrival(prepare(a), NOON.us if read else None) for a in new], NOON)


def activity(rid: str, at: float = 0, account: str = "north", **values: object) -> Activity:
    return Activity(key=Key(account, rid), created=NOON.plus(at), **{"title": f"Title {rid}", **values})  # type: ignore[arg-type]  # fields by name


def rids(database: Database, query: FeedQuery, page: int = 2) -> list[str]:
    """All rows of a query, page by page."""
    found, after = [], None
    while rows := feed.page(database.connection, query, after, page):
        found += [row.key.rid for row in rows]
        after = rows[-1].position
    return found


def rids_from_the_end(database: Database, query: FeedQuery, page: int = 2) -> list[str]:
    """The same list, read from its end upwards."""
    found: list[str] = []
    before = None
    while rows := feed.page_before(database.connection, query, before, page):
        found = [row.key.rid for row in rows] + found
        before = rows[0].position
    return found


def test_two_accounts_are_merged_by_feed_time(database: Database) -> None:
    """One inbox, newest first, whoever it came from and whenever it was fetched."""
    store(database, activity("1", 10), activity("2", 30), activity("3", 20, "south"), activity("4", 40, "south"))
    assert rids(database, FeedQuery()) == ["4", "2", "3", "1"]
    assert rids(database, FeedQuery(account="south")) == ["4", "3"]


@given(st.lists(st.integers(0, 3), max_size=40))
@settings(max_examples=30, deadline=None)
def test_every_row_stands_on_exactly_one_page(tmp_path_factory: pytest.TempPathFactory, times: list[int]) -> None:
    """Also when a thousand share one second, or have no date at all, and from either end: nothing is skipped at an edge."""
    database = Database(tmp_path_factory.mktemp("store") / "activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1", linked_us=0))
    new = [Activity(key=Key("north", str(number)), created=NOON.plus(at) if at else None) for number, at in enumerate(times)]
    store(database, *new)
    shown = rids(database, EVERYTHING, page=3)
    assert sorted(shown) == sorted(a.key.rid for a in new)
    order = [times[int(rid)] for rid in shown]
    assert order == sorted(order, reverse=True)
    assert rids_from_the_end(database, EVERYTHING, page=3) == shown
    database.close()


def test_search_finds_every_word_as_a_prefix_in_title_body_and_people(database: Database) -> None:
    """What a person half remembers, without operators and without accents."""
    store(
        database,
        activity("1", 1, title="New order placed", plain="Jane Smith placed an order for $150.00"),
        activity("2", 2, title="Rechnung", people=(Person("contact", "7", "Zoë Müller"),)),
        activity("3", 3, title="Call", relations=(Relation("product", "3", "Starter Kit, Cedar"),)),
    )
    for text, expected in (
        ("order jan", ["1"]), ("zoe mull", ["2"]), ("cedar", ["3"]), ("$150.00", ["1"]), ("150", ["1"]), ("order zoe", []),
        ('"', []), ("AND", []), ("title:call", []), ("  ", ["3", "2", "1"]),
    ):  # fmt: skip
        assert rids(database, FeedQuery(Shelf.EVERYTHING, text=text)) == expected, text


def test_what_is_found_can_be_read_from_its_end(database: Database) -> None:
    """A search is walked from either end, with whatever else narrows it."""
    store(database, *(activity(str(n), n, title="Order shipped" if n % 2 else "Call") for n in range(1, 10)))
    query = FeedQuery(text="ord")
    assert rids(database, query) == rids_from_the_end(database, query) == ["9", "7", "5", "3", "1"]


WORDS = ("order", "orders", "ordered", "Orderly", "orchid", "René", "renew", "Straße", "e-mail", "2026", "20261", "to", "the")


A_WORD = st.sampled_from(WORDS)


@given(st.lists(st.lists(A_WORD, max_size=4), max_size=25), st.lists(A_WORD, min_size=1, max_size=3))
@settings(max_examples=20, deadline=None)
def test_a_search_finds_what_begins_like_each_word(
    tmp_path_factory: pytest.TempPathFactory, titles: list[list[str]], typed: list[str]
) -> None:
    """Whole words are looked up in place of a long beginning where that is quicker: the answer is the same."""
    database = Database(tmp_path_factory.mktemp("store") / "activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1", linked_us=0))
    store(database, *(activity(str(number), number, title=" ".join(words)) for number, words in enumerate(titles)))
    for end in range(1, 1 + len(" ".join(typed))):
        words = " ".join(typed)[:end]
        simple = "SELECT rowid FROM activity_words WHERE activity_words MATCH ? ORDER BY rowid DESC"
        spots = database.connection.execute(simple, (match_expression(words),)).fetchall() if match_expression(words) else []
        assert len(rids(database, FeedQuery(Shelf.EVERYTHING, text=words), page=40)) == len(spots)
    database.close()


def test_a_beginning_of_very_many_words_finds_them_all(database: Database) -> None:
    """Order numbers are words, too."""
    store(database, *(activity(str(number), number, title=f"Order 1000{number}") for number in range(100)))
    assert len(rids(database, FeedQuery(text="1000"), page=200)) == 100
    assert len(rids(database, FeedQuery(text="10009"), page=200)) == 11


STEPS = st.tuples(st.sampled_from(("come", "read", "unread", "done", "back", "gone", "forget")), st.integers(1, 9))


@given(st.lists(STEPS, max_size=30))
@settings(max_examples=20, deadline=None)
def test_the_unread_number_is_true(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]) -> None:
    """It is kept with each change, whatever happens to the activities and their accounts."""
    database = Database(tmp_path_factory.mktemp("store") / "activity.db")
    with database.write() as connection:
        for name in ("north", "south"):
            accounts.add(connection, Account(id=name, system="fluid", name=name, url="http://127.0.0.1", linked_us=0))
    for what, number in steps:
        with database.write() as connection:
            ids = activities.ids_of(connection, [Key("north", str(number))])
            match what:
                case "come" if not ids:
                    activities.insert(connection, [Arrival(prepare(activity(str(number), number)), None)], NOON)
                case "read" | "unread":
                    for id_ in ids:
                        activities.set_read(connection, id_, NOON.us if what == "read" else None)
                case "done" | "back":
                    shelf = 2 if what == "done" else 0
                    connection.executemany("UPDATE activity SET shelf = ? WHERE id = ?", ((shelf, id_) for id_ in ids))
                case "gone":
                    activities.set_gone(connection, ids, 1)
                case "forget":
                    connection.executemany("DELETE FROM activity WHERE id = ?", ((id_,) for id_ in ids))
        counted = database.connection.execute("SELECT count(*) FROM activity WHERE unread = 1 AND shelf = 0").fetchone()[0]
        assert sum(feed.unread_by_account(database.connection).values()) == counted
    database.close()


def test_search_follows_edits_and_deletions(database: Database) -> None:
    """The old words are forgotten with the old text."""
    store(database, activity("1", title="Apples"))
    with database.write() as connection:
        activities.update(connection, 1, prepare(activity("1", 99, title="Pears")))
    assert rids(database, FeedQuery(Shelf.EVERYTHING, text="apples")) == []
    assert rids(database, FeedQuery(Shelf.EVERYTHING, text="pears")) == ["1"]
    with database.write() as connection:
        activities.set_gone(connection, [1], 1)
    assert rids(database, FeedQuery(Shelf.EVERYTHING, text="pears")) == []
    # SQLite's own check raises when the index does not say what the table says.
    database.connection.execute("INSERT INTO activity_words (activity_words) VALUES ('integrity-check')")


def test_filters_narrow_together(database: Database) -> None:
    """Unread, kinds and period at once."""
    store(database, activity("1", 10, kind=Kind.CALL), activity("2", 20, kind=Kind.NOTE))
    store(database, activity("3", 30, kind=Kind.CALL), read=True)
    assert rids(database, FeedQuery(unread_only=True)) == ["2", "1"]
    assert rids(database, FeedQuery(kinds=frozenset({Kind.CALL}))) == ["3", "1"]
    assert rids(database, FeedQuery(since=NOON.plus(20))) == ["3", "2"]
    assert rids(database, FeedQuery(unread_only=True, kinds=frozenset({Kind.CALL}), since=NOON.plus(5))) == ["1"]
    assert feed.count(database.connection, FeedQuery(kinds=frozenset({Kind.CALL}))) == 2


def test_a_persons_page_has_each_of_their_activities_once(database: Database) -> None:
    """In every role, and over accounts once somebody has said that two are the same."""
    jane = Person("contact", "7", "Jane Smith")
    store(database, activity("1", 1, people=(jane,)), activity("2", 2, people=(jane, Person("visitor", "9"))), activity("3", 3))
    store(database, activity("4", 4, "south", people=(Person("person", "70", "Jane S."), Person("attendee", "70", "Jane S."))))
    here, there = PersonKey("north", "contact", "7"), PersonKey("south", "person", "70")
    assert rids(database, FeedQuery(Shelf.EVERYTHING, person=here)) == ["2", "1"]
    with database.write() as connection:
        people.link_same(connection, here, there)
        people.link_same(connection, there, PersonKey("south", "attendee", "70"))
    assert rids(database, FeedQuery(Shelf.EVERYTHING, person=here)) == ["4", "2", "1"]
    assert rids(database, FeedQuery(Shelf.EVERYTHING, person=there, text="title 4")) == ["4"]
    assert feed.person_total(database.connection, here) == 3
    with database.write() as connection:
        people.unlink(connection, here)
    assert rids(database, FeedQuery(Shelf.EVERYTHING, person=here)) == ["2", "1"]
    assert people.same_as(database.connection, there) == (PersonKey("south", "attendee", "70"),)


def test_hostile_text_is_harmless_in_a_row(database: Database) -> None:
    """No control characters, no reversed names, one line each."""
    store(database, activity("1", title="Ev\u202eil\x00\n title", plain="a\r\nb\u2066c"))
    (row,) = feed.page(database.connection, FeedQuery(), None, 10)
    assert (row.title, row.summary) == ("Evil title", "a bc")


def test_the_detail_gives_the_activity_back_as_it_was(database: Database) -> None:
    """Every field survives the database."""
    new = activity(
        "1",
        title="Ünïcode",
        body="<b>x</b>",
        people=(Person("contact", "7", "Jane", "j@example.com", "accepted"),),
        relations=(Relation("deal", "8", "Big one", "won", "https://example.com"),),
        raw=b'{"id": 1}',
    )
    store(database, new)
    shown = feed.detail(database.connection, new.key, local_read_state=False)
    assert shown is not None
    assert shown.activity == new
