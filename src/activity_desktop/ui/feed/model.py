"""Which rows does the feed hold? Keyset pages from the local database, grouped by day, kept up to date change by change.

Nothing here costs anything per stored activity: only loaded rows are held, 200 are loaded at a time, and a changed row
is found by its position (a binary search), never by walking.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from ...model.activity import Key
from ...model.changes import ActivitiesChanged
from ...model.feed import FeedQuery, FeedRow, Sending
from ..backend import Reads
from .belongs import belongs, can_tell
from .items import DayHeader, Item, day_at, day_of, header_for, sort_key, with_headers

PAGE = 200
FEW = 20
"""Up to so many changed rows are looked up one by one; more are read again as pages."""
RELOAD_PAUSE_MS = 100
SAVING_AFTER_MS = 800
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class FeedModel(QAbstractListModel):
    """A flat list of `FeedRow`s and `DayHeader`s.

    `spoken` turns a row or a header into what a screen reader says; `stays` tells which rows must not leave a list of
    unread ones although they are read.
    """

    def __init__(
        self,
        backend: Reads,
        spoken: Callable[[Item], str],
        stays: Callable[[Key], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._backend = backend
        self._spoken = spoken
        self._stays = stays
        self._query = FeedQuery()
        self._grouped = True
        self._items: list[Item] = []
        self._times: dict[Key, int] = {}
        """Where each loaded activity is to be found: its feed time."""
        self._complete = True
        self._saving: dict[Key, float] = {}
        self._last_reload = 0.0
        self._reload_timer = QTimer(self, singleShot=True)
        self._reload_timer.timeout.connect(self.reload)

    # --- what is in it -------------------------------------------------------------------------------------------

    @property
    def query(self) -> FeedQuery:
        return self._query

    @property
    def grouped(self) -> bool:
        return self._grouped

    @property
    def complete(self) -> bool:
        """Whether everything the query finds is loaded."""
        return self._complete

    def item_at(self, row: int) -> Item | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_at(self, row: int) -> FeedRow | None:
        item = self.item_at(row)
        return item if isinstance(item, FeedRow) else None

    def is_header(self, row: int) -> bool:
        return isinstance(self.item_at(row), DayHeader)

    def find(self, key: Key) -> int:
        """The model row of an activity, or -1."""
        feed_us = self._times.get(key)
        if feed_us is None:
            return -1
        for place in range(self._place_of(feed_us), len(self._items)):
            row = self.row_at(place)
            if row is not None and row.key == key:
                return place
        return -1

    def loaded(self) -> Iterator[FeedRow]:
        return (item for item in self._items if isinstance(item, FeedRow))

    def loaded_count(self) -> int:
        return len(self._times)

    def newest_arrival(self) -> int:
        """The greatest arrival number among the loaded rows: what a person looking at the list can have seen."""
        return max((row.id for row in self.loaded()), default=0)

    def is_saving(self, row: FeedRow) -> bool:
        """Whether a change has been on its way for long enough to be worth a word."""
        since = self._saving.get(row.key)
        return row.sending is Sending.WAITING and since is not None and time.monotonic() - since >= SAVING_AFTER_MS / 1000

    # --- loading -------------------------------------------------------------------------------------------------

    def set_query(self, query: FeedQuery, grouped: bool) -> None:
        """Show another list, from its top."""
        self._grouped = grouped
        self._query = query
        self._fill(self._backend.page(query, None, PAGE), PAGE)

    def reload(self) -> None:
        """Read again what is loaded. Views keep selection and scroll position by key."""
        self._reload_timer.stop()
        self._last_reload = time.monotonic()
        limit = max(PAGE, self.loaded_count())
        rows = self._backend.page(self._query, None, limit)
        complete = len(rows) < limit
        rows = self._with_staying(rows)
        if [row.key for row in rows] == list(self._keys()):
            self._replace_all(rows, complete)
        else:
            self._fill(rows, limit, complete)

    def _reload_soon(self) -> None:
        """At once when it was quiet, else after a short pause: a first fill commits many times a second."""
        if self._reload_timer.isActive():
            return
        passed = (time.monotonic() - self._last_reload) * 1000
        if passed >= RELOAD_PAUSE_MS:
            self.reload()
        else:
            self._reload_timer.start(int(RELOAD_PAUSE_MS - passed))

    def _with_staying(self, rows: list[FeedRow]) -> list[FeedRow]:
        """In a list of unread ones, rows that the person has not looked at long enough stay after they were read."""
        if not (self._query.unread_only or self._query.terms.unread):
            return rows
        there = {row.key for row in rows}
        missing = [key for key in self._keys() if key not in there and self._stays(key)][:PAGE]
        kept = [row for row in map(self._backend.row, missing) if row and belongs(self._query, row, shown=True)]
        return sorted(rows + kept, key=sort_key) if kept else rows

    def _fill(self, rows: list[FeedRow], limit: int, complete: bool | None = None) -> None:
        self.beginResetModel()
        self._items = with_headers(rows) if self._grouped else list(rows)
        self._times = {row.key: row.feed_us for row in rows}
        self._complete = len(rows) < limit if complete is None else complete
        self._note_sending(rows)
        self.endResetModel()

    def _replace_all(self, rows: list[FeedRow], complete: bool) -> None:
        """The same activities in the same order: only what they look like has changed."""
        self._complete = complete
        self._note_sending(rows)
        fresh = iter(rows)
        self._items = [item if isinstance(item, DayHeader) else next(fresh) for item in self._items]
        self._times = {row.key: row.feed_us for row in rows}
        self._repaint(0, len(self._items) - 1)

    def canFetchMore(self, parent: Index = NO_INDEX) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index = NO_INDEX) -> None:  # noqa: ARG002 - Qt's signature; a flat list has one parent
        self.fetch(PAGE)

    def fetch(self, limit: int) -> None:
        """Load the next rows below the loaded ones."""
        if self._complete:
            return
        last = self._items[-1] if self._items else None
        after = last.position if isinstance(last, FeedRow) else None
        rows = self._backend.page(self._query, after, limit)
        self._complete = len(rows) < limit
        rows = [row for row in rows if row.key not in self._times]
        if not rows:
            return
        items: list[Item] = with_headers(rows, last) if self._grouped else list(rows)
        self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(items) - 1)
        self._items += items
        self._times.update((row.key, row.feed_us) for row in rows)
        self._note_sending(rows)
        self.endInsertRows()

    # --- changes -------------------------------------------------------------------------------------------------

    def apply(self, change: ActivitiesChanged) -> None:
        """Bring the loaded rows up to date."""
        keys = dict.fromkeys(change.arrived + change.changed + change.removed)
        if not keys and not change.everything:
            return
        many = len(keys) > max(FEW, self.loaded_count() // 100)
        if change.everything or many or not can_tell(self._query):
            self._reload_soon()
            return
        gone = set(change.removed)
        for key in keys:
            self._bring_up_to_date(key, None if key in gone else self._backend.row(key))

    def _bring_up_to_date(self, key: Key, row: FeedRow | None) -> None:
        place = self.find(key)
        if row is None or not belongs(self._query, row, shown=place >= 0):
            self._take_out(place)
        elif place < 0:
            self._put_in(row)
        elif self._times[key] == row.feed_us:
            self._note_sending([row])
            self._items[place] = row
            self._repaint(place, place)
        else:
            self._take_out(place)
            self._put_in(row)

    def _put_in(self, row: FeedRow) -> None:
        place = self._place_of(row.feed_us)
        if place == len(self._items) and not self._complete:
            return  # it stands below what is loaded and comes with a later page
        above = self.item_at(place - 1)
        needs_header = self._grouped and (above is None or day_at(above) != day_of(row))
        new: list[Item] = [header_for(day_of(row)), row] if needs_header else [row]
        self.beginInsertRows(QModelIndex(), place, place + len(new) - 1)
        self._items[place:place] = new
        self._times[row.key] = row.feed_us
        self._note_sending([row])
        self.endInsertRows()

    def _take_out(self, place: int) -> None:
        row = self.row_at(place)
        if row is None:
            return
        day_is_over = place + 1 >= len(self._items) or self.is_header(place + 1)
        first = place - 1 if day_is_over and self.is_header(place - 1) else place
        self.beginRemoveRows(QModelIndex(), first, place)
        del self._items[first : place + 1]
        del self._times[row.key]
        self._saving.pop(row.key, None)
        self.endRemoveRows()

    def _note_sending(self, rows: list[FeedRow]) -> None:
        """Remember since when a change is on its way; "Saving" is shown only when it takes long."""
        now = time.monotonic()
        for row in rows:
            if row.sending is not Sending.WAITING:
                self._saving.pop(row.key, None)
            elif row.key not in self._saving:
                self._saving[row.key] = now
                QTimer.singleShot(SAVING_AFTER_MS, self, self.refresh_texts)

    def regroup(self) -> None:
        """After midnight or a change of the time zone: the same rows under the days they are on now."""
        items: list[Item] = with_headers(self.loaded()) if self._grouped else list(self.loaded())
        if items == self._items:
            self.refresh_texts()
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def refresh_texts(self) -> None:
        """Times in words, or marks that the model does not hold, have changed: paint again."""
        self._repaint(0, len(self._items) - 1)

    # --- Qt's side -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item_at(index.row())
        if item is None:
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return plain if isinstance(item, DayHeader) else plain | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item_at(index.row()) if role == Qt.ItemDataRole.AccessibleTextRole else None
        return None if item is None else self._spoken(item)

    # --- helpers -------------------------------------------------------------------------------------------------

    def _keys(self) -> Iterator[Key]:
        return (row.key for row in self.loaded())

    def _place_of(self, feed_us: int) -> int:
        """Where the first activity of that time stands, or would."""
        return bisect_left(self._items, (-feed_us, False), key=sort_key)

    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))
