"""Does a popover hold the keyboard while it is open, and give everything back when it closes?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from activity_desktop.ui import theme
from activity_desktop.ui.controls import Button
from activity_desktop.ui.controls.ghost import Ghost
from activity_desktop.ui.controls.popover import Popover
from activity_desktop.ui.controls.shadow import MARGIN


class Scene:
    """A window with a button, a field, a single-letter shortcut, and a popover with two rows and a field."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        page = QWidget()
        column = QVBoxLayout(page)
        self.anchor = Button("Snooze")
        self.anchor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(self.anchor)
        column.addStretch()
        self.window.setCentralWidget(page)
        self.shortcut = QSignalSpy(QShortcut(QKeySequence("E"), self.window).activated)
        self.window.resize(420, 480)
        self.window.show()
        self.window.activateWindow()
        self.anchor.setFocus()
        self.pressed = QSignalSpy(self.anchor.clicked)
        self.popover = Popover(page, "Snooze until")
        self.rows = [Button(name, "ghost") for name in ("Tomorrow", "Monday")]
        self.field = QLineEdit()
        for widget in (*self.rows, self.field):
            self.popover.content.addWidget(widget)
        self.closed = QSignalSpy(self.popover.closed)
        QApplication.processEvents()

    def visible_part(self) -> tuple[int, int, int, int]:
        rect = self.popover.geometry().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        return rect.left(), rect.top(), rect.right(), rect.bottom()


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene()
    yield made
    made.window.close()


def test_it_opens_under_its_anchor_and_inside_the_window(scene: Scene) -> None:
    """Also when the window is small and the anchor low."""
    scene.popover.open_below(scene.anchor)
    left, top, right, bottom = scene.visible_part()
    below = scene.anchor.mapTo(scene.window, QPoint(0, scene.anchor.height()))
    assert top >= below.y()
    assert left == max(8, below.x())
    scene.window.resize(420, 120)
    QApplication.processEvents()
    assert scene.visible_part()[1] == 8
    scene.window.resize(900, 480)
    scene.popover.open_centred(scene.window)
    left, _, right, bottom = scene.visible_part()
    assert abs((left + right) // 2 - 450) <= 1
    assert bottom < 480


def test_escape_closes_it_and_the_focus_goes_back(scene: Scene) -> None:
    """To where it was before."""
    scene.popover.open_below(scene.anchor)
    assert scene.popover.hasFocus()
    QTest.keyClick(scene.popover, Qt.Key.Key_Escape)
    assert scene.popover.isHidden()
    assert scene.anchor.hasFocus()
    assert scene.closed.count() == 1


def test_a_click_beside_it_closes_it_and_does_nothing_else(scene: Scene) -> None:
    """The button that was hit by chance is not pressed; the next click is an ordinary one."""
    scene.popover.open_centred(scene.window, 0.5)
    QTest.mouseClick(scene.anchor, Qt.MouseButton.LeftButton)
    assert scene.popover.isHidden()
    assert scene.pressed.count() == 0
    QTest.mouseClick(scene.anchor, Qt.MouseButton.LeftButton)
    assert scene.pressed.count() == 1


def test_a_click_on_its_shadow_is_a_click_beside_it(scene: Scene) -> None:
    """The shadow is not part of what one sees as the panel."""
    scene.popover.open_below(scene.anchor)
    QTest.mouseClick(scene.popover, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert scene.popover.isHidden()


def test_a_click_on_it_keeps_it_open(scene: Scene) -> None:
    """Its rows can be pressed."""
    spy = QSignalSpy(scene.rows[0].clicked)
    scene.popover.open_below(scene.anchor)
    QTest.mouseClick(scene.rows[0], Qt.MouseButton.LeftButton)
    assert spy.count() == 1
    assert scene.popover.isVisible()


def test_shortcuts_of_the_window_rest_while_it_is_open(scene: Scene) -> None:
    """E would finish an activity that one cannot even see."""
    scene.popover.open_below(scene.anchor)
    QTest.keyClick(scene.popover, Qt.Key.Key_E)
    QTest.keyClick(scene.rows[0], Qt.Key.Key_E)
    assert scene.shortcut.count() == 0
    scene.field.setFocus()
    QTest.keyClick(scene.field, Qt.Key.Key_E)
    assert scene.field.text() == "e"
    scene.popover.close()
    QTest.keyClick(scene.window, Qt.Key.Key_E)
    assert scene.shortcut.count() == 1


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_tab_goes_round_inside(scene: Scene) -> None:
    """Forwards and backwards."""
    scene.popover.open_below(scene.anchor)
    order = []
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    assert order == [scene.rows[0], scene.rows[1], scene.field, scene.rows[0]]
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is scene.field


def test_the_focus_is_not_pulled_back_from_elsewhere(scene: Scene) -> None:
    """What it ran may have moved the focus on purpose."""
    other = QLineEdit(scene.window)
    other.show()
    scene.popover.open_below(scene.anchor)
    other.setFocus()
    scene.popover.close()
    assert other.hasFocus()


def test_closing_before_it_was_opened_tells_nothing(scene: Scene) -> None:
    """Nobody waits for it."""
    scene.popover.close()
    assert scene.closed.count() == 0


def test_the_window_below_outlives_a_popover_in_which_tab_was_used(scene: Scene) -> None:
    """PySide once took the whole window for a part of the popover, and forgot its scroll bars with it."""
    area = QScrollArea(scene.window)
    bar = area.verticalScrollBar()
    scene.popover.open_below(scene.anchor)
    QTest.keyClick(scene.rows[0], Qt.Key.Key_Tab)
    scene.popover.close()
    scene.popover.deleteLater()
    QCoreApplication.sendPostedEvents(scene.popover, QEvent.Type.DeferredDelete)
    assert isValid(bar)
    assert isValid(scene.anchor)


def test_it_rises_and_fades_while_it_is_there_already(scene: Scene) -> None:
    """What moves is a picture over it; the first key shows what really is, and a closed popover leaves nothing behind."""
    theme.apply(cast("QApplication", QApplication.instance()), "light", reduced_motion="off")
    scene.popover.open_below(scene.anchor)
    assert scene.popover.isVisible()
    assert [ghost.geometry() for ghost in ghosts(scene)] == [scene.popover.geometry()]
    QTest.keyClick(scene.rows[0], Qt.Key.Key_Tab)
    assert ghosts(scene) == []
    scene.popover.close()
    assert not scene.popover.isVisible()
    assert len(ghosts(scene)) == 1
    scene.popover.open_below(scene.anchor)
    assert len(ghosts(scene)) == 1


def ghosts(scene: Scene) -> list[Ghost]:
    """The pictures that still move."""
    return [ghost for ghost in scene.window.findChildren(Ghost) if ghost.isVisible()]


def test_it_opens_above_where_there_is_no_room_below(scene: Scene) -> None:
    """It does not cover what it belongs to, also when it grows."""
    scene.anchor.setParent(scene.window)
    scene.anchor.move(20, 420)
    scene.anchor.show()
    scene.popover.open_below(scene.anchor)
    assert scene.visible_part()[3] < 420
    scene.popover.resize(scene.popover.width(), scene.popover.height() + 60)
    assert scene.visible_part()[3] < 420
