"""What does the program cost while nothing happens? Stream connected, window hidden, beside an empty tray program.

It lasts as long as the measurements that run beside it, at least a minute and at most ten: until its input is closed.
"""

from __future__ import annotations

import select
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from desktop.harness import Desktop

from .figures import Figure
from .parts import Bench, cpu_seconds, serving
from .programs import EMPTY_TRAY, add_account, choose, milestones, ours

SETTLES = 70
"""Seconds after which what a start brings is done; the last of it is the housekeeping after a minute."""
AT_MOST = 600.0


def measure(bench: Bench) -> list[Figure]:
    profile = bench.folder / "profile"
    choose(profile, state__onboarded=True)
    with Desktop(tray="host", keyring=True) as desktop, serving(bench.folder, seed=500) as server:
        add_account(desktop, profile, server)
        parts = [desktop.start(EMPTY_TRAY), desktop.start(ours(profile, "run", "--minimized", "--profile-startup"))]
        for part in parts:
            milestones(part, "tray ready")
        time.sleep(bench.size(SETTLES, 25))
        before = [_used(part.process.pid) for part in parts]
        seconds = _wait(bench.size(60, 10))
        floor, mine = (_since(used, part.process.pid, seconds) for part, used in zip(parts, before, strict=True))
    floor_is = "an empty PySide6 tray program"
    return [
        Figure(
            name=f"idle processor time, {seconds:.0f} s",
            ours=mine[0] * 100,
            unit="%",
            floor=floor[0] * 100,
            floor_is=floor_is,
            target="at most 0.05 %",
        ),
        Figure(
            name=f"idle wake-ups a second, {seconds:.0f} s",
            ours=mine[1],
            unit="/s",
            floor=floor[1],
            floor_is=floor_is,
            target="at most 1 /s",
        ),
    ]


def _wait(at_least: float) -> float:
    """Until nothing is measured beside us any more. Gives how many seconds that was."""
    began = time.monotonic()
    select.select([sys.stdin], [], [], AT_MOST)
    time.sleep(max(0.0, began + at_least - time.monotonic()))
    return time.monotonic() - began


@dataclass(frozen=True, slots=True)
class Used:
    """Processor seconds of a process, and voluntary switches (each follows a wake-up) of each of its threads, so far."""

    seconds: float
    switches: dict[str, int]


def _used(pid: int) -> Used:
    switches = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        status = (thread / "status").read_text("ascii")
        switches[thread.name] = int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return Used(cpu_seconds(pid), switches)


def _since(before: Used, pid: int, seconds: float) -> tuple[float, float]:
    """Processor time and wake-ups per second. A thread that has come and gone meanwhile counts with its time only."""
    now = _used(pid)
    woken = sum(count - before.switches.get(thread, 0) for thread, count in now.switches.items())
    return (now.seconds - before.seconds) / seconds, woken / seconds
