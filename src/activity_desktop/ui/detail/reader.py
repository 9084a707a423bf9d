"""Where is an activity read? Below its toolbar, in a column that scrolls."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ..controls.ring import FocusRing
from ..controls.scrollbar import OverlayScrollBar
from ..controls.viewport import give_viewport
from .toolbar import DetailToolbar

_SIDE = 28
_WIDEST = 640
_CENTRED_FROM = 760
_STEP = 0.9
"""Of a page, at a time."""


class Reader(QWidget):
    """Give it the content. What its buttons ask for is told by `toolbar`."""

    def __init__(self) -> None:
        super().__init__()
        self.toolbar = DetailToolbar()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("Activity"))
        give_viewport(self.area, filled=False)
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._column = QVBoxLayout(self._page)
        self.area.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        self._bar = OverlayScrollBar(self.area)
        self._ring = FocusRing(self.area)
        self.area.verticalScrollBar().valueChanged.connect(lambda value: self.toolbar.set_line(value > 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.area, 1)

    def replace(self, old: QWidget | None, new: QWidget) -> None:
        """Another content; the old one goes."""
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(new)
        self._fit_margins()

    def show_top(self) -> None:
        self.area.verticalScrollBar().setValue(0)

    def read_on(self, backwards: bool) -> bool:
        """Scroll by most of a page. False when there was nothing further that way."""
        bar = self.area.verticalScrollBar()
        before = bar.value()
        step = round(bar.pageStep() * _STEP)
        bar.setValue(before - step if backwards else before + step)
        return bar.value() != before

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_margins()

    def _fit_margins(self) -> None:
        """A column that is never too wide to read: centred in a wide pane, at the leading edge in a narrow one."""
        width = self.width()
        lead = _SIDE if width <= _CENTRED_FROM else (width - _WIDEST) // 2
        self._column.setContentsMargins(lead, 14, max(_SIDE, width - lead - _WIDEST), 28)
