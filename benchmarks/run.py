"""What is measured, and how is it shown? Each figure beside its floor in the same run, as a table or as JSON lines.

    make bench                               everything, in less than ten minutes
    make bench ARGS="--readme"               everything, and the tables in README.md and docs/speed.md written anew
    make bench ARGS="--quick"                small sizes
    make bench ARGS="--only reading,feed"    some of them

Each measurement runs in a process of its own, so that none inherits the memory of another, and one that fails or hangs
does not take the others' figures with it. What needs quiet runs alone; `idle` sleeps beside the later ones, because a
program that does nothing does not disturb them. Stores with many rows are kept in build/bench. On a shared machine trust
the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.outcome import Outcome

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    name: name
    for name in (
        *("stores_ready", "memory", "start", "growth", "idle"),
        *("latency", "burst", "first_fill", "resync", "reading", "feed", "marking", "server"),
    )
} | {"peers": "peers.side_by_side", "peers_ready": "peers.ready"}
PREPARING = {
    "stores_ready": {"memory", "start", "peers", "reading", "feed", "marking", "growth"},
    "peers_ready": {"peers"},
}
"""Measure nothing: they make what the named ones measure, both at once."""
BESIDE = "idle"
ORDER = (
    *("memory", "start", "peers", BESIDE),
    *("latency", "burst", "first_fill", "resync", "reading", "feed", "marking", "growth", "server"),
)
"""Memory, starts and peers come before `idle` begins: memory that two programs share counts half for each."""
OFFSCREEN = ("burst", "feed", "marking")
"""These have the program's window in their own process."""
SECONDS = 240.0
"""What one measurement may take; then it is told to end, and what it has found so far is kept."""
PREPARING_SECONDS = 600.0


def main() -> int:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    parser = argparse.ArgumentParser(description="Measure how fast the program is, beside the floor of each figure.")
    parser.add_argument("--quick", action="store_true", help="small sizes, about two minutes")
    parser.add_argument("--json", action="store_true", help="print one JSON object per figure instead of the tables")
    parser.add_argument("--readme", action="store_true", help="write the tables of README.md and docs/speed.md from this run")
    parser.add_argument("--only", default=",".join(ORDER), metavar="NAMES", help="some of: %(default)s")
    parser.add_argument("--here", metavar="NAME", choices=MODULES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return measure_here(options.here, quick=options.quick)
    if options.readme and (options.quick or options.only != ",".join(ORDER)):
        parser.error("--readme takes all figures of one full run")
    return measure_all(options.only.split(","), quick=options.quick, as_json=options.json, readme=options.readme)


def measure_here(name: str, *, quick: bool) -> int:
    """One measurement in this process; prints its figures as JSON lines."""
    from benchmarks.parts import Bench

    if name in OFFSCREEN:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    stores = ROOT / "build" / "bench"
    stores.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for figure in importlib.import_module(f"benchmarks.{MODULES[name]}").measure(Bench(quick, Path(folder), stores)):
            print(figure.line(), flush=True)
    return 0


def measure_all(names: list[str], *, quick: bool, as_json: bool, readme: bool) -> int:
    """Every measurement. Gives 1 when one of them failed; the others are shown all the same."""
    from benchmarks.outcome import Outcome
    from benchmarks.stores import FINGERPRINT, fingerprint

    os.environ[FINGERPRINT] = fingerprint()
    began = time.monotonic()
    outcome = Outcome(ROOT / "build" / "bench")
    preparing = [name for name, wanting in PREPARING.items() if wanting & set(names)]
    if preparing:
        _measure(preparing, outcome, quick=quick, seconds=PREPARING_SECONDS)
    with _beside(BESIDE if BESIDE in names else None, outcome, quick=quick) as begin_beside:
        for name in ORDER:
            if name == BESIDE:
                begin_beside()
            elif name in names:
                _measure((name,), outcome, quick=quick)
    outcome.seconds = time.monotonic() - began
    print("\n".join(outcome.lines()) if as_json else outcome.text())
    outcome.save()
    if readme:
        outcome.write_into(ROOT)
    return 1 if outcome.failed else 0


def _measure(names: Sequence[str], outcome: Outcome, *, quick: bool, seconds: float = SECONDS) -> None:
    """All of them at once; nearly always it is one."""
    began = time.monotonic()
    _tell(f"{' and '.join(names)} …")
    processes = {name: _started(name, quick=quick) for name in names}
    try:
        for name, process in processes.items():
            said = _said(process, max(1.0, began + seconds - time.monotonic()))
            outcome.take(name, said, failed=process.returncode != 0)
            _tell(f"{name}: {time.monotonic() - began:.0f} s{' and it failed' if process.returncode else ''}")
    finally:
        _end_all(processes.values())


@contextmanager
def _beside(name: str | None, outcome: Outcome, *, quick: bool) -> Iterator[Callable[[], None]]:
    """A measurement that lasts as long as the others do. Gives what begins it; it ends with the block."""
    running: list[subprocess.Popen[str]] = []

    def begin() -> None:
        if name is not None:
            running.append(_started(name, quick=quick))

    try:
        yield begin
        for process in running:
            _tell(f"{name}, which ran beside the others …")
            said = _said(process, SECONDS)
            outcome.take(str(name), said, failed=process.returncode != 0)
    finally:
        _end_all(running)


def _said(process: subprocess.Popen[str], seconds: float) -> str:
    """What it prints until its end, or until then. Closes its input, which tells `idle` that the others are done."""
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        said = _end(process)
    return said


def _end_all(processes: Iterable[subprocess.Popen[str]]) -> None:
    """What still runs because we were interrupted."""
    for process in processes:
        if process.poll() is None:
            _end(process)


def _started(name: str, *, quick: bool) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, "--here", name, *(["--quick"] if quick else [])]
    # In a session of its own: Ctrl+C is for us, who end it in order.
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment(name), start_new_session=True
    )


def _end(process: subprocess.Popen[str]) -> str:
    """Tell it to end as Ctrl+C does, so that it ends its own programs. Gives what it printed."""
    process.send_signal(signal.SIGINT)
    try:
        said, _ = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    return said


def _environment(name: str) -> dict[str, str]:
    """Nothing leaves this machine: what follows proxies finds none. Only peers are fetched."""
    if name in {"peers", "peers_ready"}:
        return dict(os.environ)
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
