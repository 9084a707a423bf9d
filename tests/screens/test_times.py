"""Is every time written as the table in the design says? Each case is a moment seen from Friday, 21 November 2025, 12:00."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from activity_desktop.model.moment import Day, Instant
from activity_desktop.ui import times

MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.fixture(autouse=True)
def berlin(travel: Callable[[str], None]) -> None:
    """A time zone with summer time, an hour or two ahead of UTC."""
    travel("Europe/Berlin")


@pytest.fixture
def now(berlin: None) -> Instant:
    return local(2025, 11, 21, 12)


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> Instant:
    return Instant.of(datetime(year, month, day, hour, minute, second).astimezone())


@pytest.mark.parametrize(
    ("ago", "row", "ungrouped", "detail", "spoken"),
    [
        (0, "now", "now", "now", "just now"),
        (59, "now", "now", "now", "just now"),
        (60, "1 min", "1 min", "Today, 11:59", "1 minute ago"),
        (2 * MINUTE, "2 min", "2 min", "Today, 11:58", "2 minutes ago"),
        (59 * MINUTE + 59, "59 min", "59 min", "Today, 11:00", "59 minutes ago"),
        (HOUR, "11:00", "11:00", "Today, 11:00", "today at 11:00"),
        (11 * HOUR, "01:00", "01:00", "Today, 01:00", "today at 01:00"),
        (13 * HOUR, "23:00", "Yesterday", "Yesterday, 23:00", "yesterday at 23:00"),
        (36 * HOUR, "00:00", "Yesterday", "Yesterday, 00:00", "yesterday at 00:00"),
        (37 * HOUR, "23:00", "19 Nov", "19 November, 23:00", "19 November at 23:00"),
        (9 * DAY, "12:00", "12 Nov", "12 November, 12:00", "12 November at 12:00"),
        (-4 * MINUTE, "now", "now", "now", "just now"),
    ],
)
def test_the_past(now: Instant, ago: int, row: str, ungrouped: str, detail: str, spoken: str) -> None:
    """Minutes within the hour, the clock within the day, then the day; a clock that runs ahead a little is "now"."""
    moment = now.plus(-ago)
    assert times.in_row(moment, now) == row
    assert times.ungrouped(moment, now) == ungrouped
    assert times.in_detail(moment, now) == detail
    assert times.spoken(moment, now) == spoken


def test_another_year_is_named(now: Instant) -> None:
    """A date without a year would mean this one."""
    moment = local(2024, 11, 12, 17, 26)
    assert times.ungrouped(moment, now) == "12 Nov 2024"
    assert times.in_detail(moment, now) == "12 November 2024, 17:26"
    assert times.day_header(date(2024, 11, 12), date(2025, 11, 21)) == "Tuesday, 12 November 2024"


def test_no_date_is_said_where_there_is_room(now: Instant) -> None:
    """In a row it is left out, in a header and a detail it is told."""
    assert times.in_row(None, now) == times.ungrouped(None, now) == times.due(None, now) == ""
    assert times.in_detail(None, now) == times.day_header(None, date(2025, 11, 21)) == times.spoken(None, now) == "No date"


@pytest.mark.parametrize(
    ("day", "header"),
    [
        (date(2025, 11, 21), "Today"),
        (date(2025, 11, 20), "Yesterday"),
        (date(2025, 11, 17), "Monday, 17 November"),
        (date(2025, 11, 22), "Tomorrow"),
        (date(2025, 11, 23), "Sunday, 23 November"),
    ],
)
def test_day_headers(day: date, header: str) -> None:
    """Two names, then the weekday and the date."""
    assert times.day_header(day, date(2025, 11, 21)) == header


@pytest.mark.parametrize(
    ("ahead", "text"),
    [
        (30, "in 1 min"),
        (20 * MINUTE, "in 20 min"),
        (2 * HOUR, "in 2 h"),
        (11 * HOUR, "in 11 h"),
        (21 * HOUR, "Tomorrow, 09:00"),
        (5 * DAY - 3 * HOUR, "Wed, 09:00"),
        (7 * DAY, "28 Nov, 12:00"),
        (-2 * HOUR, "Today, 10:00"),
        (-DAY, "Yesterday, 12:00"),
    ],
)
def test_what_is_due(now: Instant, ahead: int, text: str) -> None:
    """Hours for today, the weekday within a week, then the date."""
    assert times.due(now.plus(ahead), now) == text


def test_a_day_is_never_converted(now: Instant) -> None:
    """An all-day task is on its date in every time zone, and has no clock time."""
    assert times.due(Day(date(2025, 11, 21)), now) == "Today"
    assert times.due(Day(date(2025, 11, 22)), now) == "Tomorrow"
    assert times.due(Day(date(2025, 12, 24)), now) == "24 Dec"
    assert times.scheduled(Day(date(2025, 12, 24)), None, now) == "24 December"
    assert times.utc(Day(date(2025, 12, 24))) == "2025-12-24"


def test_a_schedule(now: Instant) -> None:
    """From when to when, and how far ahead it is."""
    start = now.plus(2 * HOUR)
    assert times.scheduled(start, now.plus(2.5 * HOUR), now) == "Today, 14:00 to 14:30"
    assert times.scheduled(start, None, now) == "Today, 14:00"
    assert times.scheduled(start, start, now) == "Today, 14:00"
    assert times.scheduled(start, now.plus(DAY), now) == "Today, 14:00 to Tomorrow, 12:00"
    assert times.ahead_of(start, now) == "in 2 h"
    assert times.ahead_of(now.plus(3 * DAY), now) == "in 3 days"
    assert times.ahead_of(now.plus(-1), now) == times.ahead_of(now.plus(8 * DAY), now) == ""
    assert times.ahead_of(Day(date(2025, 11, 22)), now) == ""


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (5, "changed just now"),
        (41 * MINUTE, "changed 41 min ago"),
        (3 * HOUR, "changed today, 09:00"),
        (9 * DAY, "changed 12 November, 12:00"),
    ],
)
def test_when_it_was_changed(now: Instant, ago: int, text: str) -> None:
    """Beside the time of creation, in words of its own."""
    assert times.changed(now.plus(-ago), now) == text


def test_the_night_when_the_clock_goes_back() -> None:
    """25 October 2025 is the day before 26 October, although that night has an hour more."""
    now = local(2025, 10, 26, 12)
    assert times.in_detail(local(2025, 10, 25, 12), now) == "Yesterday, 12:00"
    assert times.in_detail(now.plus(-25 * HOUR), now) == "Yesterday, 12:00"


def test_the_tooltip_is_exact(now: Instant) -> None:
    """To the second, and with the distance from UTC, which differs in summer."""
    assert times.exact(local(2025, 11, 21, 10, 30, 12)) == "Friday, 21 November 2025 at 10:30:12 (UTC+1)"
    assert times.exact(local(2025, 7, 1, 10, 30, 12)) == "Tuesday, 1 July 2025 at 10:30:12 (UTC+2)"


def test_the_details_show_what_the_server_wrote(now: Instant) -> None:
    """UTC, as in the record."""
    assert times.utc(now) == "2025-11-21T11:00:00Z"


@pytest.mark.parametrize(
    ("name", "short", "long", "other_year", "clock"),
    [
        ("en_GB", "12 Nov", "12 November", "12 Nov 2024", "17:26"),
        ("en_US", "Nov 12", "November 12", "Nov 12, 2024", "5:26 PM"),
        ("de_DE", "12. Nov.", "12. November", "12. Nov. 2024", "17:26"),
        ("es_ES", "12 de nov", "12 de noviembre", "12 de nov de 2024", "17:26"),
        ("hu_HU", "nov. 12.", "november 12.", "2024. nov. 12.", "17:26"),
        ("ja_JP", "11月12日", "11月12日", "2024年11月12日", "17:26"),
        ("ko_KR", "11월 12일", "11월 12일", "2024년 11월 12일", "오후 5:26"),
    ],
)
def test_each_locale_has_its_own_order(name: str, short: str, long: str, other_year: str, clock: str) -> None:
    """Day first or month first, 12 or 24 hours: as the locale writes them."""
    QLocale.setDefault(QLocale(name))
    day, today = date(2025, 11, 12), date(2025, 11, 21)
    assert times.short_date(day, today) == short
    assert times.long_date(day, today) == long
    assert times.short_date(date(2024, 11, 12), today) == other_year
    assert times.clock(local(2025, 11, 12, 17, 26).local()).replace("\u202f", " ") == clock
