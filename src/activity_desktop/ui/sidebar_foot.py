"""Is everything up to date? The line at the foot of the sidebar: a sign, the state in words, and a button that checks now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..model.words import translate
from .controls import ElidedLabel, IconButton, Painted, PaintedButton, Spinner
from .controls.base import SMALLEST_TARGET
from .controls.paint import box, focus_ring, icon, line, mirrored, mix, painting
from .keys import follow
from .status.line import Line, Mood
from .theme import RADIUS, Token, current_theme

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
        self.refresh = IconButton("refresh-cw", self.tr("Check now"), on_canvas=True)
        follow(self.refresh, "check_now", show=self.refresh.set_key)
        self.waiting = WaitingLink()
        self.waiting.hide()
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self.refresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.waiting)
        layout.addLayout(row)

    def show_line(self, line: Line) -> None:
        self._text.set_text(line.text)
        self._sign.set_mood(line.mood)

    def show_waiting(self, count: int) -> None:
        """How many changes have not reached their server; for none, nothing is said."""
        self.waiting.setVisible(count > 0)
        if count:
            self.waiting.rename(translate("StateFoot", "%n change(s) to be sent", None, count))


class WaitingLink(PaintedButton):
    """Opens the list of what waits to be sent."""

    def __init__(self) -> None:
        super().__init__("")
        follow(self, "outbox", show=self.setAccessibleDescription)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, max(SMALLEST_TARGET, current_theme().px(28)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        clear = QColor(theme.color("side_hover"))
        clear.setAlpha(0)
        side = theme.px(14)
        with painting(self) as painter:
            box(painter, rect, RADIUS["button"], mix(clear, theme.color("side_hover"), self.hover.at))
            icon(painter, mirrored(QRectF(8, 0, side, rect.height()), rect), "hourglass", theme.color("warning"), side)
            place = QRectF(8 + side + 8, 0, rect.width() - side - 24, rect.height())
            line(painter, mirrored(place, rect), self.label, "caption", theme.color("text"), 500)
            if self.ring:
                focus_ring(painter, rect, RADIUS["button"])


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
