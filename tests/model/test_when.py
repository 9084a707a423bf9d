"""Is a moment in words understood as a person means it, and is the past refused?"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activity_desktop.model.moment import Instant
from activity_desktop.model.when import InThePast, NotATime, understand, warm_up


@pytest.fixture(autouse=True)
def berlin(travel: Callable[[str], None]) -> None:
    """A place whose clocks change."""
    travel("Europe/Berlin")


def at(text: str) -> Instant:
    return Instant.of(datetime.fromisoformat(text).astimezone())


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("in 3 hours", "2025-11-21T13:00"),
        ("3h", "2025-11-21T13:00"),
        ("in half an hour", "2025-11-21T10:30"),
        ("1.5 hours", "2025-11-21T11:30"),
        ("fri 9:00", "2025-11-28T09:00"),
        ("tomorrow", "2025-11-22T09:00"),
        ("Tomorrow at 14", "2025-11-22T14:00"),
        ("tomorrow 9", "2025-11-22T09:00"),
        ("tomorrow evening", "2025-11-22T18:00"),
        ("tonight", "2025-11-21T20:00"),
        ("next monday 14:00", "2025-11-24T14:00"),
        ("monday", "2025-11-24T09:00"),
        ("31 jan", "2026-01-31T09:00"),
        ("jan 31", "2026-01-31T09:00"),
        ("31 jan 8:30", "2026-01-31T08:30"),
        ("2 weeks", "2025-12-05T09:00"),
        ("in a month", "2025-12-21T09:00"),
        ("9:00", "2025-11-22T09:00"),
        ("17", "2025-11-21T17:00"),
        ("5 pm", "2025-11-21T17:00"),
        ("2026-01-31", "2026-01-31T09:00"),
        ("in 3 Stunden", "2025-11-21T13:00"),
        ("1,5 Stunden", "2025-11-21T11:30"),
        ("morgen", "2025-11-22T09:00"),
        ("morgen um 14 Uhr", "2025-11-22T14:00"),
        ("morgen früh", "2025-11-22T09:00"),
        ("heute Abend", "2025-11-21T20:00"),
        ("nächsten Montag 14:00", "2025-11-24T14:00"),
        ("Freitag 9 Uhr 30", "2025-11-28T09:30"),
        ("31. Januar", "2026-01-31T09:00"),
        ("31.12. 8:00", "2025-12-31T08:00"),
        ("2 Wochen", "2025-12-05T09:00"),
        ("übermorgen", "2025-11-23T09:00"),
    ],
)
def test_words_mean_the_moment_that_a_person_means(words: str, meant: str) -> None:
    """On a Friday at ten: a day without a time is its morning, and everything is ahead."""
    assert understand(words, at("2025-11-21T10:00")) == at(meant)


@pytest.mark.parametrize("words", ["yesterday", "gestern", "today", "now", "2025-11-21 09:59", "3 hours ago", "1 jan 2020"])
def test_the_past_is_refused(words: str) -> None:
    """What would come back at once has not been put away."""
    with pytest.raises(InThePast):
        understand(words, at("2025-11-21T10:00"))


@pytest.mark.parametrize("words", ["", "   ", "blah", "12:60", "99999999 hours", "in 999999 years", "tomorrow " * 20])
def test_what_is_no_time_is_refused(words: str) -> None:
    """Neither guessed nor an error of its own."""
    with pytest.raises(NotATime):
        understand(words, at("2025-11-21T10:00"))


def test_the_order_of_day_and_month_is_the_persons() -> None:
    """1/2 is 1 February for most, and 2 January for some."""
    now = at("2025-11-21T10:00")
    assert understand("1/2/2026", now) == at("2026-02-01T09:00")
    assert understand("1/2/2026", now, month_first=True) == at("2026-01-02T09:00")


def test_hours_pass_also_when_the_clocks_change_and_days_keep_their_hour() -> None:
    """In the night of 29 March 2026, two o'clock is three o'clock at once."""
    evening = at("2026-03-28T23:00")
    assert understand("in 6 hours", evening) == evening.plus(6 * 3600)
    assert understand("tomorrow 9:00", evening) == at("2026-03-29T09:00")
    assert understand("24 hours", evening) == at("2026-03-30T00:00")
    autumn = at("2026-10-24T23:00")
    assert understand("in 6 hours", autumn) == autumn.plus(6 * 3600)


@given(
    st.one_of(
        st.text(max_size=30), st.lists(st.sampled_from(["in", "3", "fri", "9:00", "-", "at", "uhr", "1/1", "am"])).map(" ".join)
    )
)
@settings(max_examples=60, deadline=None)
def test_nothing_that_can_be_typed_is_an_error(words: str) -> None:
    """It is a moment to come, or it is refused."""
    now = Instant.parse("2025-11-21T10:00:00Z")
    with contextlib.suppress(NotATime, InThePast):
        assert understand(words, now) > now


def test_the_library_can_be_loaded_beforehand() -> None:
    """Any number of times."""
    warm_up()
    warm_up()
