"""How does the server keep everything on one computer? In one SQLite file, through one connection of the server's thread."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .schema import ACTIVITY_INDEXES, SCHEMA, SCHEMA_VERSION
from .store import CannotOpen, Rows, Store, Values

if TYPE_CHECKING:
    from .hub import Hub

MANY = 5_000
"""From this many rows on, the indexes are made after a fill instead of during it."""


class Database(Store):
    """The file, its schema and its transactions. `path=None` keeps everything in memory until `close`."""

    exclusive = True

    def __init__(self, path: Path | None) -> None:
        """Raises CannotOpen."""
        super().__init__()
        self._lock = None if path is None else _lock_for(path)
        self.connection = sqlite3.connect(":memory:" if path is None else path, isolation_level=None, timeout=5.0)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise CannotOpen(f"{path} cannot be used as the server's file: {error}.") from error
        except CannotOpen:
            self.close()
            raise

    def _prepare(self) -> None:
        self.connection.row_factory = sqlite3.Row
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, SCHEMA_VERSION}:
            raise CannotOpen(f"The server's file has version {version}; this program knows version {SCHEMA_VERSION}.")
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        if version == 0:
            self._create()

    def _create(self) -> None:
        self.connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA}")
        for index in ACTIVITY_INDEXES.values():
            self.connection.execute(index)
        self._name_it()
        self.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        self.connection.execute("COMMIT")

    def execute(self, query: str, values: Values = (), /) -> Rows:
        return self.connection.execute(query, values)

    @contextmanager
    def transaction(self, _company_id: int | None = None, /) -> Iterator[None]:
        """The file has one writer at a time, whichever company it writes for."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            self._after_commit.clear()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self._committed()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Nobody else writes to the file, and this thread does not while it asks."""
        yield

    def add_activities(self, columns: Sequence[str], rows: Iterable[tuple[object, ...]], count: int) -> None:
        """A great fill drops the indexes and makes them again: three times as fast."""
        marks = ", ".join("?" * len(columns))
        if count >= MANY:
            for name in ACTIVITY_INDEXES:
                self.connection.execute(f"DROP INDEX {name}")
        query = f"INSERT INTO activity ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - made of fixed words
        self.connection.executemany(query, rows)
        if count >= MANY:
            for create_index in ACTIVITY_INDEXES.values():
                self.connection.execute(create_index)

    def follow(self, hub: Hub) -> None:
        """There is nothing to follow: the file belongs to this process, which tells its streams itself."""

    def close(self) -> None:
        self.connection.close()
        if self._lock is not None:
            self._lock.close()


def _lock_for(path: Path) -> sqlite3.Connection:
    """Make the file, for its owner's eyes only, and take it for this process: two servers would not tell each other's
    streams what changed. The lock is SQLite's own on a file beside it, so it ends with the process, however it ends."""
    lock_path = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for private in (path, lock_path):
            os.close(os.open(private, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise CannotOpen(f"{path} cannot be used as the server's file: {error.strerror}.") from error
    lock = sqlite3.connect(lock_path, isolation_level=None, timeout=0)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        lock.close()
        raise CannotOpen(f"Another server is using {path}. Stop it, or name another file.") from error
    return lock
