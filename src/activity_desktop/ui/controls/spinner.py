"""How is "this takes a moment" shown? A turning arc; where motion is reduced it stands still."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import current_theme
from .base import Painted
from .paint import painting

_TURN_MS = 900
_SWEEP = 270


class Spinner(Painted):
    """Turns only while it is visible, so that nothing wakes the processor for a picture nobody sees. Silent."""

    def __init__(self, parent: QWidget | None = None, size: int = 16) -> None:
        super().__init__(parent)
        self._size = size
        self._turn = QVariantAnimation(self)
        self._turn.setStartValue(0.0)
        self._turn.setEndValue(360.0)
        self._turn.setDuration(_TURN_MS)
        self._turn.setLoopCount(-1)
        self._turn.valueChanged.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current_theme().px(self._size)
        return QSize(side, side)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not current_theme().reduced_motion:
            self._turn.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turn.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        side = min(self.width(), self.height()) * 0.75
        turning = self._turn.state() is QAbstractAnimation.State.Running
        angle = float(self._turn.currentValue()) if turning else 0.0
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        with painting(self) as painter:
            pen = QPen(theme.color("accent_text"), max(1.5, side / 9))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(rect, round((90 - angle) * 16), _SWEEP * 16)
