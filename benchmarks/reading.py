"""How fast does the store answer what a screen asks? A page anywhere, the unread number, and each keystroke of a search.

The floor is the same question at ten thousand activities: nothing that a person waits for may grow with the history.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from activity_desktop.model.feed import FeedQuery, Position
from activity_desktop.store import feed
from activity_desktop.store.database import Connection, open_reader

from .figures import Figure, percentile
from .parts import Bench
from .stores import APART, NEWEST_US, profile_with, store_of

PAGE = 50
TYPED = ("order shipped", "new note customer", "call about the delivery", "rene", "invoice paid today please")
"""What a person types, letter by letter; each word is searched as a prefix."""
TYPED_TIMES = 3
TARGETS = {("search, each keystroke", 99): "at most 30 ms"}

Asked = Callable[[Connection], object]


def measure(bench: Bench) -> list[Figure]:
    sizes = [10_000, 100_000] if bench.quick else [10_000, 100_000, 1_000_000]
    times = {count: _at(store_of(profile_with(bench, count)), count, bench.size(300, 100)) for count in sizes}
    smallest = times[sizes[0]]
    return [
        Figure(
            name=f"{name} at {count:,}, p{percent}",
            ours=percentile(times[count][name], percent),
            unit="ms",
            floor=percentile(smallest[name], percent),
            floor_is=f"the same at {sizes[0]:,}",
            target=TARGETS.get((name, percent), ""),
        )
        for count in sizes
        for name in smallest
        for percent in (50, 99)
    ]


def _at(path: Path, count: int, often: int) -> dict[str, list[float]]:
    connection = open_reader(path)
    dice = random.Random(1)  # noqa: S311 - the same places in every run
    anywhere = [Position(NEWEST_US - dice.randrange(count) * APART, 0) for _ in range(often)]
    for after in anywhere:  # so that the system has them in memory
        _page(after)(connection)
    times = {
        "page anywhere": [_time(connection, _page(after)) for after in anywhere],
        "page anywhere, from the disk": [_time_cold(connection, path, _page(after)) for after in anywhere[: often // 3]],
        "unread number": [_time(connection, feed.unread_by_account) for _ in range(often // 10)],
        "search, each keystroke": [taken for _ in range(TYPED_TIMES) for taken in _typed(path)],
    }
    connection.close()
    return times


def _typed(path: Path) -> list[float]:
    """Letter by letter, as in a window that was just opened: nothing is remembered of the last time."""
    connection = open_reader(path)
    _search("")(connection)
    keystrokes = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    times = [_time(connection, _search(text)) for text in keystrokes]
    connection.close()
    return times


def _page(after: Position) -> Asked:
    return lambda connection: feed.page(connection, FeedQuery(), after, PAGE)


def _search(text: str) -> Asked:
    return lambda connection: feed.page(connection, FeedQuery(text=text), None, PAGE)


def _time_cold(connection: Connection, path: Path, ask: Asked) -> float:
    """The same when the system has nothing of the file in memory, as after a night; SQLite keeps what it has read itself."""
    with path.open("rb") as file:
        os.fsync(file.fileno())  # what is not written yet stays in memory
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return _time(connection, ask)


def _time(connection: Connection, ask: Asked) -> float:
    began = time.perf_counter()
    ask(connection)
    return (time.perf_counter() - began) * 1000
