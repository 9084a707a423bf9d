"""Which activities are selected, and where does the keyboard go next? Movement over activities only: headers are passed by."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from ...model.activity import Key
from .model import FeedModel

_ONLY_THIS = QItemSelectionModel.SelectionFlag.ClearAndSelect
_TOGGLE = QItemSelectionModel.SelectionFlag.Toggle


class Steps:
    """Selects in a view. Keys in, keys out; model rows never leave this class and the view."""

    def __init__(self, view: QTableView, model: FeedModel) -> None:
        self._view = view
        self._model = model
        self._extends_from: Key | None = None

    def current(self) -> Key | None:
        row = self._model.row_at(self._view.currentIndex().row())
        return row.key if row else None

    def selected(self) -> tuple[Key, ...]:
        """From top to bottom."""
        places = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        rows = (self._model.row_at(place) for place in places)
        return tuple(row.key for row in rows if row is not None)

    def select(self, key: Key) -> bool:
        """Select this activity alone and bring it into sight. False when it is not loaded."""
        place = self._model.find(key)
        if place >= 0:
            self._go(place)
        return place >= 0

    def show(self, key: Key) -> None:
        """Bring it into sight, where it is loaded; what is selected stays so."""
        place = self._model.find(key)
        if place >= 0:
            self._view.scrollTo(self._model.index(place))

    def select_again(self, keys: tuple[Key, ...], current: Key | None) -> None:
        """The same selection as before, in rows that have been read anew. Nothing moves."""
        chosen = QItemSelection()
        for place in map(self._model.find, keys):
            if place >= 0:
                chosen.select(self._model.index(place), self._model.index(place))
        place = self._model.find(current) if current else -1
        models = self._view.selectionModel()
        if place >= 0:
            models.setCurrentIndex(self._model.index(place), QItemSelectionModel.SelectionFlag.NoUpdate)
        models.select(chosen, _ONLY_THIS)

    def step(self, direction: int) -> bool:
        """To the next activity (1) or the previous one (-1)."""
        return self._go(self._from_here(direction))

    def extend(self, direction: int) -> None:
        """The same, and everything from where extending began is selected."""
        place = self._from_here(direction)
        if place < 0:
            return
        begin = self._extends_from or self.current()
        first = self._model.find(begin) if begin else place
        first = place if first < 0 else first
        models = self._view.selectionModel()
        models.setCurrentIndex(self._model.index(place), QItemSelectionModel.SelectionFlag.NoUpdate)
        models.select(QItemSelection(self._model.index(min(first, place)), self._model.index(max(first, place))), _ONLY_THIS)
        self._extends_from = begin
        self._view.scrollTo(self._model.index(place))

    def step_to_unread(self, direction: int) -> bool:
        """To the next unread activity, loading as far as needed. False when there is none."""
        place = self._from_here(direction)
        while place >= 0:
            row = self._model.row_at(place)
            if row is not None and row.unread:
                return self._go(place)
            place = self._next(place, direction)
        return False

    def first(self) -> None:
        """To the first activity of the list, whatever is loaded."""
        self._model.show_start(self._go_to_first)

    def last(self) -> None:
        """To the last activity of the list, however long it is."""
        self._model.show_end(self._go_to_last)

    def _go_to_first(self) -> None:
        self._go(self._next(-1, 1))
        self._view.verticalScrollBar().setValue(0)

    def _go_to_last(self) -> None:
        self._go(self._model.rowCount() - 1)

    def toggle(self) -> None:
        self._view.selectionModel().select(self._view.currentIndex(), _TOGGLE)

    def neighbour(self, keys: tuple[Key, ...], direction: int) -> Key | None:
        """The activity after these (1) or before them (-1); the one on the other side where there is none."""
        places = [place for place in map(self._model.find, keys) if place >= 0]
        if not places:
            return None
        edges = {1: max(places), -1: min(places)}
        for way in (direction, -direction):
            row = self._model.row_at(self._next(edges[way], way))
            if row is not None:
                return row.key
        return None

    def nearest(self, place: int, direction: int) -> int:
        """The model row of the nearest activity, counting `place` itself; -1 when there is none."""
        return self._next(place - direction, direction)

    def _go(self, place: int) -> bool:
        if self._model.row_at(place) is None:
            return False
        self._extends_from = None
        index = self._model.index(place)
        self._view.selectionModel().setCurrentIndex(index, _ONLY_THIS)
        self._view.scrollTo(index)
        return True

    def _from_here(self, direction: int) -> int:
        """The next activity; with nothing selected, the first one in sight."""
        here = self._view.currentIndex().row()
        if here < 0 or not self._view.selectionModel().hasSelection():
            return self._next(self._view.rowAt(0) - 1, 1)
        return self._next(here, direction)

    def _next(self, place: int, direction: int) -> int:
        """The next activity in a direction, loading where the list goes on; -1 when there is none."""
        place += direction
        if place < 0:
            place += self._model.fetch_above()
        while place >= 0:
            if place >= self._model.rowCount():
                if not self._model.canFetchMore():
                    return -1
                self._model.fetchMore()
            elif self._model.is_header(place):
                place += direction
                if place < 0:
                    place += self._model.fetch_above()
            else:
                return place
        return -1
