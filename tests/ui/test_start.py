"""What holds while the program starts? The window comes before the engine, the tray without either, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from activity_desktop.model.changes import LinkOpened, Told
from activity_desktop.model.problems import DiskFull
from activity_desktop.native.paths import find_paths
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.engine import Engine
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.store.database import Database
from activity_desktop.ui.bridge import Bridge
from activity_desktop.ui.desktop import DesktopUi
from ui.scene import settle, wait_until


class Start:
    """A start on a new profile. The engine is started by hand."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "activity.db"
        Database(self.path).close()
        self.problem: Exception | None = None
        self.settings = Settings()
        self.settings.set(choose.ONBOARDED, True)
        self.bridge = Bridge()
        self.bridge.open(self.path, self._make)
        self.quits: list[bool] = []
        self.ui = DesktopUi(self.bridge, self.settings, find_paths(folder / "profile"), lambda: self.quits.append(True))

    def _make(self) -> Engine:
        if self.problem is not None:
            raise self.problem
        return Engine(self.path, SessionSecrets(), self.settings, self.bridge.heard)

    def window_is_there(self) -> bool:
        return self.ui._window is not None and self.ui._window.isVisible()

    def close(self) -> None:
        self.ui.close()
        self.ui.tray._wait.stop()
        if self.ui._window is not None:
            self.ui._window.deleteLater()
        self.ui.deleteLater()
        settle()
        self.bridge.close()


@pytest.fixture
def start(app: QApplication, tmp_path: Path) -> Iterator[Start]:
    made = Start(tmp_path)
    yield made
    made.close()


def test_in_the_tray_there_is_no_window_until_it_is_asked_for(start: Start) -> None:
    """It would only take memory. A click on the icon makes it, though the engine does not run yet."""
    start.ui.start(minimized=True)
    settle()
    assert start.ui._window is None
    start.ui.tray.toggled.emit()
    assert start.window_is_there()


def test_what_the_person_waits_for_comes_first(start: Start) -> None:
    """The window is painted before the rest of the program is told to start."""
    painted: list[bool] = []
    start.ui.started.connect(lambda: painted.append(start.window_is_there()))
    start.ui.start()
    assert start.window_is_there()
    wait_until(lambda: painted, "the rest of the program starting")
    assert painted == [True]


def test_a_click_on_a_notification_makes_the_window(start: Start) -> None:
    """So does the second start of a program that is in the tray; what it asks for is opened once."""
    start.ui.start(minimized=True)
    start.bridge.heard(LinkOpened("activitydesktop://v1/a/nobody/1"))
    wait_until(start.window_is_there, "the window")
    settle()
    assert start.ui.window.toasts.card.text() == "This activity is not here any more"


def test_in_the_first_run_the_trial_notification_leads_back_to_it(start: Start) -> None:
    """So does a second start. The inbox would cover the question whether the notification was seen, and mark it all read."""
    start.settings.set(choose.ONBOARDED, False)
    start.ui.start()
    first_run = start.ui._windows["first run"]
    first_run.lower()
    start.bridge.heard(LinkOpened(""))
    wait_until(first_run.isActiveWindow, "the first run in front")
    assert not start.window_is_there()
    first_run.close()
    start.bridge.heard(LinkOpened(""))
    wait_until(start.window_is_there, "the window")


def test_what_was_told_without_a_window_is_read_in_it(start: Start) -> None:
    """For instance that the database was damaged and what was saved."""
    start.ui.start(minimized=True)
    seen: list[object] = []
    start.bridge.changes.connect(seen.append)
    start.bridge.heard(Told("Nearly all was saved.", problem=True))
    wait_until(lambda: seen, "it being told")
    assert start.ui.window.toasts.card.text() == "Nearly all was saved."


def test_what_is_asked_before_the_engine_runs_is_done_once_it_does(start: Start) -> None:
    """A person may act on the first thing that they see."""

    async def work() -> str:
        return type(start.bridge.engine).__name__

    answer = start.bridge.submit(work())
    settle()
    assert not answer.done()
    start.bridge.start()
    assert answer.result(30) == "Engine"


def test_what_is_given_up_before_the_engine_runs_is_never_done(start: Start) -> None:
    """For instance a sign-in whose window was closed."""
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    async def afterwards() -> None:
        done.append(2)

    start.bridge.submit(work()).cancel()
    last = start.bridge.submit(afterwards())
    start.bridge.start()
    last.result(30)
    assert done == [2]


def test_an_engine_that_cannot_start_says_why(start: Start) -> None:
    """The program learns it, whoever waits for the engine gets it, and what was asked of it ends."""
    start.problem = DiskFull()
    failures: list[object] = []
    start.bridge.failed.connect(failures.append)

    async def work() -> None:
        """Never done."""

    answer = start.bridge.submit(work())
    start.bridge.start()
    wait_until(lambda: failures, "the failure")
    assert failures == [start.problem]
    with pytest.raises(DiskFull):
        _ = start.bridge.engine
    start.bridge.close()
    with pytest.raises(CancelledError):
        answer.result()


def test_a_program_may_end_before_its_engine_has_started(start: Start) -> None:
    """Somebody chose "Quit" at once: what has begun is ended in order."""
    start.bridge.start()
    start.bridge.close()
    assert not (start.path.with_name("activity.db-wal")).exists()
