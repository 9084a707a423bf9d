"""How does something come and go softly that is there, or gone, already? A picture of it is painted over what really is.

So nothing waits: the keyboard and the mouse act on the final state, and the first key or click ends the show.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPoint, Qt, QVariantAnimation
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ..theme import current_theme
from .paint import painting

IN_MS = 140
OUT_MS = 90
RISE = 4
"""So many pixels lower it begins and ends."""


class Ghost(QWidget):
    """A picture of a widget that fades in or out where the widget is, and is gone afterwards."""

    def __init__(self, widget: QWidget, behind: QPixmap | None) -> None:
        """`behind`, what was seen there before, makes it fade in; without that it fades out over what is there now."""
        super().__init__(widget.parentWidget())
        self._behind = behind
        self._picture = widget.grab()
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(current_theme().fade(IN_MS if behind else OUT_MS))
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic if behind else QEasingCurve.Type.InCubic)
        self._motion.valueChanged.connect(self.update)
        self._motion.finished.connect(self.deleteLater)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, behind is not None)
        self.setGeometry(widget.geometry())
        self.raise_()
        self.show()
        self._motion.start()

    def end(self) -> None:
        """Show what really is, at once."""
        if self._motion.state() is QAbstractAnimation.State.Running:
            self._motion.stop()
            self.hide()
            self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        done = float(self._motion.currentValue() or 0.0)
        there = done if self._behind else 1 - done
        rise = 0 if current_theme().reduced_motion else RISE * (1 - there)
        with painting(self) as painter:
            if self._behind:
                painter.drawPixmap(0, 0, self._behind)
            painter.setOpacity(there)
            painter.drawPixmap(QPoint(0, round(rise)), self._picture)
