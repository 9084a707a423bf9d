"""Does the list keep its place, its selection and its promises about the mouse?"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from shiboken6 import delete, isValid

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import FeedQuery, FeedRow, Sending, Shelf
from activity_desktop.ui.feed.above import NewAbove
from activity_desktop.ui.feed.geometry import box_in, header_height, places, row_height
from activity_desktop.ui.feed.items import Item
from activity_desktop.ui.feed.model import FeedModel
from activity_desktop.ui.feed.view import FeedView
from activity_desktop.ui.feed.words import RowWords
from activity_desktop.ui.theme import current_theme
from ui.listing import NOON, Listing, Noon, a_row
from ui.scene import settle


class Feed:
    """A shown list over a backend."""

    def __init__(self, *rows: FeedRow, query: FeedQuery | None = None) -> None:
        self.backend = Listing(rows)
        self.words = RowWords(self.backend, Noon(), lambda key: key.rid == "new")
        self.model = FeedModel(self.backend, self.words.spoken, lambda _: False)
        self.view = FeedView(self.model, self.words)
        self.above = NewAbove(self.view, self.model)
        self.backend.changes.connect(self.model.apply)
        self.view.resize(388, 600)
        self.model.set_query(query or FeedQuery(), grouped=True)
        self.view.show()
        settle()

    def y_of(self, number: int) -> int:
        return self.view.rowViewportPosition(self.model.find(key(number)))

    def point_in(self, number: int, x: int = 150) -> QPoint:
        return QPoint(x, self.y_of(number) + 20)

    def action(self, number: int, action: int) -> QPoint:
        width = self.view.viewport().width()
        rect = places(box_in(self.view.viewport().rect().toRectF()).width(), current_theme().k, compact=False).actions[action]
        assert rect.right() < width
        return (rect.center() + QPointF(8, self.y_of(number) + 1)).toPoint()


def key(number: int) -> Key:
    return Key("north", str(number))


def many(count: int = 60) -> list[FeedRow]:
    return [a_row(number, number * 20) for number in range(1, count + 1)]


def test_rows_are_equally_high_and_headers_have_their_own_height() -> None:
    """Whatever a row holds: heights never depend on content."""
    feed = Feed(a_row(1, title=""), a_row(2, 5, summary="long " * 500), a_row(3, 3000))
    k = current_theme().k
    heights = [feed.view.rowHeight(place) for place in range(feed.model.rowCount())]
    expected = [header_height(k) if feed.model.is_header(place) else row_height(k, False) for place in range(len(heights))]
    assert heights == expected


def test_a_row_where_a_header_stood_has_a_rows_height() -> None:
    """A list without days, after one with days: nothing of the old one remains."""
    feed = Feed(a_row(1), a_row(2, 5), a_row(3, 3000))
    feed.model.set_query(FeedQuery(), grouped=False)
    settle()
    heights = [feed.view.rowHeight(place) for place in range(feed.model.rowCount())]
    assert heights == [row_height(current_theme().k, False)] * 3


def test_a_row_arriving_above_does_not_move_what_is_read() -> None:
    """Scrolled down: the same activity stays at the same place, and the news are counted above."""
    feed = Feed(*many())
    feed.view.verticalScrollBar().setValue(700)
    before = feed.y_of(15)
    feed.backend.arrive(a_row(900, 0, unread=True), a_row(901, 0, unread=True))
    settle()
    assert feed.y_of(15) == before
    assert feed.above.isVisible()
    feed.above.click()
    assert feed.view.verticalScrollBar().value() == 0
    assert not feed.above.isVisible()


def test_at_the_top_with_nothing_selected_news_appear_at_once() -> None:
    """Whoever looks at the top waits for them."""
    feed = Feed(*many())
    feed.backend.arrive(a_row(900, 0))
    settle()
    assert feed.view.verticalScrollBar().value() == 0
    assert feed.y_of(900) < feed.y_of(1)


def test_the_selected_row_keeps_its_place_even_at_the_top() -> None:
    """It is being read beside the list."""
    feed = Feed(*many())
    feed.view.steps.select(key(2))
    before = feed.y_of(2)
    feed.backend.arrive(a_row(900, 0), a_row(901, 0))
    settle()
    assert feed.y_of(2) == before


def test_a_new_reading_keeps_selection_and_place() -> None:
    """Everything changed at once: the person notices nothing but the change."""
    feed = Feed(*many())
    feed.view.verticalScrollBar().setValue(500)
    feed.view.steps.select(key(12))
    before = feed.y_of(12)
    told: list[None] = []
    feed.view.chosen.connect(lambda: told.append(None))
    feed.backend.rows.update({row.key: row for row in (a_row(900, 0), a_row(901, 1))})
    feed.model.reload()
    settle()
    assert feed.view.steps.selected() == (key(12),)
    assert feed.y_of(12) == before
    assert told == []


def test_when_the_selected_row_leaves_nothing_else_is_selected() -> None:
    """Deleted elsewhere: selecting a neighbour would read it, as if the person had chosen it."""
    feed = Feed(*many())
    feed.view.steps.select(key(3))
    feed.backend.remove(key(3))
    settle()
    assert feed.view.steps.selected() == ()


def test_headers_are_passed_by_and_cannot_be_selected() -> None:
    """Neither keys nor clicks nor an assistive technology's cursor stop on a day."""
    feed = Feed(a_row(1), a_row(2, 3000), a_row(3, 6000))
    for expected in ("1", "2", "3", "3"):
        feed.view.steps.step(1)
        assert [key.rid for key in feed.view.steps.selected()] == [expected]
    QTest.mouseClick(feed.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert [key.rid for key in feed.view.steps.selected()] == ["3"]
    feed.view.steps.first()
    index = feed.view.moveCursor(QAbstractItemView.CursorAction.MoveDown, Qt.KeyboardModifier.NoModifier)
    assert feed.model.row_at(index.row()) is not None


def test_with_nothing_selected_a_step_goes_to_the_first_row_in_sight() -> None:
    """Also after others have arrived above it, wherever Qt has left its cursor."""
    feed = Feed(*many())
    feed.view.setFocus()
    feed.backend.arrive(a_row(900, 0))
    feed.view.steps.step(1)
    assert feed.view.steps.selected() == (key(900),)


def test_the_next_unread_is_found_on_a_later_page() -> None:
    """Loading goes on as far as needed."""
    rows = [a_row(number, number) for number in range(1, 450)]
    feed = Feed(*rows, a_row(999, 100_000, unread=True))
    assert feed.view.steps.step_to_unread(1)
    assert [key.rid for key in feed.view.steps.selected()] == ["999"]
    assert not feed.view.steps.step_to_unread(1)


def test_the_day_stays_pinned_while_its_header_is_out_of_sight() -> None:
    """And the next day's header pushes it away."""
    feed = Feed(*[a_row(number, number * 10) for number in range(1, 20)], *[a_row(n, 3000 + n) for n in range(50, 70)])
    assert not feed.view.pinned.isVisible()
    feed.view.verticalScrollBar().setValue(100)
    assert (feed.view.pinned.isVisible(), feed.view.pinned.y()) == (True, 0)
    next_header = feed.model.find(key(50)) - 1
    top = feed.view.verticalScrollBar().value() + feed.view.rowViewportPosition(next_header)
    feed.view.verticalScrollBar().setValue(top - 10)
    assert feed.view.pinned.y() < 0
    feed.view.verticalScrollBar().setValue(top)
    assert not feed.view.pinned.isVisible()


def test_a_selected_row_is_never_hidden_under_the_pinned_day() -> None:
    """Going up, the row stops below it."""
    feed = Feed(*many())
    feed.view.verticalScrollBar().setValue(1000)
    feed.view.steps.select(key(5))
    assert feed.y_of(5) >= feed.view.pinned.height_wanted()


def test_hover_actions_act_on_their_row_and_leave_the_selection_alone() -> None:
    """Done, snooze and the read toggle, each with a place of its own."""
    feed = Feed(*many(5))
    feed.view.steps.select(key(1))
    acted: list[tuple[str, str]] = []
    feed.view.acted.connect(lambda command, key: acted.append((command, key.rid)))
    for action in range(3):
        QTest.mouseMove(feed.view.viewport(), feed.action(3, action))
        QTest.mouseClick(feed.view.viewport(), Qt.MouseButton.LeftButton, pos=feed.action(3, action))
    assert acted == [("done", "3"), ("snooze", "3"), ("toggle_read", "3")]
    assert feed.view.steps.selected() == (key(1),)


def test_a_press_on_an_action_that_ends_elsewhere_does_nothing() -> None:
    """As with every button."""
    feed = Feed(*many(5))
    acted: list[str] = []
    feed.view.acted.connect(lambda command, _key: acted.append(command))
    QTest.mousePress(feed.view.viewport(), Qt.MouseButton.LeftButton, pos=feed.action(3, 0))
    QTest.mouseRelease(feed.view.viewport(), Qt.MouseButton.LeftButton, pos=feed.point_in(3))
    assert acted == []


def test_clicks_select_open_and_ask_for_the_menu() -> None:
    """Left selects, double and middle open in the CRM, right keeps a selection that holds the row."""
    feed = Feed(*many(6))
    opened: list[tuple[str, bool]] = []
    feed.view.opened.connect(lambda key, background: opened.append((key.rid, background)))
    viewport = feed.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=feed.point_in(2))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, feed.point_in(4))
    assert [key.rid for key in feed.view.steps.selected()] == ["2", "3", "4"]
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=feed.point_in(3))
    assert len(feed.view.steps.selected()) == 3
    QTest.mouseClick(viewport, Qt.MouseButton.MiddleButton, pos=feed.point_in(5))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=feed.point_in(6))
    assert opened == [("5", True), ("6", False)]


