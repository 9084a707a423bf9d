"""Is everything fetched that stands beside us? Before the measurements, because fetching and unpacking need both cores."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from ..figures import Figure
from ..parts import Bench
from .packages import NotHere, freeze, from_debian, from_pypi, our_wheel
from .programs import PEERS
from .side_by_side import GOTIFY, OURS


def measure(bench: Bench) -> list[Figure]:
    """Measures nothing. What cannot be had has a row that says so, later."""
    folder = bench.stores / "peers"
    works: dict[str, Callable[[], object]] = {
        "our wheel": partial(our_wheel, folder / OURS),
        GOTIFY: partial(from_pypi, GOTIFY, folder / GOTIFY),
        **{peer.name: partial(from_debian, peer.package, folder) for peer in PEERS if not shutil.which(peer.package)},
        "our frozen app": partial(freeze, folder),
    }
    for name, work in works.items():
        with suppress(NotHere):
            work()
            print(f"  {name} is here", file=sys.stderr, flush=True)
    return []
