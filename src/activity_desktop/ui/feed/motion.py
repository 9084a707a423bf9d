"""How does a row come and go without a jump? The list is already as it will be; a picture of what was slides over it.

Keys and clicks act on the list at once: what moves is only painted.
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QTableView, QWidget

from ..controls.paint import painting
from ..theme import current_theme

FADE_MS = 60
COLLAPSE_MS = 100
"""A row that leaves first fades, then what stands below it closes the gap."""
ARRIVE_MS = 200
_COLLAPSE = QEasingCurve(QEasingCurve.Type.InOutCubic)
_EXPAND = QEasingCurve(QEasingCurve.Type.OutCubic)
_TOGETHER = 2
"""A row and the header above it may come and go as one."""


class Slide(QWidget):
    """Laid over the viewport of a list while a single row leaves or arrives."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._below = QPixmap()
        self._gone = QPixmap()
        self._from = self._to = 0
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self.update)
        self._motion.finished.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        view.verticalScrollBar().valueChanged.connect(self._stop)

    def leave(self, first: int, last: int) -> None:
        """Call while the rows are still there: they fade, and what stands below them moves up over their place."""
        top = self._view.rowViewportPosition(first)
        bottom = self._view.rowViewportPosition(last) + self._view.rowHeight(last)
        row = QRect(0, top, self._view.viewport().width(), bottom - top)
        if last - first < _TOGETHER and self._wanted(row):
            self._gone = self._picture(row)
            self._begin(row.top(), row.bottom() + 1, row.height(), 0, FADE_MS + COLLAPSE_MS)

    def arrive(self, first: int, last: int, height: int) -> bool:
        """Call before rows of that height are there: what stands where they will be moves down and uncovers them. Whether it
        does; not where nobody sees it or motion is reduced."""
        top = self._view.rowViewportPosition(first)
        if last - first >= _TOGETHER or not self._wanted(QRect(0, top, self._view.viewport().width(), height)):
            return False
        self._gone = QPixmap()
        self._begin(top, top, 0, height, ARRIVE_MS)
        return True

    def _wanted(self, row: QRect) -> bool:
        self._stop()
        seen = self._view.isVisible() and self._view.viewport().rect().intersects(row)
        return seen and row.height() > 0 and current_theme().duration(1) > 0

    def _stop(self) -> None:
        self._motion.stop()
        self.hide()

    def _begin(self, top: int, picture_top: int, start: int, end: int, milliseconds: int) -> None:
        viewport = self._view.viewport()
        self._below = self._picture(QRect(0, picture_top, viewport.width(), viewport.height() - picture_top))
        self._from, self._to = start, end
        self.setGeometry(0, top, viewport.width(), viewport.height() - top)
        self._motion.setDuration(milliseconds)
        self.show()
        self.raise_()
        self._motion.start()

    def _picture(self, rect: QRect) -> QPixmap:
        """What is painted there now, on the ground that it is painted on."""
        picture = QPixmap(rect.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(current_theme().color("card"))
        viewport = self._view.viewport()
        viewport.render(picture, QPoint(), rect, QWidget.RenderFlag.DrawChildren)
        return picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        done = float(self._motion.currentValue() or 0.0)
        moved = _COLLAPSE.valueForProgress(_second_part(done)) if self._from else _EXPAND.valueForProgress(done)
        offset = round(self._from + (self._to - self._from) * moved)
        with painting(self) as painter:
            self._paint_gone(painter, done, offset)
            painter.drawPixmap(0, offset, self._below)

    def _paint_gone(self, painter: QPainter, done: float, offset: int) -> None:
        if self._gone.isNull():
            return
        painter.fillRect(0, 0, self.width(), offset, current_theme().color("card"))
        painter.setOpacity(max(0.0, 1 - done * (FADE_MS + COLLAPSE_MS) / FADE_MS))
        painter.drawPixmap(0, 0, self._gone)
        painter.setOpacity(1.0)


def _second_part(done: float) -> float:
    """How much of the collapse is done, which begins when the fade has ended."""
    return max(0.0, (done * (FADE_MS + COLLAPSE_MS) - FADE_MS) / COLLAPSE_MS)
