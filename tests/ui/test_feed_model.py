"""Does the list hold what the database says, in its order, under its days, without reading more than it must?"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from activity_desktop.model.activity import Key, Kind
from activity_desktop.model.changes import ActivitiesChanged
from activity_desktop.model.feed import FeedQuery, FeedRow, Position, Sending, Shelf
from activity_desktop.ui.backend import Find, Found
from activity_desktop.ui.feed.items import DayHeader, Item
from activity_desktop.ui.feed.model import PAGE, FeedModel
from ui.listing import NOON, Listing, a_row
from ui.scene import wait_until

HOUR = 60
DAY = 24 * HOUR


def a_model(backend: Listing, query: FeedQuery | None = None, stays: Callable[[Key], bool] = lambda _: False) -> FeedModel:
    """A model that follows its backend and is watched by Qt's own checker of models."""
    model = FeedModel(backend, spoken=spoken, stays=stays)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    tester.setUseFetchMore(False)
    backend.changes.connect(model.apply)
    model.set_query(query or FeedQuery(), grouped=True)
    return model


def spoken(item: Item) -> str:
    return item.title if isinstance(item, FeedRow) else "header"


def shape(model: FeedModel) -> list[str]:
    """Headers as their date, rows as their remote id."""
    items = [model.item_at(place) for place in range(model.rowCount())]
    return [str(item.day) if isinstance(item, DayHeader) else item.key.rid for item in items if item is not None]


def key(number: int) -> Key:
    return Key("north", str(number))


def test_each_day_stands_under_its_own_header() -> None:
    """Newest first, one header per local day, activities without a date at the end."""
    backend = Listing([a_row(1, 2 * DAY), a_row(2, DAY), a_row(3, DAY - 1), a_row(4), a_row(5, feed_us=0)])
    assert shape(a_model(backend)) == ["2025-11-21", "4", "2025-11-20", "3", "2", "2025-11-19", "1", "None", "5"]


def test_an_arrival_appears_where_its_time_puts_it() -> None:
    """A new one on top, a late one further down, and a header only where its day had none."""
    backend = Listing([a_row(1, 10), a_row(2, 2 * DAY)])
    model = a_model(backend)
    backend.arrive(a_row(3, 0))
    backend.arrive(a_row(4, DAY))
    backend.arrive(a_row(5, 5))
    assert shape(model) == ["2025-11-21", "3", "5", "1", "2025-11-20", "4", "2025-11-19", "2"]


def test_the_last_activity_of_a_day_takes_its_header_along() -> None:
    """No header without activities, wherever the day stands."""
    backend = Listing([a_row(1), a_row(2, DAY), a_row(3, 2 * DAY)])
    model = a_model(backend)
    backend.remove(key(2))
    assert shape(model) == ["2025-11-21", "1", "2025-11-19", "3"]
    backend.remove(key(1), key(3))
    assert shape(model) == []


def test_a_finished_activity_leaves_the_inbox_and_undo_brings_it_back() -> None:
    """The shelf decides where a row is listed."""
    backend = Listing([a_row(1), a_row(2, 1), a_row(3, 2)])
    model = a_model(backend)
    backend.change(key(2), shelf=Shelf.DONE)
    assert shape(model) == ["2025-11-21", "1", "3"]
    backend.change(key(2), shelf=Shelf.INBOX)
    assert shape(model) == ["2025-11-21", "1", "2", "3"]


def test_a_changed_row_is_replaced_where_it_stands() -> None:
    """One row is told as changed, and nothing is read again."""
    backend = Listing([a_row(number, number) for number in range(1, 50)])
    model = a_model(backend)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    backend.pages_read = 0
    backend.change(key(3), title="Order 3 was changed")
    assert told == [(3, 3)]
    assert backend.pages_read == 0
    assert model.row_at(3) == backend.rows[key(3)]


def test_a_hundred_activities_of_the_same_second_are_all_found() -> None:
    """Servers give whole seconds, so equal times are common; each row still changes in its own place."""
    backend = Listing([a_row(number, 1) for number in range(1, 101)])
    model = a_model(backend)
    for number in (1, 50, 100):
        assert model.row_at(model.find(key(number))) == backend.rows[key(number)]
    backend.remove(key(50))
    assert model.find(key(50)) == -1
    assert model.loaded_count() == 99


def test_pages_are_read_one_after_the_other_without_a_gap() -> None:
    """A day that spans two pages keeps one header; every row comes exactly once."""
    backend = Listing([a_row(number, number) for number in range(1, 2 * PAGE + 50)])
    model = a_model(backend)
    assert model.loaded_count() == PAGE
    while model.canFetchMore():
        model.fetchMore()
    numbers = [rid for rid in shape(model) if "-" not in rid]
    assert numbers == [str(number) for number in range(1, 2 * PAGE + 50)]
    assert len(shape(model)) - len(numbers) == len({row.time.local().date() for row in backend.rows.values() if row.time})


