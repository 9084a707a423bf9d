"""Does a calendar get what it can read, whatever strangers wrote into an activity?"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.model.activity import Activity, BodyFormat, Key, Kind
from activity_desktop.model.calendar import calendar
from activity_desktop.model.moment import Day, Instant

NOW = Instant.parse("2026-03-02T12:00:00Z")
START = Instant.parse("2026-03-03T15:00:00Z")
STRUCTURE = {"BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION"}
STRUCTURE |= {"CATEGORIES", "URL", "STATUS"}


def lines_of(*activities: Activity) -> list[str]:
    """Unfolded, as a calendar reads them."""
    text = calendar(activities, NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_an_activity_with_a_time_is_an_event() -> None:
    """Start, end, place and the words without their formatting; a cancelled one says so."""
    lines = lines_of(
        Activity(
            key=Key("north", "7"), kind=Kind.MEETING, title="Quote; second, round", body="<p>Bring <b>plans</b></p>",
            body_format=BodyFormat.HTML, location="Depot", starts=START, ends=START.plus(1800), status="Cancelled",
        )
    )  # fmt: skip
    for line in (
        "UID:north/7@activity-desktop", "DTSTART:20260303T150000Z", "DTEND:20260303T153000Z",
        "SUMMARY:Quote\\; second\\, round", "DESCRIPTION:Bring plans", "LOCATION:Depot", "STATUS:CANCELLED",
    ):  # fmt: skip
        assert line in lines


def test_a_day_is_a_whole_day_and_no_date_is_no_event() -> None:
    """A day is never moved by a time zone."""
    lines = lines_of(Activity(key=Key("a", "1"), starts=Day(date(2026, 12, 31))), Activity(key=Key("a", "2"), title="No date"))
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert lines.count("BEGIN:VEVENT") == 1


def test_what_some_systems_write_for_never_is_exported_too() -> None:
    """The last day of all has no day after it, and the first years have four figures."""
    lines = lines_of(Activity(key=Key("a", "1"), starts=Day(date.max)), Activity(key=Key("a", "2"), starts=Day(date(5, 1, 2))))
    assert "DTSTART;VALUE=DATE:99991231" in lines
    assert "DTSTART;VALUE=DATE:00050102" in lines
    assert "DTEND;VALUE=DATE:00050103" in lines


@given(st.text(max_size=200), st.text(max_size=300), st.text(max_size=40))
def test_nothing_that_a_stranger_wrote_becomes_a_line_of_its_own(title: str, body: str, rid: str) -> None:
    """No event can be smuggled in, no line is longer than calendars take."""
    lines = lines_of(Activity(key=Key("a", rid), title=title, body=body, location=title, web_url=body, starts=START))
    assert {line.partition(":")[0].partition(";")[0] for line in lines} <= STRUCTURE
    assert lines.count("BEGIN:VEVENT") == 1
