"""How does each system write a time? Three spellings of an instant in UTC, and one strict reader."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})")


def now_utc() -> datetime:
    return datetime.now(UTC)


def seconds(moment: datetime) -> str:
    """`2025-01-01T10:20:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def millis(moment: datetime) -> str:
    """`2025-01-01T10:20:00.123Z`."""
    moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def whole_second_millis(moment: datetime) -> str:
    """`2025-01-01T10:20:00.000Z`: stored to the second, written with milliseconds."""
    return millis(moment.replace(microsecond=0))


def spaced(text: str) -> str:
    """`2025-01-01T10:20:00Z` as the older API writes it: `2025-01-01 10:20:00`."""
    return text.replace("T", " ").removesuffix("Z")


def read(text: str) -> datetime:
    """Read an RFC 3339 instant. Raises ValueError for anything else, also for a time without zone."""
    if not _RFC3339.fullmatch(text):
        raise ValueError(f"{text!r} is not an RFC 3339 instant")
    return _in_utc(datetime.fromisoformat(text.upper()))


def read_leniently(text: str) -> datetime:
    """Read a date or a date and time, `T` or a space between, without a zone taken as UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    return _in_utc(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("before the year 1 or after the year 9999 in UTC") from None
