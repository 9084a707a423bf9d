"""How is a soft shadow drawn under a popover or toast? Blurred once into a small picture, then stretched as nine pieces."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from ..theme import current_theme
from .paint import saved

MARGIN = 24
"""How far the shadow reaches beyond the box: whoever paints one leaves this much room around it."""
_LAYERS = ((13, 8, 0.13), (3, 1, 0.06))
"""(blur, how far down, opacity), as seen in the light scheme."""
_DARK_FACTOR = 2.6


def shadow(painter: QPainter, rect: QRect, radius: int) -> None:
    """Draw the shadow that a raised box at `rect` casts. The box itself is painted over it afterwards."""
    theme = current_theme()
    piece = _piece(radius, theme.color("shadow").rgb(), theme.dark)
    edge = MARGIN + radius + 2
    sources = _thirds(0, piece.width(), edge)
    outer = rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    columns = _thirds(outer.left(), outer.width(), edge)
    rows = _thirds(outer.top(), outer.height(), edge)
    with saved(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for (left, width), (source_left, source_width) in zip(columns, sources, strict=True):
            for (top, height), (source_top, source_height) in zip(rows, sources, strict=True):
                source = QRect(source_left, source_top, source_width, source_height)
                painter.drawPixmap(QRect(left, top, width, height), piece, source)


def _thirds(start: int, length: int, edge: int) -> list[tuple[int, int]]:
    """(start, length) of the first edge, the middle that is stretched, and the last edge."""
    edge = min(edge, length // 2)
    return [(start, edge), (start + edge, length - 2 * edge), (start + length - edge, edge)]


@lru_cache(maxsize=16)
def _piece(radius: int, rgb: int, dark: bool) -> QPixmap:
    side = 2 * (MARGIN + radius + 2) + 4
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        for blur, down, opacity in _LAYERS:
            painter.drawImage(0, 0, _layer(side, radius, QColor.fromRgb(rgb), blur, down, opacity, dark))
    finally:
        painter.end()
    return QPixmap.fromImage(image)


def _layer(side: int, radius: int, colour: QColor, blur: int, down: int, opacity: float, dark: bool) -> QImage:
    """A rounded box, blurred by drawing it many times, each a little larger and fainter than a Gaussian would."""
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inner = QRectF(MARGIN, MARGIN + down, side - 2 * MARGIN, side - 2 * MARGIN)
        strength = min(1.0, opacity * (_DARK_FACTOR if dark else 1.0))
        colour.setAlphaF(1 - (1 - strength) ** (1 / (2 * blur + 1)))
        painter.setBrush(colour)
        for grow in range(-blur, blur + 1):
            corner = max(1, radius + grow)
            painter.drawRoundedRect(inner.adjusted(-grow, -grow, grow, grow), corner, corner)
    finally:
        painter.end()
    return image
