"""What must a database offer to keep the server's activities? Plain SQL, transactions, snapshots, and news of commits.

Everything above speaks SQL that both engines understand, with `?` and `:name` for values. `database.py` is one SQLite file
that belongs to one process; `postgresql.py` is a PostgreSQL database that any number of processes share.
"""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from .hub import Hub

Values = Sequence[Any] | Mapping[str, Any]


class Row(Protocol):
    """A row, by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any: ...

    def keys(self) -> Iterable[str]: ...


class Rows(Protocol):
    """What a query found."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class CannotOpen(Exception):
    """The database cannot be used; the message is a sentence for a person."""


class Unavailable(Exception):
    """The database does not answer at the moment. Nothing of the running transaction was kept, unless it was lost while
    being committed: whoever sends the same again needs an Idempotency-Key, as after any lost answer."""


class Store(ABC):
    """One database. Only the server's thread uses it."""

    exclusive: bool
    """Whether nobody but this process changes it."""

    def __init__(self) -> None:
        self._after_commit: list[Callable[[], None]] = []

    @abstractmethod
    def execute(self, query: str, values: Values = (), /) -> Rows:
        """Run one statement; outside a transaction it is one by itself. Raises Unavailable."""

    @abstractmethod
    def transaction(self, company_id: int | None = None, /) -> AbstractContextManager[None]:
        """Everything inside is kept, or nothing, and nobody else changes anything of that company meanwhile (None: of any).
        Actions given to `after_commit` run once it is kept."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """All questions inside see the same state."""

    @abstractmethod
    def add_activities(self, columns: Sequence[str], rows: Iterable[tuple[object, ...]], count: int) -> None:
        """Add `count` rows in the fastest way that the engine has; inside a transaction."""

    @abstractmethod
    def follow(self, hub: Hub) -> None:
        """From now on wake the hub's streams when another process has committed. Called in the running event loop."""

    @abstractmethod
    def close(self) -> None: ...

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do this when the running transaction has been kept; forget it when it is rolled back."""
        self._after_commit.append(action)

    def _committed(self) -> None:
        actions, self._after_commit = self._after_commit, []
        for action in actions:
            action()

    def meta(self, name: str) -> str | None:
        """A value that belongs to the database as a whole."""
        row = self.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def set_meta(self, name: str, value: str) -> None:
        query = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self.execute(query, (name, value))

    def _name_it(self) -> None:
        """Give a new database its key and its name."""
        self.set_meta("secret", secrets.token_hex(32))
        self.set_meta("instance", secrets.token_hex(8))

    @property
    def secret(self) -> bytes:
        """The key of this database's signatures and demo tokens."""
        return bytes.fromhex(self.meta("secret") or "")
