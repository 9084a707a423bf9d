"""How is a list read to its end when pages are numbered? What systems with `page=1, 2, 3 …` share: counting, order, patience.

Numbered pages shift while they are read: a row that is deleted moves its successors one place up, past the page that is
asked for next, and rows that sort equally may change places between two pages. Both lose a row without a word. What gives
it away is the count: how many different activities came, against how many rows, and against the total the server tells.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ..model.moment import Instant
from ..model.problems import SlowDown

T = TypeVar("T")
MAX_PAGES = 10_000
TRIES = 3
LONGEST_WAIT = 120.0
"""Seconds that a walk waits when it is told to; what takes longer is left to the next pull."""
_MINUTE = 60.0


@dataclass
class Tally:
    """What one walk has counted so far."""

    ids: set[str] = field(default_factory=set)
    totals: set[int | None] = field(default_factory=set)
    rows: int = 0
    _size: int = 0

    def add(self, ids: Sequence[str], total: int | None) -> bool:
        """Count a page by its rows' identifiers; gives whether it is the last one.

        With a total, the walk ends when so many rows have come. Without one it ends at a page that is shorter than the
        first, or that brings nothing new, which is what a server answers that knows no pages. How many rows were asked
        for says nothing: a server may give fewer on every page.
        """
        new = set(ids) - self.ids
        self.totals.add(total)
        if total is None and not new:
            return True
        self._size = self._size or len(ids)
        self.ids |= new
        self.rows += len(ids)
        return not ids or (self.rows >= total if total is not None else len(ids) < self._size)

    @property
    def is_whole(self) -> bool:
        """Nothing was missed, as far as the counts can tell: no row came twice, and the total, where there is one, was the
        same on every page and came out."""
        if self.totals == {None}:
            return self.rows == len(self.ids)
        return self.totals == {len(self.ids)}


@dataclass
class Order:
    """Whether a walk goes from the newest backwards."""

    descends: bool = True
    """No activity so far was newer than the one before it."""
    proved: bool = False
    """Besides, at least two of them had different times."""
    _latest: Instant | None = None

    def add(self, times: Iterable[Instant | None]) -> None:
        """Take a page's creation times, in its order."""
        for moment in times:
            if moment is None:
                continue
            if self._latest is not None and moment != self._latest:
                self.descends = self.descends and moment < self._latest
                self.proved = self.descends
            self._latest = moment


async def patiently(ask: Callable[[], Awaitable[T]], pause: Callable[[float], Awaitable[None]], *, first: bool) -> T:
    """Ask for a page, waiting when the server asks for that in the middle of a walk: starting again would only spend the
    same calls again, for ever. The first page is not waited for; whoever plans the next look does that."""
    for _ in range(TRIES):
        try:
            return await ask()
        except SlowDown as problem:
            wait = _MINUTE if problem.retry_after is None else problem.retry_after
            if first or wait > LONGEST_WAIT:
                raise
            await pause(wait)
    return await ask()
