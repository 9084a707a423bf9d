"""Where does an activity lie, and what has the person made of it? In the inbox, put off, or done; and perhaps kept unread.

All of this stands on this computer only. Every function that writes runs inside a transaction of its caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ..model.activity import Key
from ..model.feed import Shelf
from ..model.moment import Instant
from .activities import derive_unread
from .database import Connection
from .rows import SHELF_NUMBER


class Marks(Struct, frozen=True):
    """What a person has made of one activity, so that it can be made so again. All times in microseconds UTC."""

    key: Key
    read_us: int | None
    """What is shown: the person's wish where one is on its way, else what is settled."""
    kept: int
    """Since when it is kept unread; 0 where it is not."""
    shelf: int
    snoozed_us: int | None
    done_us: int | None


def marks_of(connection: Connection, keys: Iterable[Key]) -> list[Marks]:
    """As of now; what is not here, or gone, is left out."""
    asking = """SELECT CASE WHEN o.activity IS NULL THEN a.read_us ELSE o.want_us END, a.kept, a.shelf, a.snoozed_us, a.done_us
                FROM activity a LEFT JOIN overlay o ON o.activity = a.id WHERE a.account = ? AND a.rid = ? AND a.gone = 0"""
    found = ((key, connection.execute(asking, key).fetchone()) for key in keys)
    return [Marks(key, *row) for key, row in found if row]


def restore(connection: Connection, befores: Iterable[Marks]) -> None:
    """Each lies where it lay, and is kept as it was. Its read state is none of this: the server may keep that."""
    connection.executemany(
        "UPDATE activity SET kept = ?, shelf = ?, snoozed_us = ?, done_us = ? WHERE account = ? AND rid = ?",
        ((before.kept, before.shelf, before.snoozed_us, before.done_us, *before.key) for before in befores),
    )


def keep(connection: Connection, keys: Iterable[Key], kept: int) -> None:
    """Kept unread since then, in microseconds UTC; 0: not kept."""
    connection.executemany("UPDATE activity SET kept = ? WHERE account = ? AND rid = ?", ((kept, *key) for key in keys))


def end_keeping(connection: Connection, id_: int, read_us: int) -> bool:
    """It was read elsewhere: that ends "kept" when it is later than the moment of keeping. Whether it did."""
    ending = "UPDATE activity SET kept = 0 WHERE id = ? AND kept > 0 AND kept < ?"
    return connection.execute(ending, (id_, read_us)).rowcount > 0


def put(connection: Connection, keys: Iterable[Key], shelf: Shelf, until: Instant | None, now: Instant) -> None:
    """Onto a shelf: the inbox, the snoozed ones with the moment at which they come back, or the done ones."""
    snoozed_us = until.us if until else None
    done_us = now.us if shelf is Shelf.DONE else None
    connection.executemany(
        "UPDATE activity SET shelf = ?, snoozed_us = ?, done_us = ? WHERE account = ? AND rid = ?",
        ((SHELF_NUMBER[shelf], snoozed_us, done_us, *key) for key in keys),
    )


def bring_back(connection: Connection, now: Instant) -> list[Key]:
    """Everything whose snooze is over, into the inbox: unread here, and kept so. Gives these."""
    rows = connection.execute(
        "SELECT id, account, rid FROM activity WHERE snoozed_us <= ? AND shelf = 1 AND gone = 0", (now.us,)
    ).fetchall()
    connection.executemany(
        "UPDATE activity SET shelf = 0, snoozed_us = NULL, kept = ? WHERE id = ?", ((now.us, row["id"]) for row in rows)
    )
    unread_here(connection, [row["id"] for row in rows])
    return [Key(row["account"], row["rid"]) for row in rows]


def next_back(connection: Connection) -> Instant | None:
    """When the next snooze is over; None where nothing is snoozed. What was deleted meanwhile does not come back."""
    row = connection.execute(
        "SELECT min(snoozed_us) FROM activity WHERE snoozed_us IS NOT NULL AND shelf = 1 AND gone = 0"
    ).fetchone()
    return None if row[0] is None else Instant(row[0])


def unread_here(connection: Connection, ids: Sequence[int]) -> None:
    """Unread on this computer, by arrival number: no server is told of it."""
    connection.executemany(
        "INSERT INTO overlay VALUES (?, NULL, 0) ON CONFLICT DO UPDATE SET want_us = NULL, gen = 0", ((id_,) for id_ in ids)
    )
    derive_unread(connection, ids)
