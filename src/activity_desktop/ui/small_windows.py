"""Which small windows belong to the main one, and who opens them? Forms, the outbox, the health page, the server's search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ..model.activity import Key
from ..model.link import ActivityLink
from ..model.operation import Create, Edit
from .window_parts import WindowParts

if TYPE_CHECKING:
    from .forms import FormWindow
    from .office import WaitingChange
    from .sheet import Sheet


class SmallWindows(QObject):
    """One of each at a time, and one form per activity; asking again brings the open one to the front. Their code is loaded
    when one is first opened."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._open: dict[object, Sheet] = {}

    def new_activity(self) -> None:
        """In the account whose inbox is open, where it can."""
        from .forms import FormWindow

        if not self._raise("new"):
            self._show_form("new", FormWindow(self._window.backend, self._window.pane.account or "", parent=self._window))

    def edit(self, key: Key) -> None:
        from .forms import FormWindow

        if not self._raise(key):
            self._show_form(key, FormWindow(self._window.backend, key=key, parent=self._window))

    def correct(self, change: WaitingChange) -> None:
        """The form of a refused change once more, with what was entered."""
        from .forms import FormWindow

        operation = change.operation
        if not isinstance(operation, Create | Edit) or self._raise(change.op):
            return
        key = change.key if change.key.rid else None
        account = change.key.account
        form = FormWindow(self._window.backend, account, key, operation.fields, change.op, parent=self._window)
        self._show_form(change.op, form)

    def outbox(self) -> None:
        from .outbox import OutboxWindow

        if not self._raise("outbox"):
            sheet = OutboxWindow(self._window.backend, self._window.clock, self._window)
            sheet.correct_wanted.connect(self.correct)
            self._show("outbox", sheet)

    def health(self) -> None:
        from .health import HealthWindow

        if not self._raise("health"):
            self._show("health", HealthWindow(self._window.backend, self._window))

    def search_on_server(self) -> None:
        from .server_search import ServerSearch

        if not self._raise("search"):
            window = self._window
            sheet = ServerSearch(window.backend, window.clock, window.pane.account or "", window)
            sheet.opened.connect(lambda key: window.open_link(ActivityLink(key)))
            self._show("search", sheet)

    def _show_form(self, name: object, form: FormWindow) -> None:
        form.told.connect(self._window.toasts.tell_plainly)
        self._show(name, form)

    def _show(self, name: object, sheet: Sheet) -> None:
        self._open[name] = sheet
        sheet.finished.connect(lambda: self._open.pop(name, None))
        sheet.show()
        sheet.activateWindow()

    def _raise(self, name: object) -> bool:
        """Whether it was open already; it is in front now."""
        sheet = self._open.get(name)
        if sheet is None or not isValid(sheet):
            return False
        sheet.show()
        sheet.raise_()
        sheet.activateWindow()
        return True
