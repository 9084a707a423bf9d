"""Do lists by due times hold what they should, the soonest first, however long they are and whatever the time zone?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.due import due_of, stored_us
from activity_desktop.model.feed import FeedQuery, Position, Shelf
from activity_desktop.model.moment import Day, Instant, Moment
from activity_desktop.model.search import parse
from activity_desktop.store import accounts, activities, feed
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.conditions import conditions_of
from activity_desktop.store.database import Database
from activity_desktop.store.due_conditions import half
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
AGENDA = FeedQuery(Shelf.AGENDA)


@pytest.fixture(params=["Pacific/Auckland", "America/Los_Angeles"])
def zone(request: pytest.FixtureRequest, travel: Callable[[str], None]) -> str:
    """A computer far east, and one far west."""
    travel(request.param)
    return str(request.param)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "activity.db")
    with opened.write() as connection:
        accounts.add(connection, Account(id="pd", system="pipedrive", name="Acme", url="http://127.0.0.1", linked_us=0))
    yield opened
    opened.close()


def task(rid: str, starts: Moment | None, **values: object) -> Activity:
    return Activity(key=Key("pd", rid), title=f"Task {rid}", created=NOON.plus(-86400), starts=starts, done=False, **values)  # type: ignore[arg-type]  # fields by name


def put(database: Database, *new: Activity) -> None:
    with database.write() as connection:
        activities.insert(connection, [Arrival(prepare(one), None) for one in new], NOON)


def listed(database: Database, query: FeedQuery, size: int = 50) -> list[str]:
    """All pages of a list, from its top."""
    found: list[str] = []
    after: Position | None = None
    while rows := feed.page(database.connection, query, after, size):
        found += [row.key.rid for row in rows]
        after = rows[-1].position
    return found


def search(typed: str, shelf: Shelf = Shelf.EVERYTHING) -> FeedQuery:
    return parse(typed, NOON).within(FeedQuery(shelf))


def test_the_soonest_stands_first_and_a_day_begins_at_local_midnight(zone: str, database: Database) -> None:
    """Whole days stay on their date in every zone; walking up and down in pages of any size gives the same order."""
    local = [Instant.of(NOON.local().replace(day=day, hour=hour, minute=0)) for day, hour in ((3, 0), (3, 1), (3, 23), (4, 12))]
    put(database, *(task(str(number), at) for number, at in enumerate(local)))
    put(database, task("day 3", Day(date(2026, 3, 3))), task("day 4", Day(date(2026, 3, 4))), task("never", None))
    order = ["0", "day 3", "1", "2", "day 4", "3"]
    for size in (1, 2, 50):
        assert listed(database, AGENDA, size) == order
    up: list[str] = []
    before: Position | None = None
    while rows := feed.page_before(database.connection, AGENDA, before, 2):
        up[:0] = [row.key.rid for row in rows]
        before = rows[0].position
    assert up == order
    assert feed.count(database.connection, AGENDA) == len(order)
    assert listed(database, search("due:2026-03-03")) == ["0", "day 3", "1", "2"]
    assert feed.count_to_do(database.connection, date(2026, 3, 4)) == 4


def test_the_agenda_holds_what_is_still_to_be_done(database: Database) -> None:
    """Done there, done here, cancelled, archived or deleted: none of them is. What is snoozed still is."""
    later = NOON.plus(3600)
    put(
        database,
        task("open", later), task("snoozed", later), task("done here", later), task("gone", later),
        task("cancelled", later, status="Cancelled"), task("archived", later, active=False),
        Activity(key=Key("pd", "done"), starts=later, done=True),
    )  # fmt: skip
    with database.write() as connection:
        connection.execute("UPDATE activity SET shelf = 1 WHERE rid = 'snoozed'")
        connection.execute("UPDATE activity SET shelf = 2 WHERE rid = 'done here'")
        connection.execute("UPDATE activity SET gone = 1 WHERE rid = 'gone'")
    assert listed(database, AGENDA) == ["open", "snoozed"]
    with database.write() as connection:  # an edit on the server
        (id_,) = activities.ids_of(connection, [Key("pd", "open")])
        activities.update(connection, id_, prepare(task("open", NOON.plus(7200))))
    assert listed(database, AGENDA) == ["snoozed", "open"]


def test_due_finds_days_spans_and_what_is_overdue(database: Database) -> None:
    """Together with words and other operators; finished ones are found by their date, and are never overdue."""
    put(
        database,
        task("yesterday", Day(date(2026, 3, 1))),
        task("an hour ago", NOON.plus(-3600), people=()),
        Activity(key=Key("pd", "done"), title="Task done", starts=NOON.plus(-7200), done=True),
        task("soon", NOON.plus(3600)),
        task("today", Day(date(2026, 3, 2))),
        task("in April", Day(date(2026, 4, 9))),
    )
    assert set(listed(database, search("due:today"))) == {"an hour ago", "done", "soon", "today"}
    assert listed(database, search("due:overdue")) == ["yesterday", "an hour ago"]
    assert listed(database, search("due:2026-04 task")) == ["in April"]
    assert listed(database, search("due:..yesterday")) == ["yesterday"]
    assert listed(database, search("due:2026-03-03.. is:unread")) == ["in April"]
    assert listed(database, search("due:overdue ago")) == ["an hour ago"]
    assert listed(database, search("due:never")) == []
    assert set(listed(database, search("", Shelf.AGENDA))) == {"yesterday", "an hour ago", "soon", "today", "in April"}


def test_a_call_that_was_written_down_afterwards_is_never_due() -> None:
    """It says when it occurred; a meeting to come says so too, and is due. What lies in the year 9999 means never."""
    logged = Activity(key=Key("t", "1"), created=NOON, occurred=NOON.plus(-60), starts=NOON.plus(-60))
    coming = Activity(key=Key("t", "2"), created=NOON, occurred=NOON.plus(60), starts=NOON.plus(60))
    assert (due_of(logged), due_of(coming)) == (None, NOON.plus(60))
    assert due_of(Activity(key=Key("t", "3"), starts=Day(date(9999, 12, 31)))) is None
    assert stored_us(Day(date(1970, 1, 2))) == 86_400_000_000


@pytest.mark.parametrize("typed", ["", "due:today", "due:overdue", "due:2026..2027 is:unread"])
def test_no_list_by_due_time_sorts_or_reads_more_than_its_range(database: Database, typed: str) -> None:
    """Each half is a walk along a range of its index, in its order."""
    query = search(typed, Shelf.EVERYTHING if typed else Shelf.AGENDA)
    wanted = half(conditions_of(database.connection, query), query.terms, whole_day=False)
    plan = _plan(
        database.connection,
        f"SELECT a.title FROM {wanted.tables} WHERE {wanted.sql} ORDER BY a.due_us, a.id LIMIT 50",  # noqa: S608 - our own
        wanted.values,
    )
    assert "SEARCH a USING INDEX" in plan
    assert "TEMP B-TREE" not in plan


def _plan(connection: sqlite3.Connection, sql: str, values: list[object]) -> str:
    return "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
