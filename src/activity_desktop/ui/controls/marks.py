"""How are a kind's tile, a person's disc and an account's square painted? The same strokes in rows, cards and details."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...model.activity import Kind
from ...model.text import initials
from ..icons import kind_icon
from ..theme import RADIUS, current_theme
from .base import Painted
from .paint import box, icon, painting


def paint_tile(painter: QPainter, rect: QRectF, kind: Kind, muted: bool = False) -> None:
    """The rounded square that tells the kind. `muted` is for what is done: grey, still readable."""
    theme = current_theme()
    colour, fill = theme.hue(Kind.UNKNOWN if muted else kind)
    outline = theme.color("border") if theme.high_contrast else None
    box(painter, rect, _tile_radius(rect.width()), fill, outline)
    icon(painter, rect, kind_icon(kind), theme.color("text3") if muted else colour, round(rect.width() / 2))


def paint_neutral_tile(painter: QPainter, rect: QRectF, icon_name: str) -> None:
    """A tile for what has no kind: a lock, a missing file, a system."""
    theme = current_theme()
    box(
        painter, rect, _tile_radius(rect.width()), theme.color("sunken" if not theme.dark else "field"), theme.color("hairline")
    )
    icon(painter, rect, icon_name, theme.color("text3"), round(rect.width() / 2))


def paint_avatar(painter: QPainter, rect: QRectF, name: str, seed: str) -> None:
    """A disc with a person's initials."""
    theme = current_theme()
    ink, fill = theme.avatar(seed)
    box(painter, rect, rect.width() / 2, fill)
    _centred(painter, rect, initials(name), ink, 0.42 if rect.width() < theme.px(24) else 0.38)


def paint_glyph(painter: QPainter, rect: QRectF, name: str, seed: str) -> None:
    """A small rounded square with the first letter of an account."""
    theme = current_theme()
    ink, fill = theme.avatar(seed)
    box(painter, rect, RADIUS["glyph"] * rect.width() / 16, fill)
    _centred(painter, rect, name.strip()[:1].upper(), ink, 0.6)


def _tile_radius(side: float) -> float:
    return RADIUS["small_tile"] if side < 30 else RADIUS["tile"]


def _centred(painter: QPainter, rect: QRectF, text: str, ink: QColor, share: float) -> None:
    """Letters whose size is a share of the mark's own."""
    painter.setFont(current_theme().sized(round(rect.width() * share), 600))
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter.value) | Qt.TextFlag.TextSingleLine, text)


class _Mark(Painted):
    """A mark as a widget, a square of so many points. Silent: whatever it stands beside says the same in words."""

    def __init__(self, size: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current_theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint(painter, self.rect().toRectF())

    def _paint(self, painter: QPainter, rect: QRectF) -> None:
        raise NotImplementedError


class Tile(_Mark):
    """A kind's tile."""

    def __init__(self, kind: Kind, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(size, parent)
        self._kind = kind

    def _paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_tile(painter, rect, self._kind)


class Avatar(_Mark):
    """A person's disc."""

    def __init__(self, name: str, seed: str, size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(size, parent)
        self._name = name
        self._seed = seed

    def set_person(self, name: str, seed: str) -> None:
        self._name = name
        self._seed = seed
        self.update()

    def _paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_avatar(painter, rect, self._name, self._seed)


class AccountGlyph(_Mark):
    """An account's square."""

    def __init__(self, name: str, seed: str, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(size, parent)
        self._name = name
        self._seed = seed

    def _paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_glyph(painter, rect, self._name, self._seed)
