"""What time is it? Everything that asks gets a `Clock`, so that a test can be at any time and never has to wait."""

from __future__ import annotations

import time
from typing import Protocol

from .moment import Instant


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
