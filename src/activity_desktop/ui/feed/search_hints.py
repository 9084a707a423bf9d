"""Which operators are there? Offered below the search field while one is being typed; Down opens them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ...model.search import Names, complete, suggest
from ..controls.field import SearchField

if TYPE_CHECKING:
    from .hint_list import HintList

LETTERS = 2
"""So many letters of an operator must be there: every word begins like one of them."""


class SearchHints(QObject):
    """Up and Down choose, Enter takes what is chosen, Tab that or the first, Esc puts them away. Typing goes on."""

    def __init__(self, field: SearchField, names: Callable[[], Names]) -> None:
        super().__init__(field)
        self._field = field
        self._names = names
        self._made: HintList | None = None
        field.textEdited.connect(self._typed)
        field.installEventFilter(self)

    def shown(self) -> list[str]:
        """What is offered right now."""
        return self._list.hints.stringList() if self._made is not None and self._list.list.isVisible() else []

    @property
    def _list(self) -> HintList:
        """Made when the first hint is offered: nobody types before the window is there."""
        if self._made is None:
            from .hint_list import HintList

            self._made = HintList(self._field)
            self._made.activated.connect(self._take)
            self._made.list.installEventFilter(self)
        return self._made

    def _put_away(self) -> None:
        if self._made is not None:
            self._made.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        in_list = self._made is not None and watched is self._made.list
        if isinstance(event, QKeyEvent) and in_list and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # while hints are open, the window's shortcuts rest
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if in_list:
                return self._key_in_list(event)
            if event.key() == Qt.Key.Key_Down:
                self._offer()
                return True
        return super().eventFilter(watched, event)

    def _key_in_list(self, event: QKeyEvent) -> bool:
        """Before Qt hands the key to the field, for which Enter means to search, and Esc to clear. True: done with."""
        tab = event.key() == Qt.Key.Key_Tab
        index = self._list.list.currentIndex()
        if tab and not index.isValid():
            index = self._list.hints.index(0)
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            return True
        if not tab and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self._put_away()
        if index.isValid():
            self._take(str(index.data()))
        return index.isValid()

    def _typed(self) -> None:
        last = (self._before().split(" ") or [""])[-1]
        if len(last) >= LETTERS:
            self._offer()
        else:
            self._put_away()

    def _before(self) -> str:
        return self._field.text()[: self._field.cursorPosition()]

    def _offer(self) -> None:
        found = suggest(self._before(), self._names())
        if found:
            self._list.offer(found)
        else:
            self._put_away()

    def _take(self, chosen: str) -> None:
        text, cursor = complete(self._field.text(), self._field.cursorPosition(), chosen)
        self._field.setText(text)
        self._field.setCursorPosition(cursor)
        if chosen.endswith(":"):
            self._offer()
