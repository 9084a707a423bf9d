"""Which records could not be read? They are kept aside, for a version that can; the health page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.moment import Instant
from .database import Connection

MOST = 1000
"""Records that are kept of an account, the latest ones."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that is kept aside until a later version can read it."""

    rid: str
    """Empty where not even that could be read."""
    error: str
    at: Instant


def keep(connection: Connection, account: str, bad: Sequence[tuple[str, str, bytes]], now: Instant) -> None:
    """Each with its identifier, what is wrong with it, and its bytes. Inside a transaction of the caller."""
    for rid, error, raw in bad:
        connection.execute("DELETE FROM quarantine WHERE account = ? AND rid = ? AND raw = ?", (account, rid, raw))
        connection.execute("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)", (account, rid, now.us, error, raw))
    connection.execute(
        """DELETE FROM quarantine WHERE account = ? AND rowid NOT IN
             (SELECT rowid FROM quarantine WHERE account = ? ORDER BY rowid DESC LIMIT ?)""",
        (account, account, MOST),
    )


def unreadable(connection: Connection, account: str, limit: int = 20) -> list[Unreadable]:
    """Records of an account that could not be read, the latest first."""
    rows = connection.execute(
        "SELECT rid, error, at_us FROM quarantine WHERE account = ? ORDER BY at_us DESC LIMIT ?", (account, limit)
    )
    return [Unreadable(row[0], row[1], Instant(row[2])) for row in rows]


def count(connection: Connection, account: str) -> int:
    return int(connection.execute("SELECT count(*) FROM quarantine WHERE account = ?", (account,)).fetchone()[0])
