"""What does a person's page show? Who they are, where else they are known, and all their activities as a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ...model.activity import Key
from ...model.changes import AccountsChanged, ActivitiesChanged
from ...model.clock import Clock
from ...model.feed import FeedQuery, PersonKey, Shelf
from ...model.link import ActivityLink
from ..backend import Backend
from ..controls import EmptyState
from ..feed.model import FeedModel
from ..feed.view import FeedView
from ..feed.words import RowWords
from ..theme import GUTTER
from .head import PersonHead, PersonToolbar
from .same import SamePersonPopover


class PersonView(QWidget):
    """Stands where the detail of an activity stands. Follows changes by itself."""

    command = Signal(str)
    """`back`: to what was shown before."""
    link_requested = Signal(object)
    """Carries a `model.link.Link`: one of the activities, or the same person in another account."""
    acted = Signal(str, object)
    """(command, activity key): an action of a row was clicked."""
    menu_wanted = Signal(QPoint)

    def __init__(self, backend: Backend, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backend = backend
        self._key: PersonKey | None = None
        self._words = RowWords(backend, clock, lambda _key: False)
        self._words.one_account = True
        self._model = FeedModel(backend, self._words.spoken, lambda _key: False, self)
        self.view = FeedView(self._model, self._words)
        self.view.clicked_row.connect(self._go)
        self.view.opened.connect(lambda key, _background: self._go(key))
        self.view.acted.connect(self.acted)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.installEventFilter(self)
        self.head = PersonHead()
        self.head.link_requested.connect(self.link_requested)
        self.toolbar = PersonToolbar()
        self.toolbar.command.connect(self.command)
        self.toolbar.same_wanted.connect(self._ask_who)
        self.head.unlink_wanted.connect(backend.office.unlink_same)
        self._lay_out()
        backend.changes.connect(self._heard)

    @property
    def key(self) -> PersonKey | None:
        """Whose page this is."""
        return self._key

    def selected(self) -> tuple[Key, ...]:
        """The activities that are chosen in the list."""
        return self.view.steps.selected()

    def show_person(self, key: PersonKey) -> None:
        """Show this person's page from its top. A person nobody knows gets a page that says so."""
        self._key = key
        self._read_head()
        self._model.set_query(FeedQuery(shelf=Shelf.EVERYTHING, person=key), grouped=True)
        self.view.list_changed(self.tr("Activities with {person}").format(person=self.head.name()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and _is_enter(event) and self.view.steps.current() is not None:
            self._go(self.view.steps.current())
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._unknown = EmptyState("no_results", self.tr("Nothing is known about this person"), sign="user")
        known = QWidget()
        column = QVBoxLayout(known)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(4)
        column.addWidget(self.view, 1)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self._unknown)
        self._stack.addWidget(known)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(GUTTER - 4, 10, GUTTER - 4, 10)
        top.addWidget(self.toolbar)
        layout.addLayout(top)
        layout.addWidget(body, 1)

    def _read_head(self) -> None:
        page = self._backend.person(self._key) if self._key is not None else None
        self._stack.setCurrentIndex(0 if page is None else 1)
        self.toolbar.show_page(page)
        if page is not None:
            names = {account.id: account.name for account in self._backend.accounts()}
            self.head.show_page(page, names)
            query = FeedQuery(shelf=Shelf.EVERYTHING, person=page.key)
            self._backend.count_all("person", {page: query}, lambda counted: self.head.show_total(page, counted[page]))
            self.setAccessibleName(page.name)

    def _ask_who(self, button: QWidget) -> None:
        """Find the same person in another account."""
        if self._key is None:
            return
        me = self._key
        popover = SamePersonPopover(button, self._backend, me, self.head.name())
        popover.picked.connect(lambda other: self._backend.office.link_same(me, other))
        popover.open_below(button)

    def _heard(self, change: object) -> None:
        if self._key is None:
            return
        if isinstance(change, ActivitiesChanged):
            self._model.apply(change)
        if isinstance(change, AccountsChanged):
            self._words.learn_accounts()
        if isinstance(change, ActivitiesChanged | AccountsChanged):
            self._read_head()

    def _go(self, key: object) -> None:
        if isinstance(key, Key):
            self.link_requested.emit(ActivityLink(key))


def _is_enter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
