"""What makes up the list's pane? The header, the progress of a first fill, and the list or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ...model.changes import AccountState, Phase
from ...model.clock import Clock
from ...model.feed import FeedQuery, Shelf
from ...model.search import NO_NAMES, Names
from ...model.views import SavedView
from ..backend import Backend
from .above import NewAbove
from .filters import Filters, Offer, Period, offer
from .header import ListHeader
from .model import FeedModel
from .nothing import Emptiness, Why, build, explain
from .search_hints import SearchHints
from .view import FeedView
from .words import RowWords

if TYPE_CHECKING:
    from ..controls.progress import FirstFill
    from ..view_options import ViewOptions

_NOT_YET = 6
UNGROUPED = frozenset({Shelf.SNOOZED, Shelf.DONE})
"""Lists that are not about when something happened have no day headers."""


class ListPane(QWidget):
    """Shows one view of one or all accounts, searched and filtered. The window decides which."""

    command = Signal(str)
    listed = Signal()
    """Another list is shown: view, account, words or filters have changed."""

    def __init__(
        self,
        backend: Backend,
        clock: Clock,
        model: FeedModel,
        words: RowWords,
        options: ViewOptions,
        can_sample: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._backend = backend
        self._clock = clock
        self._words = words
        self._can_sample = can_sample
        self._empty: Emptiness | None = None
        self._reason: QWidget | None = None
        self.shelf = Shelf.INBOX
        self.account: str | None = None
        self.text = ""
        self._uncounted = False
        """The number of the list that is shown now has not come yet."""
        self.filters = Filters()
        self.model = model
        self.view = FeedView(model, words)
        self.above = NewAbove(self.view, model)
        self.header = ListHeader(self._offer, options)
        self.header.searched.connect(self._search)
        self.hints = SearchHints(self.header.search, backend.names)
        self.header.search_left.connect(self.take_focus)
        self.header.filters_wanted.connect(self.set_filters)
        self.header.command.connect(self.command)
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look_whether_empty)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._look_soon.start)
        self._lay_out()

    def _lay_out(self) -> None:
        self._fill: FirstFill | None = None
        self._skeleton: QWidget | None = None
        self._body = QWidget()
        self._body.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._body.setAccessibleName(self.tr("Activities"))
        self._body.setMinimumHeight(1)  # with large text a page of it may want more than there is; what is above comes first
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.view)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(self._body, 1)

    # --- which list ----------------------------------------------------------------------------------------------

    def query(self) -> FeedQuery:
        return self.as_view("").query(self._clock.now(), self._names())

    def as_view(self, name: str) -> SavedView:
        """What is listed now, to be kept under a name."""
        return self.filters.as_view(name, self.shelf, self.account, self.text)

    def _names(self) -> Names:
        """What accounts and types are called, where an operator may ask for it."""
        return self._backend.names() if ":" in self.text else NO_NAMES

    def show_list(self, shelf: Shelf, account: str | None, title: str) -> None:
        """Another view: searched words and filters belong to the one that is left."""
        self.shelf, self.account = shelf, account
        self.filters = Filters()
        self.text = ""
        self.header.search.clear()
        self.header.show_title(title)
        self._list(title)

    def show_view(self, view: SavedView) -> None:
        """A saved view: its words stand in the search field, and its filters in the chips, to be changed at will."""
        self.shelf, self.account = view.shelf, view.account
        self.filters = Filters.of(view)
        self.text = view.typed
        self.header.search.show_text(view.typed)
        self.header.show_title(view.name)
        self._list(view.name)

    def set_filters(self, filters: Filters) -> None:
        self.filters = filters
        self._list()

    def clear_search(self) -> None:
        self.header.search.clear()
        self._search("")

    def _search(self, text: str) -> None:
        if text.strip() != self.text:
            self.text = text.strip()
            self._list()

    def _list(self, name: str = "") -> None:
        query = self.query()
        grouped = query.by_due or (not self.text and self.shelf not in UNGROUPED)
        self._words.grouped = grouped
        self._words.one_account = self.account is not None
        self.header.show_filters(self.filters, periods=self.shelf is not Shelf.AGENDA)
        self.view.list_changed(name or self.view.accessibleName())
        self.model.set_query(query, grouped)
        self._uncounted = True
        self.refresh_count()
        if self._uncounted:
            self.header.show_unread(0, can_mark=False)
        self._look_whether_empty()
        self.listed.emit()

    # --- what is beside the list ---------------------------------------------------------------------------------

    def refresh_count(self) -> None:
        """The number beside the title, and in the chip. A search has none: counting all it finds would make typing slow."""
        query = replace(self.query(), unread_only=True)
        known = self._known_unread(query)
        asked = {query: query} if known is None else {}
        self._backend.count_all("list", asked, lambda counted: self._show_unread(counted.get(query, known or 0)))

    def _known_unread(self, query: FeedQuery) -> int | None:
        """Of a whole inbox the sidebar shows the same number, so that it has been counted already. None: nobody has."""
        if self.shelf not in (Shelf.INBOX, Shelf.EVERYTHING) or self.text:
            return 0
        counts = self._backend.counts()
        if query == FeedQuery(unread_only=True):
            return counts.unread
        if query == FeedQuery(account=query.account, unread_only=True):
            return counts.by_account.get(query.account or "", 0)
        return None

    def _show_unread(self, unread: int) -> None:
        self._uncounted = False
        self.header.show_unread(unread, can_mark=unread > 0)

    def refresh_states(self) -> None:
        """An account's state has changed: a first fill may run, or the reason for emptiness be another one."""
        self._show_fill()
        self._look_soon.start()

    def _show_fill(self) -> None:
        filling = [state for state in self._shown_states() if state.phase is Phase.FILLING]
        if filling and self._fill is None:
            from ..controls.progress import FirstFill

            self._fill = FirstFill()
            self._column.insertWidget(1, self._fill)
        if self._fill is not None:
            self._fill.setVisible(bool(filling))
        if filling and self._fill is not None:
            totals = [state.total for state in filling]
            total = sum(number or 0 for number in totals) if all(totals) else None
            self._fill.set_progress(sum(state.got for state in filling), total)

    def _shown_states(self) -> list[AccountState]:
        return [state for state in self._backend.states().values() if self.account in (None, state.account)]

    def _look_whether_empty(self) -> None:
        if self.model.rowCount() > 0:
            self._empty = None
            self._show_in_body(0)
            return
        empty = explain(self._backend, self.query(), self.text, self.filters, self._can_sample)
        if empty == self._empty:
            return
        self._empty = empty
        if self._reason is not None:
            self._reason.deleteLater()
            self._reason = None
        if empty.why is Why.FILLING:
            self._show_in_body(self._place_of_skeleton())
            return
        self._reason = build(empty, self._act)
        self._show_in_body(self._stack.addWidget(self._reason))

    def _place_of_skeleton(self) -> int:
        """Rows that are not there yet. Made when a first fill is seen: most starts come after it."""
        if self._skeleton is None:
            from ..controls.progress import Skeleton

            self._skeleton = QWidget()
            column = QVBoxLayout(self._skeleton)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(Skeleton(_NOT_YET))
            column.addStretch()
            self._stack.addWidget(self._skeleton)
        return self._stack.indexOf(self._skeleton)

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """The keyboard goes to the list, or, where there is none, at least to its place."""
        listed = self._stack.currentWidget() is self.view
        (self.view if listed else self._body).setFocus(reason)

    def _show_in_body(self, place: int) -> None:
        """If the keyboard is here, it stays here: else Qt would pass it on to some button. Nobody pressed a key: no ring."""
        if place == self._stack.currentIndex():
            return
        here = self.view.hasFocus() or self._body.hasFocus()
        if here:
            self._body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentIndex(place)
        if here:
            self.take_focus(Qt.FocusReason.OtherFocusReason)

    def _act(self, action: str) -> None:
        """A button of an empty list was pressed: what concerns this list is done here, the rest is asked for."""
        match action:
            case "clear_search":
                self.clear_search()
            case "clear_filters":
                self.set_filters(Filters())
            case "all_days":
                self.set_filters(replace(self.filters, period=Period.ALL))
            case _:
                self.command.emit(action)

    def _offer(self) -> Offer:
        return offer(self._backend, self.query())
