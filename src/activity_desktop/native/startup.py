"""How long does starting take? One line of JSON per milestone, in milliseconds since the system started the process."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

Reached = Callable[[str], None]
"""Told the name of each milestone when it is reached."""


def not_profiled(_name: str) -> None:
    """For a start that nobody measures."""


class Milestones:
    """`run --profile-startup`. `print_line` gets each line as it is reached."""

    def __init__(self, entered: float, print_line: Callable[[str], None]) -> None:
        """`entered`: when our first line of code ran, on the monotonic clock."""
        self._print = print_line
        began = process_began()
        self._began = entered if began is None else began
        self._tell("python", entered)

    def reached(self, name: str) -> None:
        self._tell(name, time.monotonic())

    def _tell(self, name: str, at: float) -> None:
        self._print(json.dumps({"milestone": name, "ms": round((at - self._began) * 1000, 1)}))


def process_began() -> float | None:
    """When the kernel started this process, on the monotonic clock, exact to ten milliseconds. None where it does not tell."""
    try:
        fields = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return None
    ago = time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.monotonic() - ago
