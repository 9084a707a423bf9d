"""How long does it take from the server's commit to the desktop's Notify call? Beside a bare client that stores nothing.

Both hear of each activity through the server's event stream over loopback, one by one, and call the same service.
"""

from __future__ import annotations

import subprocess
import sys
import time

from desktop.harness import Desktop

from .figures import Figure, percentile
from .parts import FLOORS, Bench, Server, serving
from .programs import add_account, choose, line_of, ours, piped

WARM_UP = 20
PAUSE = 0.02
"""Seconds between two events, so that they come one by one."""


def measure(bench: Bench) -> list[Figure]:
    count = bench.size(1000, 100)
    profile = bench.folder / "profile"
    choose(profile, notifications__bundle="never", state__onboarded=True)
    with Desktop(notifications=None, keyring=True, screen=False) as desktop, serving(bench.folder) as server:
        add_account(desktop, profile, server)
        with piped(desktop, [sys.executable, str(FLOORS / "notification_service.py")]) as service:
            assert line_of(service) == "ready"
            with piped(desktop, ours(profile, "run", "--minimized")):
                mine = _latencies(server, service, count)
            with piped(desktop, [sys.executable, str(FLOORS / "sse_notify.py"), server.url, server.user_token]) as bare:
                assert line_of(bare) == "ready"
                floor = _latencies(server, service, count)
    floor_is = "a raw socket and dbus-fast, nothing stored"
    return [
        Figure(
            name=f"notification latency p{percent}, {count:,} events",
            ours=percentile(mine, percent),
            unit="ms",
            floor=percentile(floor, percent),
            floor_is=floor_is,
            target="at most 3",
        )
        for percent in (50, 99)
    ]


def _latencies(server: Server, service: subprocess.Popen[str], count: int) -> list[float]:
    """Milliseconds from each commit to its call, the first ones left out."""
    found = []
    _until_it_listens(server, service)
    for _ in range(WARM_UP + count):
        time.sleep(PAUSE)
        committed = server.create()
        called = float(line_of(service).split()[0])
        found.append((called - committed) * 1000)
    return found[WARM_UP:]


def _until_it_listens(server: Server, service: subprocess.Popen[str]) -> None:
    """A program that starts is given a second to open its stream; what happened meanwhile it fetches, or never hears of."""
    time.sleep(3)
    server.create()
    line_of(service)
    time.sleep(1)
