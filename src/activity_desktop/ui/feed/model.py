"""When does the feed load rows, and how does it stay up to date? In keyset pages from the local database, change by change.

Nothing here costs anything per stored activity: 200 rows are loaded at a time, at either end. Where that takes longer than a
frame, they come when they are found; until then the list stays as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from ...model.activity import Key
from ...model.changes import ActivitiesChanged
from ...model.feed import FeedQuery, FeedRow, Position
from ..backend import Find, Found, Reads
from . import reading
from .belongs import belongs, can_tell
from .items import Item, sort_key
from .rows import NO_INDEX, Index, LoadedRows
from .stretch import Stretch

PAGE = 200
KEEP = 3 * PAGE
"""Of more rows than this, those far from what is in use are let go when the list is read again or grows by itself."""
FEW = 20
"""Up to so many changed rows are looked up one by one; more are read again as pages."""
RELOAD_PAUSE_MS = 100
QUIET_MS = 1000
"""So long after it was last read again, a list is read at once. Sooner there is a flood, in which it waits at least for the
window's next turn: whatever else the same change brings up to date has had this one."""
Then = Callable[[], None]


def nobody_waits() -> None:
    """Nobody waits for it."""


class FeedModel(LoadedRows):
    """One list of a `FeedQuery`. `stays` tells which rows must not leave a list of unread ones although they are read."""

    arrived_above = Signal()
    """Something unread came above the loaded rows, where the list goes on."""

    def __init__(
        self,
        backend: Reads,
        spoken: Callable[[Item], str],
        stays: Callable[[Key], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(spoken, parent)
        self._backend = backend
        self._stays = stays
        self.in_use: Callable[[], tuple[int, int]] = lambda: (0, self.rowCount() - 1)
        """From where to where the loaded rows are in sight or selected; the view knows."""
        self.paging = False
        """Rows are being put in or taken out because of where the person looks, not because anything has happened."""
        self._query = FeedQuery()
        self._last_reload = 0.0
        self._asked = 0
        """How often rows were asked for; only the latest answer counts."""
        self.waits = False
        """Rows were asked for, and have not come yet: nothing else is loaded until then."""
        self._outdated = False
        """Something has happened since they were asked for."""
        self._reload_timer = QTimer(self, singleShot=True)
        self._reload_timer.timeout.connect(self.reload)

    # --- loading -------------------------------------------------------------------------------------------------

    @property
    def query(self) -> FeedQuery:
        return self._query

    def set_query(self, query: FeedQuery, grouped: bool) -> None:
        """Show another list, from its top."""
        self._query = query
        self._newest = 0
        self._fill_from_the_top(grouped)

    def show_start(self, then: Then = nobody_waits) -> None:
        """Load the first rows of the list instead of what is loaded; `then` when they are there."""
        if self.from_the_top and not self.waits:
            then()
        else:
            self._page(reading.first(self._query, PAGE), self._show_anew, then)

    def show_end(self, then: Then = nobody_waits) -> None:
        """Load the last rows of the list instead of what is loaded, wherever that was; `then` when they are there."""
        if self.complete and not self.waits:
            then()
        else:
            self._page(reading.last(self._query, PAGE), self._show_anew, then)

    def show_from(self, place_us: int, then: Then = nobody_waits) -> None:
        """Load the rows from a place on instead of what is loaded; `then` when they are there."""
        self._page(reading.from_time(self._query, place_us, PAGE), self._show_anew, then)

    def find_ends(self, asker: object, answer: Callable[[list[FeedRow]], None]) -> None:
        """The first row of the list and the last one that has a time, loaded or not; none where none has."""
        self._backend.find(asker, self._query, reading.ends(self._query), lambda found: answer(found.rows))

    def _fill_from_the_top(self, grouped: bool) -> None:
        self._ask(reading.first(self._query, PAGE), lambda found: self._fill(_stretch(found, grouped=grouped)))

    def _show_anew(self, found: Found) -> None:
        self._fill(_stretch(found, grouped=self.grouped))

    def _page(self, read: Find, show: Callable[[Found], None], then: Then = nobody_waits) -> None:
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
        self._asked += 1
        number, self.waits, self._outdated = self._asked, True, False

        def answer(found: Found) -> None:
            if number == self._asked:
                self.waits = False
                show(found)
                if self._outdated:
                    self._reload_soon()

        self._backend.find(self, self._query, read, answer)

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
        if passed >= QUIET_MS:
            self.reload()
        else:
            self._reload_timer.start(max(0, int(RELOAD_PAUSE_MS - passed)))

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


def _stretch(found: Found, *, grouped: bool) -> Stretch:
    return Stretch(found.rows, grouped=grouped, above=found.above, below=found.below)
