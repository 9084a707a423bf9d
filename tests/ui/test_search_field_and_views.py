"""Does the window's search field understand operators, and do saved views keep, name and count what was searched?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import Shelf
from activity_desktop.model.views import SavedView
from activity_desktop.ui.feed.filters import Filters, Period
from activity_desktop.ui.feed.hint_list import HintList
from activity_desktop.ui.gallery import data
from activity_desktop.ui.name_popover import NamePopover
from activity_desktop.ui.palette import Palette
from activity_desktop.ui.sidebar_rows import RowKind
from ui.scene import WindowScene, settle, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier


def search(scene: WindowScene, typed: str) -> None:
    """Type and press Enter."""
    field = scene.window.pane.header.search
    field.setFocus()
    field.setText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def said(scene: WindowScene) -> list[str]:
    """What stands where the list would be."""
    reason = scene.window.pane._reason
    assert reason is not None
    return [label.text() for label in reason.findChildren(QLabel) if label.text()]


def sidebar_rows(scene: WindowScene) -> list[str]:
    """The saved views, as they are spoken."""
    model = scene.window.sidebar.list._model
    rows = (model.row_at(model.index(number)) for number in range(model.rowCount()))
    return [row.spoken for row in rows if row is not None and row.kind is RowKind.SAVED]


def save(scene: WindowScene, typed: str, name: str) -> None:
    """As a person does it: search, Ctrl+S, a name, Enter."""
    search(scene, typed)
    scene.press("s", CTRL)
    edit = scene.popover(NamePopover).field.edit
    edit.setText(name)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()


def test_operators_narrow_the_list(scene: WindowScene) -> None:
    """Unread ones of one account; another shelf when it is typed."""
    unread = {row.key.rid for row in scene.window.model.loaded() if row.unread}
    search(scene, "is:unread")
    assert set(scene.rids()) == unread
    search(scene, "account:pipedrive")
    assert {row.key.account for row in scene.window.model.loaded()} == {data.PIPEDRIVE}
    scene.samples.finish([Key(data.NORTHWIND, "1012")])
    search(scene, "is:done")
    assert scene.rids() == ["1012"]


def test_a_row_that_is_read_stays_in_a_search_for_unread_ones(scene: WindowScene) -> None:
    """It must not vanish under the eyes."""
    search(scene, "is:unread")
    before = scene.rids()
    scene.samples.opened(Key(data.NORTHWIND, before[0]))
    settle()
    assert scene.rids() == before


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        (
            "type:cal",
            [
                "“type:cal” is not understood",
                "After “type:” you can write call, contact, customer, product, media, library, and more.",
            ],
        ),
        ("is:read is:unread", ["“is:unread” contradicts the rest", "Take one of them away."]),
        ("type:fax", ["Nothing matches “type:fax”", "Try fewer words."]),
    ],
)
def test_an_empty_list_says_why(scene: WindowScene, typed: str, sentences: list[str]) -> None:
    """A wrong value tells itself; a right one that finds nothing is told as ever."""
    search(scene, typed)
    assert scene.rids() == []
    assert said(scene)[:2] == sentences


def test_a_search_is_saved_under_a_name_and_counted(scene: WindowScene) -> None:
    """It stands in the sidebar, the open list is called after it, and its number follows what happens."""
    unread = len([row for row in scene.window.model.loaded() if row.unread])
    save(scene, "is:unread", "To read")
    assert sidebar_rows(scene) == [f"To read, {unread}"]
    assert scene.window.navigator.title == "To read"
    scene.samples.opened(next(row.key for row in scene.window.model.loaded() if row.unread))
    wait_until(lambda: sidebar_rows(scene) == [f"To read, {unread - 1}"], "the number to follow")


def test_what_is_due_is_not_narrowed_by_the_days_on_which_it_came(scene: WindowScene) -> None:
    """In the agenda the chip of the period is away, and the inbox has it again."""
    header = scene.window.pane.header
    scene.window.navigator.show_list(Shelf.AGENDA, None)
    settle()
    assert not header._period.isVisible()
    assert not header._menus.periods.menuAction().isVisible()
    scene.window.navigator.show_list(Shelf.INBOX, None)
    settle()
    assert header._period.isVisible()


def test_a_view_brings_back_words_chips_and_place(scene: WindowScene) -> None:
    """Everything that narrowed the list when it was saved, and nothing of what came after."""
    scene.window.navigator.show_list(Shelf.EVERYTHING, None)
    scene.window.pane.set_filters(Filters(unread=True, period=Period.WEEK))
    save(scene, "order", "Orders of the week")
    listed = scene.rids()
    scene.window.navigator.show_list(Shelf.INBOX, data.PIPEDRIVE)
    assert scene.window.navigator.title != "Orders of the week"
    scene.press("g")
    scene.press("1")
    pane = scene.window.pane
    assert (pane.shelf, pane.account, pane.text) == (Shelf.EVERYTHING, None, "order")
    assert pane.filters == Filters(unread=True, period=Period.WEEK)
    assert pane.header.search.text() == "order"
    assert scene.rids() == listed
    assert scene.window.navigator.title == "Orders of the week"


def test_a_list_that_was_changed_is_not_called_by_the_view_any_more(scene: WindowScene) -> None:
    """A name must not promise what is not there."""
    save(scene, "is:unread", "To read")
    search(scene, "is:unread order")
    assert scene.window.navigator.title == "Inbox"
    search(scene, "is:unread")
    assert scene.window.navigator.title == "To read"


def test_of_two_views_that_say_the_same_the_one_that_was_opened_is_open(scene: WindowScene) -> None:
    """And that one is removed; the list is then called by the other."""
    scene.samples.save_view(SavedView(name="Calls", typed="type:call"))
    scene.samples.save_view(SavedView(name="Phone", typed="type:call"))
    navigator = scene.window.navigator
    navigator.show_saved("Phone")
    settle()
    assert (navigator.title, navigator.saved) == ("Phone", "Phone")
    scene.window.saved_views.remove()
    settle()
    assert [view.name for view in scene.samples.views()] == ["Calls"]
    assert navigator.title == "Calls"


def test_nothing_that_is_not_narrowed_can_be_saved(scene: WindowScene) -> None:
    """The inbox is there already."""
    scene.press("s", CTRL)
    assert not scene.window.findChildren(NamePopover)


def test_a_name_is_needed_and_must_be_free(scene: WindowScene) -> None:
    """Said below the field; nothing is lost."""
    save(scene, "is:unread", "To read")
    search(scene, "order")
    scene.press("s", CTRL)
    popover = scene.popover(NamePopover)
    popover.field.edit.setText("  ")
    QTest.keyClick(popover.field.edit, Qt.Key.Key_Return)
    assert popover.field.error() == "Type a name."
    popover.field.edit.setText("To read")
    QTest.keyClick(popover.field.edit, Qt.Key.Key_Return)
    assert popover.field.error() == "There is already a saved view of that name."
    assert [view.name for view in scene.samples.views()] == ["To read"]


def test_a_view_is_renamed_and_removed_by_menu_and_by_command(scene: WindowScene) -> None:
    """The context menu opens with the menu key, too."""
    save(scene, "is:unread", "To read")
    side = scene.window.sidebar.list
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(side.viewport(), event)
    menu = next(menu for menu in scene.window.pane.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions()] == ["Open", "Rename…", "Remove"]
    menu.actions()[1].trigger()
    menu.close()
    settle()
    edit = scene.popover(NamePopover).field.edit
    assert edit.text() == "To read"
    edit.setText("Unread")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert [row.split(",")[0] for row in sidebar_rows(scene)] == ["Unread"]
    assert scene.window.navigator.title == "Unread"
    scene.window.commands.run_named("remove_view")
    settle()
    assert sidebar_rows(scene) == []
    assert scene.window.navigator.title == "Inbox"


def test_the_palette_finds_saved_views(scene: WindowScene) -> None:
    """Among the places to go to."""
    save(scene, "is:unread", "Morning round")
    scene.window.navigator.show_list(Shelf.EVERYTHING, None)
    scene.press(Qt.Key.Key_K, CTRL)
    palette = scene.popover(Palette)
    palette.edit.setText("morning round")
    palette.search()
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    settle()
    assert scene.window.navigator.title == "Morning round"


def test_the_view_options_offer_to_save(scene: WindowScene) -> None:
    """Only where there is something to save."""
    options = scene.window.pane.header.options.menu
    entry = next(action for action in options.actions() if action.text() == "Save this search…")
    options.aboutToShow.emit()
    assert not entry.isEnabled()
    search(scene, "order")
    options.aboutToShow.emit()
    assert entry.isEnabled()
    entry.trigger()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert scene.popover(NamePopover).field.text() == "order"


def press_in_hints(key: Qt.Key) -> None:
    """A key goes to the popup that is open."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)


