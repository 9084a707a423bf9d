"""Who paints the cells of the feed? A delegate that asks the view how a row looks right now and hands it to the painter."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ...model.feed import FeedRow
from ..controls.paint import device_ratio, saved
from ..theme import current_theme
from .geometry import box_in
from .items import DayHeader, Item
from .look import Look
from .paint import paint_header, paint_row
from .row_pictures import RowPictures


class Looks(Protocol):
    """What the delegate asks while it paints; the view answers."""

    def item_at(self, place: int) -> Item | None: ...
    def look_of(self, place: int, row: FeedRow) -> Look: ...
    def header_text(self, header: DayHeader) -> str: ...


class FeedDelegate(QStyledItemDelegate):
    def __init__(self, looks: Looks, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = looks
        self.pictures = RowPictures()
        current_theme().changed.connect(self.pictures.forget)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        item, rect = self._looks.item_at(index.row()), option.rect
        if isinstance(item, DayHeader):
            with saved(painter):
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_header(painter, QRectF(rect), self._looks.header_text(item), 20 * current_theme().k)
        elif item is not None:
            self._paint_row(painter, rect, item, self._looks.look_of(index.row(), item))

    def _paint_row(self, painter: QPainter, rect: QRect, row: FeedRow, look: Look) -> None:
        dpr = device_ratio(painter)
        if dpr == round(dpr) and look.at_rest:
            painter.drawPixmap(rect.topLeft(), self.pictures.picture(row, look, rect.size(), dpr))
            return
        with saved(painter):  # rows may begin within a pixel of the screen, where a picture would be blurred
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = box_in(QRectF(rect))
            painter.translate(box.topLeft())
            paint_row(painter, box.width(), row, look)
