"""What is shown when no single activity is chosen? Five keys worth knowing; or what can be done with all that are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...model.words import translate
from ..controls import Button, KeyCap, PlainLabel
from ..keys import follow
from ..sheet import empty_out


class NothingSelected(QWidget):
    """Key hints: the words end where the key caps begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        follow(self, "next", "previous", "open_detail", "done", "snooze", "help", show=self._show_keys)
        outer = QVBoxLayout(self)
        outer.addStretch(45)
        centre = QHBoxLayout()
        centre.addStretch()
        centre.addLayout(self._grid)
        centre.addStretch()
        outer.addLayout(centre)
        outer.addStretch(55)

    def _show_keys(self, following: str, previous: str, opening: str, done: str, snooze: str, every: str) -> None:
        """A hint without a key that works is left out."""
        empty_out(self._grid)
        hints = (
            (self.tr("Next, previous"), (following, previous)),
            (self.tr("Open"), (opening,)),
            (self.tr("Done"), (done,)),
            (self.tr("Snooze"), (snooze,)),
            (self.tr("All shortcuts"), (every,)),
        )
        for line, (words, keys) in enumerate(hint for hint in hints if all(hint[1])):
            self._grid.addWidget(PlainLabel(words, "small", "text3"), line, 0, Qt.AlignmentFlag.AlignRight)
            self._grid.addLayout(_caps(keys), line, 1)


def _caps(keys: tuple[str, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for key in keys:
        row.addWidget(KeyCap(key))
    row.addStretch()
    return row


class _OneOfFour(Button):
    """All are equally wide, as long as there is room."""

    def sizeHint(self) -> QSize:
        own = super().sizeHint()
        return QSize(max((Button.sizeHint(one).width() for one in self._all()), default=own.width()), own.height())

    def _all(self) -> list[_OneOfFour]:
        parent = self.parentWidget()
        return parent.findChildren(_OneOfFour) if parent is not None else []


class ManySelected(QWidget):
    """How many are chosen, and four things to do with them."""

    command = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "empty_title")
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for number, (label, icon, command) in enumerate(
            (
                (self.tr("Done"), "circle-check", "done"),
                (self.tr("Snooze"), "alarm-clock", "snooze"),
                (self.tr("Mark read"), "mail-open", "mark_read"),
                (self.tr("Mark unread"), "mail", "mark_unread"),
            )
        ):
            button = _OneOfFour(label, icon_name=icon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, command=command: self.command.emit(command))
            buttons.addWidget(button, number // 2, number % 2)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addLayout(buttons)
        middle.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(45)
        layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(18)
        layout.addLayout(middle)
        layout.addStretch(55)

    def title(self) -> str:
        return self._title.text()

    def set_count(self, count: int) -> None:
        self._title.setText(translate("ManySelected", "%n selected", None, count))
