"""What stands beside the list? An activity's detail or a person's page, and the way back from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..model.activity import Key
from ..model.clock import Clock
from ..model.feed import PersonKey
from .backend import Backend
from .controls.tabs import order_tabs
from .detail import DetailPane

if TYPE_CHECKING:
    from .person import PersonView

Step = Key | PersonKey


class DetailArea(QStackedWidget):
    """`show_*` says what to show; `back` returns to what was shown before it by following links."""

    command = Signal(str)
    acted = Signal(str, object)
    """(command, activity key): an action of a row on a person's page."""
    link_requested = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self, backend: Backend, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backend = backend
        self._clock = clock
        self._trail: list[Step] = []
        self.detail = DetailPane(backend, clock, self)
        self.detail.command.connect(self.command)
        self.detail.link_requested.connect(self.link_requested)
        self.detail.menu_requested.connect(self.menu_requested)
        self.addWidget(self.detail)
        self._person: PersonView | None = None

    @property
    def person_shown(self) -> bool:
        return self._person is not None and self.currentWidget() is self._person

    def show_activity(self, key: Key | None, linked: bool = False) -> None:
        """`linked`: reached by a link from what is shown now, to which one may come back."""
        self._remember(linked)
        self.detail.show_activity(key)
        self.setCurrentWidget(self.detail)

    def show_many(self, count: int) -> None:
        self._trail.clear()
        self.detail.show_many(count)
        self.setCurrentWidget(self.detail)

    def show_person(self, key: PersonKey) -> None:
        self._remember(linked=True)
        self._page().show_person(key)
        self.setCurrentWidget(self._page())

    def back(self) -> bool:
        """Whether there was something to go back to."""
        if not self._trail:
            return False
        step = self._trail.pop()
        if isinstance(step, PersonKey):
            self._page().show_person(step)
            self.setCurrentWidget(self._page())
        else:
            self.detail.show_activity(step)
            self.setCurrentWidget(self.detail)
        return True

    def take_focus(self) -> None:
        """The keyboard scrolls what is shown."""
        page = self.currentWidget()
        target = self._person.view if self._person is not None and page is self._person else self.detail.reader.area
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _remember(self, linked: bool) -> None:
        if not linked:
            self._trail.clear()
            return
        here = self._person.key if self._person is not None and self.person_shown else self.detail.key
        if here is not None:
            self._trail.append(here)

    def _page(self) -> PersonView:
        """Made when first needed: most sessions never open a person's page."""
        if self._person is None:
            from .person import PersonView

            self._person = PersonView(self._backend, self._clock)
            self._person.command.connect(self.command)
            self._person.acted.connect(self.acted)
            self._person.link_requested.connect(self.link_requested)
            self._person.menu_wanted.connect(self.menu_requested)
            self.addWidget(self._person)
            order_tabs(self.detail, self._person)
        return self._person
