"""Does the list stand under the right days when midnight passes, the clocks change, or the person flies away?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest

from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.moment import Instant
from activity_desktop.settings.file import Settings
from activity_desktop.ui.feed.items import DayHeader
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend
from activity_desktop.ui.window import MainWindow
from ui.scene import settle


class TurnedClock:
    """Shows what the test sets it to."""

    def __init__(self, now: Instant) -> None:
        self.at = now

    def now(self) -> Instant:
        return self.at

    def monotonic(self) -> float:
        return 0.0

    def boottime(self) -> float:
        return 0.0


class Night:
    """A window in which time passes as the test says; its heart beats when the test says so, too."""

    def __init__(self, now: str) -> None:
        self.clock = TurnedClock(moment(now))
        self.backend = SampleBackend()
        for key in list(self.backend._rows):
            self.backend.delete([key])
        self.window = MainWindow(self.backend, Settings(), self.clock)
        self.window.resize(1100, 400)
        self.window.show()
        self.view = self.window.pane.view
        settle()

    def happen(self, rid: str, at: str) -> None:
        """An activity is created."""
        self.backend.set_activity(Activity(key=Key(data.DEMO, rid), kind=Kind.TASK, title=f"Task {rid}", created=moment(at)))
        settle()

    def pass_to(self, now: str) -> None:
        self.clock.at = moment(now)
        self.window.heartbeat.tick()
        settle()

    def listed(self) -> list[str]:
        """The list from its top: days as they are shown, activities by their identifier."""
        model = self.window.model
        items = [model.item_at(place) for place in range(model.rowCount())]
        return [self.window.words.header(item) if isinstance(item, DayHeader) else item.key.rid for item in items if item]

    def y_of(self, rid: str) -> int:
        return self.view.rowViewportPosition(self.window.model.find(Key(data.DEMO, rid)))

    def close(self) -> None:
        self.window.hide()
        self.window.deleteLater()
        settle()


def moment(text: str) -> Instant:
    """With its distance from UTC where it is said, else on this computer's clock."""
    return Instant.of(datetime.fromisoformat(text).astimezone())


@pytest.fixture(autouse=True)
def berlin(travel: Callable[[str], None]) -> None:
    """A place whose clocks change."""
    travel("Europe/Berlin")


def test_at_midnight_today_becomes_yesterday() -> None:
    """By itself, within one beat, and the next activity begins a new day."""
    night = Night("2025-11-21T23:59:50")
    night.happen("1", "2025-11-21T23:30")
    night.happen("2", "2025-11-20T12:00")
    assert night.listed() == ["Today", "1", "Yesterday", "2"]
    night.pass_to("2025-11-22T00:00:05")
    assert night.listed() == ["Yesterday", "1", "Thursday, 20 November", "2"]
    night.happen("3", "2025-11-22T00:00:04")
    assert night.listed() == ["Today", "3", "Yesterday", "1", "Thursday, 20 November", "2"]
    night.close()


def test_in_another_time_zone_the_days_are_other_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was this morning in Berlin was last night in Los Angeles; what is selected stays selected."""
    night = Night("2025-11-21T18:00+01:00")
    night.happen("1", "2025-11-21T17:00+01:00")
    night.happen("2", "2025-11-21T08:00+01:00")
    assert night.listed() == ["Today", "1", "2"]
    night.view.steps.select(Key(data.DEMO, "2"))
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    night.pass_to("2025-11-21T18:00:10+01:00")
    assert night.listed() == ["Today", "1", "Yesterday", "2"]
    assert [key.rid for key in night.view.steps.selected()] == ["2"]
    night.close()


@pytest.mark.parametrize(
    ("before", "after", "first", "last"),
    [
        ("2026-03-29T01:59:50+01:00", "2026-03-29T03:00:10+02:00", "2026-03-29T00:00+01:00", "2026-03-29T23:59+02:00"),
        ("2026-10-25T02:59:50+02:00", "2026-10-25T02:00:10+01:00", "2026-10-25T00:00+02:00", "2026-10-25T23:59+01:00"),
    ],
    ids=["23 hours", "25 hours"],
)
def test_the_day_on_which_the_clocks_change_is_one_day(before: str, after: str, first: str, last: str) -> None:
    """Whether it has 23 hours or 25: its first and its last minute stand under the same header."""
    night = Night(before)
    night.happen("first", first)
    night.happen("eve", msgspec.structs.replace(moment(first), us=moment(first).us - 1).utc.isoformat())
    assert night.listed() == ["Today", "first", "Yesterday", "eve"]
    night.pass_to(after)
    assert night.listed() == ["Today", "first", "Yesterday", "eve"]
    night.pass_to(last)
    night.happen("last", last)
    assert night.listed() == ["Today", "last", "first", "Yesterday", "eve"]
    night.close()


def test_nothing_that_is_read_moves_at_midnight_or_when_news_arrive() -> None:
    """Scrolled into the list, the person finds every line where it was."""
    night = Night("2025-11-21T23:59:50")
    for number in range(30):
        night.happen(str(number), f"2025-11-{21 - number // 3:02}T{20 - number % 3}:00")
    night.view.verticalScrollBar().setValue(500)
    before = night.y_of("12")
    night.pass_to("2025-11-22T00:00:05")
    assert night.y_of("12") == before
    night.happen("new", "2025-11-22T00:00:04")
    assert night.y_of("12") == before
    assert night.listed()[:2] == ["Today", "new"]
    night.close()
