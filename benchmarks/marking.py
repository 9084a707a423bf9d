"""How long does "mark all as read" take? Until the rows in sight are painted as read, and until all are stored."""

from __future__ import annotations

import shutil
import time
from contextlib import closing

from activity_desktop.app.program import Program
from activity_desktop.model.feed import FeedQuery
from activity_desktop.store import feed
from activity_desktop.store.database import open_reader

from .figures import Figure
from .gui import Pulse, Silent, beside_an_empty_program, inside, until
from .parts import Bench
from .stores import profile_with, store_of


def measure(bench: Bench) -> list[Figure]:
    count = bench.size(100_000, 10_000)
    profile = bench.folder / "profile"
    shutil.copytree(profile_with(bench, count, all_unread=True), profile)
    found: dict[str, float] = {}

    def work(program: Program) -> None:
        model = program.ui.window.model
        until(program, lambda: model.loaded_count() > 0)
        with beside_an_empty_program() as latest, closing(open_reader(store_of(profile))) as reader:
            pulse = Pulse()
            began = time.perf_counter()
            program.bridge.mark_all_read(FeedQuery())
            until(program, lambda: not any(row.unread for row in model.loaded()))
            program.ui.window.pane.view.viewport().repaint()
            found["painted"] = (time.perf_counter() - began) * 1000
            until(program, lambda: not feed.unread_by_account(reader))
            found["stored"] = time.perf_counter() - began
            found["late"], found["empty"] = max(pulse.late_ms), latest()

    inside(profile, Silent(), work)
    return [
        Figure(name=f"mark all {count:,} read, painted", ours=found["painted"], unit="ms", target="at most 50 ms"),
        Figure(name=f"mark all {count:,} read, stored", ours=found["stored"], unit="s"),
        Figure(
            name=f"mark all {count:,} read, latest heartbeat",
            ours=found["late"],
            unit="ms late",
            floor=found["empty"],
            floor_is="an empty Qt program at the same time",
            target="at most 50 ms",
        ),
    ]
