"""What did a person enter into a form? The strict counterpart of `lenient`: what cannot be understood raises ValueError with
a sentence for the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from ..model.moment import Day, Instant, parse_moment
from ..model.words import translate
from .lenient import several, text, whole


def is_empty(value: Any) -> bool:
    """Whether a field was left empty, or is to be cleared."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def short_text(value: Any, longest: int) -> str:
    words = text(value)
    if len(words) > longest:
        raise ValueError(translate("Problems", "This may have %n character(s) at most.", None, longest))
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
        raise none_of(words.values())
    return named


def none_of(choices: Iterable[str]) -> ValueError:
    """What to raise for a value that is none of those that may be chosen."""
    return ValueError(translate("Problems", "Choose one of: {choices}.").format(choices=", ".join(choices)))


def in_words(wrong: Mapping[str, str]) -> str:
    """What is wrong with a form's fields as one text, each sentence once, in the person's language."""
    return " ".join(dict.fromkeys(translate("Texts", text) for text in wrong.values()))


def lines(value: Any) -> list[str]:
    """Several values, as a list or as a text with one a line (or between commas)."""
    parts = value.replace(",", "\n").split("\n") if isinstance(value, str) else several(value)
    return [words for part in parts if (words := text(part).strip())]
