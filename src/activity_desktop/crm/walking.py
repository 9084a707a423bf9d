"""How is a list read to its end when pages are numbered? What systems with `page=1, 2, 3 …` share: counting, order, patience.

Numbered pages shift while they are read: a row that is deleted moves its successors one place up, past the page that is
asked for next, and rows that sort equally may change places between two pages. Both lose a row without a word. What gives
it away is the count: how many different activities came, against how many rows, and against the total the server tells.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ..model.activity import Activity
from ..model.moment import Instant
from ..model.problems import SlowDown
from .contract import BadRecord, Page, Walk
from .in_turns import in_turns

MAX_PAGES = 10_000
WALKS = 3
"""Walks over everything in one pull, before the next pull is left to try again."""
TRIES = 3
LONGEST_WAIT = 120.0
"""Seconds that a walk waits when it is told to; what takes longer is left to the next pull."""
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of a list: the records as they came, and how many there are in all, where the server tells it."""

    records: list[Any]
    total: int | None = None


Ask = Callable[[int], Awaitable[Rows]]
"""Gives the page of that number."""


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


class Walker:
    """Walks one system's list. `rid` and `created` read a record's identifier and creation time, `read` makes an activity of
    it, or None for what is none of ours; `pause` stands in for `asyncio.sleep` in tests."""

    def __init__(
        self,
        *,
        rid: Callable[[Any], str | None],
        created: Callable[[Any], Instant | None],
        read: Callable[[Any], Activity | BadRecord | None],
        pause: Callable[[float], Awaitable[None]],
        first_page: int = 1,
    ) -> None:
        self.first_page = first_page
        self._rid = rid
        self._created = created
        self._read = read
        self._pause = pause

    async def everything(self, ask: Ask, cursor: Callable[[Order], str]) -> AsyncGenerator[Page, None]:
        """All activities; read again, a few times at most, until the count comes out. A record that was handed on and has
        not changed since is not handed on again. `cursor` makes the last page's cursor of the order that was seen."""
        handed_on: dict[str, int] = {}
        for _ in range(WALKS):
            tally, order = Tally(), Order()
            async with aclosing(self.pages(ask)) as pages:
                async for rows in pages:
                    last = tally.add([self._identity(record) for record in rows.records], rows.total)
                    order.add(self._created(record) for record in rows.records)
                    fresh = [record for record in rows.records if self._is_fresh(record, handed_on)]
                    whole = last and tally.is_whole
                    yield await self._page(fresh, Walk.EVERYTHING, rows.total, cursor(order) if last else None, complete=whole)
                    if last:
                        break
            if tally.is_whole:
                return

    async def newest(self, ask: Ask, otherwise: AsyncGenerator[Page, None]) -> AsyncGenerator[Page, None]:
        """From the newest backwards, as long as the server keeps that order; from where it does not, what `otherwise` gives."""
        tally, order = Tally(), Order()
        async with aclosing(otherwise):
            async with aclosing(self.pages(ask)) as pages:
                async for rows in pages:
                    order.add(self._created(record) for record in rows.records)
                    if not order.descends:
                        break
                    last = tally.add([self._identity(record) for record in rows.records], rows.total)
                    yield await self._page(rows.records, Walk.NEWEST_FIRST, rows.total)
                    if last:
                        return
            async for page in otherwise:
                yield page

    async def pages(self, ask: Ask, most: int = MAX_PAGES) -> AsyncGenerator[Rows, None]:
        """The list's pages, up to `most`. They have no end of their own: the counting tells.

        When the server asks to wait in the middle of a walk, it waits: starting again would only spend the same calls
        again, for ever. The first page is not waited for; whoever plans the next look does that.
        """
        for number in range(self.first_page, self.first_page + most):
            yield await self._patiently(ask, number)

    async def _patiently(self, ask: Ask, number: int) -> Rows:
        for _ in range(TRIES):
            try:
                return await ask(number)
            except SlowDown as problem:
                wait = _MINUTE if problem.retry_after is None else problem.retry_after
                if number == self.first_page or wait > LONGEST_WAIT:
                    raise
                await self._pause(wait)
        return await ask(number)

    async def _page(
        self, records: Sequence[Any], walk: Walk, total: int | None, cursor: str | None = None, *, complete: bool = False
    ) -> Page:
        found = await in_turns(self._read, records)
        return Page(
            activities=tuple(one for one in found if isinstance(one, Activity)),
            unreadable=tuple(one for one in found if isinstance(one, BadRecord)),
            cursor=cursor,
            total=total,
            walk=walk,
            complete=complete,
        )

    def _identity(self, record: Any) -> str:
        """What tells two rows apart: the identifier, or the whole record where it has none."""
        return self._rid(record) or msgspec.json.encode(record).decode()

    def _is_fresh(self, record: Any, handed_on: dict[str, int]) -> bool:
        """Whether this record has not been handed on as it is; remembers that it is now."""
        key, content = self._identity(record), hash(msgspec.json.encode(record))
        if handed_on.get(key) == content:
            return False
        handed_on[key] = content
        return True
