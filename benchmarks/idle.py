"""What does the program cost while nothing happens? Stream connected, window hidden, beside an empty tray program."""

from __future__ import annotations

import time
from pathlib import Path

from desktop.harness import Desktop

from .figures import Figure
from .parts import Bench, serving
from .programs import EMPTY_TRAY, add_account, choose, milestones, ours

SETTLES = 25.0
"""Seconds after which the threads of the start have ended."""


def measure(bench: Bench) -> list[Figure]:
    seconds = bench.size(60, 10)
    profile = bench.folder / "profile"
    choose(profile, state__onboarded=True)
    with Desktop(tray="host", keyring=True) as desktop, serving(bench.folder, seed=500) as server:
        add_account(desktop, profile, server)
        parts = [desktop.start(EMPTY_TRAY), desktop.start(ours(profile, "run", "--minimized", "--profile-startup"))]
        for part in parts:
            milestones(part, "tray ready")
        time.sleep(SETTLES)
        before = [_used(part.process.pid) for part in parts]
        time.sleep(seconds)
        floor, mine = (
            [(later - earlier) / seconds for later, earlier in zip(_used(part.process.pid), used, strict=True)]
            for part, used in zip(parts, before, strict=True)
        )
    floor_is = "an empty PySide6 tray program"
    return [
        Figure(
            name=f"idle processor time, {seconds} s",
            ours=mine[0] * 100,
            unit="%",
            floor=floor[0] * 100,
            floor_is=floor_is,
            target="at most 0.05 %",
        ),
        Figure(
            name=f"idle wake-ups a second, {seconds} s",
            ours=mine[1],
            unit="/s",
            floor=floor[1],
            floor_is=floor_is,
            target="at most 1 /s",
        ),
    ]


def _used(pid: int) -> tuple[float, float]:
    """Processor seconds and voluntary switches (each follows a wake-up) of all present threads so far.

    By now only those are left that stay: a thread that ends takes its numbers with it.
    """
    seconds, switches = 0.0, 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        seconds += int((thread / "schedstat").read_text("ascii").split()[0]) / 1e9
        for line in (thread / "status").read_text("ascii").splitlines():
            if line.startswith("voluntary_ctxt_switches:"):
                switches += int(line.split()[1])
    return seconds, switches
