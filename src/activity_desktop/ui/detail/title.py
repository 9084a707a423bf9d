"""How is a long title shown? Over at most four lines, broken anywhere if a word is that long; the rest is in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..controls.label import PlainLabel, set_tip
from ..controls.paint import LONGEST, painting, right_to_left
from ..theme import current_theme

_LINES = 4


class TitleLabel(PlainLabel):
    """A heading. It is spoken whole, however much of it fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "detail_title", parent=parent)
        self.setWordWrap(True)  # a label that does not wrap is not asked for its height
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def set_title(self, title: str) -> None:
        self.setText(title)
        self.setAccessibleName(title)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return round(self._line_height() * self._layout(width)[1])

    def sizeHint(self) -> QSize:
        return QSize(240, round(self._line_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, round(self._line_height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout, count, cut = self._layout(self.width())
        with painting(self) as painter:
            painter.setPen(current_theme().color("text"))
            for number in range(count):
                line = layout.lineAt(number)
                line.draw(painter, QPointF(0, number * self._line_height() - line.y()))
        set_tip(self, self.text() if cut else "")

    def _layout(self, width: int) -> tuple[QTextLayout, int, bool]:
        """The lines, how many of them are shown, and whether something was cut off."""
        layout, count = self._break(self.text()[:LONGEST], width)
        if count <= _LINES:
            return layout, max(1, count), False
        end = layout.lineAt(_LINES - 1).textStart() + layout.lineAt(_LINES - 1).textLength()
        shown = layout.text()[:end].rstrip()
        while shown and count > _LINES:
            shown = shown[:-1]
            layout, count = self._break(shown.rstrip() + "…", width)
        return layout, min(count, _LINES), True

    def _break(self, text: str, width: int) -> tuple[QTextLayout, int]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if right_to_left() else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout = QTextLayout(text, current_theme().font("detail_title"))
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(1, width))
            line = layout.createLine()
        layout.endLayout()
        return layout, layout.lineCount()

    def _line_height(self) -> float:
        return current_theme().metrics("detail_title").height() * 1.05
