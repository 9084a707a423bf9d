"""How does a task wait for something to happen, but no longer than so many seconds?"""

from __future__ import annotations

import asyncio


async def happens(event: asyncio.Event, seconds: float | None) -> bool:
    """Whether the event is set in time; None waits for ever.

    `asyncio.wait_for` of Python 3.11 may swallow a cancellation that comes in the moment of the event, and the program would
    not end: hence not that.
    """
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
