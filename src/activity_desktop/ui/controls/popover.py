"""How does a small panel float above the window? As the window's topmost child, closed by Esc or a click beside it.

A window of its own would be simpler, but needs a compositor for its shadow and round corners: without one the desktop
paints black around it, and on Wayland it could not be placed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ..theme import RADIUS, current_theme
from .base import Painted
from .ghost import Ghost
from .paint import box, painting, right_to_left
from .shadow import MARGIN, shadow
from .spoken_as import speak_in_role

_GAP = 6
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_EDGE = 8
"""So far it stays away from the window's edges."""


class _Outside(QObject):
    """Watches everything while a popover is open: a click beside it closes it and does nothing else."""

    def __init__(self, popover: Popover, host: QWidget) -> None:
        super().__init__(popover)
        self._popover = popover
        self._host = host

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._popover.be_there()
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            in_window = isinstance(watched, QWidget) and watched.window() is self._host
            if in_window and not self._popover.covers(event.globalPosition().toPoint()):
                self._popover.close()
                return True
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._popover.keep_inside()
        return False


class Popover(Painted):
    """Put widgets into `content`. It takes the keyboard while it is open, all of it, and gives it back when it closes."""

    closed = Signal()

    def __init__(self, parent: QWidget, name: str, radius: float = RADIUS["popover"]) -> None:
        self._host = parent.window()
        super().__init__(self._host)
        speak_in_role("Popover", QAccessible.Role.Dialog)
        self._radius = radius
        self._before: QWidget | None = None
        self._coming: Ghost | None = None
        self.hide()  # in a hidden window, too, where Qt tells of it at once
        self._hangs_above = False
        """It stands above what it belongs to, so it grows upwards."""
        self._outside = _Outside(self, self._host)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.panel = QWidget(self)
        outer.addWidget(self.panel)
        self.content = QVBoxLayout(self.panel)
        self.content.setContentsMargins(6, 6, 6, 6)
        self.content.setSpacing(2)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a widget, at its leading edge; above it where there is no room below but there is above."""
        corner = self._host.mapFromGlobal(anchor.mapToGlobal(QPoint(0, 0)))
        size = self.sizeHint()
        left = corner.x() + anchor.width() + MARGIN - size.width() if right_to_left() else corner.x() - MARGIN
        below = corner.y() + anchor.height() + _GAP - MARGIN
        above = corner.y() - _GAP + MARGIN - size.height()
        fits_below = below + size.height() - MARGIN <= self._host.height() - _EDGE
        self._hangs_above = not fits_below and above + MARGIN >= _EDGE
        self._open_at(QPoint(left, above if self._hangs_above else below))

    def open_centred(self, window: QWidget, share_from_top: float = 0.15) -> None:
        """Open in the middle of a window, that share of its height below its top."""
        left = (window.width() - self.sizeHint().width()) // 2
        self._open_at(QPoint(left, round(window.height() * share_from_top) - MARGIN))

    def keep_inside(self) -> None:
        """As much of the visible part as possible lies inside the window; its top always does."""
        room = self._host.rect().adjusted(_EDGE - MARGIN, _EDGE - MARGIN, MARGIN - _EDGE, MARGIN - _EDGE)
        place = self.geometry()
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top()))
        self.move(place.topLeft())

    def be_there(self) -> None:
        """Whatever still fades in is there now."""
        if self._coming is not None and isValid(self._coming):
            self._coming.end()
        self._coming = None

    def covers(self, point: QPoint) -> bool:
        """Whether a point of the screen lies on the visible part."""
        return self._body().contains(self.mapFromGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever nobody inside wants ends here: keys do not reach the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # while it is open, the window's single-letter shortcuts are only letters
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside, in the order in which things were put in.

        Qt's own chain must not be walked from Python: PySide takes each `nextInFocusChain()` for a child of the widget that
        was asked, so the window below would be forgotten together with this popover.
        """
        inside = [widget for widget in self.findChildren(QWidget) if widget.isVisibleTo(self) and widget.isEnabled()]
        stops = [widget for widget in inside if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if not stops:
            return False
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.be_there()
        if self._hangs_above and event.oldSize().isValid():
            self.move(self.x(), self.y() + event.oldSize().height() - event.size().height())
        self.keep_inside()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._before is None:
            return
        self.be_there()
        if self._host.isVisible() and self.isHidden():
            Ghost(self, None)
        QApplication.instance().removeEventFilter(self._outside)  # type: ignore[union-attr]  # there is one while widgets are shown
        self._give_focus_back(self._before)
        self._before = None
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            shadow(painter, self._body(), int(self._radius))
            box(painter, self._body().toRectF(), self._radius, theme.color("raised"), theme.color("border"))

    def _open_at(self, corner: QPoint) -> None:
        self._before = QApplication.focusWidget() or self._host
        QApplication.instance().installEventFilter(self._outside)  # type: ignore[union-attr]  # there is one while widgets are shown
        self.setGeometry(QRect(corner, self.sizeHint()))
        self.keep_inside()
        for leaving in self._host.findChildren(Ghost):
            leaving.end()
        behind = self._host.grab(self.geometry()) if self._host.isVisible() else None
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if behind is not None:
            self._coming = Ghost(self, behind)

    def _body(self) -> QRect:
        return self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _give_focus_back(self, widget: QWidget) -> None:
        """Unless the focus has gone elsewhere meanwhile."""
        here = QApplication.focusWidget()
        if (here is None or here is self or self.isAncestorOf(here)) and widget.isVisible():
            widget.setFocus(Qt.FocusReason.PopupFocusReason)
