"""How is one thing chosen, or one thing ticked off? Radio cards, a segmented row, and the row that completes an activity."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ..theme import RADIUS, current_theme
from .base import STATE_MS, Fade, Painted, PaintedButton
from .cards import two_lines
from .marks import paint_neutral_tile
from .paint import box, focus_ring, icon, line, mirrored, mix, painting
from .spinner import Spinner


class RadioCard(PaintedButton):
    """One of several large choices: an icon, two lines, maybe a badge. Cards of one parent exclude each other."""

    def __init__(self, title: str, sub: str, icon_name: str, badge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._sub = sub
        self._icon = icon_name
        self._badge = badge
        self._on = Fade(self, STATE_MS)
        self.setAccessibleDescription(f"{badge}. {sub}" if badge else sub)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda on: self._on.send(1.0 if on else 0.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; Enter is left to the window, where it goes on with what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(280, current_theme().px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        on = self._on.at
        with painting(self) as painter:
            rest = mix(theme.color("card"), theme.color("hover"), self.hover.at)
            outline = mix(theme.color("border"), theme.color("accent"), on)
            box(painter, rect, RADIUS["card"], mix(rest, theme.color("accent_soft"), on), outline, 1 + on / 2)
            self._paint_mark(painter, rect)
            left = theme.px(56)
            two_lines(painter, rect, left, rect.width() - left - theme.px(48), self.label, self._sub)
            self._paint_badge(painter, rect, left)
            self._paint_dot(painter, rect)
            if self.ring:
                # the outline of a chosen card has the ring's colour: a gap tells the two apart
                box(painter, rect.adjusted(2, 2, -2, -2), RADIUS["card"] - 2, None, theme.color("card"), 1.5)
                focus_ring(painter, rect, RADIUS["card"])

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        side = theme.px(34)
        place = mirrored(QRectF(theme.px(11), (rect.height() - side) / 2, side, side), rect)
        if self.isChecked():
            box(painter, place, RADIUS["tile"], theme.color("card"))
            icon(painter, place, self._icon, theme.color("accent_text"), theme.px(18))
        else:
            paint_neutral_tile(painter, place, self._icon)

    def _paint_badge(self, painter: QPainter, rect: QRectF, left: float) -> None:
        if not self._badge:
            return
        theme = current_theme()
        metrics = theme.metrics("caption", 600)
        x = left + theme.metrics("body", 500).horizontalAdvance(self.label) + theme.px(9)
        height = theme.px(18)
        width = metrics.horizontalAdvance(self._badge) + theme.px(12)
        if x + width > rect.width() - theme.px(48):
            return  # no room: it is spoken, and the line below says the same
        middle = (rect.height() - theme.metrics("caption").height() - theme.px(1)) / 2
        place = mirrored(QRectF(x, middle - height / 2, width, height), rect)
        box(painter, place, height / 2, theme.color("success_soft"))
        line(painter, place, self._badge, "caption", theme.color("success"), 600, Qt.AlignmentFlag.AlignHCenter)

    def _paint_dot(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        side = theme.px(18)
        place = mirrored(QRectF(rect.width() - side - theme.px(16), (rect.height() - side) / 2, side, side), rect)
        if self.isChecked():
            box(painter, place, side / 2, theme.color("accent"))
            painter.setBrush(theme.color("on_accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(place.center(), side / 5, side / 5)
        else:
            box(painter, place, side / 2, None, theme.color("border_strong"), 1.5)


class _Segment(PaintedButton):
    """One part of a segmented row."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(label, parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = theme.metrics("small", 500).horizontalAdvance(self.label) + 2 * theme.px(12)
        return QSize(round(width), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        with painting(self) as painter:
            if self.isChecked():
                box(painter, rect, 6, theme.color("card"), theme.color("border"), 0.5)
            colour = theme.color("text" if self.isChecked() else "text2")
            line(painter, rect, self.label, "small", colour, 500, Qt.AlignmentFlag.AlignHCenter)
            if self.ring:
                focus_ring(painter, rect, 6)


class Segmented(Painted):
    """A few choices side by side. `chosen` carries the value of the one that was picked."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        for value, label in choices:
            segment = _Segment(label, self)
            self._segments[value] = segment
            self._group.addButton(segment)
            layout.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(lambda: self.chosen.emit(self.value()))

    def value(self) -> str:
        return next((value for value, segment in self._segments.items() if segment.isChecked()), "")

    def set_value(self, value: str) -> None:
        if value in self._segments:
            self._segments[value].setChecked(True)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            box(painter, self.rect().toRectF(), RADIUS["button"], current_theme().color("pressed"))


class CompletionRow(PaintedButton):
    """Completes the activity in its own system: a check box with two lines. While it is being sent, the box spins."""

    def __init__(self, title: str, sub: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._sub = sub
        self._spinner = Spinner(self)
        self._spinner.hide()
        self.setCheckable(True)
        self.setAccessibleDescription(sub)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_state(self, done: bool, pending: bool) -> None:
        self.setChecked(done)
        self._spinner.setVisible(pending)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spinner.setGeometry(self._box(self.rect().toRectF(), current_theme().px(20)).toRect())

    def sizeHint(self) -> QSize:
        return QSize(240, current_theme().px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        with painting(self) as painter:
            fill = theme.color("pressed") if self.isDown() else mix(theme.color("card"), theme.color("hover"), self.hover.at)
            box(painter, rect, RADIUS["card"], fill, theme.color("border"))
            left = theme.px(52)
            two_lines(painter, rect, left, rect.width() - left - theme.px(12), self.label, self._sub)
            if not self._spinner.isVisibleTo(self):
                paint_check(painter, self._box(rect, theme.px(20)), self.isChecked(), self.isEnabled())
            if self.ring:
                focus_ring(painter, rect, RADIUS["card"])

    def _box(self, rect: QRectF, side: int) -> QRectF:
        return mirrored(QRectF(current_theme().px(18), (rect.height() - side) / 2, side, side), rect)


def paint_check(painter: QPainter, rect: QRectF, checked: bool, enabled: bool = True) -> None:
    """A check box, ticked or not."""
    theme = current_theme()
    colour: QColor = theme.color("accent" if enabled else "border_strong")
    if not checked:
        box(painter, rect, 6, None, theme.color("border_strong"), 1.5)
        return
    box(painter, rect, 6, colour)
    side = rect.width()
    points = [QPointF(0.27, 0.52), QPointF(0.44, 0.68), QPointF(0.74, 0.34)]
    pen = QPen(theme.color("on_accent"), side * 0.1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([rect.topLeft() + point * side for point in points])
