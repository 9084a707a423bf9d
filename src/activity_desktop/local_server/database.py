"""How does the server keep everything? In one SQLite file, through one connection that only the server's thread uses."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- `seq` counts what changed for this owner; `horizon` is the greatest seq whose deletions have been forgotten.
CREATE TABLE company (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0, horizon INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE user (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, name TEXT NOT NULL, email TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0, horizon INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE token (
  hash BLOB PRIMARY KEY, kind TEXT NOT NULL, company_id INTEGER NOT NULL, user_id INTEGER, scopes TEXT NOT NULL,
  expires_us INTEGER, revoked_us INTEGER
) WITHOUT ROWID;

CREATE TABLE person (
  kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE relation (
  type TEXT NOT NULL, id INTEGER NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL, url TEXT NOT NULL,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;

-- AUTOINCREMENT: the id of a deleted activity never comes back.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, company_id INTEGER NOT NULL,
  contact_id INTEGER, visitor_id INTEGER, customer_id INTEGER, relation_type TEXT, relation_id INTEGER,
  title TEXT NOT NULL, description TEXT, formatted_description TEXT, slug TEXT,
  read_us INTEGER, created_us INTEGER NOT NULL,
  user_seq INTEGER NOT NULL, company_seq INTEGER NOT NULL, change TEXT NOT NULL
);
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, company_id INTEGER NOT NULL,
  user_seq INTEGER NOT NULL, company_seq INTEGER NOT NULL, deleted_us INTEGER NOT NULL
);
CREATE TABLE idempotency (
  token BLOB NOT NULL, key TEXT NOT NULL, fingerprint BLOB NOT NULL, activity_id INTEGER NOT NULL,
  etag TEXT NOT NULL, body BLOB NOT NULL, created_us INTEGER NOT NULL, PRIMARY KEY (token, key)
);
CREATE INDEX idempotency_age ON idempotency (created_us);
CREATE UNIQUE INDEX tombstone_user ON tombstone (user_id, user_seq);
CREATE UNIQUE INDEX tombstone_company ON tombstone (company_id, company_seq);
"""

ACTIVITY_INDEXES = {
    "activity_user_seq": "CREATE UNIQUE INDEX activity_user_seq ON activity (user_id, user_seq)",
    "activity_company_seq": "CREATE UNIQUE INDEX activity_company_seq ON activity (company_id, company_seq)",
    "activity_user_time": "CREATE INDEX activity_user_time ON activity (user_id, created_us, id)",
    "activity_company_time": "CREATE INDEX activity_company_time ON activity (company_id, created_us, id)",
    "activity_unread": "CREATE INDEX activity_unread ON activity (user_id, created_us, id) WHERE read_us IS NULL",
}
"""Apart from the schema, because a great fill drops them and makes them again: three times as fast."""


class CannotOpen(Exception):
    """The file cannot be used; the message is a sentence for a person."""


class Database:
    """The file, its schema and its transactions. `path=None` keeps everything in memory until `close`."""

    def __init__(self, path: Path | None) -> None:
        self._lock = None if path is None else _lock_for(path)
        self._after_commit: list[Callable[[], None]] = []
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
        self.set_meta("secret", secrets.token_hex(32))
        self.set_meta("instance", secrets.token_hex(8))
        self.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        self.connection.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is kept, or nothing. Actions given to `after_commit` run once it is kept."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            self._after_commit.clear()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        actions, self._after_commit = self._after_commit, []
        for action in actions:
            action()

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do this when the running transaction has been kept; forget it when it is rolled back."""
        self._after_commit.append(action)

    def meta(self, name: str) -> str | None:
        """A value that belongs to the file as a whole."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def set_meta(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def secret(self) -> bytes:
        """The key of this file's signatures and demo tokens."""
        return bytes.fromhex(self.meta("secret") or "")

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