def test_what_stands_below_the_loaded_rows_waits_for_its_page() -> None:
    """An old activity that arrives late must not be shown out of its order."""
    backend = Listing([a_row(number, number) for number in range(1, PAGE + 10)])
    model = a_model(backend)
    backend.arrive(a_row(5000, 30 * DAY))
    assert model.find(key(5000)) == -1
    model.fetchMore()
    assert model.find(key(5000)) == model.rowCount() - 1


def test_the_model_equals_the_database_after_any_changes() -> None:
    """Two hundred random changes, one after the other: the list is what a fresh reading would give."""
    dice = Random(5)  # noqa: S311 - dice for a test, no secret
    backend = Listing([a_row(number, number * 30) for number in range(1, 80)])
    model = a_model(backend)
    for number in range(1000, 1200):
        some = dice.choice(list(backend.rows))
        match dice.randrange(4):
            case 0:
                backend.arrive(a_row(number, dice.randrange(5 * DAY), unread=True))
            case 1:
                backend.remove(some)
            case 2:
                backend.change(some, shelf=dice.choice([Shelf.INBOX, Shelf.DONE]))
            case _:
                backend.change(some, feed_us=NOON.plus(-60 * dice.randrange(5 * DAY)).us)
    fresh = a_model(backend)
    while fresh.canFetchMore():
        fresh.fetchMore()
    assert shape(model) == shape(fresh)


def test_everything_changed_is_read_again_without_moving_when_the_rows_are_the_same() -> None:
    """Marking all as read repaints; it resets nothing."""
    backend = Listing([a_row(number, number, unread=True) for number in range(1, 30)])
    model = a_model(backend)
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    for some in list(backend.rows):
        backend.rows[some] = a_row(int(some.rid), int(some.rid))
    model.reload()
    assert resets == []
    assert not any(row.unread for row in model.loaded())


def test_a_row_read_under_the_eyes_stays_in_the_list_of_unread_ones() -> None:
    """It goes when the list is asked for anew, not while it is being looked at."""
    backend = Listing([a_row(number, number, unread=True) for number in range(1, 4)])
    model = a_model(backend, FeedQuery(unread_only=True), stays=lambda _: True)
    backend.change(key(2), unread=False)
    assert shape(model) == ["2025-11-21", "1", "2", "3"]
    model.reload()
    assert shape(model) == ["2025-11-21", "1", "2", "3"]
    model.set_query(FeedQuery(unread_only=True), grouped=True)
    assert shape(model) == ["2025-11-21", "1", "3"]


def test_a_search_asks_the_database_what_belongs() -> None:
    """Words are matched there alone; an arrival that does not match never shows."""
    backend = Listing([a_row(1, 1, title="Blue kit"), a_row(2, 2, title="Red kit")])
    model = a_model(backend, FeedQuery(text="blue"))
    backend.arrive(a_row(3, title="Red again"), a_row(4, title="Blue again"))
    model.reload()
    assert shape(model) == ["2025-11-21", "4", "1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (FeedQuery(account="south"), ["2"]),
        (FeedQuery(kinds=frozenset({Kind.CALL})), ["3"]),
        (FeedQuery(unread_only=True), ["4"]),
        (FeedQuery(since=NOON.plus(-600)), ["2", "3", "4"]),
        (FeedQuery(shelf=Shelf.DONE), ["5"]),
        (FeedQuery(shelf=Shelf.EVERYTHING), ["5", "2", "3", "4", "6"]),
    ],
)
def test_arrivals_pass_the_same_filter_as_the_database(query: FeedQuery, expected: list[str]) -> None:
    """Answered from the row alone, yet as the database would answer."""
    backend = Listing()
    model = a_model(backend, query)
    backend.arrive(
        a_row(2, 1, key=Key("south", "2")),
        a_row(3, 2, kind=Kind.CALL),
        a_row(4, 3, unread=True),
        a_row(5, 0, shelf=Shelf.DONE),
        a_row(6, 11, key=Key("west", "6"), shelf=Shelf.SNOOZED),
    )
    assert [row.key for row in model.loaded()] == [row.key for row in backend.page(query, None, 50)]
    assert [row.key.rid for row in model.loaded()] == expected


def test_headers_are_passed_over_and_rows_are_spoken() -> None:
    """A header can be seen but not selected; a row says its text to a screen reader."""
    model = a_model(Listing([a_row(1)]))
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Order 1 placed"
    assert model.data(model.index(1)) is None


def test_a_burst_of_changes_is_read_as_pages() -> None:
    """More than a handful of arrivals at once is one reading, not one per activity."""
    backend = Listing([a_row(number, number) for number in range(1, 20)])
    model = a_model(backend)
    backend.pages_read = 0
    backend.arrive(*(a_row(number, 0) for number in range(1000, 1150)))
    model.reload()
    assert model.loaded_count() == 169
    assert backend.pages_read <= 2


