"""Does the start take longer with a long history? The window's first painting at each size, which `curves.py` then draws.

What else a person waits for is measured at the same sizes by `reading` and `feed`.
"""

from __future__ import annotations

from desktop.harness import Desktop

from .figures import Figure, median
from .parts import Bench
from .programs import milestones, ours
from .stores import profile_with

STARTS = 3


def sizes(bench: Bench) -> list[int]:
    """How many activities the histories have."""
    return [10_000, 100_000] if bench.quick else [10_000, 100_000, 1_000_000]


def measure(bench: Bench) -> list[Figure]:
    times: dict[int, list[float]] = {count: [] for count in sizes(bench)}
    with Desktop(tray="host") as desktop:
        for _ in range(STARTS):
            for count, found in times.items():
                part = desktop.start(ours(profile_with(bench, count), "run", "--profile-startup"))
                found.append(milestones(part, "first paint")["first paint"])
                part.stop()
                part.log.unlink()
    smallest, *_ = times
    return [
        Figure(
            name=f"start to painted at {count:,}",
            ours=median(found),
            unit="ms",
            floor=median(times[smallest]),
            floor_is=f"the same at {smallest:,}",
        )
        for count, found in times.items()
    ]
