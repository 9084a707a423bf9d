"""What does every measurement need? A server in a process of its own, an engine on a store, and a store full of rows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activity_desktop.model.changes import Change
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations import accounts as signing
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings


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
    company_token: str
    pid: int

    @property
    def secrets(self) -> dict[str, str]:
        return {"user_token": self.user_token}

    def candidate(self) -> signing.Candidate:
        return signing.candidate("fluid", "Bench", self.url, self.secrets)


@contextmanager
def serving(folder: Path, seed: int = 0) -> Iterator[Server]:
    """The embedded server in a process of its own, with `seed` activities, until the block ends."""
    command = [sys.executable, "-m", "activity_desktop", "serve", "--port", "0", "--seed", str(seed), "--json"]
    with subprocess.Popen([*command, "--file", str(folder / "server.db")], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            yield Server(ready["base_url"], ready["user_token"], ready["company_token"], process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


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
