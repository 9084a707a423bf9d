"""How does what the person reads stay where it is while rows come and go above it?

Before the model changes, the selected row and the visible ones are remembered with their place on screen; afterwards
the list is scrolled so that the first of them that is still there stands where it stood. At the very top with nothing
selected the person waits for news, so there new rows push the others down.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from ...model.activity import Key
from .model import FeedModel


class Anchor(QObject):
    """Follows one model on behalf of one view."""

    def __init__(self, view: QTableView, model: FeedModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._held: list[tuple[Key, int]] = []
        self.current: Key | None = None
        """The row the keyboard is on, for which a place is kept before all others."""
        model.rowsAboutToBeInserted.connect(self.hold)
        model.rowsAboutToBeRemoved.connect(self.hold)
        model.modelAboutToBeReset.connect(self.hold)

    def hold(self) -> None:
        """Remember where everything stands."""
        self._held = []
        visible = self._visible()
        chosen = [place for place in visible if self._is_current(place[0])]
        if chosen or self._view.verticalScrollBar().value() > 0 or not self._model.from_the_top:
            self._held = chosen + visible

    @property
    def holding(self) -> bool:
        return bool(self._held)

    def restore(self) -> None:
        """Scroll so that it stands there again."""
        for key, y in self._held:
            place = self._model.find(key)
            if place >= 0:
                bar = self._view.verticalScrollBar()
                bar.setValue(bar.value() + self._view.rowViewportPosition(place) - y)
                break
        self._held = []

    def forget(self) -> None:
        """Another list is about to be shown: there is nothing to hold on to."""
        self._held = []

    def _is_current(self, key: Key) -> bool:
        return key == self.current

    def _visible(self) -> list[tuple[Key, int]]:
        """The activities in sight, from the top, with their distance from the upper edge."""
        found: list[tuple[Key, int]] = []
        first = self._view.rowAt(0)
        place = max(first, 0)
        while place < self._model.rowCount():
            y = self._view.rowViewportPosition(place)
            if y > self._view.viewport().height():
                break
            row = self._model.row_at(place)
            if row is not None:
                found.append((row.key, y))
            place += 1
        return found
