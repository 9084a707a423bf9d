"""How does a row change its looks without a jump? Its mark, its selection and its pulse glide for a moment, only as painted.

What was painted last is remembered per activity, so whatever changes it, a key, the server or the clock, is seen here, and
only for rows in sight.
"""

from __future__ import annotations

import time

from msgspec import Struct
from PySide6.QtCore import QEasingCurve, QObject, QTimer
from PySide6.QtWidgets import QTableView

from ...model.activity import Key
from ..controls.base import STATE_MS
from ..theme import current_theme
from .look import STILL, Mark, Moving
from .model import FeedModel

CROSS_FADE_MS = 240
PULSE_MS = 1000
_FRAME_MS = 16
_MOST = 500
"""So many rows are remembered; then all are forgotten, which costs nothing but a glide."""
_OUT = QEasingCurve(QEasingCurve.Type.OutCubic)
_IN_OUT = QEasingCurve(QEasingCurve.Type.InOutCubic)


class _Seen(Struct):
    """How a row was painted last, and when that began, in seconds of the monotonic clock."""

    mark: Mark
    selected: bool
    mark_before: Mark = Mark.NONE
    mark_since: float = 0.0
    selected_since: float = 0.0
    pulse_since: float = 0.0


class RowMotion(QObject):
    """`of` is asked for each row that is painted; it repaints the row until it stands still."""

    def __init__(self, view: QTableView, model: FeedModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._seen: dict[Key, _Seen] = {}
        self._going: set[Key] = set()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._step)

    def forget(self) -> None:
        """Another list is shown: nothing glides from what was painted before."""
        self._seen.clear()
        self._going.clear()
        self._frames.stop()

    def pulse(self, key: Key) -> None:
        """This one has just arrived: its dot pulses once."""
        if not current_theme().reduced_motion:
            self._seen[key] = _Seen(Mark.DOT, selected=False, pulse_since=time.monotonic())
            self._go(key)

    def of(self, key: Key, mark: Mark, selected: bool) -> Moving:
        """How far the row is on its way to this look."""
        seen = self._seen.get(key)
        if seen is None:
            self._remember(key, _Seen(mark, selected))
            return STILL
        if seen.mark is not mark:
            seen.mark_before, seen.mark, seen.mark_since = seen.mark, mark, time.monotonic()
            self._go(key)
        if seen.selected is not selected:
            seen.selected, seen.selected_since = selected, time.monotonic()
            self._go(key)
        return _now(seen) if key in self._going else STILL

    def _remember(self, key: Key, seen: _Seen) -> None:
        if len(self._seen) >= _MOST:
            self.forget()
        self._seen[key] = seen

    def _go(self, key: Key) -> None:
        self._going.add(key)
        if not self._frames.isActive():
            self._frames.start()

    def _step(self) -> None:
        """One more frame for each row that moves; the last one shows it at rest."""
        for key in tuple(self._going):
            if _now(self._seen[key]) == STILL:
                self._going.discard(key)
            place = self._model.find(key)
            if place >= 0:
                self._view.viewport().update(self._view.visualRect(self._model.index(place)))
        if not self._going:
            self._frames.stop()


def _now(seen: _Seen) -> Moving:
    theme = current_theme()
    mark = _IN_OUT.valueForProgress(_share(seen.mark_since, theme.fade(CROSS_FADE_MS)))
    selected = _OUT.valueForProgress(_share(seen.selected_since, theme.duration(STATE_MS)))
    pulse = _OUT.valueForProgress(_share(seen.pulse_since, theme.duration(PULSE_MS)))
    before = seen.mark_before if mark < 1 else Mark.NONE
    return Moving(before, mark, selected, pulse)


def _share(since: float, milliseconds: int) -> float:
    """How much of the time has passed, from 0 to 1."""
    return min(1.0, (time.monotonic() - since) * 1000 / milliseconds) if milliseconds else 1.0
