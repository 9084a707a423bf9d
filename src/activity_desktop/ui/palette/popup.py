"""How does the palette answer while one types? Actions at once, activities a moment later; Enter runs the chosen row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from ...model.feed import FeedRow
from ..controls.banner import announce
from ..controls.label import KeyCap, PlainLabel
from ..controls.paint import saved
from ..controls.popover import Popover
from ..controls.scrollbar import OverlayScrollBar
from ..rule import Rule
from ..theme import RADIUS, current_theme
from ..window_parts import WindowParts
from . import items
from .items import Entry
from .paint import paint_entry, paint_group

WIDTH = 540
_FIELD = 52
_ROW, _GROUP, _FOOTER = 40, 30, 40
_MOST_LIST = 440
FROM_TOP = 0.15
"""The share of the window's height that stays free above it."""
_EDGE = 12
_SEARCH_PAUSE_MS = 120
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class Palette(Popover):
    """Actions at once as one types; activities a moment later. Enter runs the chosen row."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window, self.tr("Command palette"), RADIUS["dialog"])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self._model = PaletteModel(self)
        self.edit = QLineEdit()
        self.edit.setProperty("role", "bare")
        self.edit.setPlaceholderText(self.tr("Type a command, a name or some words"))
        self.edit.setAccessibleName(self.tr("Command palette"))
        self.edit.setFont(current_theme().font("empty_title", 400))
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)  # a click anywhere beside it, too
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self.list = PaletteList(self._model, self)
        self.list.clicked.connect(self._run)
        self._search = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE_MS)
        self._search.timeout.connect(self.search)
        self._lay_out()
        self.setFocusProxy(self.edit)
        self._show([])

    def _lay_out(self) -> None:
        self.panel.setFixedWidth(min(current_theme().px(WIDTH), self._window.width() - 40))
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        field = QHBoxLayout()
        field.setContentsMargins(18, 0, 18, 0)
        field.addStrut(current_theme().px(_FIELD))
        field.addWidget(self.edit)
        self.content.addLayout(field)
        self.content.addWidget(Rule(1))
        self.content.addWidget(self.list)
        self.content.addWidget(Rule(1))
        self.content.addWidget(self._footer())

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setFixedHeight(current_theme().px(_FOOTER))
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(5)
        for keys, text in ((("↑", "↓"), self.tr("move")), (("Enter",), self.tr("run")), (("Esc",), self.tr("close"))):
            for key in keys:
                row.addWidget(KeyCap(key))
            row.addWidget(PlainLabel(text, "caption", "text3"))
            row.addSpacing(10)
        row.addStretch()
        return footer

    def open(self) -> None:
        self.open_centred(self._window, FROM_TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that move in the list, while the text field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
                announce(self.edit, str(self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or ""))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._show([])
        self._search.start()

    def search(self) -> None:
        """Look for activities with these words, too, which takes longer than for actions."""
        typed = self.edit.text()
        items.find_activities(self._window, typed, lambda rows: self._found(typed, rows) if isValid(self) else None)

    def _found(self, typed: str, rows: list[FeedRow]) -> None:
        if typed == self.edit.text():
            self._show(rows)

    def _show(self, rows: list[FeedRow]) -> None:
        typed = self.edit.text()
        self._model.show(
            items.grouped(
                (self.tr("Actions"), items.actions(self._window, typed, self._window.recent_commands)),
                (self.tr("Activities"), items.activities(self._window, typed, rows)),
                (self.tr("Go to"), items.places(self._window, typed, rows)),
            )
        )
        self.list.fit(self._most_list())
        self.list.step(1)
        self.panel.adjustSize()
        self.adjustSize()

    def _most_list(self) -> int:
        """So that field and footer stay in sight, however large the text and small the window."""
        theme = current_theme()
        room = round(self._window.height() * (1 - FROM_TOP)) - theme.px(_FIELD) - theme.px(_FOOTER) - _EDGE
        return max(theme.px(_ROW), min(theme.px(_MOST_LIST), room))

    def _run(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is None or entry.run is None:
            return
        if entry.command:
            recent = self._window.recent_commands
            recent[:] = [entry.command, *(name for name in recent if name != entry.command)]
        self.close()
        entry.run()


class PaletteModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        return self._entries[index.row()] if 0 <= index.row() < len(self._entries) else None

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index)
        if entry is None or entry.run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        return ", ".join(part for part in (entry.title, entry.sub, entry.key) if part)


class PaletteList(QListView):
    """The rows. The text field keeps the keyboard; the mouse chooses by moving."""

    def __init__(self, model: PaletteModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = model
        self.setAccessibleName(self.tr("Results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setItemDelegate(PaletteDelegate(model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        self.entered.connect(self._point_at)
        self.bar = OverlayScrollBar(self)

    def step(self, direction: int) -> None:
        """To the next row that can be chosen, round the end."""
        count = self._entries.rowCount()
        place = self.currentIndex().row()
        for _ in range(count):
            place = (place + direction) % count
            index = self._entries.index(place)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                self.scrollTo(self._entries.index(place - 1) if place == 1 else index)
                return

    def fit(self, most: int) -> None:
        """As high as its rows, up to a limit."""
        height = sum(self.sizeHintForRow(place) for place in range(self._entries.rowCount()))
        self.setFixedHeight(min(most, height + 14))

    def _point_at(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.setCurrentIndex(index)


class PaletteDelegate(QStyledItemDelegate):
    def __init__(self, model: PaletteModel, view: QListView) -> None:
        super().__init__(view)
        self._entries = model
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._entries.entry(index)
        return QSize(100, current_theme().px(_GROUP if entry is None or entry.run is None else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._entries.entry(index)
        if entry is None:
            return
        rect = QRectF(option.rect)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if entry.run is None:
                paint_group(painter, rect, entry.title)
            else:
                paint_entry(painter, rect, entry, chosen=index == self._view.currentIndex())
