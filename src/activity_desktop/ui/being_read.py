"""Which lists has the person marked as read, that are still being written? They look read, and are counted so, all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from ..model.activity import Key
from ..model.changes import ListRead
from ..model.feed import FeedQuery, FeedRow, Shelf
from .feed.belongs import belongs, can_tell


class BeingRead:
    """Told when a list is to be read, and when that has come to its end."""

    def __init__(self) -> None:
        self._lists: list[ListRead] = []
        self._spared: set[Key] = set()
        self.turn = 0
        """Another number than before once something may look different."""

    def begin(self, wanted: ListRead) -> None:
        """A list of which only the database knows what is in it is shown as it is written, chunk by chunk."""
        if can_tell(wanted.query):
            self._lists.append(wanted)
            self.turn += 1

    def spare(self, keys: Iterable[Key]) -> None:
        """The person has marked these unread since."""
        if self._lists:
            self._spared.update(keys)
            self.turn += 1

    def end(self, wanted: ListRead) -> bool:
        """Whether rows may look different now."""
        found = wanted in self._lists
        if found:
            self._lists.remove(wanted)
            self.turn += 1
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

    def left_of(
        self,
        unread: Mapping[str, int],
        since: Callable[[int], Mapping[str, int]],
        stored: Callable[[Key], FeedRow | None],
    ) -> dict[str, int]:
        """The unread numbers of the inbox by account, as they will be. Of an inbox that is read as a whole what has come later
        is left, and what was marked unread meanwhile.

        `since` counts what is unread above an arrival number; `stored` is a row as the database has it.
        """
        left = dict(unread)
        for wanted in filter(_is_whole_inbox, self._lists):
            later, spared = since(wanted.up_to), self._spared_by_account(wanted, stored)
            for account in left if wanted.query.account is None else (wanted.query.account,):
                left[account] = later.get(account, 0) + spared[account]
        return {account: number for account, number in left.items() if number}

    def _spared_by_account(self, wanted: ListRead, stored: Callable[[Key], FeedRow | None]) -> Counter[str]:
        rows = (row for row in map(stored, self._spared) if row is not None and row.id <= wanted.up_to)
        return Counter(row.key.account for row in rows if row.unread and row.shelf is Shelf.INBOX)


def _is_whole_inbox(wanted: ListRead) -> bool:
    """What is kept is rarely much, but where it stays nobody knows how much it is."""
    query = replace(wanted.query, unread_only=False)
    return not wanted.spare_kept and query == FeedQuery(account=query.account)


def _reads(wanted: ListRead, row: FeedRow) -> bool:
    meant = row.id <= wanted.up_to and not (wanted.spare_kept and row.kept)
    return meant and belongs(wanted.query, row, shown=False)
