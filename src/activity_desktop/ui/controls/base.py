"""What do all painted controls have in common? They follow the theme, fade when hovered, and ring only for the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, Qt, QVariantAnimation
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ..theme import current_theme

KEYBOARD_REASONS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
HOVER_MS = 90
STATE_MS = 120
SMALLEST_TARGET = 24
"""WCAG 2.5.8: nothing that can be clicked is smaller."""


def by_keyboard(event: QFocusEvent) -> bool:
    """Whether the keyboard brought the focus, which is when it deserves a ring."""
    return event.reason() in KEYBOARD_REASONS


class Fade(QVariantAnimation):
    """A number between 0 and 1 that glides to where it is sent, and repaints its widget on the way."""

    def __init__(
        self,
        widget: QWidget,
        milliseconds: int,
        at: float = 0.0,
        curve: QEasingCurve.Type = QEasingCurve.Type.OutCubic,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._milliseconds = milliseconds
        self.at = at
        self.setEasingCurve(curve)
        self.valueChanged.connect(self._step)

    def send(self, to: float) -> None:
        """Glide there, or be there at once where nobody sees it or motion is reduced."""
        self.stop()
        duration = current_theme().duration(self._milliseconds)
        if not duration or not self._widget.isVisible():
            self._step(to)
            return
        self.setDuration(duration)
        self.setStartValue(self.at)
        self.setEndValue(to)
        self.start()

    def _step(self, value: object) -> None:
        self.at = value if isinstance(value, float) else float(str(value))
        self._widget.update()


class Painted(QWidget):
    """A widget that paints itself from the theme. `retheme` is called once more whenever the theme has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        current_theme().changed.connect(self.retheme)

    def retheme(self) -> None:
        self.updateGeometry()
        self.update()


class PaintedButton(QAbstractButton):
    """Anything that is pressed. Space and Enter press it; its name is spoken as written, ampersands included."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ""
        self.ring = False
        self.hover = Fade(self, HOVER_MS, curve=QEasingCurve.Type.Linear)
        self.rename(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        current_theme().changed.connect(self.retheme)

    def rename(self, name: str) -> None:
        """Change what is written and spoken."""
        self.label = name
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hover.send(1.0)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover.send(0.0)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = by_keyboard(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ring = False
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.ring = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
