"""Which windows are there, and who opens them? One object owns the main window, the tray, the settings and the first run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ..model.changes import JoinWanted, LinkOpened, Phase, Told
from ..model.clock import SystemClock
from ..model.feed import FeedQuery
from ..model.link import ActivityLink, InboxLink, Link
from ..native.paths import Paths
from ..native.startup import Reached, not_profiled
from ..settings import definitions as choose
from ..settings.file import Settings
from .activation import come_to_front
from .bridge import Bridge
from .joining import join
from .placement import centre_over

if TYPE_CHECKING:
    from .onboarding.attempt import Outcome
    from .services import StartDemo
    from .tray import Tray
    from .window import MainWindow

PICTURE = QSize(1100, 720)
DRAWN_AFTER_MS = 800
"""The body is made harmless in another thread; by then it is on the screen."""


class DesktopUi(QObject):
    """Everything that a person sees of the program. `quit` is called to end it.

    What a person waits for comes first: the window where it was asked for, then the tray, then `started` is told. A window
    is imported and made when it is first shown; in the tray it would only take memory.
    """

    started = Signal()

    def __init__(
        self,
        bridge: Bridge,
        settings: Settings,
        paths: Paths,
        quit_: Callable[[], None],
        start_demo: StartDemo | None = None,
        *,
        has_demo: bool = False,
        reached: Reached = not_profiled,
    ) -> None:
        """`start_demo` starts an embedded server with an account on it; `has_demo` says that one runs already."""
        super().__init__()
        self.bridge = bridge
        self.settings = settings
        self.paths = paths
        self._quit = quit_
        self._start_demo = start_demo
        self._has_demo = has_demo
        self._reached = reached
        self._windows: dict[str, QWidget] = {}
        self._window: MainWindow | None = None
        self._untold: Told | None = None
        """What is to be told once there is a window."""
        bridge.changes.connect(self._heard)

    def start(self, *, minimized: bool = False, link: str = "") -> None:
        """Show the window, unless it starts minimized, and the tray; on the first day, the first run instead."""
        if link:
            self.open_link(link)
        elif not self.settings.get(choose.ONBOARDED) and not self.bridge.accounts():
            self.show_first_run()
        elif not minimized:
            self.window.show()
        else:
            self._show_tray()
            return
        from .startup import when_painted

        when_painted(self._windows.get("first run") or self.window, self._painted)

        self._reached("window shown")

    def _painted(self, seen: bool) -> None:
        if seen:
            self._reached("first paint")
        self._show_tray()

    def _show_tray(self) -> None:
        self.tray.start()
        QTimer.singleShot(0, self, self.started.emit)

    @cached_property
    def tray(self) -> Tray:
        from .status.situation import situation
        from .tray import Tray

        clock = SystemClock()
        tray = Tray(self.bridge, self.settings, lambda: situation(self.bridge, self.settings, clock.now()), self)
        tray.appeared.connect(lambda: self._reached("tray ready"))
        tray.asked.connect(self.asked)
        tray.opened.connect(self.open_link)
        tray.toggled.connect(self.toggle)
        self.started.connect(tray.look_at_scheme)
        return tray

    @property
    def window(self) -> MainWindow:
        """The main window, made when it is first asked for."""
        if self._window is None:
            self._window = self._make_window()
        return self._window

    def _make_window(self) -> MainWindow:
        from .closing import Closing
        from .startup import when_painted
        from .window import MainWindow

        window = MainWindow(self.bridge, self.settings, can_sample=self._has_demo)
        when_painted(window, lambda _seen: self._give_sign())
        closing = Closing(window, self.settings, lambda: self.tray.present)
        window.in_front.connect(self.bridge.window_in_front)
        window.asked.connect(self.asked)
        window.closed.connect(closing.window_closed)
        closing.quit_wanted.connect(self._quit)
        if self._untold is not None:
            window.toasts.told(self._untold)
            self._untold = None
        return window

    def _heard(self, change: object) -> None:
        """What the window would see to, as long as there is none; and where the program is to be shown as it is."""
        if isinstance(change, LinkOpened) and not change.link:
            self.open_link(token=change.token)
        if isinstance(change, JoinWanted) and not join(self.bridge, change.key):
            self.open_link(ActivityLink(change.key), change.token)
        if self._window is not None:
            return
        if isinstance(change, LinkOpened) and change.link:
            self.open_link(change.link, change.token)
        elif isinstance(change, Told):
            self._untold = change

    def open_link(self, link: Link | str = "", token: str = "") -> None:
        """Without a link, the program as it is: in its first run that is what stands in front."""
        first_run, settings = self._windows.get("first run"), self._windows.get("settings")
        if not link and first_run is not None and first_run.isVisible():
            come_to_front(first_run, token)
            return
        self.window.open_link(link, token)
        if not link and settings is not None and settings.isVisible():
            come_to_front(settings)

    def toggle(self) -> None:
        """A click on the tray: show the window, or put it away when it is in front."""
        if self._window is not None and self._window.isActiveWindow():
            self.window.close()
        else:
            self.window.open_link(InboxLink())

    def close(self) -> None:
        """The program ends: every window goes, without questions."""
        for widget in (*self._windows.values(), self._window):
            if widget is not None:
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
            case "advanced":
                self.show_settings("advanced")
            case "attend":
                self._attend_to(account)
            case "add_account":
                self.show_first_run()
            case "try_demo":
                self.try_demo()
            case "sign_in":
                self.show_sign_in(account)
            case "unlock" | "check_now":
                self.bridge.check_now(account or None)

    def _attend_to(self, account: str) -> None:
        """A notification said that this account needs the person."""
        state = self.bridge.states().get(account)
        if state is not None and state.phase is Phase.SIGNED_OUT:
            self.show_sign_in(account)
        else:
            self.show_settings("accounts")

    def show_settings(self, page: str = "") -> None:
        from .services import settings_services
        from .settings.window import SettingsWindow

        self._dress()
        services = settings_services(self.bridge, self.paths, self.show_first_run, self.show_sign_in)
        window = SettingsWindow(self.bridge, self.settings, SystemClock(), services)
        if page:
            window.show_page(page)
        self._present("settings", window)

    def show_first_run(self) -> None:
        from ..crm import registry
        from .onboarding.wizard import Onboarding
        from .services import sign_in_services

        self._dress()
        services = sign_in_services(self.bridge, self._start_demo)
        wizard = Onboarding(registry.systems(), services, self.settings)
        wizard.finished.connect(self._first_run_is_over)
        self._present("first run", wizard)

    def _first_run_is_over(self) -> None:
        self.settings.set(choose.ONBOARDED, True)
        self.window.open_link(InboxLink())

    def show_sign_in(self, account_id: str) -> None:
        from ..crm import registry
        from .onboarding.token import TokenDialog
        from .services import sign_in_services

        for account in self.bridge.accounts():
            if account.id == account_id:
                services = sign_in_services(self.bridge, None)
                self._present("sign in", TokenDialog(account, registry.stored(account.system), services, self.window))

    def try_demo(self) -> None:
        if self._start_demo is not None:
            self._start_demo(self._demo_started)

    def _demo_started(self, outcome: Outcome) -> None:
        if outcome.problem is not None:
            self.bridge.heard(Told(str(outcome.problem), problem=True))

    def _dress(self) -> None:
        from .dress import dress

        dress(self.settings)
        self._give_sign()

    def _give_sign(self) -> None:
        from .dress import give_sign

        app = QApplication.instance()
        if isinstance(app, QApplication):
            give_sign(app)

    def _present(self, name: str, window: QWidget) -> None:
        """Show a window in place of an earlier one of the same name."""
        earlier = self._windows.pop(name, None)
        if earlier is not None:
            earlier.close()
            earlier.deleteLater()
        self._windows[name] = window
        window.destroyed.connect(lambda: self._windows.pop(name, None) if self._windows.get(name) is window else None)
        if self._window is not None:
            centre_over(window, self._window)
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
