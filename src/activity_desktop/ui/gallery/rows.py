"""How is one row shown outside a list? On a card of its own, painted by the very same code."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ...model.feed import FeedRow
from ..controls import Painted
from ..controls.paint import box, painting
from ..feed.geometry import row_height
from ..feed.look import Look
from ..feed.paint import paint_row
from ..theme import RADIUS, ROW_INSET, current_theme


class RowSample(Painted):
    def __init__(self, row: FeedRow, look: Look) -> None:
        super().__init__()
        self._row = row
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(340, row_height(current_theme().k, self._look.compact) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            box(painter, self.rect().toRectF(), RADIUS["card"], theme.color("card"), theme.color("border"))
            painter.translate(ROW_INSET, 4)
            paint_row(painter, self.width() - 2 * ROW_INSET, self._row, self._look)
