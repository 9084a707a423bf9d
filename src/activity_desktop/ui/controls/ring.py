"""How does one see that the keyboard is on something that only scrolls? By a ring around it, as around every control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ..theme import RADIUS
from .base import Painted, by_keyboard
from .paint import focus_ring, painting


class FocusRing(Painted):
    """Rings a scroll area while the keyboard has brought the focus to it. Silent; the mouse does not notice it."""

    def __init__(self, area: QAbstractScrollArea, outside: int = 0) -> None:
        """`outside`: so many pixels beyond the area, where what it shows begins at its very edge."""
        super().__init__(area)
        self._area = area
        self._outside = outside
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusIn if isinstance(event, QFocusEvent) and by_keyboard(event):
                self._appear()
            case QEvent.Type.FocusOut:
                self.hide()
            case QEvent.Type.Resize | QEvent.Type.Move if not self.isHidden():
                self._appear()
            case _:
                pass
        return super().eventFilter(watched, event)

    def _appear(self) -> None:
        rect = self._area.rect()
        parent = self._area.parentWidget()
        if self._outside and parent is not None:
            self.setParent(parent)
            out = self._outside
            rect = self._area.geometry().adjusted(-out, -out, out, out)
        self.setGeometry(rect)
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            focus_ring(painter, self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS["row"])
