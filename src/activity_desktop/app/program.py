"""What is one running program? The database, the windows, the engine's thread behind them, and the order in which they end."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSystemTrayIcon

from ..model.changes import LinkOpened, Told
from ..model.clock import SystemClock
from ..model.identity import APP_ICON, APP_ID
from ..model.problems import Problem
from ..native import hardening, single_instance
from ..native.paths import DEFAULT_PROFILE, Paths
from ..native.startup import Reached, not_profiled
from ..operations import logs
from ..resources import resource
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store.salvage import open_or_salvage
from ..ui import language
from ..ui.application import make_application
from ..ui.bridge import Bridge
from ..ui.desktop import DesktopUi
from ..ui.quitting import noting_signals, quitting_on_signals
from .mistakes import keep_track
from .own_demo import OwnDemo

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from ..local_server.server import LocalServer
    from ..native.notifier import Notifier
    from ..native.secrets import SecretStore
    from ..operations.engine import Engine
    from ..ui.integration import Integration
    from ..ui.onboarding.attempt import Ended

MakeOutside = Callable[[], "tuple[Notifier, SecretStore]"]
"""What the engine uses of the desktop; called in its thread."""
DATABASE = "activity.db"


def run_window(
    paths: Paths, settings: Settings, *, minimized: bool = False, link: str = "", reached: Reached = not_profiled
) -> int:
    """The window and the tray, until the person quits. Raises AlreadyRunning and what opening the database raises.

    `reached` is told the milestones of starting.
    """
    logs.to_file_soon()
    keep_track(paths.data / DATABASE)
    with single_instance.hold(paths), noting_signals() as noted:
        try:
            program = Program(paths, settings, lambda: desktop_of(paths), reached=reached)
            program.ui.start(minimized=minimized, link=link)
            return program.run(noted)
        except Problem as problem:
            show(problem)
            raise


def desktop_of(paths: Paths) -> tuple[Notifier, SecretStore]:
    from ..native.notifiers import make_notifier
    from ..native.secrets import make_secret_store

    return make_notifier(APP_ID, resource(APP_ICON)), make_secret_store(paths.profile_name)


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
        self._opened = open_or_salvage(paths.data / DATABASE, SystemClock().now())
        self.demo = OwnDemo(paths, settings, server, self._opened[0])
        moved = self.demo.find_moved(self._opened[0])
        self.bridge = Bridge(self.happen)
        self.bridge.open(paths.data / DATABASE, self._make_engine)
        self.bridge.running.connect(self._engine_runs)
        self.bridge.failed.connect(self._engine_failed)
        if moved:
            self.bridge.heard(Told(moved))
        reached("database")
        has_demo = self.demo.server is not None
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

    def run(self, noted: Sequence[int] = ()) -> int:
        """Qt's loop, until somebody quits; then everything ends in order. Raises what kept the engine from running.

        `noted` is the signal that asked for the end before there was a loop.
        """
        with quitting_on_signals(self.application, noted):
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
        self.demo.stop()
        if self._problem is not None:
            raise self._problem
        return code

    # --- the engine -------------------------------------------------------------------------------------------------------

    def _make_engine(self) -> Engine:
        """In the engine's thread, which imports here what the window can do without. Tokens come into memory from here on."""
        hardening.harden()
        from ..operations.engine import Engine

        logs.to_file(self._paths.log)
        logs.as_chosen(self._settings)
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
        from ..ui.integration import Integration

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
        if self.demo.server is not None:
            self._worker.submit(self.demo.server.happen)

    def start_demo(self, ended: Ended) -> None:
        """The first run's demo: an embedded server that comes up with the program from now on, and an account on it."""
        self._worker.submit(self.demo.start, self.bridge, ended)


def show(problem: Problem) -> None:
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
