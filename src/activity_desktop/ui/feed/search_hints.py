"""Which operators are there? Offered below the search field while one is being typed; Down opens them all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from ...model.search import Names, complete, suggest
from ..controls.field import SearchField
from ..theme import current_theme

LETTERS = 2
"""So many letters of an operator must be there: every word begins like one of them."""
WIDTH = 220


class SearchHints(QObject):
    """Up and Down choose, Enter takes what is chosen, Tab that or the first, Esc puts them away. Typing goes on."""

    def __init__(self, field: SearchField, names: Callable[[], Names]) -> None:
        super().__init__(field)
        self._field = field
        self._names = names
        self._hints = QStringListModel(self)
        self._completer = QCompleter(self._hints, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(field)
        self._completer.activated.connect(self._take)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._popup.setProperty("role", "hints")
        self._popup.setAccessibleName(self.tr("Search operators"))
        self._popup.installEventFilter(self)
        field.textEdited.connect(self._typed)
        field.installEventFilter(self)

    def shown(self) -> list[str]:
        """What is offered right now."""
        return self._hints.stringList() if self._popup.isVisible() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self._popup and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # while hints are open, the window's shortcuts rest
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self._popup:
                return self._key_in_popup(event)
            if event.key() == Qt.Key.Key_Down:
                self._offer()
                return True
        return super().eventFilter(watched, event)

    def _key_in_popup(self, event: QKeyEvent) -> bool:
        """Before Qt hands the key to the field, for which Enter means to search, and Esc to clear. True: done with."""
        tab = event.key() == Qt.Key.Key_Tab
        index = self._popup.currentIndex()
        if tab and not index.isValid():
            index = self._hints.index(0)
        if event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
            return True
        if not tab and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self._popup.hide()
        if index.isValid():
            self._take(str(index.data()))
        return index.isValid()

    def _typed(self) -> None:
        last = (self._before().split(" ") or [""])[-1]
        if len(last) >= LETTERS:
            self._offer()
        else:
            self._popup.hide()

    def _before(self) -> str:
        return self._field.text()[: self._field.cursorPosition()]

    def _offer(self) -> None:
        found = suggest(self._before(), self._names())
        self._hints.setStringList(list(found))
        if not found:
            self._popup.hide()
            return
        place = self._field.rect().adjusted(0, 0, 0, 4)
        place.setWidth(min(place.width(), current_theme().px(WIDTH)))
        self._completer.complete(place)
        self._popup.setCurrentIndex(QModelIndex())  # Qt chooses the first; Enter shall search unless the person chose

    def _take(self, chosen: str) -> None:
        text, cursor = complete(self._field.text(), self._field.cursorPosition(), chosen)
        self._field.setText(text)
        self._field.setCursorPosition(cursor)
        if chosen.endswith(":"):
            self._offer()
