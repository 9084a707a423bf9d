"""Are both ends of a long list one key away, and is nothing missing or doubled on the way between them?"""

from __future__ import annotations

from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import FeedQuery, FeedRow
from activity_desktop.ui.feed.above import NewAbove
from activity_desktop.ui.feed.items import DayHeader, with_headers
from activity_desktop.ui.feed.model import KEEP, PAGE, FeedModel
from activity_desktop.ui.feed.view import FeedView
from activity_desktop.ui.feed.words import RowWords
from ui.listing import Listing, Noon, a_row
from ui.scene import settle

MANY = 1000


def key(number: int) -> Key:
    return Key("north", str(number))


class Long:
    """A shown list of many rows, ten minutes apart, the first one the newest."""

    def __init__(self) -> None:
        self.backend = Listing([a_row(number, number * 10) for number in range(1, MANY + 1)])
        words = RowWords(self.backend, Noon(), lambda _: False)
        self.model = FeedModel(self.backend, words.spoken, lambda _: False)
        QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.model).setUseFetchMore(
            False
        )
        self.view = FeedView(self.model, words)
        self.above = NewAbove(self.view, self.model)
        self.backend.changes.connect(self.model.apply)
        self.view.resize(388, 600)
        self.model.set_query(FeedQuery(), grouped=True)
        self.view.show()
        settle()

    @property
    def bar(self) -> int:
        return self.view.verticalScrollBar().value()

    def numbers(self) -> list[int]:
        return [int(row.key.rid) for row in self.model.loaded()]

    def in_sight(self) -> list[int]:
        height = self.view.viewport().height()
        rows = [self.model.row_at(place) for place in range(self.view.rowAt(0), self.view.rowAt(height - 1) + 1)]
        return [int(row.key.rid) for row in rows if row is not None]


def is_a_stretch_of(model: FeedModel, backend: Listing) -> bool:
    """The loaded rows are neighbours in the whole list, each day under its header, and the ends are told truly."""
    rows = list(model.loaded())
    whole = backend.page(FeedQuery(), None, MANY * 2)
    first = whole.index(rows[0])
    items = [model.item_at(place) for place in range(model.rowCount())]
    return (
        whole[first : first + len(rows)] == rows
        and items == with_headers(rows)
        and model.from_the_top <= (first == 0)
        and model.complete <= (first + len(rows) == len(whole))
    )


def test_the_end_key_goes_to_the_very_end_and_home_comes_back() -> None:
    """One page is read for it, however long the list is; the last row is selected and in sight, under its own day."""
    long = Long()
    long.view.verticalScrollBar().setValue(1)  # now both ends of the list are known, for the handle
    long.backend.pages_read = 0
    long.view.steps.last()
    assert long.backend.pages_read == 1
    assert long.numbers()[-1] == MANY
    assert long.in_sight()[-1] == MANY
    assert long.view.steps.selected() == (key(MANY),)
    assert is_a_stretch_of(long.model, long.backend)
    long.view.steps.first()
    assert long.view.steps.selected() == (key(1),)
    assert long.in_sight()[0] == 1
    assert is_a_stretch_of(long.model, long.backend)


def test_from_the_end_one_scrolls_up_through_everything() -> None:
    """Rows are put in above without moving what is in sight, and no row and no header is missing or doubled."""
    long = Long()
    long.view.steps.last()
    steps = 0
    while not (long.model.from_the_top and long.bar == 0):
        before = long.in_sight()[0]
        bar = long.view.verticalScrollBar()
        bar.setValue(bar.value() - 700)
        settle()
        assert before - 15 <= long.in_sight()[0] <= before
        steps += 1
        assert steps < MANY
    assert long.numbers() == list(range(1, MANY + 1))
    assert is_a_stretch_of(long.model, long.backend)


def test_keys_step_up_from_the_end_past_what_is_loaded() -> None:
    """As far as one likes, over days and pages."""
    long = Long()
    long.view.steps.last()
    for number in range(MANY - 1, MANY - PAGE - 20, -1):
        long.view.steps.step(-1)
        assert long.view.steps.selected() == (key(number),)


def test_dragging_the_handle_to_its_end_shows_the_true_end_and_what_is_selected_stays_so() -> None:
    """And dragged to the top, the first rows are there again, with the selection."""
    long = Long()
    long.view.steps.select(key(3))
    told: list[tuple[Key, ...]] = []
    long.view.chosen.connect(lambda: told.append(long.view.steps.selected()))
    handle = long.view.bar
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(6, 10))
    QTest.mouseMove(handle, QPoint(6, handle.height()))
    settle()
    assert long.in_sight()[-1] == MANY
    assert told == []
    QTest.mouseMove(handle, QPoint(6, -40))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(6, -40))
    settle()
    assert long.in_sight()[0] == 1
    assert (long.view.steps.selected(), told) == ((key(3),), [])


def test_what_arrives_while_the_end_is_in_sight_is_told_of_and_waits_at_the_top() -> None:
    """The list does not move, and the button goes up to the news."""
    long = Long()
    long.view.go_to_end()
    settle()
    before = long.in_sight()
    long.backend.arrive(a_row(MANY + 1, -1, unread=True))
    settle()
    assert long.in_sight() == before
    assert (long.above.isVisible(), long.above.label) == (True, "1 new")
    long.above.click()
    settle()
    assert long.in_sight()[0] == MANY + 1
    assert not long.above.isVisible()


def test_a_flood_at_the_top_does_not_make_the_list_grow_for_ever() -> None:
    """What is far below can be loaded again; scrolling down finds every row."""
    long = Long()
    long.model.fetch(KEEP - 50)
    for number in range(MANY + 1, MANY + 1 + KEEP // 3):
        long.backend.arrive(a_row(number, -number))
    assert long.model.loaded_count() <= KEEP + PAGE
    assert is_a_stretch_of(long.model, long.backend)
    while not long.model.complete:
        long.model.fetchMore()
    assert len(long.numbers()) == MANY + KEEP // 3
    assert is_a_stretch_of(long.model, long.backend)


def test_whatever_happens_the_loaded_rows_are_neighbours() -> None:
    """Random steps: ends, pages, arrivals at any time, removals, reading again."""
    dice = Random(7)  # noqa: S311 - the same steps in every run
    long = Long()
    number = MANY + 1
    for _ in range(100):
        match dice.randrange(7):
            case 0:
                long.model.show_end()
            case 1:
                long.model.show_start()
            case 2:
                long.model.fetch_above(dice.randrange(1, 50))
            case 3:
                long.model.fetch(dice.randrange(1, 50))
            case 4:
                long.backend.arrive(a_row(number, dice.randrange(MANY * 10) + 0.5))
                number += 1
            case 5:
                long.backend.remove(dice.choice([row.key for row in long.model.loaded()]))
            case _:
                long.model.reload()
        assert is_a_stretch_of(long.model, long.backend)


def test_headers_stand_where_the_days_change_from_either_end() -> None:
    """The first header of a stretch that begins in the middle of a day names that day."""
    long = Long()
    long.model.show_end()
    top, first = long.model.item_at(0), long.model.row_at(1)
    assert isinstance(top, DayHeader)
    assert isinstance(first, FeedRow)
    assert first.time is not None
    assert top.day == first.time.local().date()
