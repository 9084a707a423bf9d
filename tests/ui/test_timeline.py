"""Does the scroll handle tell where in the whole list one is, and lead there, however little of it is loaded?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from activity_desktop.model.feed import FeedQuery, FeedRow, Shelf
from activity_desktop.ui.feed.model import PAGE, FeedModel
from activity_desktop.ui.feed.view import FeedView
from activity_desktop.ui.feed.words import RowWords
from ui.listing import Listing, Noon, a_row
from ui.scene import settle, wait_until

MANY = 2000
MIDDLE = 300
"""Where a mouse presses in a view that is twice as high."""


class Scrolled:
    """A shown list of these rows."""

    def __init__(self, rows: list[FeedRow]) -> None:
        self.backend = Listing(rows)
        words = RowWords(self.backend, Noon(), lambda _: False)
        self.model = FeedModel(self.backend, words.spoken, lambda _: False)
        self.view = FeedView(self.model, words)
        self.backend.changes.connect(self.model.apply)
        self.view.resize(388, 2 * MIDDLE)
        self.model.set_query(FeedQuery(), grouped=True)
        self.view.show()
        settle()

    def share(self) -> float | None:
        return self.view.timeline.share()

    def scroll(self, value: int) -> None:
        self.view.verticalScrollBar().setValue(value)
        settle()

    def press(self, y: int) -> None:
        """Beside the handle, which comes there."""
        QTest.mousePress(self.view.bar, Qt.MouseButton.LeftButton, pos=QPoint(6, y))
        settle()

    def first_in_sight(self) -> int:
        view = self.view
        return next(int(row.key.rid) for row in map(self.model.row_at, range(view.rowAt(0), view.rowAt(0) + 3)) if row)


@pytest.fixture
def long() -> Iterator[Scrolled]:
    """Ten minutes apart, the first one the newest; the last ones have no date."""
    made = Scrolled(
        [a_row(number, number * 10) for number in range(1, MANY + 1)]
        + [a_row(number, feed_us=0) for number in range(MANY + 1, MANY + 4)]
    )
    yield made
    made.view.close()
    made.view.deleteLater()


def test_the_handle_stands_where_the_rows_in_sight_stand_in_the_whole_list(long: Scrolled) -> None:
    """Also when more is loaded on the way, and from the end upwards."""
    shares: list[float | None] = []
    while long.first_in_sight() < MANY // 10:
        long.scroll(long.view.verticalScrollBar().value() + 500)
        shares.append(long.share())
    assert shares == sorted(shares, key=lambda share: share or 0)
    assert shares[-1] == pytest.approx(0.1, abs=0.01)
    long.view.go_to_end()
    settle()
    assert long.share() == 1.0
    long.scroll(long.view.verticalScrollBar().value() - 2000)
    assert long.share() == pytest.approx(0.98, abs=0.01)
    long.view.go_to_start()
    settle()
    assert long.share() == 0.0


def test_the_handle_leads_anywhere_at_once(long: Scrolled) -> None:
    """One page is read there, and the list goes on in both directions. What is selected stays so."""
    long.view.steps.first()
    selected = long.view.steps.selected()
    told: list[object] = []
    long.view.chosen.connect(lambda: told.append(long.view.steps.selected()))
    long.scroll(1)
    long.press(MIDDLE)
    assert MANY * 0.49 < long.first_in_sight() < MANY * 0.51
    assert PAGE <= long.model.loaded_count() <= 2 * PAGE
    assert not long.model.from_the_top
    assert not long.model.complete
    before = long.first_in_sight()
    QTest.mouseMove(long.view.bar, QPoint(6, MIDDLE + 4))
    settle()
    assert before < long.first_in_sight() < before + PAGE
    QTest.mouseRelease(long.view.bar, Qt.MouseButton.LeftButton, pos=QPoint(6, MIDDLE + 4))
    long.scroll(long.view.verticalScrollBar().value() - 3000)
    assert long.first_in_sight() < before
    long.view.go_to_start()
    settle()
    assert (long.view.steps.selected(), told) == (selected, [])


def test_the_way_becomes_longer_while_a_first_fill_brings_older_ones() -> None:
    """The handle is at its end only where the list ends."""
    scrolled = Scrolled([a_row(number, number) for number in range(1, 401)])
    scrolled.scroll(1)
    scrolled.view.go_to_end()
    settle()
    assert scrolled.share() == 1.0
    scrolled.backend.arrive(*(a_row(number, number) for number in range(401, 1201)))
    wait_until(lambda: not scrolled.model.complete, "the older ones")
    scrolled.scroll(scrolled.view.verticalScrollBar().value() - 1)
    scrolled.scroll(scrolled.view.verticalScrollBar().maximum())
    scrolled.scroll(scrolled.view.verticalScrollBar().value() + 1)
    assert scrolled.share() == pytest.approx(scrolled.first_in_sight() / 1200, abs=0.01)


def test_the_handle_stays_where_it_is_held_in_a_time_without_rows() -> None:
    """What is shown is what came before that time."""
    gap = [a_row(number, number) for number in range(1, 301)] + [a_row(number, 9_000 + number) for number in range(301, 701)]
    scrolled = Scrolled(gap)
    scrolled.scroll(1)
    scrolled.press(MIDDLE)
    assert scrolled.first_in_sight() == 301
    assert scrolled.view.bar._handle().center().y() == pytest.approx(MIDDLE, abs=1)
    QTest.mouseRelease(scrolled.view.bar, Qt.MouseButton.LeftButton, pos=QPoint(6, MIDDLE))
    assert scrolled.view.bar._handle().center().y() > 1.5 * MIDDLE


def test_a_list_that_is_loaded_as_a_whole_or_has_no_times_scrolls_as_any_other() -> None:
    """Then the loaded rows are all there is to say."""
    for rows in ([a_row(number, number) for number in range(1, 50)], [a_row(number, feed_us=0) for number in range(1, 500)]):
        scrolled = Scrolled(rows)
        scrolled.scroll(1)
        assert scrolled.share() is None
        scrolled.model.set_query(FeedQuery(shelf=Shelf.AGENDA), grouped=True)
        scrolled.scroll(1)
        assert scrolled.share() is None
