"""Does each control show the state it is in, and tell of what was done with it?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from activity_desktop.model.activity import Kind
from activity_desktop.ui.controls import Banner, Field, MenuChip, OverlayScrollBar, PaintedButton, SearchField, Toast
from activity_desktop.ui.controls.cards import CardState, RelationCard
from activity_desktop.ui.controls.choices import RadioCard, Segmented

HOSTILE = '<img src="file:///etc/passwd"><b>Jane</b> & Söhne \u202egpj.exe 👩\u200d👩\u200d👧 ' + "x" * 2000


def focus(widget: QWidget, reason: Qt.FocusReason) -> None:
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusIn, reason))


def test_a_menu_chip_loses_its_value_by_a_click_on_its_cross() -> None:
    """The rest of the chip opens the menu."""
    chip = MenuChip("Type", "Type filter")
    chip.set_value("Orders", "orders")
    chip.resize(chip.sizeHint())
    cleared = QSignalSpy(chip.cleared)
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 13))
    assert cleared.count() == 1
    assert chip.accessibleName() == "Type filter, orders"
    chip.set_value("", "all types")
    assert chip.accessibleName() == "Type filter, all types"


def test_radio_cards_exclude_each_other() -> None:
    """One is always chosen once one was."""
    page = QWidget()
    layout = QVBoxLayout(page)
    cards = [RadioCard(name, "", "plug") for name in ("Fluid", "Pipedrive")]
    for card in cards:
        layout.addWidget(card)
    cards[0].setChecked(True)
    QTest.keyClick(cards[1], Qt.Key.Key_Space)
    assert [card.isChecked() for card in cards] == [False, True]
    roles = {QAccessible.queryAccessibleInterface(card).role() for card in cards}
    assert roles == {QAccessible.Role.RadioButton}


def test_a_segmented_row_tells_what_was_picked() -> None:
    """Only a person's pick is told, not what the program sets."""
    row = Segmented("Density", [("comfortable", "Comfortable"), ("compact", "Compact")])
    spy = QSignalSpy(row.chosen)
    row.set_value("comfortable")
    assert spy.count() == 0
    segment = row.findChildren(PaintedButton)[1]
    segment.click()
    assert row.value() == "compact"
    assert spy.at(0) == ["compact"]


def test_a_wrong_field_says_so_until_it_is_changed() -> None:
    """By colour, by words and to screen readers."""
    field = Field("Address", help_text="As in the browser")
    field.set_error("That address needs to start with https://")
    assert field.edit.property("invalid")
    assert field.edit.accessibleDescription() == "That address needs to start with https://"
    field.set_text("https://")
    assert not field.error()
    assert field.edit.accessibleDescription() == "As in the browser"


def test_a_search_waits_for_the_last_key() -> None:
    """One search for one word, Enter at once, Esc clears, a second Esc leaves."""
    search = SearchField("Search activities")
    searched, left = QSignalSpy(search.searched), QSignalSpy(search.left)
    loop = QEventLoop()
    search.searched.connect(loop.quit)
    QTest.keyClicks(search, "crane")
    QTimer.singleShot(5000, loop.quit)
    loop.exec()
    assert [searched.at(n) for n in range(searched.count())] == [["crane"]]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert searched.count() == 2
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert left.count() == 0
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert left.count() == 1


@pytest.mark.parametrize(
    ("state", "title", "pressable"),
    [
        (CardState.LOADED, "Starter Kit, Cedar", True),
        (CardState.LOADING, "Starter Kit, Cedar", False),
        (CardState.NO_ACCESS, "You cannot view this product", False),
        (CardState.DELETED, "This product was deleted", False),
        (CardState.OFFLINE, "Starter Kit, Cedar", True),
    ],
)
def test_a_card_says_what_is_known(state: CardState, title: str, pressable: bool) -> None:
    """And can be pressed only where that leads anywhere: open it, or try again."""
    card = RelationCard(Kind.PRODUCT, "Product", "Starter Kit, Cedar", "Product 33333")
    card.set_state(state)
    assert card.title == title
    assert card.isEnabled() is pressable
    assert (card.focusPolicy() != Qt.FocusPolicy.NoFocus) is pressable


def test_a_banner_is_announced_once(app: QApplication) -> None:
    """Showing the same sentence again says nothing."""
    banner = Banner()
    banner.show_state("warning", "wifi-off", "Offline. Your changes are kept.", "Try now")
    acted = QSignalSpy(banner.acted)
    banner.findChildren(PaintedButton)[0].click()
    assert acted.count() == 1
    assert banner.accessibleName() == "Offline. Your changes are kept."
    banner.show_state("info", "info", "Something else")
    assert banner.findChildren(PaintedButton)[0].isHidden()


def test_a_newer_toast_takes_the_place_of_the_older(app: QApplication) -> None:
    """There is never more than one, and its action belongs to the newest."""
    host = QWidget()
    host.resize(400, 300)
    host.show()
    toast = Toast(host)
    acted = QSignalSpy(toast.acted)
    toast.tell("3 activities marked as read", action="Undo", key="Z")
    toast.tell("Link copied", "link")
    assert toast.text() == "Link copied"
    assert toast.findChildren(PaintedButton)[0].isHidden()
    toast.tell("Done", action="Undo", key="Z")
    toast.findChildren(PaintedButton)[0].click()
    assert acted.count() == 1
    assert toast.isHidden()
    host.close()


def test_a_toast_keeps_its_place_when_the_window_changes(app: QApplication) -> None:
    """Bottom centre, whatever the width."""
    host = QWidget()
    host.resize(400, 300)
    host.show()
    toast = Toast(host)
    toast.tell("Link copied", "link")
    for width in (380, 700):
        host.resize(width, 300)
        app.processEvents()
        assert abs(toast.geometry().center().x() - width // 2) <= 1
    host.close()


def test_the_scroll_bar_takes_no_room(app: QApplication) -> None:
    """It lies over the content, follows it, and can be dragged."""
    area = QScrollArea()
    content = QWidget()
    content.setFixedSize(200, 2000)
    area.setWidget(content)
    area.resize(300, 300)
    bar = OverlayScrollBar(area)
    area.show()
    app.processEvents()
    assert area.viewport().width() == 300
    assert bar.isVisible()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, 5))
    QTest.mouseMove(bar, QPoint(6, 290))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, 290))
    assert area.verticalScrollBar().value() > 1000
    area.close()
