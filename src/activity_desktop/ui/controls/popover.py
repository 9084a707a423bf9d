"""How does a small panel float above the window? A frameless popup with a shadow, closed by Esc or a click outside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..theme import RADIUS, current_theme
from .base import Painted
from .paint import box, painting, right_to_left
from .shadow import MARGIN, shadow

_GAP = 6


class Popover(Painted):
    """Put widgets into `content`. It takes the keyboard while it is open and gives it back when it closes."""

    closed = Signal()

    def __init__(self, parent: QWidget, name: str, radius: float = RADIUS["popover"]) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.panel = QWidget(self)
        outer.addWidget(self.panel)
        self.content = QVBoxLayout(self.panel)
        self.content.setContentsMargins(6, 6, 6, 6)
        self.content.setSpacing(2)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a button, at its leading edge, and inside the screen."""
        edge = anchor.rect().bottomRight() if right_to_left() else anchor.rect().bottomLeft()
        self._open_at(anchor.mapToGlobal(edge) + QPoint(0, _GAP), self.sizeHint(), rtl=right_to_left())

    def open_centred(self, window: QWidget, share_from_top: float = 0.15) -> None:
        """Open in the middle of a window, that share of its height below its top."""
        size = self.sizeHint()
        corner = window.mapToGlobal(QPoint((window.width() - size.width()) // 2, round(window.height() * share_from_top)))
        self._open_at(corner + QPoint(MARGIN, 0), size, rtl=False)

    def _open_at(self, corner: QPoint, size: QSize, *, rtl: bool) -> None:
        left = corner.x() + MARGIN - size.width() if rtl else corner.x() - MARGIN
        place = QRect(QPoint(left, corner.y() - MARGIN), size)
        self.setGeometry(_inside_screen(place, corner))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        body = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        with painting(self) as painter:
            shadow(painter, body, int(self._radius))
            box(painter, body.toRectF(), self._radius, theme.color("raised"), theme.color("border"))


def _inside_screen(place: QRect, near: QPoint) -> QRect:
    """The same rectangle, moved so that all of its visible part is on the screen that `near` is on."""
    screen = QGuiApplication.screenAt(near) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    place.moveRight(min(place.right(), room.right()))
    place.moveBottom(min(place.bottom(), room.bottom()))
    place.moveLeft(max(place.left(), room.left()))
    place.moveTop(max(place.top(), room.top()))
    return place
