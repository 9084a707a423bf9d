"""How does the main window behave? Which part tells which other one, what opens beside it, and whether somebody sees it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from ..model.clock import Clock
from ..model.feed import Shelf
from ..settings import definitions as choose
from ..settings.file import Settings
from .backend import Backend
from .news import News
from .panes import LIST_WIDTH
from .placement import LEAST, Placement
from .small_windows import SmallWindows
from .window_parts import WindowParts


class MainWindow(WindowParts):
    """Give it a backend and the settings, and show it."""

    def __init__(self, backend: Backend, settings: Settings, clock: Clock | None = None, *, can_sample: bool = False) -> None:
        """As `WindowParts`."""
        super().__init__(backend, settings, clock, can_sample=can_sample)
        self._placement = Placement(settings)
        self.small_windows = SmallWindows(self)
        self.news = News(self)
        self._connect()
        self.setMinimumSize(LEAST)
        self._placement.restore(self)
        self.panel.set_list_width(self._placement.list_width(LIST_WIDTH))
        self.navigator.show_place(self._placement.view())
        self.news.refresh()

    def _connect(self) -> None:
        commands, navigator, view = self.commands, self.navigator, self.pane.view
        for source in (self.pane.command, self.area.command, self.sidebar.command, view.acted, self.area.acted):
            source.connect(commands.run_named)
        view.touched.connect(self.visit.touched)
        view.opened.connect(lambda key, _background: commands.run_named("open_in_crm", key))
        view.menu_wanted.connect(self._open_menu)
        self.area.menu_requested.connect(self._open_menu)
        self.sidebar.add_account.connect(lambda: self.asked.emit("add_account"))
        self.sidebar.account_menu.connect(lambda account, _place: self.asked.emit(f"account:{account}"))
        self.sidebar.view_menu.connect(self.saved_views.menu)
        commands.back_wanted.connect(navigator.back)
        commands.detail_wanted.connect(lambda: navigator.show_detail(focus=True))
        commands.view_wanted.connect(navigator.show_view)
        commands.account_wanted.connect(navigator.show_account)
        commands.saved_view_wanted.connect(navigator.show_saved_number)
        commands.pane_wanted.connect(navigator.cycle_pane)
        commands.menu_wanted.connect(self._open_menu)
        commands.asked.connect(self._ask)
        commands.edit_wanted.connect(self.small_windows.edit)
        navigator.left.connect(self._leave)
        navigator.moved.connect(self._look)
        self.pane.listed.connect(self._look)
        self.pane.listed.connect(self.visit.list_changed)
        self.visit.new_changed.connect(self.model.refresh_texts)
        self.panel.resized_by_hand.connect(lambda width: self._placement.remember(self, width))
        self.heartbeat.rows_aged.connect(lambda: view.viewport().update())
        self.heartbeat.day_changed.connect(self.model.regroup)

    # --- windows of its own --------------------------------------------------------------------------------------

    def _ask(self, what: str) -> None:
        match what:
            case "palette":
                from .palette import Palette

                Palette(self).open()
            case "help":
                from .shortcut_help import ShortcutHelp

                ShortcutHelp(self).open()
            case "save_search":
                self.saved_views.save()
            case "rename_view":
                self.saved_views.rename()
            case "remove_view":
                self.saved_views.remove()
            case "sidebar":
                self._toggle_sidebar()
            case "new_activity":
                self.small_windows.new_activity()
            case "outbox":
                self.small_windows.outbox()
            case "health":
                self.small_windows.health()
            case "search_on_server":
                self.small_windows.search_on_server()
            case "close_window":
                self._put_away()
            case _:
                self.asked.emit(what)

    def _toggle_sidebar(self) -> None:
        """A keyboard that was in it goes to the list when it goes."""
        here = QApplication.focusWidget()
        was_in_it = here is not None and self.sidebar.isAncestorOf(here)
        self.canvas.toggle_sidebar()
        if was_in_it and not self.canvas.docked and not self.canvas.drawer_open:
            self.pane.take_focus()

    def _open_menu(self, place: QPoint) -> None:
        from .row_menu import row_menu

        rows = self.commands.rows()
        if rows and QApplication.activePopupWidget() is None:  # the menu key may come as a key and as an event
            row_menu(self, self.backend, rows, self.commands.run_named).popup(place)

    def _leave(self) -> None:
        if self.settings.get(choose.CLOSE_ON_ESCAPE):
            self._put_away()

    def _put_away(self) -> None:
        self.close()
        self.closed.emit()

    # --- in sight or not -----------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Tell the visit whether the inbox can be seen by somebody who is at this window."""
        inbox = self.pane.shelf is Shelf.INBOX and self.navigator.list_in_sight
        awake = self.isVisible() and not self.isMinimized() and self.isActiveWindow()
        self.visit.set_in_sight(inbox and awake)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            self.in_front.emit(self.isActiveWindow())
            self._look()
        elif event.type() is QEvent.Type.WindowStateChange:
            self.heartbeat.set_running(self.isVisible() and not self.isMinimized())
            if self.isMinimized():
                self.visit.hidden()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.heartbeat.set_running(True)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        self._placement.remember(self, view=self.navigator.place())
        self.heartbeat.set_running(False)
        self.visit.hidden()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()  # always: a refusal would keep the program, and the session, from ending
        if event.spontaneous():
            self.closed.emit()
