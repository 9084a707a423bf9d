"""How do programs that a person could use instead compare? Started, filled and left alone in the same way, one after the other.

The window is there when the window manager shows it, which is the same yardstick for all. Memory is that of all processes
of a program, its window open, ten thousand items in its history. What cannot be had here is told, and does not stop the rest.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.harness import Desktop
from desktop.parts import Part

from ..figures import Figure, Row, median, percentile
from ..parts import FLOORS, Bench, pss_megabytes
from ..programs import line_of, ours, piped
from ..stores import profile_with
from .gotify import GotifyServer, settle
from .packages import NotHere, from_debian, from_pypi, frozen_app, megabytes, our_wheel
from .programs import NOT_MEASURED, PEERS, Peer

OURS = "Activity Desktop"
GOTIFY = "gotify-tray"
ITEMS = 10_000
STARTS = 3
SETTLES = 4.0
"""Seconds after which a program that has started is idle."""
PATIENCE = 15.0
"""Seconds that a peer's window may take."""
EVENTS = 300
WARM_UP = 20
PAUSE = 0.02


def measure(bench: Bench) -> Iterator[Row | Figure]:
    folder = bench.stores / "peers"
    measurements: dict[str, Callable[[], Row]] = {OURS: partial(_ours, bench, folder), GOTIFY: partial(_gotify, bench, folder)}
    measurements |= {peer.name: partial(_peer, bench, folder, peer) for peer in PEERS}
    rows = [_or_why_not(name, work) for name, work in measurements.items()]
    yield from rows
    for name, why in NOT_MEASURED.items():
        yield Row(program=name, note=why)
    sizes = {row.program: row.size_mb for row in rows}
    yield from _installed(folder, sizes[OURS], sizes[GOTIFY])


def _or_why_not(name: str, work: Callable[[], Row]) -> Row:
    try:
        return work()
    except (NotHere, LookupError, AssertionError, OSError, subprocess.SubprocessError, sqlite3.Error) as problem:
        return Row(program=name, note=(str(problem).splitlines() or [type(problem).__name__])[0])


def _installed(folder: Path, ours: float | None, gotify: float | None) -> Iterator[Figure]:
    """The target is the peer that brings a toolkit of its own, too: the others share that of their system."""
    target = "" if gotify is None else f"at most {gotify:.0f} MB"
    if ours is not None:
        toolkit = sum(megabytes(folder / OURS / name) for name in ("PySide6", "shiboken6"))
        floor_is = "PySide6-Essentials alone"
        yield Figure(
            name="install: wheel and all it needs", ours=ours, unit="MB", floor=toolkit, floor_is=floor_is, target=target
        )
    frozen = frozen_app(folder)
    if frozen.exists():
        yield Figure(name="install: frozen app, Python in it", ours=megabytes(frozen), unit="MB", target=target)


def _ours(bench: Bench, folder: Path) -> Row:
    profile = profile_with(bench, ITEMS)
    with Desktop(tray="host") as desktop:
        starts, memory = _starts(desktop, ours(profile, "run"), "Activity")
    row = Row(program=OURS, start_ms=median(starts), memory_mb=memory)
    try:
        return replace(row, size_mb=megabytes(our_wheel(folder / OURS)))
    except NotHere as why:
        return replace(row, note=str(why))


def _peer(bench: Bench, folder: Path, peer: Peer) -> Row:
    root = None if shutil.which(peer.package) else from_debian(peer.package, folder)
    command = _alone(root, [peer.package])
    with Desktop(tray="host") as desktop:
        home = Path(desktop.env["HOME"])
        peer.settle(home)
        desktop.env.update(peer.environment)
        first = desktop.start(command)
        _window(desktop, first, peer.title)
        time.sleep(1)  # it still writes what it wants to find next time
        first.stop()
        peer.fill(home, bench.size(ITEMS, 1000))
        starts, memory = _starts(desktop, command, peer.title)
    row = Row(program=peer.name, start_ms=median(starts), memory_mb=memory)
    if root is None:
        return replace(row, note="installed on this system")
    return replace(row, size_mb=megabytes(root), note="on disk: what its packages add to this system")


def _alone(root: Path | None, command: Sequence[str]) -> list[str]:
    """In namespaces of its own: there is no network, and the files of what is not installed lie over /usr."""
    lay = "" if root is None else f"mount -t overlay overlay -o lowerdir='{root}/usr':/usr /usr && "
    lay += 'exec "$@"'
    return ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c", lay, "sh", *command]


def _starts(desktop: Desktop, command: Sequence[str], title: str) -> tuple[list[float], float]:
    """Milliseconds of each start until the window shows, and the memory of the last one once it is idle."""
    found, memory = [], 0.0
    for number in range(STARTS):
        began = time.monotonic()
        part = desktop.start(command)
        found.append((_window(desktop, part, title) - began) * 1000)
        if number == STARTS - 1:
            time.sleep(SETTLES)
            memory = _memory_of_all(part.process.pid)
        part.stop()
    return found, memory


def _window(desktop: Desktop, part: Part, title: str) -> float:
    """When its window came. Raises TimeoutError, or NotHere with its own words when it ended instead."""
    deadline = time.monotonic() + PATIENCE
    while not desktop.windows(title):
        if not part.running():
            raise NotHere(f"not measured: it ended with {(part.said().splitlines() or ['nothing'])[-1]}")
        if time.monotonic() > deadline:
            raise TimeoutError(f"not measured: no window after {PATIENCE:.0f} s")
        time.sleep(0.005)
    return time.monotonic()


def _memory_of_all(session: int) -> float:
    """PSS of every process in the session that a program was started in."""
    total = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                total += pss_megabytes(int(process.name))
        except (OSError, LookupError):
            continue  # it has just ended
    return total


def _gotify(bench: Bench, folder: Path) -> Row:
    target = from_pypi(GOTIFY, folder / GOTIFY)
    command = [sys.executable, "-m", "gotify_tray", "--no-lock"]
    server = GotifyServer()
    with server.started() as url, Desktop(notifications=None, tray="host") as desktop:
        settle(Path(desktop.env["HOME"]), url)
        desktop.env["PYTHONPATH"] = str(target)
        with piped(desktop, [sys.executable, str(FLOORS / "notification_service.py")]) as service:
            assert line_of(service) == "ready"
            began = time.monotonic()
            part = desktop.start(command)
            server.wait_for_listener()
            start = (time.monotonic() - began) * 1000
            time.sleep(SETTLES)
            memory = _memory_of_all(part.process.pid)
            late = []
            for _ in range(WARM_UP + bench.size(EVENTS, 50)):
                time.sleep(PAUSE)
                pushed = server.push()
                late.append((float(line_of(service).split()[0]) - pushed) * 1000)
            part.stop()
    late = late[WARM_UP:]
    return Row(
        program=GOTIFY,
        start_ms=start,
        memory_mb=memory,
        size_mb=megabytes(target),
        p50_ms=percentile(late, 50),
        p99_ms=percentile(late, 99),
        note="stores nothing; until it listens",
    )
