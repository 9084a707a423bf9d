"""Where does the scroll handle of a long list stand? On its way through time, from the newest activity to the oldest.

Only a stretch of a long list is loaded, and nobody counts a million rows for a handle. Both ends are found at once, so the
handle tells when the topmost row in sight was, and wherever it is dragged to, the rows of that time are loaded.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from ...model.feed import FeedQuery, FeedRow
from .model import FeedModel

_ABOVE = 50
"""So many rows are loaded above those that the handle was dragged to, so that one can scroll up from there."""


class Timeline(QObject):
    """Follows one model on behalf of one view. A list by due times, and one that is loaded as a whole, has none."""

    def __init__(self, view: QTableView, model: FeedModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._query: FeedQuery | None = None
        """The list whose ends are known."""
        self._newest = self._oldest = 0

    def share(self) -> float | None:
        """How much of the time is above what is in sight, 0 to 1; None where the loaded rows tell enough."""
        bar = self._view.verticalScrollBar()
        if self._query is not self._model.query or not 0 < self._oldest < self._newest:
            return None
        if self._is_at_top():
            return 0.0
        if self._model.complete and bar.value() >= bar.maximum():
            return 1.0
        return min(max((self._newest - self._time_at_top()) / (self._newest - self._oldest), 0.0), 1.0)

    def go(self, share: float) -> None:
        """Show the rows of that time, from the top of the view on. What is selected stays so."""
        wanted = round(self._newest - share * (self._newest - self._oldest))
        rows = list(self._model.loaded())
        if rows and rows[-1].place_us <= wanted <= rows[0].place_us:
            place = self._model.find(next(row for row in rows if row.place_us <= wanted).key)
            self._scroll_by(self._view.rowViewportPosition(place))
        else:
            self._model.show_from(wanted, self._show_top)

    def look(self) -> None:
        """Learn where the list ends, as soon as the person scrolls in it: until then the handle is at its top."""
        query, first = self._model.query, next(self._model.loaded(), None)
        if first is None or self._model.waits or query.by_due:
            return
        if query is not self._query:
            self._query, self._newest, self._oldest = None, 0, 0
        elif self._model.from_the_top:
            self._newest = first.place_us
        is_whole = self._model.from_the_top and self._model.complete
        if self._is_longer() or (self._query is None and not is_whole and not self._is_at_top()):
            self._query = query
            self._model.find_ends(self, lambda ends: self._learn(query, ends))

    def _is_at_top(self) -> bool:
        bar = self._view.verticalScrollBar()
        return self._model.from_the_top and bar.value() <= bar.minimum()

    def _is_longer(self) -> bool:
        """Whether a first fill has brought older ones since the oldest was found; told once of each that is loaded."""
        last = self._model.row_at(self._model.rowCount() - 1)
        if last is None or not 0 < last.place_us < self._oldest:
            return False
        self._oldest = last.place_us
        return True

    def _show_top(self) -> None:
        self._view.scrollToTop()
        self._model.fetch_above(_ABOVE)

    def _scroll_by(self, pixels: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _learn(self, query: FeedQuery, ends: list[FeedRow]) -> None:
        if query is self._query and ends:
            self._newest, self._oldest = ends[0].place_us, ends[-1].place_us

    def _time_at_top(self) -> float:
        """Of the topmost row in sight, and between it and the next one as far as it is out of sight."""
        place = self._view.rowAt(0)
        row, below = self._row_from(place), self._row_from(place + 1)
        if row is None:
            return float(self._oldest)
        hidden = -self._view.rowViewportPosition(place) / max(1, self._view.rowHeight(place))
        return row.place_us + ((below or row).place_us - row.place_us) * min(max(hidden, 0.0), 1.0)

    def _row_from(self, place: int) -> FeedRow | None:
        """The first activity at or below a place; what stands between two of them is a header."""
        return self._model.row_at(place) or self._model.row_at(place + 1)
