"""How does the list feel with a long history? Its first rows, scrolling, its end, and each letter typed into the search.

Measured on Qt's offscreen platform, which draws everything in software, as a machine without a GPU does. The floor is the
same with ten thousand activities.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEventLoop

from activity_desktop.app.program import Program
from activity_desktop.model.feed import FeedQuery
from activity_desktop.ui.feed.model import FeedModel

from .figures import Figure, median, percentile
from .gui import Silent, inside, until
from .parts import Bench
from .stores import profile_with

FRAMES = 400
FEW = 5
STEP = 120
"""Pixels that a notch of the wheel scrolls."""
TYPED = ("order shipped to the customer", "invoice paid today please", "call about the delivery", "new note")
"""From one word to five, of which some stand in every fifth activity."""
TARGETS = {
    "frame while scrolling": "at most 16 ms",
    "frame while scrolling up from there": "at most 16 ms",
    "letter typed to painted": "at most 30 ms",
}


def measure(bench: Bench) -> list[Figure]:
    sizes = [10_000, 100_000] if bench.quick else [10_000, 100_000, 1_000_000]
    times: dict[int, dict[str, list[float]]] = {}
    for count in sizes:
        times[count] = {}
        inside(profile_with(bench, count), Silent(), partial(_look, times[count]))
    return [
        Figure(
            name=f"{name} at {count:,}, p99" if len(times[count][name]) > 10 else f"{name} at {count:,}",
            ours=_usual(times[count][name]),
            unit="ms",
            floor=_usual(times[sizes[0]][name]),
            floor_is=f"the same at {sizes[0]:,}",
            target=TARGETS.get(name, ""),
        )
        for name in times[sizes[0]]
        for count in sizes
    ]


def _usual(times: list[float]) -> float:
    """What all but one in a hundred keep; of a few, of which the first also makes a part of the window, the median."""
    return percentile(times, 99) if len(times) > 10 else median(times)


def _look(found: dict[str, list[float]], program: Program) -> None:
    window = program.ui.window
    view, model = window.pane.view, window.model
    until(program, lambda: model.loaded_count() > 0)

    def painted(act: Callable[[], object]) -> float:
        """Also what is read beside the window is waited for."""
        began = time.perf_counter()
        act()
        while any(one.waits for one in (model, *window.area.findChildren(FeedModel))):
            program.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        program.application.processEvents()
        view.viewport().repaint()
        return (time.perf_counter() - began) * 1000

    found["list to painted"] = [painted(lambda: model.set_query(FeedQuery(), grouped=True)) for _ in range(FEW)]
    bar = view.verticalScrollBar()
    found["frame while scrolling"] = [painted(lambda: bar.setValue(bar.value() + STEP)) for _ in range(FRAMES)]
    both = [(painted(view.steps.last), painted(view.steps.first)) for _ in range(FEW)]
    found["to the end"], found["back to the top"] = [end for end, _ in both], [top for _, top in both]
    view.steps.last()
    found["frame while scrolling up from there"] = [painted(lambda: bar.setValue(bar.value() - STEP)) for _ in range(FRAMES)]
    view.steps.first()
    whose = next(row.person_key for row in model.loaded() if row.person_key is not None)
    found["a person's page"] = [painted(lambda: window.area.show_person(whose))]
    window.area.back()
    searches = [FeedQuery(text=text[:end]) for text in TYPED for end in range(1, len(text) + 1)]
    found["letter typed to painted"] = [painted(partial(model.set_query, query, grouped=True)) for query in searches]
