"""What is measured, and how is it shown? Each figure beside its floor in the same run, as a table or as JSON lines.

    make bench                               everything, in less than ten minutes
    make bench ARGS="--quick"                small sizes
    make bench ARGS="--only reading,feed"    some of them

Each measurement runs in a process of its own, so that none inherits the memory of another. Stores with many rows are
kept in build/bench. On a shared machine trust the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASUREMENTS = ("latency", "burst", "first_fill", "resync", "start", "memory", "idle", "reading", "feed", "marking")
OFFSCREEN = ("burst", "feed", "marking")
"""These have the program's window in their own process."""


def main() -> int:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    parser = argparse.ArgumentParser(description="Measure how fast the program is, beside the floor of each figure.")
    parser.add_argument("--quick", action="store_true", help="small sizes, about two minutes")
    parser.add_argument("--json", action="store_true", help="print one JSON object per figure instead of the table")
    parser.add_argument("--only", default=",".join(MEASUREMENTS), metavar="NAMES", help="some of: %(default)s")
    parser.add_argument("--here", metavar="NAME", choices=MEASUREMENTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return measure_here(options.here, quick=options.quick)
    return measure_all(options.only.split(","), quick=options.quick, as_json=options.json)


def measure_here(name: str, *, quick: bool) -> int:
    """One measurement in this process; prints its figures as JSON lines."""
    from benchmarks.parts import Bench

    if name in OFFSCREEN:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    stores = ROOT / "build" / "bench"
    stores.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for figure in importlib.import_module(f"benchmarks.{name}").measure(Bench(quick, Path(folder), stores)):
            print(figure.line(), flush=True)
    return 0


def measure_all(names: list[str], *, quick: bool, as_json: bool) -> int:
    """Every measurement in turn. Gives 1 when one of them failed; the others are shown all the same."""
    from benchmarks.figures import Figure, table

    figures: list[Figure] = []
    failed: list[str] = []
    for name in names:
        began = time.monotonic()
        command = [sys.executable, __file__, "--here", name, *(["--quick"] if quick else [])]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=_environment())
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        figures += [Figure.of_line(line) for line in lines]
        if done.returncode:
            failed.append(name)
        if as_json:
            print("\n".join(lines), flush=True)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    if not as_json:
        print(f"\n{table(figures)}\n\n{machine()}")
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _environment() -> dict[str, str]:
    """Nothing leaves this machine: what follows proxies finds none."""
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


def machine() -> str:
    """Where the figures come from, in one line."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    free = shutil.disk_usage(ROOT).free / 2**30
    return (
        f"{os.cpu_count()} cores of {model}, {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}, {free:.0f} GB of disk free"
    )


if __name__ == "__main__":
    sys.exit(main())