def test_typing_letters_does_not_search_the_list() -> None:
    """They are commands."""
    feed = Feed(*many(5))
    feed.view.steps.select(key(1))
    feed.view.keyboardSearch("Order 4")
    assert feed.view.steps.selected() == (key(1),)


def test_more_is_loaded_before_the_end_is_reached() -> None:
    """Scrolling never stops at a page."""
    feed = Feed(*[a_row(number, number) for number in range(1, 700)])
    bar = feed.view.verticalScrollBar()
    for _ in range(20):
        bar.setValue(bar.maximum())
        settle()
    assert feed.model.complete
    assert feed.model.loaded_count() == 699


def test_a_row_is_spoken_in_full() -> None:
    """State, title, summary, people, kind, and the time in words."""
    feed = Feed(
        a_row(1, 2, unread=True),
        a_row(2, 3, key=Key("north", "new")),
        a_row(3, 200, sending=Sending.FAILED, title="", summary="", relation="", person=""),
        a_row(4, 300, shelf=Shelf.SNOOZED, snoozed_until=NOON.plus(75600), relation=""),
        query=FeedQuery(shelf=Shelf.EVERYTHING),
    )
    spoken = [feed.words.spoken(item) for place in range(1, 5) if (item := feed.model.item_at(place))]
    assert spoken == [
        "Unread. Order 1 placed. Somebody placed order 1. Jane Smith, Starter Kit, Cedar. Product. 2 minutes ago",
        "New. Order 2 placed. Somebody placed order 2. Jane Smith, Starter Kit, Cedar. Product. 3 minutes ago",
        "Not saved. Product. today at 08:40",
        "Snoozed until Tomorrow, 09:00. Order 4 placed. Somebody placed order 4. Jane Smith. Product. today at 07:00",
    ]


