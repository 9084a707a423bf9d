"""How much is stored here, and is the file sound? Figures for `doctor` and the health page."""

from __future__ import annotations

from pathlib import Path

from .database import Connection


def activities(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM activity").fetchone()[0])


def verdict(connection: Connection) -> str:
    """What SQLite says of its file: `ok`, or what is wrong."""
    return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])


def size(path: Path) -> int:
    """Bytes on the disk, with what has not been moved into the main file yet."""
    parts = (path, path.with_name(f"{path.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())
