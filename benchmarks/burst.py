"""What happens when ten thousand activities come at once? All are stored, one summary is raised, and the window stays alive."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from activity_desktop.app.program import Program

from .figures import Figure
from .gui import Pulse, Silent, beside_an_empty_program, inside, until
from .parts import Bench, serving
from .programs import choose


def measure(bench: Bench) -> list[Figure]:
    count = bench.size(10_000, 2_000)
    profile = bench.folder / "profile"
    choose(profile, state__onboarded=True, reading__mark_read="manual")
    silent = Silent()
    found: dict[str, float] = {}
    with serving(bench.folder, seed=200) as server:

        def work(program: Program) -> None:
            program.bridge.run(program.engine.linking.add(server.candidate())).result()
            until(program, lambda: program.bridge.newest_arrival() >= 200)
            until(program, lambda: all(state.phase == "live" for state in program.bridge.states().values()))
            with ThreadPoolExecutor(1) as elsewhere, beside_an_empty_program() as latest:
                pulse = Pulse()
                # The server is no business of the window's thread.
                asked = elsewhere.submit(server.happen, count)
                until(program, lambda: program.bridge.newest_arrival() >= 200 + count)
                found["stored"] = time.monotonic() - asked.result()
                until(program, lambda: bool(silent.tags))
                until(program, lambda: program.bridge.counts().unread >= count)
                found["late"], found["empty"] = max(pulse.late_ms), latest()
            settled = time.monotonic() + 2
            until(program, lambda: time.monotonic() > settled)

        inside(profile, silent, work)
    return [
        Figure(name=f"burst of {count:,}, all stored", ours=found["stored"], unit="s"),
        Figure(name=f"burst of {count:,}, notifications", ours=len(set(silent.tags)), unit="popups", target="1"),
        Figure(
            name=f"burst of {count:,}, latest heartbeat",
            ours=found["late"],
            unit="ms late",
            floor=found["empty"],
            floor_is="an empty Qt program at the same time",
            target="at most 50 ms",
        ),
    ]
