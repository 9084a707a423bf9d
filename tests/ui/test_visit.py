"""When is the inbox read by looking at it? Every rule of the visit, on a clock that the test turns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import AccountRow, FeedQuery, FeedRow, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.ui.visit import AWAY_S, LOOK_MS, OPENED_MS, KeepNew, ReadMode, Visit
from ui.listing import NOON, Listing, a_row


class TestClock:
    """Stands still until the test turns it."""

    __test__ = False

    def __init__(self) -> None:
        self.passed = 1000.0

    def now(self) -> Instant:
        return NOON.plus(self.passed)

    def monotonic(self) -> float:
        return self.passed

    def boottime(self) -> float:
        return self.passed


class Shown:
    """The list on screen: a query over the backend, all of it rendered."""

    def __init__(self, backend: Listing) -> None:
        self._backend = backend
        self.query = FeedQuery()

    def newest_arrival(self) -> int:
        return max((row.id for row in self._backend.page(self.query, None, 1000)), default=0)


class Scene:
    """A visit over three unread rows, one of them kept, and one that is read."""

    def __init__(self, *rows: FeedRow) -> None:
        usual = (a_row(1, 4, unread=True), a_row(2, 3, unread=True), a_row(3, 2, unread=True, kept=True), a_row(4, 1))
        self.backend = Listing(rows or usual)
        self.clock = TestClock()
        self.shown = Shown(self.backend)
        self.visit = Visit(self.backend, self.clock)
        self.visit.look_at(self.shown)

    def look(self) -> None:
        """The inbox comes into sight, and the moment passes."""
        self.visit.set_in_sight(True)
        self.pass_moment()

    def pass_moment(self) -> None:
        timer = self.timer(LOOK_MS)
        if timer.isActive():
            timer.stop()
            self.visit.looked()

    def timer(self, interval: int) -> QTimer:
        return next(timer for timer in self.visit.findChildren(QTimer) if timer.interval() == interval)

    def unread(self) -> set[str]:
        return {row.key.rid for row in self.backend.rows.values() if row.unread}

    def new(self) -> set[str]:
        return {key.rid for key in self.backend.rows if self.visit.is_new(key)}

    def visits_read(self) -> int:
        return sum(act[0] == "read_visit" for act in self.backend.acts)


def key(number: int) -> Key:
    return Key("north", str(number))


def test_looking_for_a_moment_reads_what_was_shown_and_marks_it_as_new() -> None:
    """One batch; what is kept stays unread; the others wear a ring."""
    scene = Scene()
    scene.look()
    assert scene.visits_read() == 1
    assert scene.unread() == {"3"}
    assert scene.new() == {"1", "2"}


def test_looking_takes_back_what_popped_up_whatever_is_read_by_it() -> None:
    """Whoever sees the inbox needs no popup about it, also where looking reads nothing; a glance is no look."""
    scene = Scene()
    scene.visit.mode = ReadMode.MANUAL
    scene.visit.set_in_sight(True)
    scene.visit.set_in_sight(False)
    assert scene.backend.acts == []
    scene.look()
    assert scene.backend.acts == [("inbox_seen", None)]
    scene.shown.query = FeedQuery(Shelf.INBOX, text="order")
    scene.visit.set_in_sight(False)
    scene.look()
    assert scene.backend.acts == [("inbox_seen", None)]


def test_a_glance_reads_nothing() -> None:
    """The moment must be without interruption; it starts anew with the next look."""
    scene = Scene()
    scene.visit.set_in_sight(True)
    scene.visit.set_in_sight(False)
    scene.pass_moment()
    assert scene.visits_read() == 0
    scene.look()
    assert scene.visits_read() == 1


def test_what_arrives_while_the_window_is_active_stays_unread_until_it_is_selected() -> None:
    """It was not there when the person looked; selecting it reads it, and nothing else."""
    scene = Scene()
    scene.look()
    scene.backend.arrive(a_row(9, 0, unread=True), a_row(10, 0, unread=True))
    scene.visit.set_in_sight(False)
    scene.look()
    assert scene.unread() == {"3", "9", "10"}
    scene.visit.selected(scene.backend.row(key(9)))
    assert scene.unread() == {"3", "10"}
    assert scene.visits_read() == 1


def test_what_arrives_between_rendering_and_reading_stays_unread() -> None:
    """Only arrivals up to the newest one in the rendered list are read."""
    scene = Scene()
    scene.visit.set_in_sight(True)
    seen = scene.shown.newest_arrival()
    scene.shown.newest_arrival = lambda: seen  # type: ignore[method-assign]  # the list has not rendered it yet
    scene.backend.arrive(a_row(9, 0, unread=True))
    scene.pass_moment()
    assert scene.unread() == {"3", "9"}
    assert "9" not in scene.new()


def test_the_next_visit_reads_what_came_since() -> None:
    """A visit ends when the window is hidden: rings go, and looking counts again."""
    scene = Scene()
    scene.look()
    scene.visit.hidden()
    assert scene.new() == set()
    scene.backend.arrive(a_row(9, 0, unread=True))
    scene.look()
    assert scene.visits_read() == 2
    assert scene.new() == {"9"}


def test_ten_minutes_away_end_the_visit_and_nine_do_not() -> None:
    """Another window for a while is the same visit; a long break is not."""
    scene = Scene()
    scene.look()
    scene.visit.set_in_sight(False)
    scene.clock.passed += AWAY_S - 60
    scene.look()
    assert (scene.visits_read(), scene.new()) == (1, {"1", "2"})
    scene.backend.arrive(a_row(9, 0, unread=True))
    scene.visit.set_in_sight(False)
    scene.clock.passed += AWAY_S
    scene.look()
    assert (scene.visits_read(), scene.new()) == (2, {"9"})


def test_a_link_reads_only_its_own_activity_until_the_list_is_touched() -> None:
    """Whoever comes for one thing has not looked at the others."""
    scene = Scene()
    scene.visit.followed_link(key(2))
    scene.look()
    assert (scene.visits_read(), scene.unread()) == (0, {"1", "3"})
    scene.visit.touched()
    scene.pass_moment()
    assert (scene.visits_read(), scene.unread()) == (1, {"3"})


@pytest.mark.parametrize("leave", [lambda visit: visit.set_in_sight(False), Visit.hidden], ids=["inactive", "in the tray"])
def test_a_link_that_ends_a_long_absence_reads_only_its_own_activity(leave: Callable[[Visit], None]) -> None:
    """The window becomes active some time after the link showed it: a visit begins, and still nobody looked at the list."""
    scene = Scene()
    scene.visit.set_in_sight(True)
    leave(scene.visit)
    scene.clock.passed += 2 * AWAY_S
    scene.visit.followed_link(key(2))
    scene.clock.passed += 0.2
    scene.look()
    assert (scene.visits_read(), scene.unread()) == (0, {"1", "3"})
    scene.visit.set_in_sight(False)
    scene.clock.passed += AWAY_S
    scene.look()
    assert (scene.visits_read(), scene.unread()) == (1, {"3"})


def test_a_link_that_selects_its_row_reads_it_once() -> None:
    """The selection that follows from the link is no second act."""
    scene = Scene()
    scene.look()
    scene.backend.arrive(a_row(9, 0, unread=True))
    row = scene.backend.row(key(9))
    scene.visit.followed_link(key(9))
    scene.visit.selected(row)
    assert scene.backend.acts.count(("opened", key(9))) == 1


def test_what_was_kept_is_let_go_of_only_in_a_later_visit_and_after_a_while() -> None:
    """Marked unread to come back to: selecting it in the same visit, or passing by it later, changes nothing."""
    scene = Scene()
    scene.look()
    scene.visit.kept(key(1))
    scene.backend.mark_unread([key(1)])
    scene.visit.selected(scene.backend.row(key(1)))
    scene.visit.opened_long_enough()
    assert "1" in scene.unread()
    scene.visit.hidden()
    scene.look()
    assert "1" in scene.unread()
    scene.visit.selected(scene.backend.row(key(1)))
    scene.visit.selected(None)
    assert not scene.timer(OPENED_MS).isActive()
    scene.visit.selected(scene.backend.row(key(1)))
    assert scene.timer(OPENED_MS).isActive()
    scene.visit.opened_long_enough()
    assert "1" not in scene.unread()


def test_marking_unread_takes_the_ring_away() -> None:
    """Kept is not new."""
    scene = Scene()
    scene.look()
    scene.visit.kept(key(1))
    assert scene.new() == {"2"}


def test_selecting_before_the_moment_has_passed_does_not_read_ahead() -> None:
    """The visit reads it together with the others, so that it keeps its mark."""
    scene = Scene()
    scene.visit.set_in_sight(True)
    scene.visit.selected(scene.backend.row(key(1)))
    assert "1" in scene.unread()
    scene.pass_moment()
    assert scene.new() == {"1", "2"}


def test_reading_on_selection_reads_one_at_a_time() -> None:
    """The setting "When I select an activity": looking at the list reads nothing."""
    scene = Scene()
    scene.visit.mode = ReadMode.ON_SELECT
    scene.look()
    assert scene.visits_read() == 0
    scene.visit.selected(scene.backend.row(key(1)))
    assert scene.unread() == {"2", "3"}


def test_reading_by_hand_reads_nothing_by_itself() -> None:
    """The setting "Only when I say so"."""
    scene = Scene()
    scene.visit.mode = ReadMode.MANUAL
    scene.look()
    scene.visit.selected(scene.backend.row(key(1)))
    scene.visit.selected(scene.backend.row(key(3)))
    assert not scene.timer(OPENED_MS).isActive()
    assert scene.unread() == {"1", "2", "3"}


@pytest.mark.parametrize(
    "query",
    [FeedQuery(shelf=Shelf.EVERYTHING), FeedQuery(text="order"), FeedQuery(shelf=Shelf.SNOOZED), FeedQuery(since=NOON)],
)
def test_only_the_whole_inbox_is_read_by_looking(query: FeedQuery) -> None:
    """A search, a filter or another view is not the inbox."""
    scene = Scene()
    scene.shown.query = query
    scene.look()
    assert scene.visits_read() == 0
    scene.shown.query = FeedQuery()
    scene.visit.list_changed()
    scene.pass_moment()
    assert scene.visits_read() == 1


def test_the_list_of_unread_ones_is_read_too() -> None:
    """With the chip "Unread" on, the same activities are in sight."""
    scene = Scene()
    scene.shown.query = FeedQuery(unread_only=True)
    scene.look()
    assert scene.unread() == {"3"}


def test_one_account_is_read_first_and_the_others_when_all_are_shown() -> None:
    """What arrived at the visited account meanwhile stays unread; the rest is new to the person."""
    scene = Scene(a_row(1, 4, unread=True), a_row(2, 3, unread=True, key=Key("south", "2")))
    scene.backend.account_rows.append(AccountRow("south", "fluid", "Fluid", "South", "http://localhost"))
    scene.shown.query = FeedQuery(account="north")
    scene.look()
    assert scene.unread() == {"2"}
    scene.backend.arrive(a_row(9, 0, unread=True))
    scene.shown.query = FeedQuery()
    scene.visit.list_changed()
    scene.pass_moment()
    assert scene.unread() == {"9"}


def test_rings_may_be_kept_for_longer_than_the_visit() -> None:
    """The setting "Keep new markers for an hour"."""
    scene = Scene()
    scene.visit.keep_new = KeepNew.HOUR
    scene.look()
    scene.visit.hidden()
    assert scene.new() == {"1", "2"}
    scene.clock.passed += 3601
    scene.visit.hidden()
    assert scene.new() == set()


def test_an_empty_inbox_is_looked_at_in_silence() -> None:
    """Nothing unread, no act, no toast."""
    scene = Scene(a_row(1))
    scene.look()
    assert scene.visits_read() == 0
