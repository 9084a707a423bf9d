"""What changes by itself as time passes? Ages in words, and at midnight or in another time zone the day of everything."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from ..model.clock import Clock, note_the_zone

BEAT_MS = 10_000
BEATS_PER_ROW_REFRESH = 3


class Heartbeat(QObject):
    """Beats only while somebody can see the window: an idle program must not wake the machine."""

    beat = Signal()
    """Every ten seconds, and when it starts again."""
    rows_aged = Signal()
    """Every thirty seconds."""
    day_changed = Signal()
    """Activities may stand on other days than before."""

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._beats = 0
        self._day = self._today()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self.tick)

    def set_running(self, running: bool) -> None:
        if running and not self._timer.isActive():
            self._beats = 0
            self._timer.start()
            self._look()
            self.rows_aged.emit()
            self.beat.emit()
        elif not running:
            self._timer.stop()

    def tick(self) -> None:
        self._beats += 1
        self._look()
        self.beat.emit()
        if self._beats % BEATS_PER_ROW_REFRESH == 0:
            self.rows_aged.emit()

    def _look(self) -> None:
        today = self._today()
        if today != self._day:
            self._day = today
            self.day_changed.emit()

    def _today(self) -> tuple[date, timedelta | None]:
        """The local date and the distance from UTC."""
        note_the_zone()
        local = self._clock.now().local()
        return local.date(), local.utcoffset()
