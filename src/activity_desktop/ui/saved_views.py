"""How does a search become a view with a name? It is saved from what is listed; the open list is called after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from ..model.changes import ViewsChanged
from ..model.text import clean_line
from ..model.views import LONGEST_NAME
from .backend import Backend
from .feed.pane import ListPane
from .navigator import Navigator
from .toasts import Toasts

if TYPE_CHECKING:
    from .name_popover import NamePopover


class SavedViewsDesk(QObject):
    """Works on the list of one window. A list that shows exactly what a saved view says is called by that view's name."""

    def __init__(self, backend: Backend, navigator: Navigator, pane: ListPane, toasts: Toasts) -> None:
        super().__init__(pane)
        self._backend = backend
        self._navigator = navigator
        self._pane = pane
        self._toasts = toasts
        self._follow_soon = QTimer(self, singleShot=True, interval=0)
        self._follow_soon.timeout.connect(self._follow)
        pane.listed.connect(self._follow)
        backend.changes.connect(self._heard)
        pane.header.options.also(self._offer_to_save)

    def _offer_to_save(self, menu: QMenu) -> None:
        menu.addSeparator()
        entry = menu.addAction(self.tr("Save this search…"))
        entry.triggered.connect(self.save)
        menu.aboutToShow.connect(lambda: entry.setEnabled(self._narrow()))

    def save(self) -> None:
        """Ask for a name, and keep what is listed under it."""
        if not self._narrow():
            self._toasts.tell(self.tr("Search or filter first, then save it"), "search")
            return
        popover = self._ask(self.tr("Save this search"), self.tr("Save"), clean_line(self._pane.text, LONGEST_NAME))
        popover.named.connect(lambda name: self._backend.save_view(self._pane.as_view(name)))
        popover.open_below(self._pane.header.search)

    def rename(self, name: str = "") -> None:
        """Ask for another name, for the open view where none is given."""
        old = name or self._navigator.saved
        if not old:
            self._toasts.tell(self.tr("Open a saved view first"), "bookmark")
            return
        popover = self._ask(self.tr("Rename “{name}”").format(name=old), self.tr("Rename"), old)
        popover.named.connect(lambda new: self._backend.rename_view(old, new))
        popover.open_below(self._pane.header.search)

    def remove(self, name: str = "") -> None:
        """The open view where none is given. It can be undone, so nobody is asked."""
        old = name or self._navigator.saved
        if old:
            self._backend.remove_view(old)
        else:
            self._toasts.tell(self.tr("Open a saved view first"), "bookmark")

    def menu(self, name: str, place: QPoint) -> None:
        """What can be done with one view of the sidebar."""
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self._navigator.show_saved(name))
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self.rename(name))
        menu.addAction(self.tr("Remove")).triggered.connect(lambda: self.remove(name))
        menu.popup(place)

    def _narrow(self) -> bool:
        return bool(self._pane.text) or self._pane.filters.narrow

    def _ask(self, title: str, verb: str, name: str) -> NamePopover:
        from .name_popover import NamePopover

        taken = {view.name for view in self._backend.views()} - {name}
        why = self.tr("There is already a saved view of that name.")
        return NamePopover(self._pane, title, verb, name, taken, why, LONGEST_NAME)

    def _heard(self, change: object) -> None:
        if isinstance(change, ViewsChanged):
            self._follow_soon.start()

    def _follow(self) -> None:
        """Call the list what it is: a saved view while it shows just that, else the view or account that it is a part of. Of
        two that say the same, the one that was opened."""
        shown = self._pane.as_view("")
        views = self._backend.views() if self._narrow() else []
        same = [view.name for view in views if replace(view, name="", person_name=shown.person_name) == shown]
        opened = self._navigator.saved
        self._navigator.call(opened if opened in same else next(iter(same), ""))
