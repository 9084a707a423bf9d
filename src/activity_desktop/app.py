"""How are the parts put together, and in which order do they start? The only module that knows them all.

What is loaded when, which `tests/test_startup_imports.py` holds:
1. Qt, the settings, the database: opened, upgraded and repaired before anything reads from it.
2. What was asked for: the window (and all that it shows at first), or only the tray's icon and menu.
3. Once that is on the screen: the engine, with asyncio, the connectors of the accounts there are, network, D-Bus and keyring,
   in a thread of its own; the first look at each server.
4. Every other window, the embedded server, forms and palette: when they are first asked for.
So imports stand inside functions here and where `ui` opens a window; everywhere else they stand at the top.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from .model.changes import Change, LinkOpened, Told
from .model.clock import SystemClock
from .model.identity import APP_ICON, APP_ID
from .model.problems import Problem
from .model.words import translate
from .native import hardening, single_instance
from .native.paths import DEFAULT_PROFILE, Paths
from .native.startup import Reached, not_profiled
from .resources import resource
from .settings import definitions as choose
from .settings.file import Settings
from .store import accounts
from .store.salvage import open_or_salvage
from .ui import language
from .ui.bridge import Bridge
from .ui.desktop import DesktopUi
from .ui.quitting import quitting_on_signals

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from .local_server.ready import Ready
    from .local_server.server import LocalServer
    from .native.notifier import Notifier
    from .native.secrets import SecretStore
    from .operations import accounts as signing
    from .operations.engine import Engine
    from .store.database import Database
    from .ui.integration import Integration
    from .ui.onboarding.attempt import Ended

MakeOutside = Callable[[], "tuple[Notifier, SecretStore]"]
"""What the engine uses of the desktop; called in its thread."""
DATABASE = "activity.db"
DEMO_FILE = "demo-server.db"
DEMO_SEED = 60
_log = logging.getLogger(__name__)


def run_window(
    paths: Paths, settings: Settings, *, minimized: bool = False, link: str = "", reached: Reached = not_profiled
) -> int:
    """The window and the tray, until the person quits. Raises AlreadyRunning and what opening the database raises.

    `reached` is told the milestones of starting.
    """
    hardening.harden()
    with single_instance.hold(paths):
        try:
            program = Program(paths, settings, lambda: _desktop_of(paths), reached=reached)
            program.ui.start(minimized=minimized, link=link)
            return program.run()
        except Problem as problem:
            _show(problem)
            raise


def _desktop_of(paths: Paths) -> tuple[Notifier, SecretStore]:
    from .native.notifiers import make_notifier
    from .native.secrets import make_secret_store

    return make_notifier(APP_ID, resource(APP_ICON)), make_secret_store(paths.profile_name)


def run_demo(
    paths: Paths,
    settings: Settings,
    every: float,
    seconds: float | None,
    pictures: Path | None,
    listener: Callable[[Change], None],
    *,
    every_system: bool,
) -> int:
    """The same on the embedded server, with news every few seconds. With `pictures`, two are left there at the end."""
    with single_instance.hold(paths), _demo_server(paths, every_system=every_system) as (server, candidates):
        program = Program(paths, settings, lambda: _desktop_of_demo(quiet=pictures is not None), server)
        program.bridge.changes.connect(listener)
        for who in candidates:
            program.bridge.run(program.engine.add_account(who)).result()
        program.ui.start()
        program.let_things_happen(every)
        if seconds is not None:
            QTimer.singleShot(round(seconds * 1000), program.ui, lambda: program.finish_demo(pictures))
        return program.run()


def _desktop_of_demo(*, quiet: bool) -> tuple[Notifier, SecretStore]:
    from .native.notifiers import make_notifier
    from .native.secrets import SessionSecrets
    from .native.terminal_notifier import TerminalNotifier

    notifier = make_notifier(APP_ID, resource(APP_ICON))
    return TerminalNotifier(notifier) if quiet else notifier, SessionSecrets()


class Program:
    """One running program: make it, `ui.start` it, `run` it until it ends."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        outside: MakeOutside,
        server: LocalServer | None = None,
        reached: Reached = not_profiled,
    ) -> None:
        """Raises what opening the database raises."""
        self.application = make_application()
        language.speak(self.application, settings.get(choose.LANGUAGE))
        reached("application")
        self._paths = paths
        self._settings = settings
        self._outside = outside
        self._reached = reached
        self._problem: BaseException | None = None
        self._made_worker: ThreadPoolExecutor | None = None
        self._integration: Integration | None = None
        self._door: Future[Any] | None = None
        self.server = server or self._server_of_earlier()
        self._opened = open_or_salvage(paths.data / DATABASE, SystemClock().now())
        moved = self._find_moved_demo(self._opened[0])
        self.bridge = Bridge(self.happen)
        self.bridge.open(paths.data / DATABASE, self._make_engine)
        self.bridge.running.connect(self._engine_runs)
        self.bridge.failed.connect(self._engine_failed)
        if moved:
            self.bridge.heard(Told(moved))
        reached("database")
        has_demo = self.server is not None
        self.ui = DesktopUi(self.bridge, settings, paths, self.quit, self.start_demo, has_demo=has_demo, reached=reached)
        self.ui.started.connect(self.bridge.start)

    @property
    def _worker(self) -> ThreadPoolExecutor:
        """For what would keep the window waiting."""
        if self._made_worker is None:
            from concurrent.futures import ThreadPoolExecutor

            self._made_worker = ThreadPoolExecutor(1, "worker")
        return self._made_worker

    @property
    def engine(self) -> Engine:
        """Waited for where it does not run yet."""
        return self.bridge.engine

    def run(self) -> int:
        """Qt's loop, until somebody quits; then everything ends in order. Raises what kept the engine from running."""
        with quitting_on_signals(self.application):
            code = self.application.exec()
        self.ui.close()
        if self._integration is not None:
            self._integration.close()
        if self._door is not None:
            self._door.cancel()
        self.bridge.close()
        self._opened[0].close()
        if self._made_worker is not None:
            self._made_worker.shutdown()
        if self.server:
            self.server.stop()
        if self._problem is not None:
            raise self._problem
        return code

    # --- the engine -------------------------------------------------------------------------------------------------------

    def _make_engine(self) -> Engine:
        """In the engine's thread, which imports here what the window can do without."""
        from .operations import logs
        from .operations.engine import Engine

        logs.to_file(self._paths.log)
        notifier, secrets = self._outside()
        return Engine(
            self._paths.data / DATABASE,
            secrets,
            self._settings,
            self.bridge.heard,
            notifier=notifier,
            log=self._paths.log,
            opened=self._opened,
        )

    def _engine_runs(self) -> None:
        from .ui.integration import Integration

        self._reached("engine")
        self._door = self.bridge.run(self._keep_the_door(self._paths))
        install = self._paths.profile_name == DEFAULT_PROFILE
        self._integration = Integration(self.bridge, self._settings, self._worker, install=install)

    def _engine_failed(self, problem: BaseException) -> None:
        self._problem = problem
        self.quit()

    def quit(self) -> None:
        """End the program. Qt's own `quit` would first ask the windows to close, and ours hide instead."""
        self.application.exit(0)

    async def _keep_the_door(self, paths: Paths) -> None:
        """Hear what a second start of the program wants."""
        import asyncio

        def heard(message: dict[str, Any]) -> None:
            if message.get("refresh"):
                self.engine.reload()
            elif "set" in message:
                self.bridge.later(lambda: self._set(str(message["set"]), message.get("value")))
            else:
                self.bridge.heard(LinkOpened(str(message.get("open", "")), str(message.get("token", ""))))

        async with single_instance.listen(paths, heard):
            await asyncio.Event().wait()

    def _set(self, key: str, value: object) -> None:
        """The command line chose something. It has looked whether that may be; another version may think otherwise."""
        with contextlib.suppress(ValueError):
            self._settings.set_named(key, value)
            if key == choose.PAUSED_UNTIL.key:
                self.bridge.ask(lambda engine: engine.centre.poke() if engine.centre else None)

    # --- the demo ---------------------------------------------------------------------------------------------------------

    def happen(self) -> None:
        """Let one thing happen on the embedded server, without waiting for it."""
        if self.server:
            self._worker.submit(self.server.happen)

    def start_demo(self, ended: Ended) -> None:
        """The first run's demo: an embedded server that comes up with the program from now on, and an account on it."""

        from .local_server.server import LocalServer
        from .ui.onboarding.attempt import Outcome

        def work() -> None:
            try:
                if self.server is None:
                    self.server = LocalServer(self._paths.data / DEMO_FILE, seed=DEMO_SEED)
                    ready = self.server.start()
                    self._settings.set(choose.DEMO_PORT, ready.port)
                    self.bridge.submit(self.engine.add_account(_fluid(ready))).result()
                outcome = Outcome()
            except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
                outcome = Outcome(error if isinstance(error, Problem) else Problem(detail=repr(error)))
            self.bridge.later(lambda: ended(outcome))

        self._worker.submit(work)

    def _server_of_earlier(self) -> LocalServer | None:
        """The demo that was started in the first run, at its port, so that its account finds it."""
        port = self._settings.get(choose.DEMO_PORT)
        if not port:
            return None
        from .local_server.again import start_again

        return start_again(self._paths.data / DEMO_FILE, port, DEMO_SEED)

    def _find_moved_demo(self, database: Database) -> str:
        """What is told where the demo has another port than the last time; else nothing."""
        old = self._settings.get(choose.DEMO_PORT)
        if self.server is None or not old or self.server.port == old:
            return ""
        self._settings.set(choose.DEMO_PORT, self.server.port)
        with database.write() as connection:
            moved = accounts.move(connection, f"http://127.0.0.1:{old}", f"http://127.0.0.1:{self.server.port}")
        words = translate("Told", "Another program uses port {old}. The demo now runs on {new}.")
        return words.format(old=old, new=self.server.port) if moved else ""

    def let_things_happen(self, every: float) -> None:
        timer = QTimer(self.ui)
        timer.timeout.connect(self.happen)
        timer.start(round(every * 1000))

    def finish_demo(self, pictures: Path | None) -> None:
        """Leave the pictures and end."""
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            self.ui.draw(pictures / "feed.png", pictures / "detail.png", self.quit)
        else:
            self.quit()


