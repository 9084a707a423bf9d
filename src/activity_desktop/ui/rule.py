"""How is a divider painted, and a row of key caps? Small things that popovers share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .controls.base import Painted
from .controls.label import key_cap_size
from .controls.paint import box, line, mirrored, painting
from .theme import RADIUS, current_theme

_GAP = 4


class Rule(Painted):
    """A hairline across, with a little room above and below."""

    def __init__(self, height: int = 9, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(20, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            room = self.contentsRect()
            painter.fillRect(room.left(), self.height() // 2, room.width(), 1, current_theme().color("hairline"))


def paint_caps(painter: QPainter, within: QRectF, end: float, keys: Sequence[str]) -> float:
    """Key caps that end at `end`, measured from the leading edge of `within`. Returns where they begin."""
    theme = current_theme()
    for key in reversed(keys):
        size = key_cap_size(key)
        end -= size.width()
        top = within.center().y() - size.height() / 2
        place = mirrored(QRectF(within.left() + end, top, size.width(), size.height()), within)
        box(painter, place, RADIUS["keycap"], theme.color("sunken"), theme.color("border"))
        line(painter, place, key, "keycap", theme.color("text2"), align=Qt.AlignmentFlag.AlignHCenter)
        end -= _GAP
    return end
