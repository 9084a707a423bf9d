"""Does what moves in the list only show what is so already?"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import FeedQuery
from activity_desktop.ui import theme
from activity_desktop.ui.feed import moving
from activity_desktop.ui.feed.look import STILL, Look, Mark
from activity_desktop.ui.feed.model import FeedModel
from activity_desktop.ui.feed.view import FeedView
from activity_desktop.ui.feed.words import RowWords
from ui.listing import Listing, Noon, a_row
from ui.scene import settle


class Feed:
    """A shown list of three unread rows, whose motion runs by a clock that the test turns."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 1000.0
        monkeypatch.setattr(moving, "time", SimpleNamespace(monotonic=lambda: self.seconds))
        self.new: set[Key] = set()
        self.backend = Listing([a_row(n, n, unread=True) for n in (1, 2, 3)])
        words = RowWords(self.backend, Noon(), self.new.__contains__)
        self.model = FeedModel(self.backend, words.spoken, lambda _: False)
        self.view = FeedView(self.model, words)
        self.backend.changes.connect(self.model.apply)
        self.view.resize(388, 600)
        self.model.set_query(FeedQuery(), grouped=True)
        self.view.show()
        settle()

    def look(self, number: int) -> Look:
        """As it would be painted now."""
        place = self.model.find(Key("north", str(number)))
        row = self.model.row_at(place)
        assert row is not None
        return self.view.look_of(place, row)

    def read(self, number: int) -> None:
        """As the visit does: read, and new until it ends."""
        self.new.add(Key("north", str(number)))
        self.backend.change(Key("north", str(number)), unread=False)


@pytest.fixture(autouse=True)
def full_motion(app: QApplication) -> None:
    """Whatever a test before has chosen."""
    theme.apply(app, scheme="light")


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Feed]:
    made = Feed(monkeypatch)
    yield made
    made.view.deleteLater()


@pytest.fixture
def reduced_motion(app: QApplication) -> Iterator[None]:
    theme.apply(app, scheme="light", reduced_motion="on")
    yield
    theme.apply(app, scheme="light")


def test_the_dot_of_a_row_that_was_read_becomes_a_ring_little_by_little(feed: Feed) -> None:
    """What it is, is told at once; both are painted until 240 ms have passed."""
    assert feed.look(1).moving == STILL
    feed.read(1)
    begun = feed.look(1)
    assert (begun.mark, begun.moving.mark_before, begun.moving.mark) == (Mark.RING, Mark.DOT, 0.0)
    feed.seconds += 0.12
    assert 0.3 < feed.look(1).moving.mark < 0.7
    feed.seconds += 0.13
    assert feed.look(1).at_rest


def test_a_selection_glides_and_keys_never_wait_for_it(feed: Feed) -> None:
    """The second step is taken while the first is still painted."""
    feed.look(1)
    feed.view.steps.select(Key("north", "1"))
    feed.view.steps.step(1)
    assert feed.view.steps.current() == Key("north", "2")
    assert feed.look(2).moving.selected < 1
    feed.seconds += 1
    assert feed.look(2).at_rest


def test_news_at_the_top_pulse_once(feed: Feed) -> None:
    """Nobody reads anything that must keep its place, so the row unfolds there and its dot draws the eye."""
    feed.backend.arrive(a_row(4, 0, unread=True))
    assert feed.look(4).moving.pulse < 1
    feed.seconds += 1.1
    assert feed.look(4).at_rest


@pytest.mark.usefixtures("reduced_motion")
def test_with_reduced_motion_marks_fade_briefly_and_nothing_else_moves(feed: Feed) -> None:
    """Fades of 90 ms are all that is left."""
    feed.backend.arrive(a_row(4, 0, unread=True))
    assert feed.look(4).moving == STILL
    feed.read(1)
    feed.view.steps.select(Key("north", "1"))
    assert feed.look(1).moving.selected == 1
    feed.seconds += 0.1
    assert feed.look(1).at_rest
