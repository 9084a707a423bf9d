"""What is shown when no single activity is chosen? Five keys worth knowing; or what can be done with all that are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ..controls import Button, KeyCap, PlainLabel


class NothingSelected(QWidget):
    """Key hints: the words end where the key caps begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hints = (
            (self.tr("Next, previous"), ("J", "K")),
            (self.tr("Open"), ("Enter",)),
            (self.tr("Done"), ("E",)),
            (self.tr("Snooze"), ("S",)),
            (self.tr("All shortcuts"), ("?",)),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        for line, (words, keys) in enumerate(hints):
            grid.addWidget(PlainLabel(words, "small", "text3"), line, 0, Qt.AlignmentFlag.AlignRight)
            grid.addLayout(_caps(keys), line, 1)
        outer = QVBoxLayout(self)
        outer.addStretch(45)
        centre = QHBoxLayout()
        centre.addStretch()
        centre.addLayout(grid)
        centre.addStretch()
        outer.addLayout(centre)
        outer.addStretch(55)


def _caps(keys: tuple[str, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for key in keys:
        row.addWidget(KeyCap(key))
    row.addStretch()
    return row


class ManySelected(QWidget):
    """How many are chosen, and four things to do with them."""

    command = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "empty_title")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for label, icon, command in (
            (self.tr("Done"), "circle-check", "done"),
            (self.tr("Snooze"), "alarm-clock", "snooze"),
            (self.tr("Mark read"), "mail-open", "mark_read"),
            (self.tr("Mark unread"), "mail", "mark_unread"),
        ):
            button = Button(label, icon_name=icon)
            button.clicked.connect(lambda _checked=False, command=command: self.command.emit(command))
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(45)
        layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(18)
        layout.addLayout(buttons)
        layout.addStretch(55)

    def set_count(self, count: int) -> None:
        self._title.setText(self.tr("%n selected", None, count))
