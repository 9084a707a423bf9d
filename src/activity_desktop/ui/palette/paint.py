"""How is a row of the palette painted? Icon, title with the matched letters marked, what it belongs to, and its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ..commands import caps
from ..controls.paint import LONGEST, box, icon, line, mirrored, right_to_left
from ..rule import paint_caps
from ..theme import RADIUS, current_theme
from .items import Entry

_INSET = 6
_ICON_LEFT = 16
_ICON = 16
_GAP = 14
_END = 14


def paint_entry(painter: QPainter, rect: QRectF, entry: Entry, chosen: bool) -> None:
    """One choice."""
    theme = current_theme()
    row = rect.adjusted(_INSET, 0, -_INSET, 0)
    if chosen:
        box(painter, row, RADIUS["button"], theme.color("accent_soft"))
    if entry.icon:
        side = theme.px(_ICON)
        place = mirrored(QRectF(row.left() + _ICON_LEFT - _INSET, row.top(), side, row.height()), row)
        icon(painter, place, entry.icon, theme.color("accent_text" if chosen else "text2"), side)
    end: float = row.width() - _END
    if entry.key:
        end = paint_caps(painter, row, end, caps(entry.key)) - 8
    left: float = _ICON_LEFT + theme.px(_ICON) + _GAP - _INSET
    left += _paint_title(painter, row, left, end, entry)
    if entry.sub and end - left > 40:
        place = mirrored(QRectF(row.left() + left + 10, row.top(), end - left - 10, row.height()), row)
        line(painter, place, entry.sub, "small", theme.color("text3"))


def paint_group(painter: QPainter, rect: QRectF, title: str) -> None:
    """The header above a group."""
    height = current_theme().px(22)
    place = QRectF(rect.left() + _ICON_LEFT, rect.bottom() - height, rect.width() - 2 * _ICON_LEFT, height)
    line(painter, place, title, "caption", current_theme().color("text2"), 600)


def _paint_title(painter: QPainter, row: QRectF, left: float, end: float, entry: Entry) -> float:
    """The title, with the matched letters in the accent's colour. Returns its width."""
    theme = current_theme()
    whole = mirrored(QRectF(row.left() + left, row.top(), end - left, row.height()), row)
    plain = theme.metrics("body").horizontalAdvance(entry.title[:LONGEST])
    fits = plain * 1.1 <= end - left
    if entry.why_not or not entry.places or not fits or right_to_left() or not entry.title.isascii():
        return line(painter, whole, entry.title, "body", theme.color("text3" if entry.why_not else "text"))
    x = whole.left()
    for text, matched in _runs(entry.title, entry.places):
        weight = 600 if matched else 400
        width = theme.metrics("body", weight).horizontalAdvance(text)
        place = QRectF(x, whole.top(), width + 2, whole.height())
        _word(painter, place, text, matched=matched)
        x += width
    return x - whole.left()


def _word(painter: QPainter, place: QRectF, text: str, *, matched: bool) -> None:
    theme = current_theme()
    painter.setFont(theme.font("body", 600 if matched else 400))
    painter.setPen(theme.color("accent_text" if matched else "text"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, int(flags.value) | Qt.TextFlag.TextSingleLine, text)


def _runs(text: str, places: tuple[int, ...]) -> list[tuple[str, bool]]:
    """The text in pieces, each matched or not."""
    marked = set(places)
    runs: list[tuple[str, bool]] = []
    for n, letter in enumerate(text):
        if runs and runs[-1][1] == (n in marked):
            runs[-1] = (runs[-1][0] + letter, runs[-1][1])
        else:
            runs.append((letter, n in marked))
    return runs
