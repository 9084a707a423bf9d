"""How is the list of Signals read without missing anything? With an explicit order, counted, and again when the count does
not come out: the server promises no order of its own, and rows that share a `created_at` may change places between pages.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from typing import Any

import msgspec

from ...model.activity import Activity
from ..contract import BadRecord, Page, Walk
from ..lenient import identifier, instant, mapping, whole
from ..walking import MAX_PAGES, Order, Tally, patiently
from . import wire
from .api import NEWEST_FIRST, OLDEST_FIRST, Api

FILLED = "filled"
"""The cursor after a walk over everything. Signals has nothing that tells what changed, so there is no more to remember."""
WALKS = 3
"""Walks over everything in one pull, before the next pull is left to try again."""
RESERVE = 10
"""Calls of the minute's allowance that a long walk leaves for the person."""
EASE = 7.0
"""Seconds between pages once the reserve is reached: after nine of them the minute is over."""
Filters = Sequence[tuple[str, str]]


class Walks:
    """The ways to read the list. `read` makes activities of records; `pause` stands in for `asyncio.sleep` in tests."""

    def __init__(
        self,
        api: Api,
        read: Callable[[Any], Activity | BadRecord | None],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._api = api
        self._read = read
        self._pause = pause
        self._remaining: int | None = None
        self.allowance: int | None = None
        """Calls a minute, where the server has said (`X-RateLimit-Limit`)."""

    async def everything(self, order: str, filters: Filters) -> AsyncGenerator[Page, None]:
        """All activities; read again, a few times at most, until the count comes out. A record that was handed on and has
        not changed since is not handed on again."""
        handed_on: dict[str, int] = {}
        for _ in range(WALKS):
            tally = Tally()
            async with aclosing(self.pages(order, filters)) as pages:
                async for listing in pages:
                    last = tally.add([identity(record) for record in listing.records], listing.total)
                    fresh = [record for record in listing.records if _is_fresh(record, handed_on)]
                    yield self.page(fresh, Walk.EVERYTHING, listing.total, last=last, complete=last and tally.is_whole)
                    if last:
                        break
            if tally.is_whole:
                return

    async def newest(self, filters: Filters) -> AsyncGenerator[Page, None]:
        """From the newest backwards, as long as the server keeps that order; from where it does not, everything."""
        tally, order = Tally(), Order()
        async with aclosing(self.pages(NEWEST_FIRST, filters)) as pages:
            async for listing in pages:
                order.add(instant(mapping(record).get("created_at")) for record in listing.records)
                if not order.descends:
                    break
                last = tally.add([identity(record) for record in listing.records], listing.total)
                yield self.page(listing.records, Walk.NEWEST_FIRST, listing.total)
                if last:
                    return
        async with aclosing(self.everything(OLDEST_FIRST, filters)) as everything:
            async for page in everything:
                yield page

    async def pages(self, order: str, filters: Filters, most: int = MAX_PAGES) -> AsyncGenerator[wire.Listing, None]:
        """The list's pages, up to `most`. They have no end of their own: the counting tells."""
        for number in range(1, most + 1):
            yield await self._ask(number, order, filters)

    def page(
        self, records: Iterable[Any], walk: Walk, total: int | None, *, last: bool = False, complete: bool = False
    ) -> Page:
        found = [self._read(record) for record in records]
        return Page(
            activities=tuple(one for one in found if isinstance(one, Activity)),
            unreadable=tuple(one for one in found if isinstance(one, BadRecord)),
            cursor=FILLED if last else None,
            total=total,
            walk=walk,
            complete=complete,
        )

    async def _ask(self, number: int, order: str, filters: Filters) -> wire.Listing:
        """One page. The first one is asked for at once; the others wait when the minute's allowance is nearly spent, so
        that a long walk comes to its end instead of starting again for ever."""
        if number > 1 and self._is_nearly_spent():
            await self._pause(EASE)
        return await patiently(lambda: self._ask_now(number, order, filters), self._pause, first=number == 1)

    async def _ask_now(self, number: int, order: str, filters: Filters) -> wire.Listing:
        listing, response = await self._api.page(number, order=order, filters=filters)
        self._remaining = whole(response.headers.get("x-ratelimit-remaining"))
        self.allowance = whole(response.headers.get("x-ratelimit-limit")) or self.allowance
        return listing

    def _is_nearly_spent(self) -> bool:
        reserve = RESERVE if self.allowance is None else min(RESERVE, self.allowance // 4)
        return self._remaining is not None and self._remaining < reserve


def identity(record: Any) -> str:
    """What tells two rows apart: the identifier, or the whole record where it has none."""
    return identifier(mapping(record).get("id")) or msgspec.json.encode(record).decode()


def _is_fresh(record: Any, handed_on: dict[str, int]) -> bool:
    """Whether this record has not been handed on as it is; remembers that it is now."""
    key, content = identity(record), hash(msgspec.json.encode(record))
    if handed_on.get(key) == content:
        return False
    handed_on[key] = content
    return True
