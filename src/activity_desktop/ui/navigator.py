"""Where is the person, and how do they get elsewhere? Views, details, links, panes, and the way back from each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ..model.activity import Key
from ..model.feed import FeedQuery, PersonKey, Shelf
from ..model.link import ActivityLink, InboxLink, PersonLink
from .backend import Backend
from .canvas import Canvas, Width
from .detail_area import DetailArea
from .feed.pane import ListPane
from .panes import Panel
from .sidebar import Sidebar
from .toasts import Toasts
from .visit import Visit

_BY_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class Navigator(QObject):
    """Moves among the parts of one window. Nothing here changes an activity, except that looking at one reads it."""

    moved = Signal()
    """Something else is in sight now."""
    left = Signal()
    """The person went back where there was nothing left to go back to."""

    def __init__(
        self,
        backend: Backend,
        sidebar: Sidebar,
        pane: ListPane,
        area: DetailArea,
        panel: Panel,
        canvas: Canvas,
        visit: Visit,
        toasts: Toasts,
    ) -> None:
        super().__init__(canvas)
        self._backend = backend
        self._sidebar = sidebar
        self._pane = pane
        self._view = pane.view
        self._area = area
        self._panel = panel
        self._canvas = canvas
        self._visit = visit
        self._toasts = toasts
        self._names = {
            Shelf.INBOX: self.tr("Inbox"),
            Shelf.AGENDA: self.tr("Agenda"),
            Shelf.SNOOZED: self.tr("Snoozed"),
            Shelf.DONE: self.tr("Done"),
            Shelf.EVERYTHING: self.tr("Everything"),
            Shelf.DELETED: self.tr("Recently deleted"),
        }
        self.title = ""
        """What the open view is called."""
        self.saved = ""
        """The name of the saved view that is open; empty when it is none."""
        self._view.chosen.connect(self._chosen)
        self._view.clicked_row.connect(lambda _key: self.show_detail(focus=False))
        self._area.link_requested.connect(self.follow)
        self._sidebar.chosen.connect(self._chosen_in_sidebar)
        self._sidebar.saved_chosen.connect(self._saved_chosen_in_sidebar)
        self._sidebar.list.activated.connect(self._leave_sidebar)
        self._canvas.changed.connect(self._width_changed)
        self._canvas.drawer_opened.connect(lambda: self._sidebar.list.setFocus(Qt.FocusReason.ShortcutFocusReason))

    # --- views ---------------------------------------------------------------------------------------------------

    def show_list(self, shelf: Shelf, account: str | None, *, browsing: bool = False) -> None:
        """Open a view, or one account's inbox. `browsing`: as one of several that somebody goes through in the sidebar."""
        self.saved = ""
        self.title = self._plain_title(shelf, account)
        self._pane.show_list(shelf, account, self.title)
        self._named()
        self._come_to_list(browsing)

    def show_saved(self, name: str, *, browsing: bool = False) -> None:
        """Open a saved view; `browsing` as in `show_list`."""
        view = next((view for view in self._backend.views() if view.name == name), None)
        if view is None:
            return
        self.saved = self.title = name
        self._pane.show_view(view)
        self._named()
        self._come_to_list(browsing)

    def _come_to_list(self, browsing: bool) -> None:
        """Whoever goes through the sidebar with the arrow keys stays in it, and comes with Enter."""
        if browsing:
            self._panel.show_second(False)
            self.moved.emit()
        else:
            self._leave_sidebar()

    def _leave_sidebar(self) -> None:
        self._canvas.close_drawer()
        self.show_list_pane()

    def place(self) -> dict[str, str]:
        """Which view is open, for `show_place`."""
        return {"shelf": self._pane.shelf, "account": self._pane.account or "", "saved": self.saved}

    def show_place(self, place: Mapping[str, str]) -> None:
        """The view that was open then; the inbox where it is not there any more."""
        saved, account, shelf = place.get("saved"), place.get("account"), place.get("shelf")
        if saved and any(view.name == saved for view in self._backend.views()):
            self.show_saved(saved)
        elif account and any(row.id == account for row in self._backend.accounts()):
            self.show_list(Shelf.INBOX, account)
        else:
            known = shelf in set(Shelf) and not saved and not account
            self.show_list(Shelf(shelf) if known and shelf else Shelf.INBOX, None)

    def leave_removed(self) -> None:
        """Out of the inbox of an account that is not here any more; where the focus is, it stays."""
        account = self._pane.account
        if account and all(row.id != account for row in self._backend.accounts()):
            self.show_list(Shelf.INBOX, None, browsing=True)

    def show_saved_number(self, number: int) -> None:
        """The saved view with this number in the sidebar."""
        views = self._backend.views()
        if number <= len(views):
            self.show_saved(views[number - 1].name)

    def call(self, saved: str) -> None:
        """The open list shows just what this saved view says; empty: it shows what none does (any more)."""
        if saved != self.saved:
            self.saved = saved
            self.title = saved or self._plain_title(self._pane.shelf, self._pane.account)
            self._named()
            self.moved.emit()

    def _plain_title(self, shelf: Shelf, account: str | None) -> str:
        names = {row.id: row.name for row in self._backend.accounts()}
        return names.get(account, account) if account else self._names[shelf]

    def _named(self) -> None:
        """Everything that says what the open view is called."""
        self._sidebar.set_current(self._pane.shelf, self._pane.account, self.saved)
        self._pane.header.show_title(self.title)
        self._view.setAccessibleName(self.title)
        self._area.detail.set_back(self.title if self._panel.one_pane else "")

    def show_view(self, shelf: str) -> None:
        self.show_list(Shelf(shelf), None)

    def show_account(self, number: int) -> None:
        """The account with this number in the sidebar; 0: all accounts."""
        accounts = self._backend.accounts()
        if number <= len(accounts):
            self.show_list(Shelf.INBOX, accounts[number - 1].id if number else None)

    def _chosen_in_sidebar(self, query: object) -> None:
        if isinstance(query, FeedQuery):
            self.show_list(query.shelf, query.account, browsing=self._sidebar.list.browsing)

    def _saved_chosen_in_sidebar(self, name: str) -> None:
        self.show_saved(name, browsing=self._sidebar.list.browsing)

    # --- links ---------------------------------------------------------------------------------------------------

    def open_link(self, link: ActivityLink | PersonLink | InboxLink) -> None:
        """A link from outside: a notification, another program, a second start."""
        if not isinstance(link, InboxLink):
            self._visit.came_by_link()
        if isinstance(link, ActivityLink):
            self._open_activity(link.key)
        elif isinstance(link, InboxLink):
            self.show_list(Shelf.INBOX, None)
        else:
            self.follow(link)

    def _open_activity(self, key: Key) -> None:
        row = self._backend.row(key)
        if row is None:
            self._toasts.tell(self.tr("This activity is not here any more"), "triangle-alert")
            return
        if self._pane.model.find(key) < 0:
            self.show_list(row.shelf, None)
        self._visit.followed_link(key)
        if not self._view.steps.select(key):
            self._area.show_activity(key)
        self.show_detail(focus=True)

    def follow(self, link: object) -> None:
        """A link inside the window: the way back is kept."""
        if isinstance(link, PersonLink):
            self._area.show_person(PersonKey(link.account, link.kind, link.id))
        elif isinstance(link, ActivityLink):
            self._area.show_activity(link.key, linked=True)
        self.show_detail(focus=False)

    def _chosen(self) -> None:
        keys = self._view.steps.selected()
        if len(keys) > 1:
            self._area.show_many(len(keys))
            self._visit.selected(None)
            return
        self._area.show_activity(keys[0] if keys else None)
        self._visit.selected(self._backend.row(keys[0]) if keys else None)
        if not keys and self._panel.one_pane:
            self.show_list_pane()

    # --- panes ---------------------------------------------------------------------------------------------------

    def show_detail(self, *, focus: bool) -> None:
        """In a narrow window the detail takes the list's place; else at most the focus moves."""
        self._panel.show_second(True)
        if focus or self._panel.one_pane:
            self._area.take_focus()
        self.moved.emit()

    def show_list_pane(self) -> None:
        self._panel.show_second(False)
        self._pane.take_focus()
        self.moved.emit()

    @property
    def list_in_sight(self) -> bool:
        return not (self._panel.one_pane and self._panel.showing_second)

    def back(self) -> None:
        """One step back: out of the drawer, the search, a followed link, the detail, the words searched for."""
        search = self._pane.header.search
        if self._canvas.drawer_open:
            self._canvas.close_drawer()
            self._pane.take_focus()
        elif search.hasFocus() and search.text():
            self._pane.clear_search()
        elif search.hasFocus():
            self._pane.take_focus()
        elif self._area.back():
            self.moved.emit()
        elif not self.list_in_sight or _has_focus(self._area):
            self.show_list_pane()
        elif self._pane.text:
            self._pane.clear_search()
        else:
            self.left.emit()

    def cycle_pane(self, direction: int) -> None:
        """The focus goes to the next pane that is there: sidebar, list, detail, banner, toast."""
        banner, toast = self._pane.header.banner, self._toasts.card
        panes: list[QWidget] = [self._sidebar.list] if self._canvas.docked else []
        panes += [pane for pane in (self._view, self._area, banner, toast) if pane.isVisible()]
        here = next((n for n, pane in enumerate(panes) if _has_focus(pane)), -1 if direction > 0 else 0)
        _give_focus(panes[(here + direction) % len(panes)])

    def _width_changed(self) -> None:
        self._pane.header.sidebar_button.setVisible(not self._canvas.docked)
        one_pane = self._canvas.width_now is Width.NARROW
        self._area.detail.set_back(self.title if one_pane else "")
        if one_pane and not self._view.steps.selected():
            self._panel.show_second(False)
        self.moved.emit()


def _has_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _give_focus(pane: QWidget) -> None:
    """To the pane itself, or to the first thing in it that takes the keyboard."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        pane.setFocus(_BY_SHORTCUT)
        return
    for child in pane.findChildren(QWidget):
        if child.isVisibleTo(pane) and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(_BY_SHORTCUT)
            return
