"""How is a rounded box, a line of text, an icon or a focus ring painted? The few strokes that all controls share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QPaintDevice, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QWidget

from ..icons import icon_pixmap
from ..theme import StyleName, current_theme

LONGEST = 500
"""Longer texts are cut before they are measured: a line on screen never shows that many characters."""
_VERTICAL = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignVCenter


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """A painter for a paint event, ended whatever happens."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Whatever is set inside is undone afterwards, also after an exception: otherwise all later painting is wrong."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def right_to_left() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def mirrored(rect: QRectF, within: QRectF) -> QRectF:
    """The rectangle where the window's direction wants it: as given, or reflected inside `within`."""
    if not right_to_left():
        return rect
    return QRectF(within.left() + within.right() - rect.right(), rect.top(), rect.width(), rect.height())


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two: 0 is `one`, 1 is `other`."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
        one.alphaF() + (other.alphaF() - one.alphaF()) * share,
    )


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    outline: QColor | QBrush | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded rectangle. The outline lies wholly inside the rectangle, so that it is sharp."""
    painter.setBrush(fill if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    if outline is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(QBrush(outline), width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Two pixels just inside the control, where the keyboard is."""
    box(painter, rect, radius, None, current_theme().color("focus"), 2.0)


def line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    style: StyleName,
    colour: QColor,
    weight: int | None = None,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """One line of text, cut with an ellipsis where it does not fit. Returns its width.

    `AlignLeft` means the side where reading starts; the text itself keeps its own direction.
    """
    theme = current_theme()
    shown = theme.metrics(style, weight).elidedText(text[:LONGEST], Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setFont(theme.font(style, weight))
    painter.setPen(colour)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(rect, absolute(align) | Qt.TextFlag.TextSingleLine, shown)
    return theme.metrics(style, weight).horizontalAdvance(shown)


def wrapped(
    painter: QPainter, rect: QRectF, text: str, style: StyleName, colour: QColor, weight: int | None = None, most: int = 2
) -> None:
    """Text over a few lines, centred as a block in the rectangle's height; the last line ends in an ellipsis if need be."""
    theme = current_theme()
    height = theme.metrics(style, weight).height()
    parts = broken(text, style, rect.width(), weight, most)
    top = rect.center().y() - height * len(parts) / 2
    for number, part in enumerate(parts):
        line(painter, QRectF(rect.left(), top + number * height, rect.width(), height), part, style, colour, weight)


def broken(text: str, style: StyleName, width: float, weight: int | None = None, most: int = 2) -> list[str]:
    """The text cut into at most so many lines of that width; the last one holds all the rest."""
    layout = QTextLayout(text[:LONGEST], current_theme().font(style, weight))
    layout.beginLayout()
    ends = []
    for _ in range(most - 1):
        piece = layout.createLine()
        if not piece.isValid():
            break
        piece.setLineWidth(max(1.0, width))
        ends.append(piece.textStart() + piece.textLength())
    layout.endLayout()
    starts = [0, *ends]
    parts = [text[start:end].strip() for start, end in zip(starts, [*ends, None], strict=True)]
    return [part for part in parts if part] or [""]


def absolute(align: Qt.AlignmentFlag) -> int:
    """The alignment as the painter needs it: sides are swapped here once, not again by the text's own direction."""
    return _absolute(align, right_to_left())


@lru_cache(maxsize=64)
def _absolute(align: Qt.AlignmentFlag, from_the_right: bool) -> int:
    vertical = align & _VERTICAL or Qt.AlignmentFlag.AlignVCenter
    if align & Qt.AlignmentFlag.AlignHCenter:
        side = Qt.AlignmentFlag.AlignHCenter
    elif bool(align & Qt.AlignmentFlag.AlignRight) != from_the_right:
        side = Qt.AlignmentFlag.AlignRight
    else:
        side = Qt.AlignmentFlag.AlignLeft
    return int((vertical | side | Qt.AlignmentFlag.AlignAbsolute).value)


def icon(painter: QPainter, rect: QRectF, name: str, colour: QColor, size: int) -> None:
    """An icon in the middle of a rectangle, on whole device pixels."""
    dpr = device_ratio(painter)
    x = rect.center().x() - size / 2
    y = rect.center().y() - size / 2
    painter.drawPixmap(QPointF(round(x * dpr) / dpr, round(y * dpr) / dpr), icon_pixmap(name, colour, size, dpr))


def device_ratio(painter: QPainter) -> float:
    """How many device pixels make one of ours, on the screen or picture that is painted on."""
    device: QPaintDevice = painter.device()
    return device.devicePixelRatio()
