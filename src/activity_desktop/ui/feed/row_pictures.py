"""How does a row reach the screen without being painted anew in each frame? As a picture that is kept while it looks the same.

To paint a row takes a hundred calls into Qt, and each of them waits for its turn among the threads; to copy its picture takes
one. So scrolling stays smooth, also while the engine works.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from ...model.feed import FeedRow
from .geometry import box_in
from .look import Look
from .paint import paint_row

MOST_BYTES = 12_000_000
"""About a hundred rows of a usual list, or what two screens show of a wide one."""
Name = tuple[FeedRow, Look, int, int, float]


class RowPictures:
    """Keeps the pictures that were used last. The texts and colours that are not in a row or its look come from the theme
    and the language: `forget` all when these change."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Name, QPixmap] = OrderedDict()
        self._bytes = 0

    def picture(self, row: FeedRow, look: Look, size: QSize, dpr: float) -> QPixmap:
        """The row as it looks, on no ground, for a screen with so many pixels to one of ours."""
        name = (row, look, size.width(), size.height(), dpr)
        found = self._kept.get(name)
        if found is None:
            found = self._kept[name] = _paint(row, look, size, dpr)
            self._bytes += _bytes(found)
            while self._bytes > MOST_BYTES and len(self._kept) > 1:
                self._bytes -= _bytes(self._kept.popitem(last=False)[1])
        else:
            self._kept.move_to_end(name)
        return found

    def forget(self) -> None:
        self._kept.clear()
        self._bytes = 0


def _paint(row: FeedRow, look: Look, size: QSize, dpr: float) -> QPixmap:
    picture = QPixmap(size * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)  # behind the lowest row is the panel's round corner
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = box_in(QRectF(0, 0, size.width(), size.height()))
        painter.translate(box.topLeft())
        paint_row(painter, box.width(), row, look)
    finally:
        painter.end()
    return picture


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
