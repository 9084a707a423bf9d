"""How does one scroll without a bar that takes room? A thin handle painted over the content, which fades when nothing moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from ..theme import current_theme
from .base import Fade, Painted
from .paint import box, painting, right_to_left

_STAY_MS = 900
_THIN = 4
_WIDE = 6
_GRAB = 12
_SHORTEST = 36


class OverlayScrollBar(Painted):
    """Laid over a scroll area, whose own bar it hides and steers. Not in the tab order: keys scroll the area itself."""

    pulled_to_start = Signal()
    pulled_to_end = Signal()
    """The handle was dragged as far as it goes; where not everything is loaded, the true end may be elsewhere."""
    pulled = Signal(float)
    """It was dragged to this share of its way, in something longer than what is loaded."""

    def __init__(self, area: QAbstractScrollArea, top: int = 0, whole: Callable[[], float | None] = lambda: None) -> None:
        """`whole` tells how much of its way the handle has gone, 0 to 1, in something longer than what is loaded."""
        super().__init__(area)
        self._area = area
        self._top = top
        self._bar: QScrollBar = area.verticalScrollBar()
        self._whole = whole
        self._grabbed_at: float | None = None
        self._pulled_to: float | None = None
        """Where in something longer the handle is held: what is loaded for it may not stand exactly there."""
        self._hovered = False
        self._shown = Fade(self, 120)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(_STAY_MS)
        self._stay.timeout.connect(self._fade_out)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.installEventFilter(self)
        self._bar.valueChanged.connect(self.reveal)
        self._bar.rangeChanged.connect(self._fit)
        self._fit()

    def reveal(self) -> None:
        """Show the handle for a moment."""
        if self._handle().height() <= 0:
            return
        self._shown.send(1.0)
        self._stay.start()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutDirectionChange):
            self._fit()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.reveal()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self._stay.start()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self._handle()
        inside = handle.top() <= event.position().y() <= handle.bottom()
        self._grabbed_at = event.position().y() - handle.top() if inside else handle.height() / 2
        if not inside:
            self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            self._drag(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed_at = self._pulled_to = None
        self.update()
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        opacity = 1.0 if theme.high_contrast else self._shown.at
        handle = self._handle()
        if opacity <= 0 or handle.height() <= 0:
            return
        active = self._hovered or self._grabbed_at is not None
        with painting(self) as painter:
            painter.setOpacity(opacity)
            box(painter, handle, handle.width() / 2, theme.color("scroll_hover" if active else "scroll"))

    def _fit(self) -> None:
        x = 0 if right_to_left() else self._area.width() - _GRAB
        self.setGeometry(x, self._top, _GRAB, max(0, self._area.height() - self._top))
        self.setVisible(self._bar.maximum() > self._bar.minimum())
        self.raise_()

    def _fade_out(self) -> None:
        if self._hovered or self._grabbed_at is not None:
            self._stay.start()
            return
        self._shown.send(0.0)

    def _handle(self) -> QRectF:
        span = self._bar.maximum() - self._bar.minimum()
        if span <= 0:
            return QRectF()
        way, whole = self.height() - 6, self._whole() if self._pulled_to is None else self._pulled_to
        in_sight = 0 if whole is not None else self._bar.pageStep() / (span + self._bar.pageStep())
        length = min(way, max(_SHORTEST, way * in_sight))
        y = 3 + (way - length) * ((self._bar.value() - self._bar.minimum()) / span if whole is None else whole)
        width = _WIDE if self._hovered or self._grabbed_at is not None else _THIN
        x = 3 if right_to_left() else self.width() - width - 3
        return QRectF(x, y, width, length)

    def _drag(self, to: QPointF) -> None:
        handle = self._handle()
        free = self.height() - 6 - handle.height()
        if free <= 0 or self._grabbed_at is None:
            return
        share = (to.y() - 3 - self._grabbed_at) / free
        within = min(max(share, 0.0), 1.0)
        self._pulled_to = None if self._whole() is None else within
        if self._pulled_to is None:
            self._bar.setValue(self._bar.minimum() + round(within * (self._bar.maximum() - self._bar.minimum())))
        if share >= 1:
            self.pulled_to_end.emit()
        elif share <= 0:
            self.pulled_to_start.emit()
        elif self._pulled_to is not None:
            self.pulled.emit(within)
        self.update()
