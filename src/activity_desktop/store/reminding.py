"""Of what is a person to be reminded? What has come due since the last look, each once for each time at which it is due.

How far was looked stands in `meta`, so nothing is asked of the past of an account, and nothing that came due while the
program was closed is passed over. The ledger remembers the due time of each reminder: whatever the clock does, it is
given once.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ..model.activity import Key
from ..model.due import begin_of, stored_moment
from ..model.moment import Instant
from . import stations
from .database import Connection, Row
from .due_conditions import TO_DO
from .shelves import unread_here

_LOOKED = {False: "reminded of moments until", True: "reminded of days until"}
AT_ONCE = 1000
"""Reminders in one transaction; the next ones come with the next look."""


class Span(Struct, frozen=True):
    """Due times from after `since_us` until `until_us`, in `model.due.stored_us`; of moments, or of whole days."""

    since_us: int
    until_us: int
    whole_day: bool


def looked(connection: Connection, *, whole_day: bool) -> int | None:
    """Until which due time was looked; None before the first look."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_LOOKED[whole_day],)).fetchone()
    return int(row[0]) if row else None


def set_looked(connection: Connection, until_us: int, *, whole_day: bool) -> None:
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (_LOOKED[whole_day], str(until_us))
    )


def next_moment(connection: Connection, after_us: int) -> Instant | None:
    """The next moment at which something is due."""
    asking = (
        f"SELECT a.due_us FROM activity a INDEXED BY activity_to_do WHERE a.due_day = 0 AND a.due_us > ? AND {TO_DO} LIMIT 1"  # noqa: S608 - a constant
    )
    row = connection.execute(asking, (after_us,)).fetchone()
    return Instant(row[0]) if row else None


def anything(connection: Connection, span: Span) -> bool:
    """Whether anything that is still to be done came due then."""
    asking = f"""SELECT 1 FROM activity a INDEXED BY activity_to_do
                 WHERE a.due_day = ? AND a.due_us > ? AND a.due_us <= ? AND {TO_DO} LIMIT 1"""  # noqa: S608 - a constant
    return connection.execute(asking, (span.whole_day, span.since_us, span.until_us)).fetchone() is not None


def remind(connection: Connection, span: Span, now: Instant) -> tuple[list[Key], int]:
    """Let what came due be announced, and unread here, until it is looked at. Gives these, and until where it was done."""
    rows = connection.execute(
        f"""SELECT a.id, a.account, a.rid, a.due_us, a.shelf, a.arrived_us, l.state, l.reminded_us
            FROM activity a INDEXED BY activity_to_do LEFT JOIN ledger l ON l.account = a.account AND l.rid = a.rid
            WHERE a.due_day = ? AND a.due_us > ? AND a.due_us <= ? AND {TO_DO} ORDER BY a.due_us, a.id LIMIT ?""",  # noqa: S608 - a constant
        (span.whole_day, span.since_us, span.until_us, AT_ONCE),
    ).fetchall()
    until = span.until_us if len(rows) < AT_ONCE else rows[-1]["due_us"]
    in_flight = [row["due_us"] for row in rows if row["state"] == "claimed"]
    if in_flight:  # the desktop is being told of it in this moment: after that
        until = min(until, *in_flight) - 1
    rows = [row for row in rows if row["due_us"] <= until and row["reminded_us"] != row["due_us"]]
    known_before = [row for row in rows if row["arrived_us"] < _begin_us(row, span)]
    snoozed = [row for row in known_before if row["shelf"] != 0]
    stations.note(connection, _keys(snoozed), "no reminder", "it was snoozed", now)
    reminded = [row for row in known_before if row["shelf"] == 0]
    unread_here(connection, [row["id"] for row in reminded])  # as the end of a snooze does; but the next visit may read it
    _announce(connection, reminded, now)
    stations.note(connection, _keys(reminded), "reminder", "it is due", now)
    return _keys(reminded), until


def _begin_us(row: Row, span: Span) -> int:
    return begin_of(stored_moment(row["due_us"], whole_day=span.whole_day)).us


def _keys(rows: Sequence[Row]) -> list[Key]:
    return [Key(row["account"], row["rid"]) for row in rows]


def _announce(connection: Connection, rows: Sequence[Row], now: Instant) -> None:
    """What still tells of it on the screen stays known, so that the reminder takes its place."""
    connection.executemany(
        """INSERT INTO ledger (account, rid, state, due_us, reason, reminds, reminded_us)
           VALUES (?, ?, 'due', ?, 'it is due', 1, ?)
           ON CONFLICT DO UPDATE SET state = 'due', due_us = excluded.due_us, reason = excluded.reason, reminds = 1,
             reminded_us = excluded.reminded_us, tries = 0""",
        ((row["account"], row["rid"], now.us, row["due_us"]) for row in rows),
    )
