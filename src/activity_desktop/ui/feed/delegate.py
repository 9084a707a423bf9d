"""Who paints the cells of the feed? A delegate that asks the view how a row looks right now and hands it to the painter."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ...model.feed import FeedRow
from ..controls.paint import saved
from ..theme import current_theme
from .geometry import box_in
from .items import DayHeader, Item
from .look import Look
from .paint import paint_header, paint_row


class Looks(Protocol):
    """What the delegate asks while it paints; the view answers."""

    def item_at(self, place: int) -> Item | None: ...
    def look_of(self, place: int, row: FeedRow) -> Look: ...
    def header_text(self, header: DayHeader) -> str: ...


class FeedDelegate(QStyledItemDelegate):
    def __init__(self, looks: Looks, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = looks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        item = self._looks.item_at(index.row())
        rect = QRectF(option.rect)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(item, DayHeader):
                paint_header(painter, rect, self._looks.header_text(item), 20 * current_theme().k)
            elif item is not None:
                box = box_in(rect)
                painter.translate(box.topLeft())
                paint_row(painter, box.width(), item, self._looks.look_of(index.row(), item))
