"""When can a person see something? Tells when the tray is there, and when the window has been shown and painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer

from ..native.startup import Reached, not_profiled
from .desktop import DesktopUi


def watch_start(ui: DesktopUi, reached: Reached) -> None:
    """Follow the start, where somebody measures it. To be called before `ui.start`."""
    if reached is not not_profiled:
        _Watch(ui, reached)


class _Watch(QObject):
    """Looks at the window's events until it has been painted once."""

    def __init__(self, ui: DesktopUi, reached: Reached) -> None:
        super().__init__(ui)
        self._reached = reached
        ui.tray.appeared.connect(lambda: reached("tray ready"))
        ui.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._reached("window shown")
        elif event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The widgets inside are painted in the same turn, and everything is on the screen after it.
            QTimer.singleShot(0, self, lambda: self._reached("first paint"))
        return False
