"""Where do a dialect's records live? In memory for reading, and each write at once in SQLite, so that a restart keeps them."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from ..store import CannotOpen

Record = dict[str, Any]
"""One JSON object, with the names that its own system uses."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS dialect_record (
    place INTEGER PRIMARY KEY AUTOINCREMENT, shelf TEXT NOT NULL, id TEXT NOT NULL, record BLOB NOT NULL, UNIQUE (shelf, id)
);
CREATE TABLE IF NOT EXISTS dialect_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Book:
    """The SQLite file with the shelves of all dialects, and their settings (tokens, the next free numbers).

    It is a file of its own, since the server's main file belongs to the server's thread alone. `lock` makes a read
    followed by a write one step; requests and Python helpers come from different threads.
    """

    def __init__(self, path: Path | None) -> None:
        """`path` None keeps everything in memory. Raises CannotOpen when the file is unusable or in use."""
        self.lock = threading.RLock()
        if path is not None:
            _make_private(path)
        self._db = sqlite3.connect(path or ":memory:", timeout=1.0, check_same_thread=False, isolation_level=None)
        try:
            # One process per file: a second one would not see in its memory what the first has written.
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise CannotOpen(f"{path} cannot be used: {error}. Is another server using it?") from error

    def close(self) -> None:
        with self.lock:
            self._db.close()

    def setting(self, name: str, make: Callable[[], str]) -> str:
        """The setting's value; the first time, what `make` returns is kept."""
        with self.lock:
            row = self._db.execute("SELECT value FROM dialect_setting WHERE name = ?", (name,)).fetchone()
            if row is None:
                row = (make(),)
                self._db.execute("INSERT INTO dialect_setting VALUES (?, ?)", (name, *row))
            return str(row[0])

    def next_number(self, name: str) -> int:
        """1, 2, 3 …: never the same number twice, also not after a delete or a restart."""
        with self.lock:
            sql = (
                "INSERT INTO dialect_setting VALUES ('next ' || ?, '1')"
                " ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value"
            )
            return int(self._db.execute(sql, (name,)).fetchone()[0])

    def load(self, shelf: str) -> dict[str, Record]:
        rows = self._db.execute("SELECT id, record FROM dialect_record WHERE shelf = ? ORDER BY place", (shelf,))
        return {identifier: msgspec.json.decode(record) for identifier, record in rows}

    def write(self, shelf: str, records: Iterable[tuple[str, Record]]) -> None:
        """Write all of them in one transaction. A record that was there before moves to the end."""
        rows = [(shelf, identifier, msgspec.json.encode(record)) for identifier, record in records]
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("INSERT OR REPLACE INTO dialect_record (shelf, id, record) VALUES (?, ?, ?)", rows)
        self._db.execute("COMMIT")

    def erase(self, shelf: str, identifier: str) -> None:
        self._db.execute("DELETE FROM dialect_record WHERE shelf = ? AND id = ?", (shelf, identifier))


class Shelf:
    """The records of one kind, in the order in which they were last written. A record is replaced, never altered in place."""

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name
        self._records = book.load(name)

    def __len__(self) -> int:
        return len(self._records)

    def get(self, identifier: str) -> Record | None:
        with self._book.lock:
            return self._records.get(identifier)

    def all(self) -> list[Record]:
        with self._book.lock:
            return list(self._records.values())

    def put(self, identifier: str, record: Record) -> Record:
        self.put_all([(identifier, record)])
        return record

    def put_all(self, records: list[tuple[str, Record]]) -> None:
        with self._book.lock:
            self._book.write(self._name, records)
            for identifier, record in records:
                self._records.pop(identifier, None)
                self._records[identifier] = record

    def remove(self, identifier: str) -> None:
        with self._book.lock:
            self._book.erase(self._name, identifier)
            self._records.pop(identifier, None)

    def next_number(self) -> int:
        return self._book.next_number(self._name)


def _make_private(path: Path) -> None:
    """Make the file, for its owner's eyes only: it holds secrets. Raises CannotOpen."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise CannotOpen(f"{path} cannot be used as the dialects' file: {error.strerror}.") from error
