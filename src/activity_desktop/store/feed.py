"""What does a list show, page by page? All reading that screens and the command line do, each a millisecond or less.

Pages are asked for by position (keyset), never by number: the last page of a million costs what the first one costs.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import msgspec
from msgspec import structs

from ..model.activity import Activity, Key
from ..model.due import midnight, stored_us
from ..model.feed import Detail, FeedQuery, FeedRow, PersonKey, Position, Shelf
from ..model.moment import Day, Instant
from . import fruitless, ledger, people
from .activities import spot_of
from .conditions import conditions_of, finds_nothing, spots_of
from .database import Connection
from .rows import FEED_COLUMNS, FEED_NAMES, feed_row, read_detail
from .select import Conditions

T = TypeVar("T")
LOOK_UP_EVERY = 20_000
"""Steps of SQLite's machine, one or two milliseconds, after which another thread asks whether to go on."""
_OFTEN = 4000
"""The same where somebody waits: each step may have to wait for the disk."""


def page(connection: Connection, query: FeedQuery, after: Position | None = None, limit: int = 50) -> list[FeedRow]:
    """The next rows after a position, newest first."""
    in_vain = fruitless.since_last_write(connection)
    if finds_nothing(query) or fruitless.has(in_vain, query):
        return []
    rows = _page(connection, query, after, limit)
    if after is None and not rows:
        fruitless.add(in_vain, query)
    return rows


def _page(connection: Connection, query: FeedQuery, after: Position | None, limit: int) -> list[FeedRow]:
    if query.by_due:
        return _by_due(connection, query, after, limit, before=False)
    wanted = conditions_of(connection, query)
    if after is not None:
        wanted.add(f"{wanted.order} < ?", _spot_at(connection, after))
    return _rows(connection, wanted, "DESC", limit)


def if_quick(connection: Connection, read: Callable[[Connection], T], seconds: float) -> T | None:
    """What is read, or None where that takes longer."""
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _OFTEN)
    try:
        return read(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)


def page_before(connection: Connection, query: FeedQuery, before: Position | None, limit: int) -> list[FeedRow]:
    """The rows just above a position, or the last of all, newest first."""
    if finds_nothing(query):
        return []
    if query.by_due:
        return _by_due(connection, query, before, limit, before=True)
    wanted = conditions_of(connection, query)
    if before is not None:
        wanted.add(f"{wanted.order} > ?", _spot_at(connection, before))
    return _rows(connection, wanted, "ASC", limit)[::-1]


def _by_due(connection: Connection, query: FeedQuery, beside: Position | None, limit: int, *, before: bool) -> list[FeedRow]:
    from . import by_due  # which the first list of a start does without

    return by_due.page(connection, conditions_of(connection, query), query.terms, beside, limit, before=before)


def _rows(connection: Connection, wanted: Conditions, direction: str, limit: int) -> list[FeedRow]:
    """All rows in one value. To fetch them one by one, the window would have to wait for its turn among the threads once for
    each, which costs hundreds of times as much while the engine works."""
    rows = f"SELECT {FEED_COLUMNS} FROM {wanted.tables} WHERE {wanted.sql} ORDER BY {wanted.order} {direction} LIMIT ?"  # noqa: S608 - built from constants only
    sql = f"SELECT json_group_array(json_array({FEED_NAMES})) FROM ({rows})"  # noqa: S608 - built from constants only
    (found,) = connection.execute(sql, (*wanted.values, limit)).fetchone()
    return [feed_row(values) for values in msgspec.json.decode(found, type=list[list[str | int | None]])]


def count(connection: Connection, query: FeedQuery) -> int:
    """How many rows the query has in all."""
    if finds_nothing(query):
        return 0
    if query == FeedQuery(shelf=Shelf.EVERYTHING, person=query.person) and query.person is not None:
        return person_total(connection, query.person)
    wanted = conditions_of(connection, query)
    sql = f"SELECT count(*) FROM {wanted.tables} WHERE {wanted.sql}"  # noqa: S608 - built from constants only
    return int(connection.execute(sql, wanted.values).fetchone()[0])


