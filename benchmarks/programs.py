"""How does a measurement run the real program? As a process on a private desktop, with a profile of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.harness import Desktop
from desktop.parts import Part

from .parts import FLOORS, Server

EMPTY_TRAY = [sys.executable, str(FLOORS / "tray.py")]


def ours(profile: Path, *words: str) -> list[str]:
    """As a person starts it: by the script that installing it makes."""
    return [sys.executable, str(Path(sys.executable).with_name("activity-desktop")), "--profile", str(profile), *words]


def add_account(desktop: Desktop, profile: Path, server: Server) -> None:
    """Through the command line, as a person would."""
    words = ["accounts", "add", "fluid", "--name", "Bench", "--url", server.url, "--secrets-stdin"]
    subprocess.run(
        ours(profile, *words),
        input=json.dumps(server.secrets),
        env=desktop.env,
        check=True,
        text=True,
        stdout=subprocess.DEVNULL,
    )


def choose(profile: Path, **settings: Any) -> None:
    """Write settings; a double underscore in a name stands for the dot."""
    folder = profile / "config"
    folder.mkdir(parents=True, exist_ok=True)
    values = {name.replace("__", "."): value for name, value in settings.items()}
    (folder / "settings.json").write_text(json.dumps(values), "utf-8")


@contextmanager
def piped(desktop: Desktop, command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A program whose lines are read as they come, ended with the block."""
    with subprocess.Popen(command, env=desktop.env, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line it prints. Fails when it has ended."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"{process.args!r} ended"
    return line.strip()


def milestones(part: Part, last: str) -> dict[str, float]:
    """Name and milliseconds of each milestone, once `last` is reached."""

    def told() -> dict[str, float]:
        lines = [json.loads(line) for line in part.log.read_text("utf-8").splitlines() if line.startswith('{"milestone"')]
        reached = {line["milestone"]: float(line["ms"]) for line in lines}
        return reached if last in reached else {}

    part.wait_until(told, last)
    return told()
