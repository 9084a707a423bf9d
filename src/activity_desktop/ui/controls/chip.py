"""How does a filter look that is on or off, or has a value? A chip: a toggle, or one that opens a menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ..theme import current_theme
from .base import STATE_MS, Fade, PaintedButton
from .paint import box, focus_ring, icon, line, mirrored, mix, painting

_PADDING = 10
_ICON = 13
_GAP = 5


class Chip(PaintedButton):
    """A toggle. Checked, it is filled with the accent's soft shade. `count` is shown behind the label while it is on."""

    def __init__(self, label: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._count = ""
        self._on = Fade(self, STATE_MS)
        self.setAccessibleName(name or label)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._glide)

    def set_count(self, count: str) -> None:
        self._count = count
        self.updateGeometry()
        self.update()

    def is_active(self) -> bool:
        return self.isChecked()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        metrics = theme.metrics("caption", 500)
        width = 2 * theme.px(_PADDING) + metrics.horizontalAdvance(self._words()) + 1 + self._icons_width()
        return QSize(round(width), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.rect().toRectF()
        with painting(self) as painter:
            self._paint_surface(painter, rect)
            self._paint_content(painter, rect)
            if self.ring:
                focus_ring(painter, rect, rect.height() / 2)

    def _words(self) -> str:
        return f"{self.label}  {self._count}" if self._count and self.is_active() else self.label

    def _icons_width(self) -> float:
        return 0

    def _glide(self, on: bool) -> None:
        self._on.send(1.0 if on else 0.0)
        self.updateGeometry()

    def _paint_surface(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        clear = QColor(theme.color("hover"))
        clear.setAlpha(0)
        off = theme.color("pressed") if self.isDown() else mix(clear, theme.color("hover"), self.hover.at)
        outline = None if self._on.at >= 1 and not theme.high_contrast else theme.color("border")
        box(painter, rect, rect.height() / 2, mix(off, theme.color("accent_soft"), self._on.at), outline)

    def _paint_content(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        colour = mix(theme.color("text2"), theme.color("accent_text"), self._on.at)
        pad = theme.px(_PADDING)
        line(painter, mirrored(rect.adjusted(pad, 0, -pad, 0), rect), self._words(), "caption", colour, 500)


class MenuChip(Chip):
    """A chip that opens a menu. With a value it shows it, and an `x` that takes the value away."""

    cleared = Signal()

    def __init__(self, label: str, name: str, menu: QMenu | None = None, parent: QWidget | None = None) -> None:
        super().__init__(label, name, parent)
        self._title = label
        self._name = name
        self._value = ""
        self.setCheckable(False)
        self._menu = menu
        self.clicked.connect(self._open)
        self.set_value("")

    def value(self) -> str:
        return self._value

    def set_value(self, value: str, spoken: str = "") -> None:
        """What is chosen, in words; empty for nothing. `spoken` replaces the value in the spoken name ("all types")."""
        self._value = value
        self.rename(value or self._title)
        says = spoken or value
        self.setAccessibleName(f"{self._name}, {says}" if says else self._name)
        self._glide(bool(value))

    def is_active(self) -> bool:
        return bool(self._value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._value and self._cross().contains(event.position()):
            self.cleared.emit()
            return
        super().mousePressEvent(event)

    def _icons_width(self) -> float:
        return current_theme().px(_ICON) + current_theme().px(_GAP)

    def _cross(self) -> QRectF:
        """Where the `x` is clicked: the whole leading end of the chip."""
        end = current_theme().px(_PADDING) + self._icons_width()
        return mirrored(QRectF(0, 0, end, self.height()), self.rect().toRectF())

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _paint_content(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        colour = mix(theme.color("text2"), theme.color("accent_text"), self._on.at)
        pad, side, gap = theme.px(_PADDING), theme.px(_ICON), theme.px(_GAP)
        if self._value:
            icon(painter, mirrored(QRectF(pad, 0, side, rect.height()), rect), "x", colour, side)
            words = QRectF(pad + side + gap, 0, rect.width() - 2 * pad - side - gap, rect.height())
        else:
            place = QRectF(rect.width() - pad - side + 2, 0, side, rect.height())
            icon(painter, mirrored(place, rect), "chevron-down", colour, side)
            words = QRectF(pad, 0, rect.width() - 2 * pad - side - gap + 2, rect.height())
        line(painter, mirrored(words, rect), self.label, "caption", colour, 500)
