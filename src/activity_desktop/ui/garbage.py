"""In which thread is garbage collected? Only in the GUI's: a widget that is freed in another one crashes the program.

Python collects cycles in whichever thread happens to allocate, and a cycle may hold widgets: a lambda that was connected
to a button holds its window, and the window holds the button. So the automatic collection is switched off for good before the
engine's thread starts, and a timer of the GUI does the same work by the same thresholds. It looks ever more seldom while there
is nothing to do, so that an idle program sleeps.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1000
LONGEST_PAUSE_MS = 16_000


class Garbage(QObject):
    """`start` it in the GUI thread before other threads run. It ends with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        due = [
            generation
            for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))
        self._timer.setInterval(PAUSE_MS if due else min(2 * self._timer.interval(), LONGEST_PAUSE_MS))
