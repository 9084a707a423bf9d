"""How is a long step kept from holding up everything else? It is made in a thread beside the event loop, to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


WORTH_A_THREAD = 100
"""Rows from which on a step takes some milliseconds."""


async def beside(work: Callable[[], T], rows: int) -> T:
    """What `work` returns, or raises; it is made at once where it is about few rows. Whoever is cancelled meanwhile is
    cancelled after it: half a step is never left."""
    if rows < WORTH_A_THREAD:
        return work()
    working = asyncio.ensure_future(asyncio.to_thread(work))
    me = asyncio.current_task()
    cancelled = False
    while not working.done():
        try:
            await asyncio.wait({working})
        except asyncio.CancelledError:
            cancelled = True
    if me is not None and cancelled:
        me.uncancel()
        me.cancel()
    return working.result()
