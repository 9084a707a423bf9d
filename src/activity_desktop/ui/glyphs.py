"""How are the logo and the tray's picture drawn? A pulse line, in code, so that each size is sharp."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from .theme import current_theme, tokens
from .tray_pictures import DARK_LINE, LIGHT_LINE, SIZES, TrayState

_LOGO_LINE = ((0.20, 0.54), (0.36, 0.54), (0.46, 0.30), (0.57, 0.70), (0.65, 0.54), (0.80, 0.54))
_TRAY_LINE = ((0.06, 0.54), (0.26, 0.54), (0.40, 0.16), (0.58, 0.84), (0.70, 0.54), (0.94, 0.54))
_LOGO_STROKE = 0.085
_TRAY_STROKE = 0.095
_LOGO_RADIUS = 0.27
_LOGO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_DOT = QPointF(0.80, 0.20)
_DOT_RADIUS = 0.20
_KNOCK_OUT = 0.075


def app_icon() -> QIcon:
    """The logo in every size that desktops ask for."""
    made = QIcon()
    for size in _LOGO_SIZES:
        made.addPixmap(logo_pixmap(size))
    return made


def logo_pixmap(size: int, dpr: float = 1.0) -> QPixmap:
    """A rounded square with the white pulse line."""
    return _painted(size, dpr, _paint_logo)


def counting_tray_icon(count: int, *, light: bool) -> QIcon:
    """The picture of unread activities with their number, in all its sizes."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(tray_pixmap(TrayState.UNREAD, size, LIGHT_LINE if light else DARK_LINE, count=count))
    return made


def tray_pixmap(state: TrayState, size: int, line: QColor | str, dpr: float = 1.0, count: int = 0) -> QPixmap:
    """One size of the tray's picture. `line` is its colour: light on dark panels, dark on light ones. A `count` above 0 is
    written into it, as at most `9+`."""
    colour = QColor(line)

    def paint(painter: QPainter) -> None:
        _paint_tray(painter, state, colour)
        if count > 0 and state is TrayState.UNREAD:
            _paint_count(painter, count, on_dark=colour.lightnessF() > 0.5)
        else:
            _MARKS.get(state, _no_mark)(painter, colour)

    return _painted(size, dpr, paint)


def _painted(size: int, dpr: float, paint: Callable[[QPainter], None]) -> QPixmap:
    """A transparent picture, painted in a square whose side is 1."""
    pixmap = QPixmap(QSize(size, size) * dpr)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size, size)
        paint(painter)
    finally:
        painter.end()
    return pixmap


def _line(points: Sequence[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _paint_logo(painter: QPainter) -> None:
    gradient = QLinearGradient(0, 0, 1, 1)
    gradient.setColorAt(0, QColor(tokens.LOGO_GRADIENT[0]))
    gradient.setColorAt(1, QColor(tokens.LOGO_GRADIENT[1]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(QRectF(0, 0, 1, 1), _LOGO_RADIUS, _LOGO_RADIUS)
    painter.strokePath(_line(_LOGO_LINE), _pen(QColor("white"), _LOGO_STROKE))


def _paint_tray(painter: QPainter, state: TrayState, colour: QColor) -> None:
    colour = QColor(colour)
    if state is TrayState.OFFLINE:
        colour.setAlphaF(0.45)
    painter.strokePath(_line(_TRAY_LINE), _pen(colour, _TRAY_STROKE))


def _erase(painter: QPainter, shape: QPainterPath) -> None:
    """Knock a hole into the line, so that a mark stands clear of it."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillPath(shape, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _disc(painter: QPainter, colour: QColor) -> None:
    hole = QPainterPath()
    hole.addEllipse(_DOT, _DOT_RADIUS + _KNOCK_OUT, _DOT_RADIUS + _KNOCK_OUT)
    _erase(painter, hole)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(_DOT, _DOT_RADIUS, _DOT_RADIUS)


def _no_mark(painter: QPainter, colour: QColor) -> None:
    """Idle: the line says it all."""


def _mark_unread(painter: QPainter, colour: QColor) -> None:
    _disc(painter, _mark_colour("dot", colour))


def _mark_paused(painter: QPainter, colour: QColor) -> None:
    bars = QPainterPath()
    for x in (0.70, 0.87):
        bars.addRoundedRect(QRectF(x, 0.04, 0.10, 0.36), 0.02, 0.02)
    hole = QPainterPath()
    hole.addRoundedRect(QRectF(0.63, 0.0, 0.37, 0.46), 0.04, 0.04)
    _erase(painter, hole)
    painter.fillPath(bars, colour)


def _mark_offline(painter: QPainter, colour: QColor) -> None:
    slash = _line(((0.14, 0.90), (0.86, 0.10)))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.strokePath(slash, _pen(QColor("black"), _TRAY_STROKE + 2 * _KNOCK_OUT))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.strokePath(slash, _pen(colour, _TRAY_STROKE))


def _mark_error(painter: QPainter, colour: QColor) -> None:
    _disc(painter, _mark_colour("danger", colour))
    sign = QColor("white") if colour.lightnessF() < 0.5 else QColor("black")
    painter.fillRect(QRectF(_DOT.x() - 0.03, _DOT.y() - 0.11, 0.06, 0.13), sign)
    painter.fillRect(QRectF(_DOT.x() - 0.03, _DOT.y() + 0.055, 0.06, 0.06), sign)


_MARKS: dict[TrayState, Callable[[QPainter, QColor], None]] = {
    TrayState.UNREAD: _mark_unread,
    TrayState.PAUSED: _mark_paused,
    TrayState.OFFLINE: _mark_offline,
    TrayState.ERROR: _mark_error,
}


def _mark_colour(token: tokens.Token, line: QColor) -> QColor:
    """The colour of a mark on the panel, whose shade is the opposite of the line's."""
    return QColor(tokens.table(dark=line.lightnessF() > 0.5)[token])


def _paint_count(painter: QPainter, count: int, *, on_dark: bool) -> None:
    box = QRectF(0.42, 0.0, 0.58, 0.52) if count > 9 else QRectF(0.54, 0.0, 0.46, 0.52)
    hole = QPainterPath()
    hole.addRoundedRect(box.adjusted(-_KNOCK_OUT, 0, 0, _KNOCK_OUT), 0.2, 0.2)
    _erase(painter, hole)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.table(on_dark)["dot"]))
    painter.drawRoundedRect(box, 0.2, 0.2)
    font = QFont(current_theme().font("caption", 600))
    font.setPixelSize(100)
    painter.save()
    painter.scale(0.004, 0.004)
    painter.setFont(font)
    painter.setPen(QColor("black" if on_dark else "white"))
    painter.drawText(
        QRectF(box.x() * 250, box.y() * 250, box.width() * 250, box.height() * 250),
        Qt.AlignmentFlag.AlignCenter,
        "9+" if count > 9 else str(count),
    )
    painter.restore()
