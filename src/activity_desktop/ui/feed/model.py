"""Which rows does the feed hold? Keyset pages from the local database, grouped by day, kept up to date change by change.

Nothing here costs anything per stored activity: only a stretch of neighbouring rows is held, 200 are loaded at a time, at
either end, and a changed row is found by its position (a binary search), never by walking.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from ...model.activity import Key
from ...model.changes import ActivitiesChanged
from ...model.feed import FeedQuery, FeedRow, Position
from ..backend import Find, Found, Reads
from . import reading
from .belongs import belongs, can_tell
from .items import DayHeader, Item, sort_key, with_headers
from .saving import Saving
from .stretch import Stretch

PAGE = 200
KEEP = 3 * PAGE
"""Of more rows than this, those far from what is in use are let go when the list is read again or grows by itself."""
FEW = 20
"""Up to so many changed rows are looked up one by one; more are read again as pages."""
RELOAD_PAUSE_MS = 100
Then = Callable[[], None]
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_HEADER = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_ROW = _HEADER | Qt.ItemFlag.ItemIsSelectable


def nothing() -> None:
    """Nobody waits for it."""


class FeedModel(QAbstractListModel):
    """A flat list of `FeedRow`s and `DayHeader`s.

    `spoken` turns a row or a header into what a screen reader says; `stays` tells which rows must not leave a list of
    unread ones although they are read.
    """

    arrived_above = Signal()
    """Something unread came above the loaded rows, where the list goes on."""

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
        self.in_use: Callable[[], tuple[int, int]] = lambda: (0, self.rowCount() - 1)
        """From where to where the loaded rows are in sight or selected; the view knows."""
        self.paging = False
        """Rows are being put in or taken out because of where the person looks, not because anything has happened."""
        self._query = FeedQuery()
        self._stretch = Stretch()
        self._newest = 0
        self._saving = Saving(self)
        self._saving.grown_long.connect(self.refresh_texts)
        self._last_reload = 0.0
        self.waits = False
        """Rows were asked for, and have not come yet: nothing else is loaded until then."""
        self._outdated = False
        """Something has happened since they were asked for."""
        self._reload_timer = QTimer(self, singleShot=True)
        self._reload_timer.timeout.connect(self.reload)

    # --- what is in it -------------------------------------------------------------------------------------------

    @property
    def query(self) -> FeedQuery:
        return self._query

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

    # --- loading -------------------------------------------------------------------------------------------------

    def set_query(self, query: FeedQuery, grouped: bool) -> None:
        """Show another list, from its top."""
        self._query = query
        self._newest = 0
        self._fill_from_the_top(grouped)

    def show_start(self, then: Then = nothing) -> None:
        """Load the first rows of the list instead of what is loaded; `then` when they are there."""
        if self.from_the_top:
            then()
        else:
            self._page(reading.first(self._query, PAGE), self._show_anew, then)

    def show_end(self, then: Then = nothing) -> None:
        """Load the last rows of the list instead of what is loaded, wherever that was; `then` when they are there."""
        if self.complete:
            then()
        else:
            self._page(reading.last(self._query, PAGE), self._show_anew, then)

    def _fill_from_the_top(self, grouped: bool) -> None:
        self._ask(reading.first(self._query, PAGE), lambda found: self._fill(_stretch(found, grouped=grouped)))

    def _show_anew(self, found: Found) -> None:
        self._fill(_stretch(found, grouped=self.grouped))

    def _page(self, read: Find, show: Callable[[Found], None], then: Then = nothing) -> None:
        """Read because of where the person looks."""

        def shown(found: Found) -> None:
            self.paging = True
            show(found)
            self.paging = False
            then()

        self._ask(read, shown)

    def _ask(self, read: Find, show: Callable[[Found], None]) -> None:
        """What is read is shown as soon as it is there, unless it is not wanted any more by then. Meanwhile the list stays as
        it was; if something happens to it, it is read once more."""
        query, self.waits, self._outdated = self._query, True, False

        def answer(found: Found) -> None:
            if query is self._query:
                self.waits = False
                show(found)
                if self._outdated:
                    self._reload_soon()

        self._backend.find(self, query, read, answer)

    def reload(self) -> None:
        """Read again what is loaded and in use. Views keep selection and scroll position by key."""
        self._reload_timer.stop()
        self._last_reload = time.monotonic()
        top, limit = self._to_read_again()
        read = reading.first(self._query, limit) if top is None else reading.again(self._query, top, limit)
        self._ask(read, self._show_again)

    def _show_again(self, found: Found) -> None:
        rows = self._with_staying(found.rows, above=found.above, below=found.below)
        if [row.key for row in rows] == self._stretch.keys() and found.above == self._stretch.above:
            self._replace_all(rows, found.below)
        else:
            self._fill(Stretch(rows, grouped=self.grouped, above=found.above, below=found.below))

    def _to_read_again(self) -> tuple[Position | None, int]:
        """At which position to begin, and how many rows to read: all that is loaded, or of very many what is in use."""
        begin, limit = 0, max(PAGE, self.loaded_count())
        if self.loaded_count() > KEEP:
            first, last = self.in_use()
            begin, end = (first - PAGE if first > PAGE else 0), min(last + PAGE, self.rowCount())
            limit = max(PAGE, sum(self.row_at(place) is not None for place in range(begin, end)))
        top = next((row for row in map(self.row_at, range(begin, self.rowCount())) if row is not None), None)
        return (None if top is None or (begin == 0 and self.from_the_top) else top.position), limit

    def _reload_soon(self) -> None:
        """At once when it was quiet, else after a short pause: a first fill commits many times a second."""
        if self._reload_timer.isActive():
            return
        passed = (time.monotonic() - self._last_reload) * 1000
        if passed >= RELOAD_PAUSE_MS:
            self.reload()
        else:
            self._reload_timer.start(int(RELOAD_PAUSE_MS - passed))

    def _with_staying(self, rows: list[FeedRow], *, above: bool, below: bool) -> list[FeedRow]:
        """In a list of unread ones, rows that the person has not looked at long enough stay after they were read."""
        if not (self._query.unread_only or self._query.terms.unread):
            return rows
        there = {row.key for row in rows}
        missing = [row.key for row in self.loaded() if row.key not in there and self._stays(row.key)][:PAGE]
        found = (replace(row, by_due=self._query.by_due) for row in map(self._backend.row, missing) if row)
        kept = [row for row in found if belongs(self._query, row, shown=True)]
        if rows and above:
            kept = [row for row in kept if row.place_us < rows[0].place_us]
        if rows and below:
            kept = [row for row in kept if row.place_us > rows[-1].place_us]
        return sorted(rows + kept, key=sort_key) if kept else rows

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

    def canFetchMore(self, parent: Index = NO_INDEX) -> bool:
        return not parent.isValid() and self._stretch.below and not self.waits

    def fetchMore(self, parent: Index = NO_INDEX) -> None:  # noqa: ARG002 - Qt's signature; a flat list has one parent
        self.fetch(PAGE)

    def fetch(self, limit: int) -> None:
        """Load the next rows below the loaded ones; not while others are waited for."""
        last = self._stretch.last()
        if not self.canFetchMore():
            return
        if last is None:
            self._page(reading.first(self._query, PAGE), self._show_anew)
        else:
            self._ask(reading.below(self._query, last.position, limit), lambda found: self._add_below(last, found))

    def _add_below(self, last: FeedRow, found: Found) -> None:
        if self._stretch.last() is not last:
            return  # something happened there meanwhile; who looks there asks again
        self._stretch.below = found.below
        rows = self._stretch.fresh(found.rows)
        if rows:
            self._insert(self.rowCount(), self._stretch.items_below(rows))

    def fetch_above(self, limit: int = PAGE) -> int:
        """Load the rows above the loaded ones. Gives by how many places these have moved down already."""
        first, before = self._stretch.first(), self.rowCount()
        if first is None or not self._stretch.above or self.waits:
            return 0
        self._page(reading.above(self._query, first.position, limit), lambda found: self._add_above(first, found))
        return self.rowCount() - before

    def _add_above(self, first: FeedRow, found: Found) -> None:
        if self._stretch.first() is not first:
            return
        self._stretch.above = found.above
        for place, items in self._stretch.items_above(self._stretch.fresh(found.rows)):
            self._insert(place, items)

    def _insert(self, place: int, items: list[Item]) -> None:
        self.beginInsertRows(QModelIndex(), place, place + len(items) - 1)
        self._stretch.insert(place, items)
        self._note(item for item in items if isinstance(item, FeedRow))
        self.endInsertRows()

    # --- changes -------------------------------------------------------------------------------------------------

    def apply(self, change: ActivitiesChanged) -> None:
        """Bring the loaded rows up to date."""
        keys = dict.fromkeys(change.arrived + change.changed + change.removed)
        if not keys and not change.everything:
            return
        self._outdated = True
        many = len(keys) > max(FEW, self.loaded_count() // 100)
        if change.everything or many or not can_tell(self._query):
            self._reload_soon()
            return
        gone = set(change.removed)
        for key in keys:
            self._bring_up_to_date(key, None if key in gone else self._backend.row(key))
        self._let_go()

    def _bring_up_to_date(self, key: Key, row: FeedRow | None) -> None:
        place = self.find(key)
        if row is None or not belongs(self._query, row, shown=place >= 0):
            self._take_out(place)
        elif place < 0:
            self._put_in(row)
        elif self._stretch.times[key] == row.place_us:
            self._note([row])
            self._stretch.items[place] = row
            self._repaint(place, place)
        else:
            self._take_out(place)
            self._put_in(row)

    def _put_in(self, row: FeedRow) -> None:
        first = self._stretch.first()
        if first is not None and self._stretch.above and row.place_us == first.place_us:
            self._reload_soon()  # above it or below it: only the database knows their order
        elif not self._stretch.is_beyond(row):
            place = self._stretch.place_of(row.place_us)
            self._insert(place, self._stretch.items_for(row, place))
        elif row.unread and first is not None and row.place_us > first.place_us:
            self.arrived_above.emit()

    def _take_out(self, place: int) -> None:
        row = self.row_at(place)
        if row is not None:
            self._remove(*self._stretch.extent_of(place))
            self._saving.forget(row.key)

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        self._stretch.remove(first, last)
        self.endRemoveRows()

    def _let_go(self) -> None:
        """In a flood the list would grow for ever at its top: rows far below what is in use can be loaded again."""
        place = self.in_use()[1] + PAGE
        if self.loaded_count() <= KEEP or place >= self.rowCount():
            return
        while self.is_header(place - 1):
            place -= 1
        self.paging = True
        self._stretch.below = True
        self._remove(place, self.rowCount() - 1)
        self.paging = False

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

    # --- helpers -------------------------------------------------------------------------------------------------

    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))


def _stretch(found: Found, *, grouped: bool) -> Stretch:
    return Stretch(found.rows, grouped=grouped, above=found.above, below=found.below)
