"""What time is it, and did something happen in time? Who asks is given a `Clock`, so that a test can be at any time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from .moment import Instant

if TYPE_CHECKING:
    import asyncio


def note_the_zone() -> None:
    """The computer may have travelled: let the C library look at the time zone anew before local times are made."""
    if hasattr(time, "tzset"):
        time.tzset()


class Clock(Protocol):
    def now(self) -> Instant:
        """The wall clock. It may jump, so it labels things and never orders or paces them."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow; stands still while the machine sleeps."""
        ...

    def boottime(self) -> float:
        """Seconds that only grow; goes on while the machine sleeps. The gap to `monotonic` is the time slept."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> Instant:
        return Instant(time.time_ns() // 1000)

    def monotonic(self) -> float:
        return time.monotonic()

    def boottime(self) -> float:
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()


async def in_time(event: asyncio.Event, seconds: float | None) -> bool:
    """Wait for an event, at most so long; None: for as long as it takes. Gives whether it happened.

    Not by `asyncio.wait_for`: that of Python 3.11 may swallow a cancellation which comes together with the event, and the
    program would not end.
    """
    import asyncio  # the window asks for the time, too, before the engine and its event loop are loaded

    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
