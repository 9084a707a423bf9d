"""How long does it take from the start of the process until the tray is there, and until the window is painted?

Our milestones come from `run --profile-startup`; the floor tells the same two, in the same way, from the smallest PySide6
program. Both are started in turns, and the medians are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.harness import Desktop

from .figures import Figure, median
from .parts import Bench
from .programs import EMPTY_TRAY, milestones, ours
from .stores import profile_with

TARGET = "at most 1.6"


def measure(bench: Bench) -> list[Figure]:
    much = bench.size(1_000_000, 100_000)
    profiles = {0: profile_with(bench, 0), much: profile_with(bench, much)}
    times: dict[str, list[float]] = {}
    with Desktop(tray="host") as desktop:
        for _ in range(bench.size(15, 3)):
            _start(desktop, times, "floor", [*EMPTY_TRAY, "window"])
            for count, profile in profiles.items():
                _start(desktop, times, f"window {count}", _profiled(profile))
                _start(desktop, times, f"tray {count}", _profiled(profile, "--minimized"))
    return [figure for count in profiles for figure in _figures(times, count)]


def _profiled(profile: Path, *words: str) -> list[str]:
    return ours(profile, "run", "--profile-startup", *words)


def _start(desktop: Desktop, times: dict[str, list[float]], name: str, command: Sequence[str]) -> None:
    part = desktop.start(command)
    reached = milestones(part, "tray ready" if name.startswith("tray") else "first paint")
    part.stop()
    part.log.unlink()
    for milestone in ("tray ready", "first paint"):
        if milestone in reached:
            times.setdefault(f"{name}: {milestone}", []).append(reached[milestone])


def _figures(times: dict[str, list[float]], count: int) -> list[Figure]:
    return [
        Figure(
            name=f"start to {words}, {count:,} activities",
            ours=median(times[f"{name} {count}: {milestone}"]),
            unit="ms",
            floor=median(times[f"floor: {milestone}"]),
            floor_is=floor_is,
            target=TARGET,
        )
        for words, name, milestone, floor_is in (
            ("tray ready", "tray", "tray ready", "an empty PySide6 tray program"),
            ("window painted", "window", "first paint", "the same with an empty window"),
        )
    ]
