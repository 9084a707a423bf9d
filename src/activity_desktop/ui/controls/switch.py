"""How does a setting that is on or off look? A track with a knob, whose size and place tell the state as well as its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import current_theme
from .base import SMALLEST_TARGET, STATE_MS, Fade, PaintedButton
from .paint import box, focus_ring, mirrored, mix, painting

_HIT = (40, 24)
_TRACK = (36, 20)
_KNOB_ON = 16.0
_KNOB_OFF = 10.0


class Switch(PaintedButton):
    """A check box that looks like a switch. `name` and `description` are the setting's, spoken with its state."""

    def __init__(self, name: str, description: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAccessibleDescription(description)
        self.setCheckable(True)
        self._on = Fade(self, STATE_MS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda on: self._on.send(1.0 if on else 0.0))

    def sizeHint(self) -> QSize:
        height = max(SMALLEST_TARGET, current_theme().px(_HIT[1]))
        return QSize(round(height * _HIT[0] / _HIT[1]), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        scale = rect.height() / _HIT[1]
        width, height = _TRACK[0] * scale, _TRACK[1] * scale
        track = QRectF((rect.width() - width) / 2, (rect.height() - height) / 2, width, height)
        on = self._on.at
        off_colour = theme.color("border_strong" if self.isEnabled() else "border")
        on_colour = theme.color("accent" if self.isEnabled() else "border_strong")
        with painting(self) as painter:
            box(painter, track, height / 2, mix(theme.color("card"), on_colour, on), mix(off_colour, on_colour, on), 1.5)
            knob = (_KNOB_OFF + (_KNOB_ON - _KNOB_OFF) * on) * scale
            x = track.left() + height / 2 + (width - height) * on
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(off_colour, theme.color("on_accent"), on))
            painter.drawEllipse(QPointF(mirrored(QRectF(x, 0, 0, 0), rect).left(), track.center().y()), knob / 2, knob / 2)
            if self.ring:
                focus_ring(painter, track.adjusted(-2, -2, 2, 2), height / 2 + 2)
