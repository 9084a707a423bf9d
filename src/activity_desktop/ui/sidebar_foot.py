"""Is everything up to date? The line at the foot of the sidebar: a sign, the state in words, and a button that checks now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from .controls import ElidedLabel, IconButton, Painted, Spinner
from .controls.paint import icon, painting
from .status import Line, Mood
from .theme import Token, current_theme

_MOODS: dict[Mood, tuple[str, Token]] = {
    Mood.PAUSED: ("bell-off", "text3"),
    Mood.OFFLINE: ("wifi-off", "warning"),
    Mood.TROUBLE: ("triangle-alert", "warning"),
}


class StateFoot(QWidget):
    """A sign, the state in words, and a button that checks now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = _Sign()
        self._text = ElidedLabel("", "caption", "text2")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.refresh = IconButton("refresh-cw", self.tr("Check now"), "R", on_canvas=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._sign)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.refresh)

    def show_line(self, line: Line) -> None:
        self._text.set_text(line.text)
        self._sign.set_mood(line.mood)


class _Sign(Painted):
    """A green dot, something that turns, or an icon. Silent: the words say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._mood = Mood.NONE
        self._spinner = Spinner(self, 14)
        self._spinner.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mood(self, mood: Mood) -> None:
        self._mood = mood
        self._spinner.setVisible(mood is Mood.BUSY)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        wide = self._mood in _MOODS or self._mood is Mood.BUSY
        return QSize(theme.px(14) if wide else theme.px(8), theme.px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spinner.setGeometry(self.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        with painting(self) as painter:
            if self._mood is Mood.GOOD:
                side = theme.px(7)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("success"))
                painter.drawEllipse(QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side))
            elif self._mood in _MOODS:
                name, colour = _MOODS[self._mood]
                icon(painter, rect, name, theme.color(colour), theme.px(14))
