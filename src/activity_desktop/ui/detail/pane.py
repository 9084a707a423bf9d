"""What does the detail show for what is chosen? One activity in full; how many there are; or, for none, a few keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAccessible, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from ...model.activity import Key
from ...model.changes import ActivitiesChanged
from ...model.clock import Clock
from ...model.feed import Detail
from ..backend import Backend
from ..controls.spoken_as import speak_in_role
from ..controls.tabs import order_tabs
from .nothing import ManySelected, NothingSelected

if TYPE_CHECKING:
    from .content import Content
    from .reader import Reader
    from .toolbar import DetailToolbar

_TICK_MS = 30_000


class DetailPane(QWidget):
    """`show_activity` is all that is needed: the pane follows changes of its activity by itself."""

    command = Signal(str)
    """The id of a row of `ui/commands.py`, for the activity that is shown or the ones that are chosen."""
    link_requested = Signal(object)
    """Carries a `model.link.Link`: another activity, or a person's page."""
    menu_requested = Signal(QPoint)
    """Where, on the screen, the menu with everything else belongs."""

    def __init__(self, backend: Backend, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_in_role("DetailPane", QAccessible.Role.Grouping)
        self.setAccessibleName(self.tr("Activity"))
        self._backend = backend
        self._clock = clock
        self._key: Key | None = None
        self._detail: Detail | None = None
        self._content: Content | None = None
        self._asked: set[Key] = set()
        self._back = ""
        self._reader: Reader | None = None
        self._many: ManySelected | None = None
        self._nothing = NothingSelected(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._refresh_times)
        backend.changes.connect(self._heard)

    @property
    def key(self) -> Key | None:
        """Which activity is shown."""
        return self._key

    def show_activity(self, key: Key | None) -> None:
        """Show this one from its top; None shows what to press instead."""
        if key != self._key:
            self._key, self._detail = key, None
            if self._reader is not None:
                self._reader.show_top()
        self._reload()
        if self._detail is not None and key is not None and key not in self._asked and _is_incomplete(self._detail):
            self._asked.add(key)
            self._backend.resolve(key)

    def show_many(self, count: int) -> None:
        """Several are chosen: offer what can be done with all of them."""
        self._key, self._detail = None, None
        many = self._page_of_many()
        many.set_count(count)
        self._stack.setCurrentWidget(many)
        self.setAccessibleName(many.title())

    def _page_of_many(self) -> ManySelected:
        if self._many is None:
            self._many = ManySelected()
            self._many.command.connect(self.command)
            self._stack.addWidget(self._many)
            order_tabs(self._many, place=self)
        return self._many

    def read_on(self, backwards: bool = False) -> bool:
        """Scroll by most of a page. False when there was nothing further that way."""
        return self.reader.read_on(backwards)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_times()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    @property
    def reader(self) -> Reader:
        """Made when the first activity is shown: a window starts with nothing chosen, and is there sooner without it."""
        if self._reader is None:
            from .reader import Reader

            self._reader = Reader()
            self._reader.toolbar.command.connect(self.command)
            self._reader.toolbar.more.connect(self.menu_requested)
            self._reader.toolbar.set_back(self._back)
            self._stack.addWidget(self._reader)
            order_tabs(self._reader, place=self)
        return self._reader

    @property
    def toolbar(self) -> DetailToolbar:
        return self.reader.toolbar

    def set_back(self, label: str) -> None:
        """With one pane only: a button back to the list, called like the list. Empty hides it."""
        self._back = label
        if self._reader is not None:
            self._reader.toolbar.set_back(label)

    def _heard(self, change: object) -> None:
        if self._key is None or not isinstance(change, ActivitiesChanged):
            return
        if change.everything or self._key in change.changed or self._key in change.removed:
            self._reload()

    def _reload(self) -> None:
        detail = self._backend.detail(self._key) if self._key is not None else None
        if detail is None:
            self._key, self._detail = None, None
            self._stack.setCurrentWidget(self._nothing)
            self.setAccessibleName(self.tr("Activity"))
            return
        before, self._detail = self._detail, detail
        self.toolbar.show_row(detail.row)
        self._stack.setCurrentWidget(self.reader)
        if self._content is not None and before is not None and _look(before) == _look(detail):
            self._content.update_detail(detail)
        else:
            self._replace_content(detail)

    def _replace_content(self, detail: Detail) -> None:
        from .content import Content  # a window starts with nothing chosen

        content = Content(detail, self._backend, self._clock.now())
        content.command.connect(self.command)
        content.link_requested.connect(self.link_requested)
        self.reader.replace(self._content, content)
        self._content = content
        order_tabs(self.reader)
        self.setAccessibleName(content.title())

    def _refresh_times(self) -> None:
        if self._content is not None and self._detail is not None:
            self._content.refresh_times(self._clock.now())


def _look(detail: Detail) -> object:
    """Everything that decides what the content looks like; when it is the same, nothing is built again."""
    row = detail.row
    return detail.activity, row.sending, row.sending_note, row.unreadable


def _is_incomplete(detail: Detail) -> bool:
    """Whether the server may know titles or names that are missing here."""
    activity = detail.activity
    relations = any(relation.is_nameless for relation in activity.relations)
    return relations or any(person.id and not person.name for person in activity.people)
