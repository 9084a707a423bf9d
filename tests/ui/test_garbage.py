"""Is garbage looked for often while there is some, and seldom in a program that sleeps?"""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from activity_desktop.ui.garbage import LONGEST_PAUSE_MS, PAUSE_MS, Garbage


@pytest.fixture
def idle(app: QApplication) -> Iterator[Garbage]:
    """One more collector than the tests' own. The thresholds are as before afterwards."""
    parent = QObject()
    thresholds = gc.get_threshold()
    yield Garbage(parent)
    gc.set_threshold(*thresholds)


def test_an_idle_program_is_woken_ever_more_seldom_until_garbage_comes(idle: Garbage) -> None:
    """At most a wake-up in sixteen seconds; then every second again."""
    idle.start()
    timer = idle.findChild(QTimer)
    assert timer is not None
    gc.collect()
    gc.set_threshold(1_000_000, 10, 10)
    for _ in range(10):
        idle.look()
    assert timer.interval() == LONGEST_PAUSE_MS
    gc.set_threshold(1, 10, 10)
    kept: list[list[int]] = [[] for _ in range(100)]
    idle.look()
    assert len(kept) == 100
    assert timer.interval() == PAUSE_MS
