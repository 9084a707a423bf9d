"""How does one get from page to page? A list at the left, with an icon each; arrow keys open at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ..controls.base import by_keyboard
from ..controls.paint import box, focus_ring, icon, line, mirrored, saved
from ..theme import RADIUS, current_theme

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_ROW = 34
_GAP = 2


class PageList(QListView):
    """`chosen` carries the page's name."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        """(name, title, icon) of each page."""
        super().__init__()
        self._pages = _Pages(pages, self)
        self._delegate = _Delegate(self._pages, self)
        self._quiet = False
        self.setAccessibleName(self.tr("Pages"))
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setModel(self._pages)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_chosen(self, name: str) -> None:
        self._quiet = True
        self.setCurrentIndex(self._pages.find(name))
        self._quiet = False

    def set_dimmed(self, name: str, dimmed: bool) -> None:
        """A search has found nothing on this page."""
        self._delegate.dimmed = self._delegate.dimmed | {name} if dimmed else self._delegate.dimmed - {name}
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters go nowhere here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.ring = by_keyboard(event)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.ring = False
        super().mousePressEvent(event)

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._pages.name(current))


class _Pages(QAbstractListModel):
    def __init__(self, pages: Sequence[tuple[str, str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self.pages = list(pages)

    def name(self, index: Index) -> str:
        return self.pages[index.row()][0]

    def find(self, name: str) -> QModelIndex:
        return next((self.index(n) for n, page in enumerate(self.pages) if page[0] == name), QModelIndex())

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.pages[index.row()][1] if role in wanted else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, pages: _Pages, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self.ring = False
        self.dimmed: frozenset[str] = frozenset()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, current_theme().px(_ROW) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        name, title, sign = self._pages.pages[index.row()]
        rect = QRectF(option.rect).adjusted(0, 0, 0, -_GAP)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if chosen:
                box(painter, rect, RADIUS["side_row"], theme.color("side_selected"))
            elif state & QStyle.StateFlag.State_MouseOver:
                box(painter, rect, RADIUS["side_row"], theme.color("side_hover"))
            colour = theme.color("text3" if name in self.dimmed else "text" if chosen else "text2")
            side = theme.px(16)
            icon(painter, mirrored(QRectF(rect.left() + 10, rect.top(), side, rect.height()), rect), sign, colour, side)
            words = QRectF(rect.left() + theme.px(36), rect.top(), rect.width() - theme.px(44), rect.height())
            line(painter, mirrored(words, rect), title, "small", colour, 600 if chosen else 500)
            if self.ring and state & QStyle.StateFlag.State_HasFocus:
                focus_ring(painter, rect, RADIUS["side_row"])
