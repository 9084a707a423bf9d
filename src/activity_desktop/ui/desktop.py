"""Which windows are there, and who opens them? One object owns the main window, the tray, the settings and the first run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ..crm import registry
from ..model.changes import Told
from ..model.clock import SystemClock
from ..model.feed import FeedQuery
from ..model.link import ActivityLink, InboxLink, Link
from ..native.paths import Paths
from ..settings import definitions as choose
from ..settings.file import Settings
from .bridge import Bridge
from .closing import Closing
from .onboarding.attempt import Outcome
from .services import StartDemo, settings_services, sign_in_services
from .tray import Tray
from .window import MainWindow

PICTURE = QSize(1100, 720)
DRAWN_AFTER_MS = 800
"""The body is made harmless in another thread; by then it is on the screen."""


class DesktopUi(QObject):
    """Everything that a person sees of the program. `start` it once the engine runs; `quit` is called to end the program."""

    def __init__(
        self,
        bridge: Bridge,
        settings: Settings,
        paths: Paths,
        quit_: Callable[[], None],
        start_demo: StartDemo | None = None,
        *,
        has_demo: bool = False,
    ) -> None:
        """`start_demo` starts an embedded server with an account on it; `has_demo` says that one runs already."""
        super().__init__()
        self.bridge = bridge
        self.settings = settings
        self.paths = paths
        self._quit = quit_
        self._start_demo = start_demo
        self._windows: dict[str, QWidget] = {}
        self.window = MainWindow(bridge, settings, can_sample=has_demo)
        self.tray = Tray(bridge, settings, self.window.news.situation, self)
        closing = Closing(self.window, settings, lambda: self.tray.present)
        self.window.in_front.connect(bridge.window_in_front)
        self.window.asked.connect(self.asked)
        self.window.closed.connect(closing.window_closed)
        closing.quit_wanted.connect(quit_)
        self.tray.asked.connect(self.asked)
        self.tray.opened.connect(self.open_link)
        self.tray.toggled.connect(self.toggle)

    def start(self, *, minimized: bool = False, link: str = "") -> None:
        """Show the tray, and the window unless it starts minimized; on the first day, the first run instead."""
        self.tray.start()
        if link:
            self.window.open_link(link)
        elif not self.settings.get(choose.ONBOARDED) and not self.bridge.accounts():
            self.show_first_run()
        elif not minimized:
            self.window.show()

    def open_link(self, link: Link | str = "", token: str = "") -> None:
        self.window.open_link(link, token)

    def toggle(self) -> None:
        """A click on the tray: show the window, or put it away when it is in front."""
        if self.window.isActiveWindow():
            self.window.close()
        else:
            self.window.open_link(InboxLink())

    def close(self) -> None:
        """The program ends: every window goes, without questions."""
        for widget in (*self._windows.values(), self.window):
            widget.hide()

    # --- the other windows ------------------------------------------------------------------------------------

    def asked(self, what: str) -> None:
        """A wish of the main window or the tray: a word, or a word and the account that it is about."""
        verb, _, account = what.partition(":")
        match verb:
            case "quit":
                self._quit()
            case "settings":
                self.show_settings()
            case "account":
                self.show_settings("accounts")
            case "add_account":
                self.show_first_run()
            case "try_demo":
                self.try_demo()
            case "sign_in":
                self.show_sign_in(account)
            case "unlock" | "check_now":
                self.bridge.check_now(account or None)

    def show_settings(self, page: str = "") -> None:
        from .settings.window import SettingsWindow

        services = settings_services(self.bridge, self.paths, self.show_first_run, self.show_sign_in)
        window = SettingsWindow(self.bridge, self.settings, SystemClock(), services)
        if page:
            window.show_page(page)
        self._present("settings", window)

    def show_first_run(self) -> None:
        from .onboarding.wizard import Onboarding

        services = sign_in_services(self.bridge, self._start_demo)
        wizard = Onboarding(registry.systems(), services, self.settings)
        wizard.finished.connect(self._first_run_is_over)
        self._present("first run", wizard)

    def _first_run_is_over(self) -> None:
        self.settings.set(choose.ONBOARDED, True)
        self.window.open_link(InboxLink())

    def show_sign_in(self, account_id: str) -> None:
        from .onboarding.token import TokenDialog

        for account in self.bridge.accounts():
            if account.id == account_id:
                services = sign_in_services(self.bridge, None)
                self._present("sign in", TokenDialog(account, registry.system(account.system), services, self.window))

    def try_demo(self) -> None:
        if self._start_demo is not None:
            self._start_demo(self._demo_started)

    def _demo_started(self, outcome: Outcome) -> None:
        if outcome.problem is not None:
            self.bridge.heard(Told(str(outcome.problem), problem=True))

    def _present(self, name: str, window: QWidget) -> None:
        """Show a window in place of an earlier one of the same name."""
        earlier = self._windows.pop(name, None)
        if earlier is not None:
            earlier.close()
            earlier.deleteLater()
        self._windows[name] = window
        window.destroyed.connect(lambda: self._windows.pop(name, None) if self._windows.get(name) is window else None)
        window.show()
        window.activateWindow()

    # --- pictures -----------------------------------------------------------------------------------------------

    def draw(self, feed: Path, detail: Path, then: Callable[[], None]) -> None:
        """Pictures of the inbox, and of an activity opened in it; `then` is called when both are there."""
        self.window.resize(PICTURE)
        QApplication.processEvents()
        self.window.grab().save(str(feed))
        rows = self.bridge.page(FeedQuery(), None, 50)
        told = [row for row in rows if row.person and row.relation] or rows
        for row in told[:1]:
            self.window.navigator.open_link(ActivityLink(row.key))

        def opened() -> None:
            self.window.grab().save(str(detail))
            then()

        QTimer.singleShot(DRAWN_AFTER_MS, opened)
