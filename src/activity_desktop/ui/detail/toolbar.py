"""What can be done with the activity that is shown? Done, Snooze, read or unread; and go to the one before or after it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...model.feed import FeedRow, Shelf
from ..controls import Button, IconButton, Painted
from ..controls.paint import painting
from ..keys import follow
from ..theme import current_theme


class DetailToolbar(Painted):
    """Every button asks for a command by the name it has in `ui/commands.py`."""

    command = Signal(str)
    more = Signal(QPoint)
    """Where, on the screen, the menu with everything else belongs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lined = False
        self._back = _icon("arrow-left", self.tr("Back to the list"), "back")
        self._back.hide()
        self._done = Button(self.tr("Done"), icon_name="circle-check", key="")
        follow(self._done, "done", show=self._done.setAccessibleDescription)
        self._snooze = Button(self.tr("Snooze"), icon_name="alarm-clock")
        follow(self._snooze, "snooze", show=self._snooze.setAccessibleDescription)
        self._read = _icon("mail", self.tr("Mark unread"), "toggle_read")
        self._previous = _icon("chevron-up", self.tr("Previous"), "previous")
        self._next = _icon("chevron-down", self.tr("Next"), "next")
        self._more = IconButton("ellipsis", self.tr("More"), size=32)
        self._connect()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 14, 10)
        self._row.setSpacing(6)
        for button in (self._back, self._done, self._snooze, self._read):
            self._row.addWidget(button)
        self._row.addStretch()
        for button in (self._previous, self._next, self._more):
            self._row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def retheme(self) -> None:
        super().retheme()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Words may go."""
        return QSize(240, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Where words do not fit, some languages being long, the icons alone stay; first that of the longer name."""
        for without_words in ((), (self._snooze,), (self._snooze, self._done)):
            for button in (self._snooze, self._done):
                button.set_icon_only(button in without_words)
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                return

    def set_back(self, label: str) -> None:
        """With one pane only: a button back to the list, called like the list. Empty hides it."""
        self._back.setVisible(bool(label))
        self._back.rename(label or self.tr("Back to the list"))
        self._fit()

    def show_row(self, row: FeedRow) -> None:
        """Name the buttons after what they would do to this one."""
        if row.unread:
            self._read.change("mail-open", self.tr("Mark read"))
        else:
            self._read.change("mail", self.tr("Mark unread"))
        for button in (self._done, self._snooze, self._read, self._more):
            button.setEnabled(not row.deleted)
        done = row.shelf is Shelf.DONE
        self._done.rename(self.tr("Not done") if done else self.tr("Done"))
        self._fit()

    def set_line(self, lined: bool) -> None:
        """A hairline below, once something has been scrolled under it."""
        if lined != self._lined:
            self._lined = lined
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._lined:
            with painting(self) as painter:
                painter.fillRect(0, self.height() - 1, self.width(), 1, current_theme().color("hairline"))

    def _connect(self) -> None:
        for button, command in (
            (self._back, "back"),
            (self._done, "done"),
            (self._snooze, "snooze"),
            (self._read, "toggle_read"),
            (self._previous, "previous"),
            (self._next, "next"),
        ):
            button.clicked.connect(lambda _checked=False, command=command: self.command.emit(command))
        self._more.clicked.connect(lambda: self.more.emit(self._more.mapToGlobal(QPoint(0, self._more.height() + 4))))


def _icon(icon_name: str, text: str, command: str) -> IconButton:
    """With the key that the command has now."""
    button = IconButton(icon_name, text, size=32)
    follow(button, command, show=button.set_key)
    return button
