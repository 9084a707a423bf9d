"""What has a server told for certain? Each confirmed fact has a number; what complete walks miss is counted.

An answer to a question from before a fact does not undo it: whoever asks remembers the last number of that moment.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from ..model.activity import Key
from .activities import newest_arrival
from .database import Connection


class Met(Protocol):
    """The arrival numbers that a walk has met."""

    def __contains__(self, id_: int, /) -> bool: ...


class Missed(Struct, frozen=True):
    """An activity that complete walks did not contain."""

    id: int
    """Its arrival number."""
    rid: str
    walks: int


def fact_number(connection: Connection) -> int:
    """The number of the last confirmed fact."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'fact'").fetchone()
    return int(row[0]) if row else 0


def next_fact(connection: Connection) -> int:
    """A number for a new fact."""
    number = fact_number(connection) + 1
    connection.execute("INSERT INTO meta VALUES ('fact', ?) ON CONFLICT DO UPDATE SET value = excluded.value", (str(number),))
    return number


def not_known_gone(connection: Connection, key: Key) -> int | None:
    """Its arrival number, where it is here and its server has not said that it is gone."""
    row = connection.execute("SELECT id FROM activity WHERE account = ? AND rid = ? AND gone <> 1", key).fetchone()
    return row[0] if row else None


def note_missing(connection: Connection, account: str, newest_before: int, met: Met) -> None:
    """A complete walk met these; the other ones up to an arrival number are missing once more."""
    rows = connection.execute("SELECT id FROM activity WHERE account = ? AND gone = 0 AND id <= ?", (account, newest_before))
    absent = [(row[0],) for row in rows if row[0] not in met]
    connection.executemany("UPDATE activity SET missing = missing + 1 WHERE id = ?", absent)


def missed(connection: Connection, account: str, least: int, most: int = -1) -> list[Missed]:
    """Those that at least so many walks have missed, the first `most` of them; -1: all."""
    rows = connection.execute(
        "SELECT id, rid, missing FROM activity WHERE account = ? AND missing > 0 AND missing >= ? AND gone = 0 LIMIT ?",
        (account, least, most),
    )
    return [Missed(*row) for row in rows]


def newest(connection: Connection, account: str, most: int) -> list[str]:
    """The identifiers of the newest activities in the feed's order."""
    rows = connection.execute(
        "SELECT rid FROM activity WHERE account = ? AND gone = 0 ORDER BY spot DESC LIMIT ?", (account, most)
    )
    return [row[0] for row in rows]


def solid_until(connection: Connection, account: str, first: int, met: Met) -> int:
    """The arrival number up to which a walk met all of an account, which it did below `first` for certain.

    By arrival from `first` on, which mostly finds nothing: no index is asked, because in those of the account stand all of
    its rows.
    """
    rows = connection.execute("SELECT id FROM activity NOT INDEXED WHERE account = ? AND id >= ? ORDER BY id", (account, first))
    return next((row[0] for row in rows if row[0] not in met), newest_arrival(connection) + 1) - 1
