"""How do list and detail share the panel? Side by side with a boundary that can be dragged, or in turns where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from .controls.base import Fade, Painted
from .controls.paint import box, mirrored, painting, right_to_left
from .theme import RADIUS, current_theme

LIST_WIDTH = 388
LIST_NARROW = 308
LIST_LEAST = 300
LIST_MOST = 520
DETAIL_LEAST = 372
_GRIP = 12
PUSH_MS = 200


class Panel(Painted):
    """The rounded card that holds both panes. Only arranges; what is in them is not its business."""

    resized_by_hand = Signal(int)
    """The list's new width."""

    first: QWidget
    second: QWidget

    def __init__(self, parent: QWidget) -> None:
        """Make both panes with this as their parent, then let it `hold` them: whatever gets another parent later is styled
        anew, and all that is in it."""
        super().__init__(parent)
        self._wanted = LIST_WIDTH
        self._usual = LIST_WIDTH
        self.one_pane = False
        self.showing_second = False
        self._push = Fade(self, PUSH_MS, at=1.0)
        """With one pane: how far the one that is shown has come in, from 0 to 1."""
        self._picture = QPixmap()
        self._push.valueChanged.connect(self.arrange)

    def hold(self, first: QWidget, second: QWidget) -> None:
        self.first = first
        self.second = second
        self._grip = _Grip(self)

    def set_list_width(self, width: int) -> None:
        """What the person last chose, or the usual one."""
        self._wanted = width
        self.arrange()

    def set_usual_width(self, width: int) -> None:
        """The most that the list takes as long as the window is this wide."""
        if width != self._usual:
            self._usual = width
            self.arrange()

    def set_one_pane(self, one_pane: bool) -> None:
        if one_pane != self.one_pane:
            self.one_pane = one_pane
            self.arrange()

    def show_second(self, second: bool) -> None:
        """With one pane: which one. With two, both are there anyway."""
        if self.showing_second is second:
            return
        self.showing_second = second
        self._begin_push(self.first if second else self.second)
        self.arrange()

    def list_width(self) -> int:
        scale = max(1.0, current_theme().k)
        most = min(round(LIST_MOST * scale), self.width() - DETAIL_LEAST)
        wanted = min(self._wanted, self._usual) if self._usual < LIST_WIDTH else self._wanted
        return max(min(round(LIST_LEAST * scale), most), min(round(wanted * scale), most))

    def arrange(self) -> None:
        inside = self.rect().adjusted(1, 1, -1, -1)
        self._grip.setVisible(not self.one_pane)
        if self.one_pane:
            self._arrange_one(inside)
        else:
            self.first.show()
            self.second.show()
            width = self.list_width()
            left = QRect(inside.left(), inside.top(), width - 1, inside.height())
            right = QRect(inside.left() + width, inside.top(), inside.width() - width, inside.height())
            grip = QRect(inside.left() + width - _GRIP // 2, inside.top() + 1, _GRIP, inside.height() - 2)
            for widget, rect in ((self.first, left), (self.second, right), (self._grip, grip)):
                widget.setGeometry(mirrored(rect.toRectF(), self.rect().toRectF()).toRect())
            self._grip.raise_()
        self.update()

    def _begin_push(self, leaving: QWidget) -> None:
        """The pane that is shown from now on comes in; of the other one a picture is pushed out."""
        self._push.stop()
        if self.one_pane and leaving.isVisible():
            self._picture = leaving.grab()
            self._push.at = 0.0
            self._push.send(1.0)

    def _arrange_one(self, inside: QRect) -> None:
        """One pane fills everything, as soon as it has come in."""
        self.first.setVisible(not self.showing_second)
        self.second.setVisible(self.showing_second)
        for pane in (self.first, self.second):
            pane.setGeometry(self._pushed(inside, 1 - self._push.at))

    def _pushed(self, inside: QRect, share: float) -> QRect:
        """By a share of its width to the side from which the shown pane comes: the second from the end, the first from the
        start."""
        way = round(inside.width() * share) * (1 if self.showing_second else -1)
        return mirrored(inside.translated(way, 0).toRectF(), self.rect().toRectF()).toRect()

    def drag_to(self, x: int) -> None:
        """The boundary is dragged to this place."""
        scale = max(1.0, current_theme().k)
        width = self.width() - x if right_to_left() else x
        self._wanted = round(min(max(width / scale, LIST_LEAST), LIST_MOST))
        self._usual = LIST_WIDTH
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.arrange()

    def retheme(self) -> None:
        super().retheme()
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        with painting(self) as painter:
            box(painter, rect, RADIUS["panel"], theme.color("card"), theme.color("border"))
            if self.one_pane and self._push.at < 1:
                painter.drawPixmap(self._pushed(self.rect().adjusted(1, 1, -1, -1), -self._push.at), self._picture)
            if not self.one_pane:
                line = QRect(self.list_width(), 1, 1, self.height() - 2).toRectF()
                painter.fillRect(mirrored(line, rect), theme.color("hairline"))


class _Grip(QWidget):
    """Twelve pixels over the hairline, to be dragged. Not in the tab order: the width is a matter of taste, not of access."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._panel.drag_to(self.mapTo(self._panel, QPoint(round(event.position().x()), 0)).x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._panel.resized_by_hand.emit(self._panel.list_width())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._panel.set_list_width(LIST_WIDTH)
        self._panel.resized_by_hand.emit(LIST_WIDTH)
