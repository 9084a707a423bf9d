"""How do we read a JSON value that may be anything? Every reader here takes any value and never raises.

A server that sends `"1"` for 1, `""` for null or a number for a date must cost us that one field at most, never the
activity. Missing, null and "" all mean "nothing" when reading.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

import msgspec

from ..model.activity import Fact
from ..model.moment import MICROSECONDS, Instant

_TRUE = frozenset({"true", "t", "yes", "y", "on", "1"})
_FALSE = frozenset({"false", "f", "no", "n", "off", "0"})
_FIRST = Instant.parse("0001-01-03T00:00:00Z")
_LAST = Instant.parse("9999-12-29T00:00:00Z")
"""A day inside what `datetime` can hold, so that any time zone can show it."""
_SPACED_ZONE = re.compile(r"\s+(UTC|GMT|Z|[+-]\d\d:?\d\d)$", re.IGNORECASE)
_LARGEST_WHOLE = 2**63
_SECONDS_BELOW = 100_000_000_000
"""Timestamps below are seconds (until the year 5138), those above milliseconds."""


def text(value: Any) -> str:
    """Text as it came; numbers in digits, objects and lists as JSON, nothing as ""."""
    if value is None or value is msgspec.UNSET:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, int):
        return str(value)
    return msgspec.json.encode(value).decode()


def identifier(value: Any) -> str | None:
    """An identifier as text: 42, 42.0 and "42" are the same one. None for nothing and for what can be no identifier."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return text(value).strip() or None


def whole(value: Any) -> int | None:
    """A whole number: 5, 5.0, "5", " 5 ". None for one that takes more than 64 bits: no database holds it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        value = number(value)
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) and value.is_integer() else None
    return value if isinstance(value, int) and abs(value) < _LARGEST_WHOLE else None


def number(value: Any) -> float | None:
    """Any finite number, also as text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def flag(value: Any) -> bool | None:
    """A switch: true, 1, "1", "yes" and the like; None when it says neither."""
    if isinstance(value, bool):
        return value
    word = text(value).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def instant(value: Any, zone: tzinfo = UTC) -> Instant | None:
    """A point in time: ISO 8601, the "2026-03-21 10:00:00 UTC" of many frameworks, or a Unix timestamp in seconds or
    milliseconds. `zone` is meant where the text names none."""
    found = _number_of_seconds(number(value)) if isinstance(value, int | float) else _written_time(text(value).strip(), zone)
    return found if found and _FIRST < found < _LAST else None


def _written_time(words: str, zone: tzinfo) -> Instant | None:
    try:
        moment = datetime.fromisoformat(_SPACED_ZONE.sub(_close_up, words))
        return Instant.of(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        return _number_of_seconds(number(words))


def _close_up(found: re.Match[str]) -> str:
    zone = found[1].upper()
    return "Z" if zone in ("UTC", "GMT") else zone


def _number_of_seconds(value: float | None) -> Instant | None:
    if value is None or value <= 0:
        return None
    seconds = value if value < _SECONDS_BELOW else value / 1000
    return Instant(round(seconds * MICROSECONDS))


def after(start: Instant, seconds: float) -> Instant | None:
    """So many seconds later; None beyond what a calendar can show."""
    found = start.plus(seconds)
    return found if _FIRST < found < _LAST else None


def mapping(value: Any) -> dict[str, Any]:
    """An object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def several(value: Any) -> list[Any]:
    """A list; a lone value is a list of one, nothing is an empty list."""
    if isinstance(value, list):
        return value
    return [] if value is None or value is msgspec.UNSET or value in ("", {}) else [value]


def heading(name: str) -> str:
    """A field's name as a label: `gongCallId`, `gong_call_id` and `GONG_CALL_ID` all become `Gong call id`. One that was
    written for people, `PO Number`, stays as it is."""
    if " " in name.strip() or ("_" not in name and name.isupper()):
        return name.strip()
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    words = re.sub(r"[_\s]+", " ", spaced).strip().lower()
    return words[:1].upper() + words[1:]


def facts(fields: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[Fact, ...]:
    """Fields as lines to show, in their order; empty ones are left out, an object becomes one line per field."""
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    return tuple(fact for name, value in pairs for fact in _lines(heading(name), value))


def _lines(label: str, value: Any) -> list[Fact]:
    if isinstance(value, dict):
        return [Fact(f"{label}: {heading(name)}", text(inner)) for name, inner in value.items() if text(inner).strip()]
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        value = ", ".join(text(item) for item in value)
    return [Fact(label, text(value))] if text(value).strip() else []
