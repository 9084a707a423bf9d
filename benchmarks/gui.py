"""How does a measurement look into the running program? It lives in the same process, and its heart is listened to."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from activity_desktop.app.program import Program
from activity_desktop.native.notifier import Capability, Notice, Notifier, Posted, Reaction
from activity_desktop.native.paths import find_paths
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.settings.file import Settings

BEAT_MS = 5
ROOT = Path(__file__).resolve().parent.parent


class Pulse(QObject):
    """Beats on the GUI thread, and remembers how late each beat was."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now


def inside(profile: Path, notifier: Notifier, work: Callable[[Program], None]) -> None:
    """Start the program with its window on this profile, let `work` happen on its GUI thread, and end it in order."""
    paths = find_paths(profile)
    program = Program(paths, Settings(paths.config / "settings.json"), lambda: (notifier, SessionSecrets()))
    problems: list[BaseException] = []

    def act() -> None:
        try:
            work(program)
        except BaseException as problem:  # noqa: BLE001 - raised again below, once the program has ended
            problems.append(problem)
        program.application.quit()

    program.ui.window.resize(1100, 720)
    program.ui.start()
    program.bridge.start()
    QTimer.singleShot(500, program.ui, act)
    program.run()
    if problems:
        raise problems[0]


@contextmanager
def beside_an_empty_program() -> Iterator[Callable[[], float]]:
    """A Qt program that does nothing, in a process of its own. What is given ends it, and tells how late its latest heartbeat
    was: what this machine and whatever else runs on it cost anybody."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.floors.heart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()

        def latest() -> float:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.close()
            return float(process.stdout.readline())

        try:
            yield latest
        finally:
            process.stdin.close()


def until(program: Program, condition: Callable[[], bool], seconds: float = 120.0) -> None:
    """Let the program go on until something is so. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the program did not come so far")
        program.application.processEvents()
        time.sleep(0.0005)


class Silent:
    """A notifier that takes everything, shows nothing, and counts the notices by their tag."""

    name = "silent"

    def __init__(self) -> None:
        self.tags: list[str] = []

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        """Nobody will click."""

    async def capabilities(self) -> frozenset[Capability]:
        return frozenset()

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:  # noqa: ARG002 - the protocol's parameter
        self.tags.append(notice.tag)
        return Posted(str(len(self.tags)), "silent")

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        """There is nothing to take back."""

    async def close(self) -> None:
        """There is nothing to close."""
