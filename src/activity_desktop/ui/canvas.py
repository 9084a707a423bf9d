"""What does the window do when it gets narrow? The sidebar becomes a drawer, then list and detail take turns."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEasingCurve, QEvent, QRect, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .controls.base import Painted
from .controls.paint import box, mirrored, painting
from .controls.shadow import MARGIN, shadow
from .panes import LIST_NARROW, LIST_WIDTH, Panel
from .theme import current_theme

WIDE_FROM = 960
TWO_PANES_FROM = 680
_EDGE = 8
_SLIDE_MS = 200


class Width(StrEnum):
    WIDE = "wide"
    MIDDLE = "middle"
    NARROW = "narrow"


def width_of(pixels: float, k: float) -> Width:
    """Larger text needs more room, so the limits grow with it."""
    room = pixels / max(1.0, k)
    if room >= WIDE_FROM:
        return Width.WIDE
    return Width.MIDDLE if room >= TWO_PANES_FROM else Width.NARROW


class Canvas(Painted):
    """The window's content: sidebar and panel, on the tinted ground."""

    changed = Signal()
    """The window became wide, middle or narrow, or the sidebar was docked or undocked."""

    drawer_opened = Signal()
    """The keyboard belongs in it now."""

    def __init__(self, parent: QWidget) -> None:
        """`panel` and `side` are the parents of what is made next; then let it `hold` the sidebar."""
        super().__init__(parent)
        self._hidden_by_hand = False
        self.width_now = Width.WIDE
        self.panel = Panel(self)
        self._scrim = _Scrim(self)
        self._scrim.pressed.connect(self.close_drawer)
        self.side = SideFrame(self)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._slid)
        self._open = False

    def hold(self, sidebar: QWidget) -> None:
        self.side.hold(sidebar)

    # --- the sidebar ---------------------------------------------------------------------------------------------

    @property
    def docked(self) -> bool:
        """The sidebar has a place of its own beside the panel."""
        return self.width_now is Width.WIDE and not self._hidden_by_hand

    @property
    def drawer_open(self) -> bool:
        return self._open

    def toggle_sidebar(self) -> None:
        """In a wide window: show or hide it. In a narrower one: slide the drawer in or out."""
        if self.width_now is Width.WIDE:
            self._hidden_by_hand = not self._hidden_by_hand
            self.arrange()
            self.changed.emit()
        elif self._open:
            self.close_drawer()
        else:
            self._move_drawer(opening=True)

    def close_drawer(self) -> None:
        if self._open:
            self._move_drawer(opening=False)

    # --- geometry ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.width_now
        self.width_now = width_of(self.width(), current_theme().k)
        if before is not self.width_now:
            self._open = False
            self._slide.stop()
        self.arrange()
        if before is not self.width_now:
            self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.arrange()

    def retheme(self) -> None:
        super().retheme()
        self.width_now = width_of(self.width(), current_theme().k)
        self.arrange()
        self.changed.emit()

    def arrange(self) -> None:
        self.side.set_floating(not self.docked)
        side = self.side.content.sizeHint().width()
        left = side if self.docked else _EDGE
        panel = QRect(left, _EDGE, self.width() - left - _EDGE, self.height() - 2 * _EDGE)
        self.panel.setGeometry(self._mirror(panel))
        self.panel.set_one_pane(self.width_now is Width.NARROW)
        self.panel.set_usual_width(LIST_NARROW if self.width_now is Width.MIDDLE else LIST_WIDTH)
        self._scrim.setGeometry(self.rect())
        self._scrim.setVisible(self._open)
        if self.docked:
            self.side.setGeometry(self._mirror(QRect(0, 0, side, self.height())))
            self.side.show()
        else:
            self._place_drawer(1.0 if self._open else 0.0)

    def _move_drawer(self, *, opening: bool) -> None:
        self._open = opening
        self._scrim.setVisible(opening)
        self._scrim.raise_()
        self.side.raise_()
        self.side.show()
        duration = current_theme().duration(_SLIDE_MS)
        self._slide.stop()
        if not duration:
            self._slid(1.0 if opening else 0.0)
        else:
            self._slide.setDuration(duration)
            self._slide.setStartValue(0.0 if opening else 1.0)
            self._slide.setEndValue(1.0 if opening else 0.0)
            self._slide.start()
        if opening:
            self.drawer_opened.emit()

    def _slid(self, value: object) -> None:
        self._place_drawer(value if isinstance(value, float) else 0.0)

    def _place_drawer(self, share: float) -> None:
        width = self.side.content.sizeHint().width() + MARGIN
        left = round((share - 1) * width)
        self.side.setGeometry(self._mirror(QRect(left, 0, width, self.height())))
        self.side.setVisible(share > 0)

    def _mirror(self, rect: QRect) -> QRect:
        return mirrored(rect.toRectF(), self.rect().toRectF()).toRect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), current_theme().color("canvas"))


class SideFrame(Painted):
    """The ground under the sidebar while it floats over the list."""

    content: QWidget

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._floating = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, _EDGE, 0, _EDGE)

    def hold(self, content: QWidget) -> None:
        self.content = content
        self._layout.addWidget(content)

    def set_floating(self, floating: bool) -> None:
        self._floating = floating
        self._layout.setContentsMargins(0, _EDGE, MARGIN if floating else 0, _EDGE)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._floating:
            return
        theme = current_theme()
        ground = mirrored(self.rect().adjusted(0, 0, -MARGIN, 0).toRectF(), self.rect().toRectF())
        with painting(self) as painter:
            shadow(painter, ground.toRect().adjusted(-20, -40, 0, 40), 1)
            box(painter, ground.adjusted(-1, -1, 0, 1), 0, theme.color("canvas"), theme.color("border"))


class _Scrim(QWidget):
    """Catches the click outside the drawer."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pressed.emit()
