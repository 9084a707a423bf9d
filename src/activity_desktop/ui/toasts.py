"""What is told by a toast, and with which sign? What the database told, and what the window did by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..model.changes import Told
from .commands import BY_ID
from .controls.toast import Toast
from .keys import printed


class Toasts(QObject):
    """One toast at a time, at the bottom of the list. A newer one replaces it: its change is already saved."""

    undo = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.card = Toast(host)
        self.card.acted.connect(self._act)
        self.card.gone.connect(self._tell_what_waits)
        self._offered: Callable[[], None] | None = None
        self._waiting = ""

    def tell(self, text: str, icon: str = "circle-check") -> None:
        """Say that something is done which needs no undoing."""
        self._offered = None
        self.card.tell(text, icon)

    def tell_plainly(self, text: str, problem: bool) -> None:
        """The same, with a warning's sign where it is about a problem."""
        self.tell(text, "triangle-alert" if problem else "circle-check")

    def tip(self, text: str) -> None:
        """Say something that has time: after the message that is shown, or about to be, has gone."""
        self._waiting = text

    def _tell_what_waits(self) -> None:
        text, self._waiting = self._waiting, ""
        if text:
            self.tell(text, "keyboard")

    def offer(self, text: str, icon: str, label: str, act: Callable[[], None]) -> None:
        """Offer to do one thing more; it is done when the person presses the label."""
        self.card.tell(text, icon, label)
        self._offered = act

    def told(self, told: Told) -> None:
        """Show what the database told, with a way back where there is one."""
        self._offered = None
        icon = "triangle-alert" if told.problem else "circle-check"
        if told.undoable:
            self.card.tell(told.text, icon, BY_ID["undo"].text, printed("undo"))
        else:
            self.card.tell(told.text, icon)

    def _act(self) -> None:
        offered, self._offered = self._offered, None
        if offered is None:
            self.undo.emit()
        else:
            offered()
