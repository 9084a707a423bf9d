"""What stands beside the list? The chosen activity in full; how many are chosen; or, with none, the most useful keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAccessible, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ...model.activity import Key
from ...model.changes import ActivitiesChanged
from ...model.clock import Clock
from ...model.feed import Detail
from ..backend import Backend
from ..controls import OverlayScrollBar
from ..controls.ring import FocusRing
from ..controls.spoken_as import speak_in_role
from ..controls.tabs import order_tabs
from ..controls.viewport import give_viewport
from .nothing import ManySelected, NothingSelected
from .toolbar import DetailToolbar

if TYPE_CHECKING:
    from .content import Content

_SIDE = 28
_WIDEST = 640
_CENTRED_FROM = 760
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
        self.toolbar = DetailToolbar()
        self.toolbar.command.connect(self.command)
        self.toolbar.more.connect(self.menu_requested)
        self._nothing = NothingSelected()
        self._many = ManySelected()
        self._many.command.connect(self.command)
        self._stack = QStackedLayout(self)
        for page in (self._nothing, self._many, self._build_reader()):
            self._stack.addWidget(page)
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
            self._scroll.verticalScrollBar().setValue(0)
        self._reload()
        if self._detail is not None and key is not None and key not in self._asked and _is_incomplete(self._detail):
            self._asked.add(key)
            self._backend.resolve(key)

    def show_many(self, count: int) -> None:
        """Several are chosen: offer what can be done with all of them."""
        self._key, self._detail = None, None
        self._many.set_count(count)
        self._stack.setCurrentWidget(self._many)
        self.setAccessibleName(self._many.title())

    def read_on(self, backwards: bool = False) -> bool:
        """Scroll by most of a page. False when there was nothing further that way."""
        bar = self._scroll.verticalScrollBar()
        before = bar.value()
        step = round(bar.pageStep() * 0.9)
        bar.setValue(before - step if backwards else before + step)
        return bar.value() != before

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_margins()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_times()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    def _build_reader(self) -> QWidget:
        self._scroll = QScrollArea()
        give_viewport(self._scroll, filled=False)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Activity"))
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._page_layout = QVBoxLayout(self._page)
        self._scroll.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        self._bar = OverlayScrollBar(self._scroll)
        self._ring = FocusRing(self._scroll)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda value: self.toolbar.set_line(value > 0))
        reader = QWidget()
        layout = QVBoxLayout(reader)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self._scroll, 1)
        self._reader = reader
        return reader

    def _fit_margins(self) -> None:
        """A column that is never too wide to read: centred in a wide pane, at the leading edge in a narrow one."""
        width = self.width()
        lead = _SIDE if width <= _CENTRED_FROM else (width - _WIDEST) // 2
        self._page_layout.setContentsMargins(lead, 14, max(_SIDE, width - lead - _WIDEST), 28)

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
        self._stack.setCurrentWidget(self._reader)
        if self._content is not None and before is not None and _look(before) == _look(detail):
            self._content.update_detail(detail)
        else:
            self._replace_content(detail)

    def _replace_content(self, detail: Detail) -> None:
        from .content import Content  # a window starts with nothing chosen

        if self._content is not None:
            self._page_layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        content = Content(detail, self._backend, self._clock.now())
        content.command.connect(self.command)
        content.link_requested.connect(self.link_requested)
        self._content = content
        self._page_layout.addWidget(content)
        order_tabs(self.toolbar, self._scroll)
        self.setAccessibleName(content.title())
        self._fit_margins()

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