def make_application() -> QApplication:
    """The one QApplication. It never sees our command line, because Qt would obey options hidden in a link."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["activity-desktop"])
    QLocale.setDefault(QLocale.system())  # LC_TIME decides about 12 or 24 hours
    application.setApplicationName("ActivityDesktop")  # letters only: it becomes part of a D-Bus path
    application.setDesktopFileName(APP_ID)
    application.setQuitOnLastWindowClosed(False)
    return application


def _show(problem: Problem) -> None:
    """Who started the program from an icon sees no terminal: the one dialog that stands alone."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    application = make_application()
    dialog = QMessageBox(QMessageBox.Icon.Critical, "Activity", problem.title)
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setInformativeText(problem.remedy)
    dialog.finished.connect(lambda: application.exit(0))
    dialog.open()
    with quitting_on_signals(application):
        application.exec()


def tray_is_available() -> bool:
    """Whether this desktop shows tray icons, for `doctor`."""
    make_application()
    return QSystemTrayIcon.isSystemTrayAvailable()


def run_gallery(pictures: Path | None) -> int:
    """Every component in every state: in a window, or as pictures in a folder."""
    from .ui.dress import give_sign
    from .ui.gallery.pictures import draw_all
    from .ui.gallery.window import Gallery

    application = make_application()
    give_sign(application)
    if pictures:
        draw_all(application, pictures)
        return 0
    window = Gallery(application)
    window.show()
    application.setQuitOnLastWindowClosed(True)
    return application.exec()


@contextmanager
def _demo_server(paths: Paths, *, every_system: bool) -> Iterator[tuple[LocalServer, list[signing.Candidate]]]:
    """The embedded server with a story, and an account for each system that it speaks as."""
    from .local_server.server import LocalServer
    from .operations import accounts as signing

    file = paths.data / "server.db"
    with contextlib.ExitStack() as stack:
        dialects = None
        if every_system:
            from .local_server.dialects import Dialects

            dialects = Dialects(paths.data / "dialects.db")
            stack.callback(dialects.close)
        server = LocalServer(file, seed=120, mounts=dialects.mounts if dialects else None)
        ready = stack.enter_context(server)
        candidates = [_fluid(ready)]
        if dialects:
            for name, account in dialects.accounts(ready.base_url).items():
                candidates.append(signing.candidate(name, "", account["url"], account["secrets"]))
        yield server, candidates


def _fluid(ready: Ready) -> signing.Candidate:
    from .operations import accounts as signing

    secrets = {"user_token": ready.user_token, "company_token": ready.company_token}
    return signing.candidate("fluid", "Demo server", ready.base_url, secrets)
