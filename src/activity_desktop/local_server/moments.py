"""How are times written? As microseconds since 1970 in the file, as RFC 3339 in UTC on the wire."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
_MICROSECOND = timedelta(microseconds=1)


def now_us() -> int:
    """The wall clock, in microseconds."""
    return time.time_ns() // 1_000


@lru_cache(maxsize=4096)
def written(us: int) -> str:
    """`2025-01-15T10:30:00Z`, with six more digits where the time is not a whole second. The newest are written often."""
    return (EPOCH + timedelta(microseconds=us)).isoformat().removesuffix("+00:00") + "Z"


def read(text: str) -> int:
    """Microseconds of an RFC 3339 time. Raises ValueError for anything else, also for a time without an offset."""
    try:
        us = (datetime.fromisoformat(text) - EPOCH) // _MICROSECOND
        written(us)  # what cannot be written in UTC (the first hours of year 1 further east) cannot be read
    except (ValueError, OverflowError, TypeError) as error:  # TypeError: without an offset it cannot be compared
        raise ValueError(f"{text!r} is not an RFC 3339 time with an offset") from error
    return us
