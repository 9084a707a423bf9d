"""How many requests are allowed? A count in a window of time that starts with the first request."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands after a request: what is left, and in how many seconds the window ends."""

    limit: int
    remaining: int
    reset: int
    refused: bool


class Window:
    """Counts requests by caller. `ticks` is a monotonic clock in seconds."""

    def __init__(self, seconds: float, ticks: Callable[[], float]) -> None:
        self._seconds = seconds
        self._ticks = ticks
        self._windows: dict[str, tuple[float, int]] = {}

    def take(self, caller: str, limit: int) -> Standing:
        """Count one request of this caller against `limit`. A refused request is not counted."""
        now = self._ticks()
        start, count = self._windows.get(caller, (now, 0))
        if now - start >= self._seconds:
            start, count = now, 0
        refused = count >= limit
        count += not refused
        self._windows[caller] = (start, count)
        return Standing(limit, max(limit - count, 0), math.ceil(start + self._seconds - now), refused)
