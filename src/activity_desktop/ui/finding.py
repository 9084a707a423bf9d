"""How are the rows of a list found, and counted? At once where that takes less than a frame, else beside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..model.feed import FeedQuery, FeedRow, Position
from ..store import feed
from ..store.database import Connection
from .aside import Aside

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from .backend import Find, Found
    from .being_read import BeingRead

T = TypeVar("T")
QUICK_S = 0.008
"""What takes longer goes on beside the window: half of a frame is left for painting."""


class StoredPages(NamedTuple):
    """`ui.backend.Pages` of one connection, whichever thread it belongs to."""

    connection: Connection

    def page(self, query: FeedQuery, after: Position | None, limit: int) -> list[FeedRow]:
        return feed.page(self.connection, query, after, limit)

    def page_before(self, query: FeedQuery, before: Position | None, limit: int) -> list[FeedRow]:
        return feed.page_before(self.connection, query, before, limit)


class Finding:
    """Lists are found in one thread and counted in another: nobody waits for rows because something is counted."""

    def __init__(self, reader: Connection, path: Path, being_read: BeingRead, parent: QObject) -> None:
        """`reader` is the window's own connection to the database at `path`."""
        self._reader = reader
        self._being_read = being_read
        self._found = Aside(path, parent, "find")
        self._counted = Aside(path, parent, "count")

    def find(self, asker: object, query: FeedQuery, read: Find, answer: Callable[[Found], None]) -> None:
        """As `ui.backend.Reads.find`."""

        def show(found: Found) -> None:
            found.rows = self._being_read.all_shown(found.rows)
            answer(found)

        name = str(id(asker))
        self._found.forget(name)
        found = None if _searches_words(query) else feed.if_quick(self._reader, lambda one: read(StoredPages(one)), QUICK_S)
        if found is None:
            self._found.ask(name, lambda reader: read(StoredPages(reader)), show)
        else:
            show(found)

    def count_all(self, asker: str, queries: Mapping[Any, FeedQuery], answer: Callable[[dict[Any, int]], None]) -> None:
        """As `ui.backend.Reads.count_all`."""

        def count(reader: Connection) -> dict[Any, int]:
            return {name: feed.count(reader, query) for name, query in queries.items()}

        if any(map(_searches_words, queries.values())):
            self._counted.ask(asker, count, answer)
        else:
            self.look_up(asker, count, answer)

    def look_up(self, asker: str, read: Callable[[Connection], T], answer: Callable[[T], None]) -> None:
        """Numbers, or names: at once or beside the window, unless somebody of that name asks again meanwhile."""
        self._counted.forget(asker)
        found = feed.if_quick(self._reader, read, QUICK_S)
        if found is None:
            self._counted.ask(asker, read, answer)
        else:
            answer(found)

    def close(self) -> None:
        self._found.close()
        self._counted.close()


def _searches_words(query: FeedQuery) -> bool:
    """The full-text index cannot be interrupted within a step, and a step may read a hundred places of the disk."""
    return bool(query.text or query.terms.people)
