"""How is an activity written for a calendar? As iCalendar (RFC 5545), which every calendar imports. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from .activity import Activity
from .moment import Day, Instant
from .plain import plain_text
from .text import clean_text

PRODUCT = "-//Activity Desktop//EN"
LONGEST_LINE = 73
"""Octets of a line, the space of a continuation not counted; RFC 5545 allows 75."""
LONGEST_BODY = 20_000
_SPECIAL = re.compile(r"([\\;,])")


def calendar(activities: Iterable[Activity], now: Instant) -> str:
    """A whole calendar. Activities without a date are left out."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}"]
    for activity in activities:
        if activity.starts is not None:
            lines += _event(activity, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(activity: Activity, now: Instant) -> list[str]:
    texts = {
        "SUMMARY": activity.title or activity.kind_label or activity.kind.value,
        "DESCRIPTION": plain_text(activity, LONGEST_BODY),
        "LOCATION": activity.location,
        "CATEGORIES": activity.kind_label or activity.kind.value,
    }
    cancelled = ["STATUS:CANCELLED"] if activity.status.lower() in ("cancelled", "canceled") else []
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(str(activity.key))}@activity-desktop",
        f"DTSTAMP:{_utc(now)}",
        *_times(activity),
        *(f"{name}:{_text(text)}" for name, text in texts.items() if text),
        *([f"URL:{activity.web_url}"] if activity.web_url.isprintable() and activity.web_url else []),
        *cancelled,
        "END:VEVENT",
    ]


def _times(activity: Activity) -> list[str]:
    """All-day where only the day is known; else instants, which each calendar shows in its own time zone."""
    if isinstance(activity.starts, Day):
        day = activity.starts.date
        ends = [f"DTEND;VALUE=DATE:{_date(day + timedelta(days=1))}"] if day < date.max else []  # it may be left out
        return [f"DTSTART;VALUE=DATE:{_date(day)}", *ends]
    assert activity.starts is not None, "the caller left those out"  # noqa: S101 - a programming error, not a condition
    ends = [f"DTEND:{_utc(activity.ends)}"] if activity.ends is not None and activity.ends > activity.starts else []
    return [f"DTSTART:{_utc(activity.starts)}", *ends]


def _date(day: date) -> str:
    return day.isoformat().replace("-", "")


def _utc(instant: Instant) -> str:
    return f"{instant.utc:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Escaped, with the line breaks that a calendar understands and no other control characters."""
    return _SPECIAL.sub(r"\\\1", clean_text(text)).replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Long lines go on after a space on the next one; no character is torn apart."""
    parts, current, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > LONGEST_LINE:
            parts.append(current)
            current, size = "", 0
        current += character
        size += width
    return "\r\n ".join([*parts, current])
