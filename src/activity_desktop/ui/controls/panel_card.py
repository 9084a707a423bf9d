"""On what does a window's content stand? On one rounded card."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..theme import RADIUS, current_theme
from .base import Painted
from .paint import box, painting


class PanelCard(Painted):
    """The rounded card around a window's content."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(content)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            box(painter, self.rect().toRectF(), RADIUS["panel"], theme.color("card"), theme.color("border"))
