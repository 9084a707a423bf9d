"""Which rows does the feed hold? A stretch of neighbouring rows, grouped by day, as Qt's views want to hear of them.

A changed row is found by its position (a binary search), never by walking. What is loaded when is up to `model`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...model.activity import Key
from ...model.feed import FeedRow
from .items import DayHeader, Item, with_headers
from .saving import Saving
from .stretch import Stretch

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_HEADER = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_ROW = _HEADER | Qt.ItemFlag.ItemIsSelectable


class LoadedRows(QAbstractListModel):
    """A flat list of `FeedRow`s and `DayHeader`s. `spoken` turns one of them into what a screen reader says."""

    def __init__(self, spoken: Callable[[Item], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._stretch = Stretch()
        self._newest = 0
        self._saving = Saving(self)
        self._saving.grown_long.connect(self.refresh_texts)

    # --- what is in it -------------------------------------------------------------------------------------------

    @property
    def grouped(self) -> bool:
        return self._stretch.grouped

    @property
    def complete(self) -> bool:
        """Whether everything the query finds is loaded, down to its end."""
        return not self._stretch.below

    @property
    def from_the_top(self) -> bool:
        """Whether the first loaded row is the first of the list."""
        return not self._stretch.above

    def item_at(self, row: int) -> Item | None:
        return self._stretch.item_at(row)

    def row_at(self, row: int) -> FeedRow | None:
        return self._stretch.row_at(row)

    def is_header(self, row: int) -> bool:
        return self._stretch.is_header(row)

    def find(self, key: Key) -> int:
        """The model row of an activity, or -1."""
        return self._stretch.find(key)

    def loaded(self) -> Iterator[FeedRow]:
        return self._stretch.rows()

    def loaded_count(self) -> int:
        return len(self._stretch.times)

    def newest_arrival(self) -> int:
        """The greatest arrival number that this list has had: what a person looking at it can have seen."""
        return self._newest

    def is_saving(self, row: FeedRow) -> bool:
        return self._saving.takes_long(row)

    # --- rows come and go ----------------------------------------------------------------------------------------

    def _fill(self, stretch: Stretch) -> None:
        self.beginResetModel()
        self._stretch = stretch
        self._note(stretch.rows())
        self.endResetModel()

    def _replace_all(self, rows: list[FeedRow], below: bool) -> None:
        """The same activities in the same order: only what they look like has changed."""
        self._stretch.below = below
        self._stretch.replace(rows)
        self._note(rows)
        self._repaint(0, self.rowCount() - 1)

    def _insert(self, place: int, items: list[Item]) -> None:
        self.beginInsertRows(QModelIndex(), place, place + len(items) - 1)
        self._stretch.insert(place, items)
        self._note(item for item in items if isinstance(item, FeedRow))
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        self._stretch.remove(first, last)
        self.endRemoveRows()

    def _take_out(self, place: int) -> None:
        row = self.row_at(place)
        if row is not None:
            self._remove(*self._stretch.extent_of(place))
            self._saving.forget(row.key)

    def _note(self, rows: Iterable[FeedRow]) -> None:
        for row in rows:
            self._newest = max(self._newest, row.id)
            self._saving.note(row)

    def regroup(self) -> None:
        """After midnight or a change of the time zone: the same rows under the days they are on now."""
        items: list[Item] = with_headers(self.loaded()) if self.grouped else list(self.loaded())
        if items == self._stretch.items:
            self.refresh_texts()
            return
        self.beginResetModel()
        self._stretch.items = items
        self.endResetModel()

    def refresh_texts(self) -> None:
        """Times in words, or marks that the model does not hold, have changed: paint again."""
        self._repaint(0, self.rowCount() - 1)

    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    # --- Qt's side -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._stretch.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item_at(index.row())
        if item is None:
            return Qt.ItemFlag.NoItemFlags
        return _HEADER if isinstance(item, DayHeader) else _ROW

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item_at(index.row()) if role == Qt.ItemDataRole.AccessibleTextRole else None
        return None if item is None else self._spoken(item)
