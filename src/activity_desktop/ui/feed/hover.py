"""What does the mouse do in the list? It shows the actions of the row under it, runs them, and explains what is cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QTableView, QToolTip

from ...model.feed import FeedRow
from ..controls.base import HOVER_MS
from ..theme import current_theme
from .geometry import box_in, places
from .look import action_command
from .model import FeedModel


class Hover(QObject):
    """Watches the viewport of a view. `row` is the model row under the mouse, `action` the hover action under it, or -1."""

    acted = Signal(str, object)
    """(command, activity key): a hover action was clicked. The selection stays as it is."""
    changed = Signal(int)
    """This model row looks different now."""

    def __init__(
        self, view: QTableView, model: FeedModel, compact: Callable[[], bool], tip: Callable[[FeedRow, int, QPointF], str]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._compact = compact
        self._tip = tip
        self._pressed: tuple[int, int] | None = None
        self.row = -1
        self.action = -1
        self._left = -1
        """The row under the mouse before this one, whose fill still fades."""
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._faded)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self._look_again)

    def share(self, row: int) -> float:
        """How much of the hover's fill this model row shows, from 0 to 1."""
        if row not in (self.row, self._left) or row < 0:
            return 0.0
        fading = self._fade.state() is QAbstractAnimation.State.Running
        come = float(self._fade.currentValue()) if fading else 1.0
        return come if row == self.row else 1 - come

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseMove:
                self._point_at(cast("QMouseEvent", event).position())
            case QEvent.Type.Leave:
                self._set(-1, -1)
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:
                return self._press(cast("QMouseEvent", event))
            case QEvent.Type.MouseButtonRelease:
                return self._release(cast("QMouseEvent", event))
            case QEvent.Type.ToolTip:
                self._explain(cast("QHelpEvent", event))
                return True
            case _:
                pass
        return super().eventFilter(watched, event)

    def forget(self) -> None:
        """The rows have changed under the mouse: nothing is hovered until it moves."""
        self._pressed = None
        self._set(-1, -1)
        self._fade.stop()
        self._left = -1

    def _point_at(self, point: QPointF) -> None:
        self._set(*self._at(point))

    def _at(self, point: QPointF) -> tuple[int, int]:
        """The model row and the action at a point of the viewport."""
        place = self._view.rowAt(int(point.y()))
        row = self._model.row_at(place)
        if row is None:
            return -1, -1
        rect = QRectF(0, self._view.rowViewportPosition(place), self._view.viewport().width(), self._view.rowHeight(place))
        box = box_in(rect)
        at = places(box.width(), current_theme().k, self._compact(), bool(row.summary))
        return place, at.action_at(point - box.topLeft())

    def _set(self, row: int, action: int) -> None:
        if (row, action) == (self.row, self.action):
            return
        before, self.row, self.action = self.row, row, action
        if before != row:
            self._fade_from(before)
        for changed in {before, row} - {-1}:
            self.changed.emit(changed)

    def _fade_from(self, before: int) -> None:
        for ended in {self._left} - {-1}:
            self.changed.emit(ended)
        self._left = before
        self._fade.stop()
        self._fade.setDuration(current_theme().fade(HOVER_MS))
        self._fade.start()

    def _faded(self) -> None:
        for changing in {self.row, self._left} - {-1}:
            self.changed.emit(changing)

    def _look_again(self) -> None:
        point = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        inside = self._view.viewport().underMouse() and self._view.viewport().rect().contains(point)
        self._set(*self._at(QPointF(point))) if inside else self._set(-1, -1)

    def _press(self, event: QMouseEvent) -> bool:
        """A press on an action belongs to it, and does not select the row."""
        self._point_at(event.position())
        on_action = event.button() is Qt.MouseButton.LeftButton and self.action >= 0
        self._pressed = (self.row, self.action) if on_action else None
        return on_action

    def _release(self, event: QMouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        row = self._model.row_at(pressed[0])
        if row is not None and self._at(event.position()) == pressed:
            self.acted.emit(action_command(pressed[1]), row.key)
        return True

    def _explain(self, event: QHelpEvent) -> None:
        place, action = self._at(QPointF(event.pos()))
        row = self._model.row_at(place)
        text = "" if row is None else self._tip(row, action, QPointF(event.pos() - self._corner(place)))
        QToolTip.showText(event.globalPos(), text, self._view.viewport())

    def _corner(self, place: int) -> QPoint:
        return QPoint(8, self._view.rowViewportPosition(place) + 1)
