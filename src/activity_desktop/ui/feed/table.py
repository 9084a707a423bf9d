"""How is the list's table set up, and what does the mouse mean in it? It tells what was meant, and does nothing of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ...model.activity import Key
from ..controls.viewport import give_viewport
from ..keys import follow
from ..theme import current_theme
from .geometry import header_height
from .items import Item
from .model import FeedModel
from .steps import Steps
from .tooltip import command_at
from .words import RowWords


class FeedTable(QTableView):
    """A `QTableView` with fixed row heights, because it paints a million rows as fast as ten."""

    acted = Signal(str, object)
    """(command, activity key): a hover action was clicked."""
    opened = Signal(object, bool)
    """(activity key, in the background): a double or a middle click opens it in its CRM."""
    clicked_row = Signal(object)
    """A plain click on an activity."""
    menu_wanted = Signal(QPoint)
    touched = Signal()
    """The person used the list, with mouse, wheel or keys."""

    def __init__(self, model: FeedModel, words: RowWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._feed = model
        self._words = words
        self._ring = False
        self.steps = Steps(self, model)

    def _set_up(self) -> None:
        """Asks for what a derived class overrides, which calls this when it is ready for that."""
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)  # the delegate paints what is selected; Qt would fill the whole row
        follow(self, "open_detail", "done", "snooze", "toggle_read", show=self._say_keys)

    def _say_keys(self, opening: str, done: str, snooze: str, read: str) -> None:
        """Once, here, and not on every row."""
        whole = self.tr("{open} opens, {done} done, {snooze} snooze, {read} read or unread")
        text = whole if done and snooze and read else self.tr("{open} opens")
        self.setAccessibleDescription(text.format(open=opening, done=done, snooze=snooze, read=read))

    def _size_headers(self, first: int, last: int) -> None:
        """Each at its own height; Qt would give a row the height of the header that stood there before."""
        rows = self.verticalHeader()
        height, usual = header_height(current_theme().k), rows.defaultSectionSize()
        for place in range(first, last + 1):
            wanted = height if self._feed.is_header(place) else usual
            if rows.sectionSize(place) != wanted:
                rows.resizeSection(place, wanted)

    def item_at(self, place: int) -> Item | None:
        """What stands in a model row; None where nothing does, or it is not loaded."""
        return self._feed.item_at(place)

    def place_of_key(self, key: Key) -> int:
        """The model row of an activity, or -1."""
        return self._feed.find(key)

    def press(self, key: Key) -> None:
        """As a click on that activity."""
        self.touched.emit()
        if self.steps.select(key):
            self.clicked_row.emit(key)

    def _shows_ring(self) -> bool:
        return self._ring and self.hasFocus()

    def current_rect(self) -> QRect:
        """Where the current activity is in the viewport."""
        return self.visualRect(self.currentIndex())

    def by_keys(self) -> None:
        """The keyboard moves in the list: show where it is."""
        self._ring = True
        self.touched.emit()

    def scroll_page(self, direction: int) -> None:
        self.touched.emit()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * max(1, bar.pageStep() - self.verticalHeader().defaultSectionSize()))

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; Qt's search by typing would jump about."""

    # --- events --------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ring = False
        self.touched.emit()
        row = self._feed.row_at(self.rowAt(event.position().toPoint().y()))
        if row is None:
            return
        if event.button() is Qt.MouseButton.MiddleButton:
            self.opened.emit(row.key, True)
            return
        if event.button() is Qt.MouseButton.RightButton and row.key in self.steps.selected():
            return  # the menu is for all that is selected
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._feed.row_at(self.rowAt(event.position().toPoint().y()))
        plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if row is None or not plain:
            return
        if command := command_at(self, self._words, row, event.position()):
            self.acted.emit(command, row.key)
        else:
            self.clicked_row.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._feed.row_at(self.rowAt(event.position().toPoint().y()))
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(row.key, False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.current_rect().center()))
        elif self._feed.row_at(self.rowAt(event.pos().y())) is not None:
            self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.touched.emit()
        super().wheelEvent(event)
