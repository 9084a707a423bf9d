"""Is a failed request tried again only when that helps and does no harm?"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.model.moment import Instant
from activity_desktop.model.problems import Conflict, NotAnswering, Offline, Problem, SlowDown, WrongServer
from activity_desktop.transport.response import Response
from activity_desktop.transport.retry import LONGEST_ADVICE, http_date, next_delay, retry_after, wait_before_retry

NOW = Instant.parse("2015-10-21T07:28:00Z")


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_a_delay_grows_but_never_passes_the_longest(attempt: int, share: float) -> None:
    """Full jitter: anything from nothing to the ceiling, so that clients do not return as one."""
    delay = next_delay(attempt, base=0.5, longest=300.0, random=lambda: share)
    assert 0 <= delay <= min(300.0, 0.5 * 2.0 ** min(attempt, 20))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("1.5", 1.5),
        ("-5", 0.0),
        ("99999999999", LONGEST_ADVICE),
        ("Wed, 21 Oct 2015 07:29:30 GMT", 90.0),
        ("Wed, 21 Oct 2015 07:00:00 GMT", 0.0),
        ("Wed, 21 Oct 3015 07:00:00 GMT", None),
        ("soon", None),
        ("inf", None),
        ("nan", None),
        ("1_0", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_understood_or_ignored(header: str | None, seconds: float | None) -> None:
    """Seconds and dates; absurd ones are cut, garbled ones are as good as none."""
    assert retry_after(header, NOW) == seconds


@given(st.text(max_size=40))
def test_no_header_makes_it_fail(text: str) -> None:
    """Servers say the strangest things there."""
    found = retry_after(text, NOW)
    assert found is None or 0 <= found <= LONGEST_ADVICE
    http_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000",
    ],
)
def test_each_form_of_a_date_is_read(text: str) -> None:
    """RFC 9110's own examples of the usual one and of an obsolete one; and that of mail, which some servers send."""
    assert http_date(text) == Instant.parse("1994-11-06T08:49:37Z")


@given(st.integers(631_152_000, 7_258_118_400))
def test_the_usual_date_is_what_a_server_meant(seconds: int) -> None:
    """Each month and each hour from 1990 to 2200."""
    moment = datetime.fromtimestamp(seconds, UTC)
    assert http_date(format_datetime(moment, usegmt=True)) == Instant.of(moment)


@pytest.mark.parametrize(
    "text", ["Wed, 31 Feb 2015 07:00:00 GMT", "Wed, 21 Xyz 2015 07:00:00 GMT", "Wed, 21 Oct 2015 25:00:00 GMT"]
)
def test_a_date_that_cannot_be_is_none(text: str) -> None:
    """It has the form of one."""
    assert http_date(text) is None


def _problem(kind: type[Problem], status: int | None = None, advice: float | None = None) -> Problem:
    problem = kind()
    problem.response = None if status is None else Response(status, {}, b"", "example.com")
    problem.retry_after = advice
    return problem


@pytest.mark.parametrize(
    ("problem", "attempt", "safe", "took", "wait"),
    [
        (_problem(NotAnswering), 0, True, 0.1, 0.25),
        (_problem(NotAnswering), 1, True, 0.1, 0.5),
        (_problem(NotAnswering), 2, True, 0.1, None),
        (_problem(NotAnswering), 0, False, 0.1, None),
        (_problem(NotAnswering), 0, True, 5.0, None),
        (_problem(NotAnswering, 503), 0, True, 0.1, 0.25),
        (_problem(NotAnswering, 503, 1.0), 0, True, 0.1, 1.0),
        (_problem(NotAnswering, 503, 30.0), 0, True, 0.1, None),
        (_problem(NotAnswering, 500), 0, True, 0.1, None),
        (_problem(SlowDown, 429, 1.5), 0, False, 9.0, 1.5),
        (_problem(SlowDown, 429, 1.5), 2, True, 0.1, 1.5),
        (_problem(SlowDown, 429, 1.5), 3, True, 0.1, None),
        (_problem(SlowDown, 429, 2.5), 0, True, 0.1, None),
        (_problem(SlowDown, 429), 0, True, 0.1, None),
        (_problem(Offline), 0, True, 0.1, None),
        (_problem(Conflict, 409), 0, True, 0.1, None),
        (_problem(WrongServer), 0, True, 0.1, None),
    ],
)
def test_what_is_worth_another_try(problem: Problem, attempt: int, safe: bool, took: float, wait: float | None) -> None:
    """Twice after a quick, passing failure of something harmless; as advised when the advice is short; else never."""
    assert wait_before_retry(problem, attempt, safe=safe, took=took, random=lambda: 0.5) == wait
