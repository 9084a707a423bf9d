"""What do the small windows look like? A title, a column that scrolls, and below it what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from .controls.label import PlainLabel, WrappingLabel
from .controls.paint import painting
from .controls.scrollbar import OverlayScrollBar
from .controls.tabs import order_tabs
from .rule import Rule
from .theme import current_theme

PADDING = 28
_SCROLLING = {
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
}


class Sheet(QDialog):
    """Put widgets into `column`, and buttons into `footer`. Esc and Ctrl+W close it; it never keeps the others waiting."""

    def __init__(self, parent: QWidget | None, title: str, size: QSize) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.setModal(False)
        self._title = PlainLabel("", "dialog_title")
        self._sub = WrappingLabel("", "small", "text2")
        self.head = QVBoxLayout()
        self.column = QVBoxLayout()
        self.footer = QHBoxLayout()
        self._lay_out()
        self.say(title)
        QShortcut(QKeySequence("Ctrl+W"), self, self.reject)
        current_theme().changed.connect(self.update)
        self.setMinimumSize(360, 320)
        self.resize(size * max(1.0, current_theme().k))

    def say(self, title: str, sub: str = "") -> None:
        """The title, also of the window, and a sentence below it."""
        self.setWindowTitle(title)
        self._title.setText(title)
        self._sub.setText(sub)
        self._sub.setVisible(bool(sub))

    def order_tabs(self) -> None:
        """Tab goes from top to bottom, also through what was put in later than the buttons below it."""
        order_tabs(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.order_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing inside has a use for scrolls: much of a sheet may be text that cannot have the focus."""
        action = _SCROLLING.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self.area.verticalScrollBar().triggerAction(action)

    def show_footer(self) -> None:
        """A line, and the buttons below it."""
        self._foot.show()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 24, 0, 0)
        outer.setSpacing(0)
        self.head.setContentsMargins(PADDING, 0, PADDING, 0)
        self.head.setSpacing(4)
        self.head.addWidget(self._title)
        self.head.addWidget(self._sub)
        head = QWidget()
        head.setLayout(self.head)
        outer.addWidget(head)
        outer.addSpacing(14)
        outer.addWidget(self._scrolled(), 1)
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(1))
        self.footer.setContentsMargins(PADDING, 14, PADDING, 16)
        self.footer.setSpacing(8)
        column.addLayout(self.footer)
        self._foot.hide()
        outer.addWidget(self._foot)

    def _scrolled(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self.column)
        self.column.setContentsMargins(PADDING, 4, PADDING, 24)
        self.column.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidget(page)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        self._bar = OverlayScrollBar(self.area)
        return self.area

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), current_theme().color("card"))


def empty_out(layout: QLayout) -> None:
    """Take everything out of a layout and away."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_out(inner)
