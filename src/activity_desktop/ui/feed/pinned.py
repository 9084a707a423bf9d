"""How does a person know which day they look at? The topmost day stays pinned while its own header is out of sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QTableView

from ..controls.base import Painted
from ..controls.paint import painting
from ..theme import current_theme
from .items import DayHeader, Item, header_over
from .model import FeedModel
from .paint import paint_header


class PinnedHeader(Painted):
    """Laid over the top of the list; the next day's header pushes it away. Silent: the real headers are in the list."""

    def __init__(self, view: QTableView, model: FeedModel, text_of: Callable[[DayHeader], str]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._text_of = text_of
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.verticalScrollBar().valueChanged.connect(self.follow)
        self.hide()

    def height_wanted(self) -> int:
        return current_theme().px(32)

    def follow(self) -> None:
        """Show the right day at the right place, or nothing."""
        place = self._view.rowAt(0)
        item: Item | None = self._model.item_at(place)
        hidden_header = isinstance(item, DayHeader) and self._view.rowViewportPosition(place) >= 0
        if item is None or hidden_header or not self._model.grouped:
            self.hide()
            return
        self._text = self._text_of(header_over(item))
        height = self.height_wanted()
        self.setGeometry(0, min(0, self._next_header_at(place) - height), self._view.width(), height)
        self.show()
        self.update()

    def _next_header_at(self, place: int) -> int:
        """How far below the upper edge the next header stands, as far as that matters."""
        height = self.height_wanted()
        place += 1
        while place < self._model.rowCount():
            y = self._view.rowViewportPosition(place)
            if y >= height:
                break
            if self._model.is_header(place):
                return y
            place += 1
        return height

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        veil = QColor(theme.color("card"))
        veil.setAlphaF(0.96)
        with painting(self) as painter:
            painter.fillRect(self.rect(), veil)
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("hairline"))
            paint_header(painter, self.rect().toRectF(), self._text, 20 * theme.k)
