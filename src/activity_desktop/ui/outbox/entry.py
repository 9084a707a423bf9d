"""What does one waiting change look like? What it does, why it waits, both versions after a conflict, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...model.operation import Create, Edit
from ..controls.base import Painted
from ..controls.button import Button, Look
from ..controls.label import ElidedLabel, PlainLabel, WrappingLabel
from ..controls.marks import paint_neutral_tile
from ..controls.paint import box, painting
from ..office import WaitingChange
from ..theme import RADIUS, current_theme
from ..theme.tokens import TextColour
from . import words
from .words import Difference


class Entry(Painted):
    """`wanted` carries retry, drop, keep_mine, use_theirs or correct."""

    wanted = Signal(str)

    def __init__(self, change: WaitingChange, title: str, about: str, state: str, differences: Sequence[Difference]) -> None:
        super().__init__()
        self.change = change
        self._title = title
        self.setAccessibleName(f"{title}. {about}. {state}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(self._head(title, about, state))
        if differences:
            layout.addWidget(_Versions(differences))
        buttons = self._buttons()
        if buttons is not None:
            layout.addLayout(buttons)

    def _head(self, title: str, about: str, state: str) -> QHBoxLayout:
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(ElidedLabel(title, "body", weight=500))
        text.addWidget(ElidedLabel(about, "caption", "text3"))
        colour: TextColour = "warning" if self.change.conflict else "danger" if self.change.refused else "text2"
        text.addWidget(WrappingLabel(state, "caption", colour, 500 if self.change.refused else 400))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(_Tile(words.icon_of(self.change.operation)), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        return row

    def _buttons(self) -> QHBoxLayout | None:
        if self.change.sending:
            return None
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addSpacing(current_theme().px(34) + 12)
        if self.change.conflict:
            self._add(row, self.tr("Keep mine"), "keep_mine", "primary")
            self._add(row, self.tr("Use theirs"), "use_theirs")
        else:
            self._add(row, self.tr("Try now"), "retry")
            if self.change.refused and isinstance(self.change.operation, Create | Edit):
                self._add(row, self.tr("Correct…"), "correct")
            self._add(row, self.tr("Give up"), "drop", "ghost")
        row.addStretch()
        return row

    def _add(self, row: QHBoxLayout, label: str, wish: str, look: Look = "secondary") -> None:
        button = Button(label, look)
        button.setAccessibleName(f"{label}, {self._title}")
        button.clicked.connect(lambda: self.wanted.emit(wish))
        row.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            fill = theme.color("field" if theme.dark else "card")
            box(painter, self.rect().toRectF(), RADIUS["card"], fill, theme.color("border"))


class _Versions(Painted):
    """Field, yours, theirs: side by side, so that the choice can be made here."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, title in ((1, self.tr("Yours")), (2, self.tr("Theirs"))):
            grid.addWidget(PlainLabel(title, "caption", "text2", 600), 0, column)
            grid.setColumnStretch(column, 1)
        for row, one in enumerate(differences, start=1):
            grid.addWidget(PlainLabel(one.label, "small", "text3"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(WrappingLabel(one.mine, "small"), row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(WrappingLabel(one.theirs, "small"), row, 2, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            box(painter, self.rect().toRectF(), RADIUS["button"], theme.color("sunken"), theme.color("hairline"))


class _Tile(QWidget):
    """The sign of what is done. Silent: the title says the same."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        side = current_theme().px(34)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_neutral_tile(painter, self.rect().toRectF(), self._icon)
