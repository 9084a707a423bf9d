"""What does every measurement need? A server in a process of its own, an engine on a store, and a store full of rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activity_desktop.model.changes import Change
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.candidates import Candidate, candidate
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings

FLOORS = Path(__file__).with_name("floors")


@dataclass(frozen=True, slots=True)
class Bench:
    """How a measurement is to be made. `folder` is empty and thrown away afterwards; `stores` is kept between runs."""

    quick: bool
    folder: Path
    stores: Path

    def size(self, full: int, quick: int) -> int:
        return quick if self.quick else full


@dataclass(frozen=True, slots=True)
class Server:
    """A running embedded server."""

    url: str
    user_token: str
    process: subprocess.Popen[str]

    @property
    def secrets(self) -> dict[str, str]:
        return {"user_token": self.user_token}

    def candidate(self) -> Candidate:
        return candidate("fluid", "Bench", self.url, self.secrets)

    def create(self) -> float:
        """One new activity. Gives when it was committed, in seconds of the monotonic clock."""
        return self._do("create")

    def happen(self, count: int) -> float:
        """So many new activities in one commit."""
        return self._do(f"happen {count}")

    def _do(self, what: str) -> float:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return float(_answer(self.process)["at"])


@contextmanager
def serving(folder: Path, seed: int = 0) -> Iterator[Server]:
    """The embedded server in a process of its own, with `seed` activities, until the block ends."""
    command = [sys.executable, str(FLOORS / "server.py"), str(folder / "server.db"), str(seed)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        ready = _answer(process)
        yield Server(ready["base_url"], ready["user_token"], process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(30)


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


@contextmanager
def engine_at(path: Path, tell: Callable[[Change], None] = lambda change: None, **more: Any) -> Iterator[Engine]:
    """An engine over a store, without followers. To be used within a running event loop, and stopped by the caller."""
    yield Engine(path, SessionSecrets(), Settings(path.with_suffix(".json")), tell, **more)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used so far, in user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pss_megabytes(pid: int) -> float:
    """Memory of a process, its share of what it shares included."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"no Pss of {pid}")
