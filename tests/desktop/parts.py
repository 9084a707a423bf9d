"""How does a test desktop start a program, wait until it is ready, and end it? By its own process id, and by conditions."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds that anything may take before a test gives up. Generous: it is only ever waited out when something is wrong."""


def wait_for(condition: Callable[[], T], what: str, seconds: float = PATIENCE) -> T:
    """Ask again and again until the answer is true, and return it. Fails the test, naming `what`, when it never is."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:.0f} seconds in vain: {what}")
        time.sleep(0.02)


class Part:
    """One program of the desktop, in a process group of its own so that its children end with it."""

    def __init__(
        self, command: Sequence[str | Path], env: Mapping[str, str], log: Path, stdin: bytes | None = None, **options: Any
    ) -> None:
        program = str(command[0])
        if not shutil.which(program, path=env["PATH"]):
            raise AssertionError(f"{program} is not installed. `scripts/system-packages test` installs what the tests need.")
        self.name = Path(program).name
        self.log = log
        self._stopped = False
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [str(word) for word in command],
                env=dict(env),
                stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **options,
            )
        if stdin is not None:
            pipe: IO[bytes] = self.process.stdin  # type: ignore[assignment]  # it is a pipe, two lines above
            with pipe:
                pipe.write(stdin)

    def running(self) -> bool:
        return self.process.poll() is None

    def wait_until(self, ready: Callable[[], object], what: str) -> None:
        """Like `wait_for`, but fails at once, with the program's own words, when it ends instead."""

        def ready_or_dead() -> bool:
            if not self.running():
                raise AssertionError(f"{self.name} ended with {self.process.returncode}:\n{self.said()}")
            return bool(ready())

        wait_for(ready_or_dead, f"{what}\n{self.said()}")

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")[-4000:]

    def pause(self) -> None:
        """Let it hang, as a stuck program does."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)

    def stop(self) -> None:
        """End it and its children; politely first. Once only: later the number may be another program's."""
        if self._stopped:
            return
        self._stopped = True
        for word, seconds in ((signal.SIGCONT, 0.0), (signal.SIGTERM, 5.0), (signal.SIGKILL, 10.0)):
            try:
                os.killpg(self.process.pid, word)
                self.process.wait(seconds)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.wait(10)


def read_line(fd: int, seconds: float = PATIENCE) -> str:
    """One line that a starting program writes to a pipe when it is ready."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([fd], [], [], seconds)
        chunk = os.read(fd, 4096) if ready else b""
        if not chunk:
            raise AssertionError(f"a program did not say that it is ready; it said {line!r}")
        line += chunk
    return line.decode().strip()