def spoken_list(feed: Feed) -> QAccessibleInterface:
    """What an assistive technology is given for the view."""
    return QAccessible.queryAccessibleInterface(feed.view)


def test_assistive_technologies_find_a_list_of_rows_by_their_words() -> None:
    """What the model says is the name in the accessibility tree, headers included; nothing speaks of tables and cells."""
    feed = Feed(a_row(1, 2, unread=True))
    feed.view.list_changed("Inbox")
    tree = spoken_list(feed)
    rows = [tree.child(n) for n in range(tree.childCount())]
    assert (tree.role(), tree.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "Inbox")
    assert {row.role() for row in rows} == {QAccessible.Role.ListItem}
    assert rows[0].text(QAccessible.Text.Name) == "Today, heading"
    assert rows[1].text(QAccessible.Text.Name).startswith("Unread. Order 1 placed.")
    assert [tree.indexOfChild(row) for row in rows] == [0, 1]
    assert [row.state().selectable for row in rows] == [False, True]


def test_assistive_technologies_press_a_row_as_a_click_would() -> None:
    """It is selected and shown; the row says so afterwards. A header cannot be pressed."""
    feed = Feed(a_row(1, 2), a_row(2, 3))
    clicked: list[Key] = []
    feed.view.clicked_row.connect(clicked.append)
    tree = spoken_list(feed)
    assert tree.child(0).actionInterface().actionNames() == []
    action = tree.child(2).actionInterface()
    action.doAction(action.actionNames()[0])
    assert clicked == [key(2)]
    assert [tree.child(n).state().selected for n in range(3)] == [False, False, True]


def test_what_has_left_the_list_is_not_spoken_of_any_more() -> None:
    """The others keep who they are, wherever they stand now; with the view, all of them are gone."""
    feed = Feed(a_row(1, 2), a_row(2, 3))
    tree = spoken_list(feed)
    first, second = tree.child(1), tree.child(2)
    assert first.state().selectable
    feed.backend.remove(key(1))
    settle()
    assert not isValid(first)
    assert isValid(feed.view)
    assert (tree.indexOfChild(second), second.text(QAccessible.Text.Name).startswith("Order 2")) == (1, True)
    delete(feed.view)
    assert not second.isValid()


def test_a_hundred_thousand_rows_scroll_without_a_pause_per_row() -> None:
    """What is loaded is painted only where it is in sight: the painter is asked for a screenful."""
    feed = Feed(*[a_row(number, number / 10) for number in range(1, 3001)])
    feed.model.fetch(3000)
    settle()
    painted: list[int] = []
    item_at = feed.view.item_at

    def watched(place: int) -> Item | None:
        painted.append(place)
        return item_at(place)

    feed.view.item_at = watched  # type: ignore[method-assign]  # the delegate asks for each row that it paints
    feed.view.verticalScrollBar().setValue(feed.view.verticalScrollBar().maximum() // 2)
    feed.view.viewport().repaint()
    assert 0 < len(painted) < 40
