"""How much is stored here, and which records could not be read? Figures for `doctor` and the health page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..model.moment import Instant
from .database import Connection


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that is kept aside until a later version can read it."""

    rid: str
    """Empty where not even that could be read."""
    error: str
    at: Instant


def activities(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM activity").fetchone()[0])


def verdict(connection: Connection) -> str:
    """What SQLite says of its file: `ok`, or what is wrong."""
    return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])


def size(path: Path) -> int:
    """Bytes on the disk, with what has not been moved into the main file yet."""
    parts = (path, path.with_name(f"{path.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())


def unreadable(connection: Connection, account: str, limit: int = 20) -> list[Unreadable]:
    """Records of an account that could not be read, the latest first."""
    rows = connection.execute(
        "SELECT rid, error, at_us FROM quarantine WHERE account = ? ORDER BY at_us DESC LIMIT ?", (account, limit)
    )
    return [Unreadable(row[0], row[1], Instant(row[2])) for row in rows]


def count_unreadable(connection: Connection, account: str) -> int:
    return int(connection.execute("SELECT count(*) FROM quarantine WHERE account = ?", (account,)).fetchone()[0])
