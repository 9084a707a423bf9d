"""What do the hints below the search field look like? A short list that the field keeps the keyboard of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView

from ..controls.field import SearchField
from ..theme import current_theme

WIDTH = 220


class HintList(QCompleter):
    """Shows what it is given. `activated` tells what was clicked, `popup()` is the list itself."""

    def __init__(self, field: SearchField) -> None:
        self.hints = QStringListModel()
        super().__init__(self.hints, field)
        self.hints.setParent(self)
        self._field = field
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setWidget(field)
        self.list = QListView()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # of a long value both ends tell it apart
        self.setPopup(self.list)
        self.list.setProperty("role", "hints")
        self.list.setAccessibleName(self.tr("Search operators"))

    def offer(self, found: Sequence[str]) -> None:
        """Nothing chosen yet: Qt would choose the first, and Enter shall search unless the person chose."""
        self.hints.setStringList(list(found))
        place = self._field.rect().adjusted(0, 0, 0, 4)
        place.setWidth(min(place.width(), current_theme().px(WIDTH)))
        self.complete(place)
        self.list.setCurrentIndex(QModelIndex())
