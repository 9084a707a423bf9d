"""How do the engine's changes reach the window without keeping it busy? Few at a time: what comes within a breath comes as one.

While there is one change after the other, as in a first fill or a burst, bringing the window up to date takes at most a part
of its time; the rest belongs to the person.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ..model.changes import Change, together

BREATH_MS = 15
"""About a frame. The engine gets its notification out before the window reads, and a flood becomes few changes."""
LONGEST_MS = 250
"""However long it took, the window is never behind by more."""
PARTS = 4
"""One part of the window's time in so many is for changes."""
AT_A_STRETCH = 0.005
"""Seconds after which the person's own events have their turn, before the rest of the changes."""


def pause_ms(took: float) -> int:
    """Milliseconds of rest after a delivery that took so many seconds."""
    return min(LONGEST_MS, max(BREATH_MS, round(took * 1000 * (PARTS - 1))))


class Relay(QObject):
    """Takes changes on any thread, and hands them to `deliver` on the one that it was made on."""

    _woken = Signal()

    def __init__(self, deliver: Callable[[Change], None], parent: QObject) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._waiting: deque[Change] = deque()
        self._coming: deque[Change] = deque()
        """What is being handed over."""
        self._spent = 0.0
        self._rests_until = 0.0
        self._breath = QTimer(self, singleShot=True)
        self._breath.timeout.connect(self._hand_over)
        self._woken.connect(self._breathe)  # from another thread, this is queued

    def take(self, change: Change) -> None:
        """One wake-up of the receiving thread serves all changes that wait by the end of the breath."""
        self._waiting.append(change)
        if len(self._waiting) == 1:
            self._woken.emit()

    @Slot()
    def _breathe(self) -> None:
        if self._coming:
            return
        rest = round((self._rests_until - time.monotonic()) * 1000)
        self._breath.start(max(BREATH_MS, rest))

    @Slot()
    def _hand_over(self) -> None:
        """All that waits, or as many changes as fit into a stretch."""
        began = time.monotonic()
        if not self._coming:
            self._coming.extend(together([self._waiting.popleft() for _ in range(len(self._waiting))]))
            self._spent = 0.0
        try:
            while self._coming and time.monotonic() - began < AT_A_STRETCH:
                self._deliver(self._coming.popleft())
        finally:
            self._go_on(began)

    def _go_on(self, began: float) -> None:
        ended = time.monotonic()
        self._spent += ended - began
        if self._coming:
            self._breath.start(0)
            return
        self._rests_until = ended + pause_ms(self._spent) / 1000
        if self._waiting:  # these came meanwhile, and some found others before them, so that they woke nobody
            self._breathe()