def test_operators_are_offered_while_they_are_typed(scene: WindowScene) -> None:
    """Down chooses, Enter takes; then the values are offered, and Esc puts them away without clearing the words."""
    pane = scene.window.pane
    field = pane.header.search
    field.setFocus()
    QTest.keyClicks(field, "smith i")
    assert pane.hints.shown() == []
    QTest.keyClicks(field, "s")
    assert pane.hints.shown() == ["is:"]
    press_in_hints(Qt.Key.Key_Down)
    press_in_hints(Qt.Key.Key_Return)
    assert field.text() == "smith is:"
    assert pane.hints.shown()[:2] == ["is:unread", "is:read"]
    press_in_hints(Qt.Key.Key_Escape)
    assert pane.hints.shown() == []
    assert field.text() == "smith is:"
    QTest.keyClicks(field, "k")
    press_in_hints(Qt.Key.Key_Tab)
    assert field.text() == "smith is:kept "
    assert field.hasFocus()


def test_a_long_list_of_hints_scrolls_one_way_only(scene: WindowScene) -> None:
    """What is too wide is cut in its middle."""
    hints = HintList(scene.window.pane.header.search)
    hints.offer([f"type:{'long_' * 20}{number}" for number in range(20)])
    settle()
    assert hints.list.verticalScrollBar().isVisible()
    assert not hints.list.horizontalScrollBar().isVisible()
    hints.list.hide()


def test_enter_searches_what_was_typed_when_nothing_is_chosen(scene: WindowScene) -> None:
    """An offer is never taken by accident."""
    pane = scene.window.pane
    field = pane.header.search
    field.setFocus()
    QTest.keyClicks(field, "is")
    assert pane.hints.shown() == ["is:"]
    press_in_hints(Qt.Key.Key_Return)
    settle()
    assert pane.hints.shown() == []
    assert pane.text == "is"


def test_down_opens_all_operators(scene: WindowScene) -> None:
    """For whoever does not know how they begin."""
    pane = scene.window.pane
    field = pane.header.search
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert pane.hints.shown() == ["is:", "type:", "person:", "account:", "after:", "before:", "due:", "has:"]
    press_in_hints(Qt.Key.Key_Escape)
