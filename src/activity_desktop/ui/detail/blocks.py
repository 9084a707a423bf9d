"""Which small pieces is a detail built from? A section's title, a short row for another activity, a part that unfolds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...model.activity import Kind
from ...model.feed import FeedRow
from ..controls.base import PaintedButton
from ..controls.label import PlainLabel
from ..controls.marks import paint_tile
from ..controls.paint import box, focus_ring, icon, line, mirrored, mix, painting
from ..theme import RADIUS, current_theme
from ..words import kind_word


def section_title(text: str) -> PlainLabel:
    return PlainLabel(text, "caption", "text2", 600)


class MiniRow(PaintedButton):
    """Another activity in one line: its tile, its title, its time."""

    def __init__(self, row: FeedRow, when: str, spoken_when: str, parent: QWidget | None = None) -> None:
        title = row.title or kind_word(row.kind, row.kind_label)
        super().__init__(title, parent)
        self._kind: Kind = row.kind
        self._when = when
        self.setAccessibleName(f"{title}, {spoken_when}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, current_theme().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        side, left = theme.px(24), theme.px(36)
        when_width = theme.metrics("caption").horizontalAdvance(self._when) + 2
        with painting(self) as painter:
            fill = mix(theme.color("card"), theme.color("hover"), self.hover.at)
            box(painter, rect.adjusted(-6, 0, 6, 0), RADIUS["button"], theme.color("pressed") if self.isDown() else fill)
            paint_tile(painter, mirrored(QRectF(0, (rect.height() - side) / 2, side, side), rect), self._kind)
            title = QRectF(left, 0, rect.width() - left - when_width - theme.px(10), rect.height())
            line(painter, mirrored(title, rect), self.label, "small", theme.color("text"))
            when = QRectF(rect.width() - when_width, 0, when_width, rect.height())
            line(painter, mirrored(when, rect), self._when, "caption", theme.color("text3"), align=Qt.AlignmentFlag.AlignRight)
            if self.ring:
                focus_ring(painter, rect, RADIUS["button"])


class Disclosure(PaintedButton):
    """A title with an arrow that unfolds what stands below it. Its name says whether it is open."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._open = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_open(False)

    def is_open(self) -> bool:
        return self._open

    def set_open(self, is_open: bool) -> None:
        self._open = is_open
        state = QCoreApplication.translate("Disclosure", "{title}, shown" if is_open else "{title}, hidden")
        self.setAccessibleName(state.format(title=self.label))
        self.update()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = theme.metrics("small", 500).horizontalAdvance(self.label) + theme.px(16 + 12 + 16)
        return QSize(round(width), theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        side = theme.px(16)
        with painting(self) as painter:
            box(painter, rect, RADIUS["button"], mix(theme.color("card"), theme.color("hover"), self.hover.at))
            place = mirrored(QRectF(0, 0, side, rect.height()), rect)
            icon(painter, place, "chevron-down" if self._open else "chevron-right", theme.color("text2"), side)
            words = mirrored(QRectF(theme.px(26), 0, rect.width() - theme.px(26), rect.height()), rect)
            line(painter, words, self.label, "small", theme.color("text"), 500)
            if self.ring:
                focus_ring(painter, rect, RADIUS["button"])
