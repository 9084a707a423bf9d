"""How is the list of Signals asked for, page by page? In an explicit order, since the server promises none of its own, and
within the minute's allowance, so that a long walk comes to its end.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from ..lenient import whole
from ..walking import Ask, Rows
from .api import Api

FILLED = "filled"
"""The cursor after a walk over everything. Signals has nothing that tells what changed, so there is no more to remember."""
RESERVE = 10
"""Calls of the minute's allowance that a long walk leaves for the person."""
EASE = 7.0
"""Seconds between pages once the reserve is reached: after nine of them the minute is over."""
Filters = Sequence[tuple[str, str]]


class Pages:
    """Asks for pages. `pause` stands in for `asyncio.sleep` in tests."""

    def __init__(self, api: Api, pause: Callable[[float], Awaitable[None]]) -> None:
        self._api = api
        self._pause = pause
        self._remaining: int | None = None
        self.allowance: int | None = None
        """Calls a minute, where the server has said (`X-RateLimit-Limit`)."""

    def of(self, order: str, filters: Filters) -> Ask:
        """The list in that order, with only what passes the filters."""

        async def ask(number: int) -> Rows:
            if number > 1 and self._is_nearly_spent():
                await self._pause(EASE)
            rows, response = await self._api.page(number, order=order, filters=filters)
            self._remaining = whole(response.headers.get("x-ratelimit-remaining"))
            self.allowance = whole(response.headers.get("x-ratelimit-limit")) or self.allowance
            return rows

        return ask

    def _is_nearly_spent(self) -> bool:
        reserve = RESERVE if self.allowance is None else min(RESERVE, self.allowance // 4)
        return self._remaining is not None and self._remaining < reserve
