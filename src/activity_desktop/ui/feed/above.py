"""How does a person learn of news that arrived above what they are reading? By a small button at the top of the list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ...model.words import translate
from ..controls.base import PaintedButton
from ..controls.paint import box, focus_ring, line, mix, painting
from ..controls.shadow import MARGIN, shadow
from ..theme import current_theme
from .model import FeedModel
from .view import FeedView

_TOP = 2
"""Inside the pinned day, where it covers no row."""
_END_OF_LIST = 4
"""This close to the top, everything new is in sight."""


class NewAbove(PaintedButton):
    """Counts unread arrivals above the first visible row, and scrolls up to them when pressed."""

    def __init__(self, view: FeedView, model: FeedModel) -> None:
        super().__init__("", view)
        self._view = view
        self._model = model
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._scroll_up)
        model.rowsInserted.connect(self._arrived)
        model.arrived_above.connect(lambda: self._show(1))
        model.modelReset.connect(self._look)
        view.verticalScrollBar().valueChanged.connect(self._look)
        self.hide()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = theme.metrics("caption", 600).horizontalAdvance(self.label) + 2 * theme.px(14)
        return QSize(round(width) + 2 * MARGIN, theme.px(28) + 2 * MARGIN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        body = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        rect = QRectF(body)
        with painting(self) as painter:
            shadow(painter, body, body.height() // 2)
            fill = mix(theme.color("accent"), theme.color("accent_hover"), self.hover.at)
            box(painter, rect, rect.height() / 2, fill)
            width = theme.metrics("caption", 600).horizontalAdvance(self.label)
            words = QRectF(rect.center().x() - width / 2, rect.top(), width + 1, rect.height())
            line(painter, words, self.label, "caption", theme.color("on_accent"), 600)
            if self.ring:
                focus_ring(painter, rect.adjusted(-3, -3, 3, 3), rect.height() / 2 + 3)

    def _arrived(self, _parent: object, first: int, last: int) -> None:
        if self._model.paging or self._at_top() or first > self._view.rowAt(0):
            return
        rows = (self._model.row_at(place) for place in range(first, last + 1))
        self._show(sum(row is not None and row.unread for row in rows))

    def _show(self, more: int) -> None:
        self._count += more
        if self._count:
            self.rename(translate("NewAbove", "%n new", None, self._count))
            size = self.sizeHint()
            self.setGeometry((self._view.width() - size.width()) // 2, _TOP - MARGIN, size.width(), size.height())
            self.show()
            self.raise_()

    def _at_top(self) -> bool:
        return self._model.from_the_top and self._view.verticalScrollBar().value() <= _END_OF_LIST

    def _look(self) -> None:
        if self._at_top():
            self._seen()

    def _seen(self) -> None:
        self._count = 0
        self.hide()

    def _scroll_up(self) -> None:
        self._view.touched.emit()
        self._view.go_to_start()
        self._view.setFocus()
