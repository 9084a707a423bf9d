"""What does a list by due times show, page by page? The soonest first, from two walks along an index that are merged here.

An instant has its place on the time line, a whole day begins at midnight wherever the person is. So the two kinds stand in
the index apart, and only here it is known where a day begins.
"""

from __future__ import annotations

import msgspec

from ..model.due import begin_of, midnight, stored_moment, stored_us
from ..model.feed import FeedRow, Position, Terms
from ..model.moment import Day, Instant
from .database import Connection
from .due_conditions import half
from .rows import FEED_COLUMNS, FEED_NAMES, feed_row
from .select import Conditions

_LAST_ID = 2**63 - 1


def page(
    connection: Connection, every: Conditions, terms: Terms, beside: Position | None, limit: int, *, before: bool
) -> list[FeedRow]:
    """Of all rows under these conditions the ones just after a position, or just `before` it; without a position the first of
    all, or the last. Soonest first."""
    at = None if beside is None else _moment_of(connection, beside)
    found: list[FeedRow] = []
    for whole_day in (False, True):
        wanted = half(every, terms, whole_day=whole_day)
        if at is not None and beside is not None:
            compared = "<" if before else ">"
            wanted.add(f"(a.due_us, a.id) {compared} (?, ?)", *_beside(at, beside.id, whole_day=whole_day))
        found += _rows(connection, wanted, "DESC" if before else "ASC", limit)
    found.sort(key=lambda row: (-row.place_us, row.id))
    return found[-limit:] if before else found[:limit]


def _beside(at: Instant | Day, id_: int, *, whole_day: bool) -> tuple[int, int]:
    """A position as a place in one of the two parts of the index. At one moment the arrival number decides."""
    begin = begin_of(at)
    if not whole_day:
        return begin.us, id_
    day = begin.local().date()
    return stored_us(Day(day)), id_ if begin == midnight(day) else _LAST_ID


def _moment_of(connection: Connection, position: Position) -> Instant | Day:
    """When the activity at this position is due; where it is gone, where it stood when it was listed."""
    found = connection.execute(
        "SELECT due_us, due_day FROM activity WHERE id = ? AND due_us IS NOT NULL", (position.id,)
    ).fetchone()
    return stored_moment(found[0], whole_day=bool(found[1])) if found else Instant(-position.place_us)


def _rows(connection: Connection, wanted: Conditions, direction: str, limit: int) -> list[FeedRow]:
    """All in one value, as `feed` reads them."""
    order = f"ORDER BY a.due_us {direction}, a.id {direction} LIMIT ?"
    rows = f"SELECT {FEED_COLUMNS} FROM {wanted.tables} WHERE {wanted.sql} {order}"  # noqa: S608 - built from constants only
    sql = f"SELECT json_group_array(json_array({FEED_NAMES})) FROM ({rows})"  # noqa: S608 - built from constants only
    (found,) = connection.execute(sql, (*wanted.values, limit)).fetchone()
    return [feed_row(values, by_due=True) for values in msgspec.json.decode(found, type=list[list[str | int | None]])]
