"""When is a failed request worth another try, and after how long? Pure: numbers and problems in, seconds out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from ..model.moment import Instant
from ..model.problems import NotAnswering, Problem, SlowDown

LONGEST_ADVICE = 86_400.0
"""A server that asks for more than a day is broken; believing it would silence the account."""
SHORT_WAIT = 2.0
"""Advice up to this many seconds is waited for within a call; longer ones are left to whoever plans the next look."""
SHORT_WAITS = 3
MORE_TRIES = 2
QUICK = 2.0
"""Only a failure that came within this many seconds is tried again at once: a slow one has used up the patience."""
_PASSING = frozenset({502, 503, 504})
_USUAL_DATE = re.compile(r"[A-Z][a-z]{2}, ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def next_delay(attempt: int, *, base: float, longest: float, random: Callable[[], float]) -> float:
    """Seconds before try number `attempt` + 1 (`attempt` counts from 0): exponential, with full jitter.

    `random` gives a number from 0 to 1, so that thousands of clients that lost the same server do not return as one.
    """
    ceiling = min(longest, base * 2.0 ** min(attempt, 32))
    return ceiling * random()


def retry_after(header: str | None, now: Instant) -> float | None:
    """Seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds or a date); None when it is absent or garbled.

    `now` should be the server's own clock where the answer told it, so that a wrong clock here does not matter. A date that
    is more than a day away was written by another clock than `now`: it says nothing about how long.
    """
    text = (header or "").strip()
    if not text:
        return None
    seconds = _number(text)
    if seconds is None:
        moment = http_date(text)
        seconds = None if moment is None else moment.seconds_since(now)
        if seconds is not None and seconds > LONGEST_ADVICE:
            return None
    return None if seconds is None else min(max(seconds, 0.0), LONGEST_ADVICE)


def http_date(text: str | None) -> Instant | None:
    """An HTTP date such as `Wed, 21 Oct 2015 07:28:00 GMT`; None when it is none."""
    try:
        return Instant.of(_moment(text)) if text else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _moment(text: str) -> datetime:
    """RFC 9110, 5.6.7: the form that servers send is read here, the obsolete ones by what Python has for mail."""
    usual = _USUAL_DATE.fullmatch(text)
    if usual and usual[2] in _MONTHS:
        day, _, year, hour, minute, second = usual.groups()
        month = _MONTHS.index(usual[2]) + 1
        return datetime(int(year), month, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    from email.utils import parsedate_to_datetime  # brings half a megabyte about mail

    return parsedate_to_datetime(text)


def wait_before_retry(problem: Problem, attempt: int, *, safe: bool, took: float, random: Callable[[], float]) -> float | None:
    """Seconds to wait before the same request goes out again; None: give the problem to the caller.

    `attempt` counts from 0, `safe` says whether carrying the request out twice does no harm, `took` is how long the
    failed try lasted, in seconds.
    """
    if isinstance(problem, SlowDown):
        advised = problem.retry_after
        return advised if advised is not None and advised <= SHORT_WAIT and attempt < SHORT_WAITS else None
    passing = problem.response is None or problem.response.status in _PASSING
    if not (safe and passing and isinstance(problem, NotAnswering)) or attempt >= MORE_TRIES or took > QUICK:
        return None
    delay = next_delay(attempt, base=0.5, longest=2.0, random=random)
    if problem.retry_after is None:
        return delay
    return max(delay, problem.retry_after) if problem.retry_after <= SHORT_WAIT else None


def _number(text: str) -> float | None:
    """A plain decimal number; not what else `float` would read, such as `inf` or `1_0`."""
    digits = text.removeprefix("-")
    return float(text) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else None
