"""Which lists has the person marked as read, that are still being written? Their rows are shown as read all the same."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from ..model.activity import Key
from ..model.changes import ListRead
from ..model.feed import FeedRow
from .feed.belongs import belongs, can_tell


class BeingRead:
    """Told when a list is to be read, and when that has come to its end."""

    def __init__(self) -> None:
        self._lists: list[ListRead] = []
        self._spared: set[Key] = set()

    def begin(self, wanted: ListRead) -> None:
        """A list of which only the database knows what is in it is shown as it is written, chunk by chunk."""
        if can_tell(wanted.query):
            self._lists.append(wanted)

    def spare(self, keys: Iterable[Key]) -> None:
        """The person has marked these unread since."""
        if self._lists:
            self._spared.update(keys)

    def end(self, wanted: ListRead) -> bool:
        """Whether rows may look different now."""
        found = wanted in self._lists
        if found:
            self._lists.remove(wanted)
        if not self._lists:
            self._spared.clear()
        return found

    def shown(self, row: FeedRow) -> FeedRow:
        """The row as it will be."""
        if row.unread and row.key not in self._spared and any(_reads(wanted, row) for wanted in self._lists):
            return replace(row, unread=False, kept=False)
        return row

    def all_shown(self, rows: list[FeedRow]) -> list[FeedRow]:
        return [self.shown(row) for row in rows] if self._lists else rows


def _reads(wanted: ListRead, row: FeedRow) -> bool:
    meant = row.id <= wanted.up_to and not (wanted.spare_kept and row.kept)
    return meant and belongs(wanted.query, row, shown=False)
