"""Where is each part of a row? Rectangles inside the highlight box, for both densities, any text size and both directions."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

from ..controls.paint import mirrored
from ..theme import ROW_INSET

ACTIONS = 3
_ACTION = 28
_MARKS_GROW_FROM = 1.4
"""Discs and glyphs keep their size until text is so much larger that they would look lost."""
_EDGE = 10
"""From the box's edge to the time, the glyph and the ends of lines."""


def row_height(k: float, compact: bool) -> int:
    """The same for every row, whatever it holds."""
    return round(18 + 36 * k) if compact else round(20 + 56 * k)


def header_height(k: float) -> int:
    return round(16 + 20 * k)


def box_in(row: QRectF) -> QRectF:
    """The highlight box inside a row's rectangle."""
    return row.adjusted(ROW_INSET, 1, -ROW_INSET, -1)


class Places(Struct, frozen=True):
    """Rectangles inside the box, whose top left corner is the origin. Lines reach as far as they may; texts are shortened."""

    box: QRectF
    dot: QPointF
    tile: QRectF
    title: QRectF
    summary: QRectF
    meta: QRectF
    avatar: QRectF
    glyph: QRectF
    actions: tuple[QRectF, QRectF, QRectF]

    def flip(self, rect: QRectF) -> QRectF:
        """The rectangle as the window's direction wants it."""
        return mirrored(rect, self.box)

    def action_at(self, point: QPointF) -> int:
        """Which of the hover actions is there: 0, 1, 2, or -1."""
        return next((i for i, rect in enumerate(self.actions) if self.flip(rect).contains(point)), -1)


@lru_cache(maxsize=64)
def places(width: float, k: float, compact: bool, summary_shown: bool = True) -> Places:
    """Places for a left-to-right row; whoever paints flips them. Where there is no summary the other two lines close up
    and stand in the middle; a compact row keeps its place for the glyph."""
    height = row_height(k, compact) - 2
    side, left = (32, 68) if compact else (36, 70)
    second = 18 * k if compact or summary_shown else 0
    lower = round((18 * k - second) / 2)
    top = (height - 37 * k) / 2 if compact else 8.0 + lower
    tile = QRectF(22, (height - side) / 2 if compact else 10 + lower, side, side)
    right = width - _EDGE
    title = QRectF(left, top, right - left, 19 * k)
    summary = QRectF(left, title.bottom(), right - left, second)
    meta = QRectF(left, summary.bottom() + 2, right - left, 18 * k)
    glyph_line = summary if compact else meta
    marks = max(min(1.0, k), k / _MARKS_GROW_FROM)
    disc, square = round(18 * marks), round(16 * marks)
    first = width - 6 - ACTIONS * _ACTION
    top_of_actions = 3 if compact else 4 + lower
    return Places(
        box=QRectF(0, 0, width, height),
        dot=QPointF(11, tile.center().y()),
        tile=tile,
        title=title,
        summary=summary,
        meta=meta,
        avatar=QRectF(left, meta.center().y() - disc / 2, disc, disc),
        glyph=QRectF(right - square, glyph_line.center().y() - square / 2, square, square),
        actions=(
            QRectF(first, top_of_actions, _ACTION, _ACTION),
            QRectF(first + _ACTION, top_of_actions, _ACTION, _ACTION),
            QRectF(first + 2 * _ACTION, top_of_actions, _ACTION, _ACTION),
        ),
    )
