"""When can a person see a window? When it has been painted once; what may wait until then is done after that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LONGEST_MS = 1000
"""A window that another desktop or a lock screen hides is never painted; what waits for it goes on then."""


def when_painted(window: QWidget, then: Callable[[bool], None]) -> None:
    """Call `then` once: with True when the window that was just shown has been painted, with False when that takes too long.
    To be called before the event loop turns."""
    _Watch(window, then)


class _Watch(QObject):
    """Looks at the window's events until it has been painted once."""

    def __init__(self, window: QWidget, then: Callable[[bool], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)
        self._patience = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._patience.timeout.connect(lambda: self._done(seen=False))
        self._patience.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # The widgets inside are painted in the same turn, and everything is on the screen after it.
            QTimer.singleShot(0, self, lambda: self._done(seen=True))
        return False

    def _done(self, *, seen: bool) -> None:
        if self._patience.isActive() or not seen:  # else it was too late, and `then` has been called
            self._patience.stop()
            self._then(seen)
