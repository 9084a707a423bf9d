"""What does each command do? One short method per row of `ui/commands.py`; the ones about activities are in `row_actions`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication

from ..model.activity import Key
from ..model.feed import Sending
from ..settings import definitions as choose
from .abilities import why_not
from .commands import BY_ID, Command
from .keys import printed
from .row_actions import RowActions

_TEXT_STEP = 10
_CLICKS_BEFORE_TIP = 3
_UNKEYED: dict[str, Callable[[RowActions], None]] = {"unsnooze": RowActions.unsnooze}
"""What is only in menus, and has no key."""


class Actions(RowActions):
    """Carries out commands. What concerns the window as a whole is asked of it by signals."""

    detail_wanted = Signal()
    """Show the detail where only one pane fits, or move the focus to it."""
    view_wanted = Signal(str)
    """A `Shelf`."""
    account_wanted = Signal(int)
    """The account's number in the sidebar; 0 means all."""
    saved_view_wanted = Signal(int)
    """The saved view's number in the sidebar."""
    pane_wanted = Signal(int)
    menu_wanted = Signal(QPoint)
    asked = Signal(str)
    """save_search, rename_view, remove_view, palette, help, settings, sidebar, close_window, quit, new_activity, outbox,
    health, search_on_server, add_account, try_demo, or `sign_in:<account>`."""

    def run(self, command: Command, keys: Sequence[Key] = ()) -> None:
        """Carry out a command, for `keys` instead of what is chosen where they are given."""
        self._given = tuple(keys)
        try:
            method = getattr(self, command.method)
            method() if command.argument is None else method(command.argument)
        finally:
            self._given = ()

    def run_named(self, name: str, key: Key | None = None) -> None:
        """The same by a command's identifier, as buttons ask for it; other names are asked of the window."""
        if name in BY_ID:
            self.run(BY_ID[name], (key,) if key else ())
            if name == "done":
                self._count_click()
        elif name in _UNKEYED:
            _UNKEYED[name](self)
        elif name == "send_sample":
            self._backend.send_sample()
        else:
            self.asked.emit(name)

    def _count_click(self) -> None:
        """Whoever has clicked Done three times is told its key, once."""
        clicks = self._settings.get(choose.DONE_CLICKS)
        if clicks < _CLICKS_BEFORE_TIP:
            self._settings.set(choose.DONE_CLICKS, clicks + 1)
            key = printed("done")
            if clicks + 1 == _CLICKS_BEFORE_TIP and key:
                self._toasts.tip(self.tr("Tip: press {key} for done").format(key=key))

    # --- move ----------------------------------------------------------------------------------------------------

    def next(self) -> None:
        self._step(1)

    def previous(self) -> None:
        self._step(-1)

    def _step(self, direction: int) -> None:
        self._pane.view.by_keys()
        self._steps.step(direction)

    def next_unread(self) -> None:
        self._step_to_unread(1)

    def previous_unread(self) -> None:
        self._step_to_unread(-1)

    def _step_to_unread(self, direction: int) -> None:
        self._pane.view.by_keys()
        if not self._steps.step_to_unread(direction):
            self._toasts.tell(self.tr("No more unread activities"), "check-check")

    def first(self) -> None:
        self._pane.view.by_keys()
        self._steps.first()

    def last(self) -> None:
        self._pane.view.by_keys()
        self._steps.last()

    def page_down(self) -> None:
        self._pane.view.scroll_page(1)

    def page_up(self) -> None:
        self._pane.view.scroll_page(-1)

    def read_on(self) -> None:
        """Space in the detail scrolls; at its end it goes to the next unread. On a button, it presses the button."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        elif not self._detail.read_on():
            self.next_unread()

    def read_back(self) -> None:
        self._detail.read_on(backwards=True)

    def open_detail(self) -> None:
        if not self._steps.selected():
            self._steps.step(1)
        self.detail_wanted.emit()

    def back(self) -> None:
        self.back_wanted.emit()

    def select(self) -> None:
        self._pane.view.by_keys()
        self._steps.toggle()

    def extend_down(self) -> None:
        self._pane.view.by_keys()
        self._steps.extend(1)

    def extend_up(self) -> None:
        self._pane.view.by_keys()
        self._steps.extend(-1)

    def select_all(self) -> None:
        self._pane.view.selectAll()

    def context_menu(self) -> None:
        view = self._pane.view
        self.menu_wanted.emit(view.viewport().mapToGlobal(view.current_rect().center()))

    # --- find and go ---------------------------------------------------------------------------------------------

    def search(self) -> None:
        self.back_wanted.emit()
        self._pane.header.search.setFocus()
        self._pane.header.search.selectAll()

    def go_to(self, shelf: str) -> None:
        self.view_wanted.emit(shelf)

    def show_account(self, number: int) -> None:
        self.account_wanted.emit(number)

    def show_saved_view(self, number: int) -> None:
        self.saved_view_wanted.emit(number)

    def save_search(self) -> None:
        self.asked.emit("save_search")

    def rename_view(self) -> None:
        self.asked.emit("rename_view")

    def remove_view(self) -> None:
        self.asked.emit("remove_view")

    def filters(self) -> None:
        self._pane.header.open_filters()

    def ask(self, what: str) -> None:
        """A window of its own, unless no account can do what it is for."""
        reason = why_not(self._backend, what, ())
        if reason:
            self._toasts.tell(reason, "triangle-alert")
        else:
            self.asked.emit(what)

    # --- the window ----------------------------------------------------------------------------------------------

    def check_now(self) -> None:
        """On rows that were not saved: try to save them again."""
        failed = [row.key for row in self.rows() if row.sending is Sending.FAILED]
        if failed:
            self._backend.retry(failed)
        else:
            self._backend.check_now()

    def text_size(self, direction: int) -> None:
        """Larger (1), smaller (-1) or normal (0)."""
        size = self._settings.get(choose.TEXT_SIZE) + direction * _TEXT_STEP if direction else choose.TEXT_SIZE.default
        self._settings.set(choose.TEXT_SIZE, min(max(size, choose.TEXT_SIZE.least), choose.TEXT_SIZE.most))

    def cycle_pane(self, direction: int) -> None:
        self.pane_wanted.emit(direction)

    def palette(self) -> None:
        self.asked.emit("palette")

    def sidebar(self) -> None:
        self.asked.emit("sidebar")

    def settings(self) -> None:
        self.asked.emit("settings")

    def help(self) -> None:
        self.asked.emit("help")

    def close_window(self) -> None:
        self.asked.emit("close_window")

    def quit(self) -> None:
        self.asked.emit("quit")