def unread_by_account(connection: Connection) -> dict[str, int]:
    """The one query behind every unread number: tray, badge, window, command line and tests."""
    return dict(connection.execute("SELECT account, number FROM unread_count WHERE number > 0").fetchall())


def count_snoozed(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM activity WHERE shelf = 1 AND gone = 0").fetchone()[0])


def count_to_do(connection: Connection, before: date) -> int:
    """How many are due before this local day, and still to be done."""
    asking = """SELECT count(*) FROM activity INDEXED BY activity_to_do
                WHERE due_day = ? AND due_us < ? AND finished = 0 AND gone = 0 AND shelf < 2"""
    halves = ((False, midnight(before).us), (True, stored_us(Day(before))))
    return sum(int(connection.execute(asking, half).fetchone()[0]) for half in halves)


def unread_since(connection: Connection, arrival: int) -> dict[str, int]:
    """By account, the unread ones of the inbox with a higher arrival number. There are few: each is looked at."""
    sql = """SELECT account, count(*) FROM activity NOT INDEXED
             WHERE id > ? AND unread = 1 AND shelf = 0 GROUP BY account"""
    return dict(connection.execute(sql, (arrival,)).fetchall())


def row(connection: Connection, key: Key, *, deleted: bool = False) -> FeedRow | None:
    """One that is there; with `deleted`, also one that its system has deleted."""
    found = connection.execute(
        f"SELECT {FEED_COLUMNS} FROM activity a WHERE a.account = ? AND a.rid = ? AND a.gone <= {int(deleted)}",  # noqa: S608 - a constant
        key,
    ).fetchone()
    return feed_row(found) if found else None


def activity(connection: Connection, key: Key) -> Activity | None:
    """The activity in full, also a deleted one."""
    found = connection.execute("SELECT detail, raw, version FROM activity WHERE account = ? AND rid = ?", key).fetchone()
    return structs.replace(read_detail(found[0], found[1], found[2]), key=key) if found else None


def detail(connection: Connection, key: Key, *, local_read_state: bool) -> Detail | None:
    """Everything a detail pane shows, also of what its system has deleted; None when it is not there, or deleted here."""
    head = row(connection, key, deleted=True)
    if head is None:
        return None
    found = connection.execute(
        """SELECT a.detail, a.raw, a.version, a.arrived_us, a.done_us,
             CASE WHEN o.activity IS NULL THEN a.read_us ELSE o.want_us END AS read_us
           FROM activity a LEFT JOIN overlay o ON o.activity = a.id WHERE a.id = ?""",
        (head.id,),
    ).fetchone()
    return Detail(
        row=head,
        activity=structs.replace(read_detail(found["detail"], found["raw"], found["version"]), key=key, deleted=head.deleted),
        arrived=Instant(found["arrived_us"]),
        read_at=None if found["read_us"] is None else Instant(found["read_us"]),
        read_state_is_local=local_read_state,
        announcement=ledger.entry(connection, key),
    )


def _spot_at(connection: Connection, position: Position) -> int:
    found = connection.execute("SELECT spot FROM activity WHERE id = ?", (position.id,)).fetchone()
    return int(found[0]) if found else spot_of(position.place_us, position.id)


def person_total(connection: Connection, person: PersonKey) -> int:
    """How many activities there are with this person. The few deleted ones are looked for, and not the many others."""
    members = (person, *people.same_as(connection, person))
    sql = f"""SELECT count(*) FROM ({spots_of(members)}) i
              WHERE NOT EXISTS (SELECT 1 FROM activity a INDEXED BY activity_gone WHERE a.spot = i.spot AND a.gone > 0)"""  # noqa: S608 - built from constants only
    return int(connection.execute(sql, [value for key in members for value in key]).fetchone()[0])
