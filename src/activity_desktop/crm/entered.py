"""What did a person enter into a form? The strict counterpart of `lenient`: what cannot be understood raises ValueError with
a sentence for the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from ..model.moment import Day, Instant, parse_moment
from .lenient import several, text, whole


def is_empty(value: Any) -> bool:
    """Whether a field was left empty, or is to be cleared."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def short_text(value: Any, longest: int) -> str:
    words = text(value)
    if len(words) > longest:
        raise ValueError(f"This may have {longest} characters at most.")
    return words


def point_in_time(value: Any) -> Instant:
    """A day becomes its first moment on this computer's clock, for systems that know no all-day activities."""
    try:
        moment = parse_moment(text(value))
    except (ValueError, OverflowError):
        raise ValueError("This is no date and time.") from None
    return Instant.of(datetime.combine(moment.date, time()).astimezone()) if isinstance(moment, Day) else moment


def count(value: Any) -> int:
    """A whole number, not negative."""
    found = whole(value)
    if found is None or found < 0:
        raise ValueError("This is no number.")
    return found


def choice(value: Any, words: Mapping[int, str]) -> int:
    """One of the numbered choices, by its number or by its word."""
    word = text(value).strip().casefold()
    named = next((number for number, label in words.items() if label.casefold() == word), whole(value))
    if named is None or named not in words:
        raise ValueError(f"Choose one of: {', '.join(words.values())}.")
    return named


def lines(value: Any) -> list[str]:
    """Several values, as a list or as a text with one a line (or between commas)."""
    parts = value.replace(",", "\n").split("\n") if isinstance(value, str) else several(value)
    return [words for part in parts if (words := text(part).strip())]
