"""Which moment does a person mean by "in 3 hours", "fri 9:00", "31 jan" or "morgen 14 uhr"? English and German, always ahead.

The reading itself is `dateparser`'s. Around it stands what a reminder needs: a day without a time means its morning, a
number beside a day is an hour, hours are counted as they pass (also when the clocks change), and the past is refused.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from .moment import Instant

if TYPE_CHECKING:
    from dateparser.date import DateData, DateDataParser

MORNING = time(9)
LONGEST = 80
"""More characters are no time but a text that was pasted."""
_AT_HOUR = re.compile(r"\b(?:at|um)\s+(\d{1,2})(?![\d.:])(?!\s*(?:am|pm)\b)", re.IGNORECASE)
_O_CLOCK = re.compile(r"\b(\d{1,2})(?::(\d{2}))?\s*uhr(?:\s+(\d{2}))?\b", re.IGNORECASE)
_BARE_HOUR = re.compile(r"^(\d{1,2})$|(?<=[^\W\d_][ ,])\s*(\d{1,2})$")
_MONTH_BEFORE = re.compile(
    r"\b(?:jan|feb|mar|mär|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\w*\.?\s*\d{1,2}$", re.IGNORECASE
)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_OTHER_WORDS = (
    (re.compile(r"\b(?:nächste[nrs]?|kommende[nrs]?|diese[nrs]?)\s+(?=(?:mo|di|mi|do|fr|sa|so))", re.IGNORECASE), ""),
    (re.compile(r"\bheute abend\b", re.IGNORECASE), "heute 20:00"),
    (re.compile(r"\b(?:tonight|this evening)$", re.IGNORECASE), "today 20:00"),
    (re.compile(r"\bmorgen früh\b", re.IGNORECASE), "morgen 9:00"),
    (re.compile(r"\b(?:in )?(?:half an hour|einer halben stunde)\b", re.IGNORECASE), "in 30 minutes"),
)
"""What people say and the library does not know."""


class NotATime(ValueError):
    """The words mean no moment."""


class InThePast(ValueError):
    """They mean one that is over."""


def understand(text: str, now: Instant, *, month_first: bool = False) -> Instant:
    """The moment that is meant, on this computer's clock. `month_first` reads 1/2 as 2 January.

    Raises NotATime, InThePast.
    """
    words = _plain(text)
    found = _read(words, now, month_first) if words and len(words) <= LONGEST else None
    if found is None:
        raise NotATime(text)
    if found <= now:
        raise InThePast(text)
    return found


def warm_up() -> None:
    """Load the library, which takes a third of a second, before somebody waits for it. Safe in any thread."""
    _parser(month_first=False, base=datetime(2026, 1, 1)).get_date_data("in 2 weeks")  # noqa: DTZ001 - no real moment


def _plain(text: str) -> str:
    """In the words and the order that the library reads well."""
    words = " ".join(text.lower().split())
    for pattern, plain in _OTHER_WORDS:
        words = pattern.sub(plain, words)
    words = _COMMA.sub(".", words)
    words = _O_CLOCK.sub(lambda hour: f"{hour[1]}:{hour[2] or hour[3] or '00'}", words)
    words = _AT_HOUR.sub(r"\1:00", words)
    if not _MONTH_BEFORE.search(words):
        words = _BARE_HOUR.sub(lambda hour: f" {hour[1] or hour[2]}:00", words).strip()
    return words


def _read(words: str, now: Instant, month_first: bool) -> Instant | None:
    local = now.local().replace(tzinfo=None)
    here = _ask(words, local, month_first)
    if here is None or here.date_obj is None:
        return None
    try:
        if here.period in ("time", "part_of_day"):
            passes = _passes(words, local, here.date_obj, month_first)
            return now.plus(passes.total_seconds()) if passes is not None else _instant(here.date_obj)
        return _instant(datetime.combine(here.date_obj.date(), MORNING))
    except (OverflowError, ValueError, OSError):
        return None  # so far ahead that no clock gets there


def _passes(words: str, local: datetime, found: datetime, month_first: bool) -> timedelta | None:
    """How long from now, where the words say just that: asked at another time, they name another moment, as far ahead."""
    later = timedelta(hours=5, minutes=7)
    again = _ask(words, local + later, month_first)
    same = again is not None and again.date_obj is not None and again.date_obj - found == later
    return found - local if same else None


def _ask(words: str, base: datetime, month_first: bool) -> DateData | None:
    """The library's answer. It reads what strangers paste, and must never take the program down with it."""
    try:
        return _parser(month_first=month_first, base=base).get_date_data(words)
    except (ValueError, TypeError, OverflowError, ArithmeticError, AttributeError, IndexError, KeyError):
        return None


def _parser(month_first: bool, base: datetime) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en", "de"],
        settings={
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": base,
            "DATE_ORDER": "MDY" if month_first else "DMY",
            "RETURN_TIME_AS_PERIOD": True,
        },
    )


def _instant(local: datetime) -> Instant:
    return Instant.of(local.astimezone())