def test_saving_is_told_only_when_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that is through in a moment never flickers."""
    backend = Listing([a_row(1)])
    model = a_model(backend)
    backend.change(key(1), sending=Sending.WAITING)
    row = backend.rows[key(1)]
    assert not model.is_saving(row)
    later = time.monotonic() + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert model.is_saving(row)


def test_a_new_day_moves_rows_under_their_new_headers(travel: Callable[[str], None]) -> None:
    """After a change of the time zone the same activities may stand on other days."""
    travel("UTC")
    backend = Listing([a_row(1, feed_us=NOON.us // 86_400_000_000 * 86_400_000_000 + 3_600_000_000)])
    model = a_model(backend)
    before = shape(model)
    travel("America/Los_Angeles")
    model.regroup()
    after = shape(model)
    assert (before, after) == (["2025-11-21", "1"], ["2025-11-20", "1"])


def test_a_hundred_thousand_activities_cost_one_page() -> None:
    """What is stored is not what is loaded: one page read, two hundred rows held."""
    backend = Million(100_000)
    model = a_model(backend)
    assert backend.asked == [200]
    backend.arrive(a_row(200_000, -5, unread=True))
    assert backend.asked == [200]
    assert model.loaded_count() == 201
    model.fetch(20_000)
    assert model.loaded_count() == 20_201


class Million(Listing):
    """Rows that are made when they are asked for."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total = total
        self.asked: list[int] = []

    def page(self, query: FeedQuery, after: Position | None, limit: int) -> list[FeedRow]:
        self.asked.append(limit)
        first = 0 if after is None else self.total - after.id + 1
        return [a_row(self.total - number, number / 10) for number in range(first, min(first + limit, self.total))]


class Slow(Listing):
    """Finds nothing by itself: the test answers."""

    def __init__(self, rows: list[FeedRow]) -> None:
        super().__init__(rows)
        self.waiting: list[Callable[[], None]] = []

    def find(self, asker: object, query: FeedQuery, read: Find, answer: Callable[[Found], None]) -> None:
        self.waiting.append(lambda: Listing.find(self, asker, query, read, answer))


def test_what_is_found_late_is_shown_when_it_comes_and_only_if_it_is_still_wanted() -> None:
    """Until then the list stays as it was: nothing flickers, and nothing waits."""
    backend = Slow([a_row(1, unread=True), a_row(2, 1)])
    model = a_model(backend)
    assert shape(model) == []
    backend.waiting.pop()()
    assert shape(model) == ["2025-11-21", "1", "2"]
    model.set_query(FeedQuery(unread_only=True), grouped=True)
    model.set_query(FeedQuery(kinds=frozenset({Kind.CALL})), grouped=False)
    stale, wanted = backend.waiting
    stale()
    assert shape(model) == ["2025-11-21", "1", "2"]
    wanted()
    assert shape(model) == []


def test_who_turns_back_before_the_end_is_found_stays_at_the_top() -> None:
    """The end of a rare filter may take a second to be found; by then nobody wants it."""
    backend = Slow([a_row(number, number) for number in range(1, 300)])
    model, went = a_model(backend), []
    backend.waiting.pop()()
    model.show_end(lambda: went.append("end"))
    model.show_start(lambda: went.append("start"))
    late, wanted = backend.waiting
    late()
    assert model.waits
    wanted()
    assert (went, model.from_the_top, model.waits) == (["start"], True, False)


class Stale(Slow):
    """What it gives to the test is as old as the question."""

    def find(self, asker: object, query: FeedQuery, read: Find, answer: Callable[[Found], None]) -> None:
        found = read(self)
        self.waiting.append(lambda: answer(found))


def test_what_happens_while_rows_are_read_is_not_lost() -> None:
    """They were read before it happened, so they are read again."""
    backend = Stale([a_row(1)])
    model = a_model(backend)
    backend.arrive(a_row(2, -1))
    backend.waiting.pop(0)()
    wait_until(lambda: backend.waiting, "the second reading")
    backend.waiting.pop()()
    assert {row.key for row in model.loaded()} == {key(1), key(2)}


def test_days_are_as_long_as_the_clock_says() -> None:
    """A header ends at the next local midnight, also on the day when the clocks change."""
    backend = Listing([a_row(number, number * HOUR) for number in range(400)])
    model = a_model(backend)
    model.fetchMore()
    day = None
    for place in range(model.rowCount()):
        item = model.item_at(place)
        if isinstance(item, DayHeader):
            day = item.day
        elif isinstance(item, FeedRow) and item.time is not None:
            assert item.time.local().date() == day
    assert day == (NOON.local() - timedelta(hours=399)).date()


def test_removing_and_adding_at_the_same_time_is_one_change() -> None:
    """A change may name several sorts at once."""
    backend = Listing([a_row(1), a_row(2, 1)])
    model = a_model(backend)
    del backend.rows[key(1)]
    backend.rows[key(3)] = a_row(3, 5)
    backend.changes.emit(ActivitiesChanged(arrived=(key(3),), removed=(key(1),)))
    assert shape(model) == ["2025-11-21", "2", "3"]
