"""Does the window hear everything that the engine tells, in few pieces, and have time for the person in between?"""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject

from activity_desktop.model.activity import Key
from activity_desktop.model.changes import ActivitiesChanged, Change
from activity_desktop.ui.relay import BREATH_MS, LONGEST_MS, PARTS, Relay, pause_ms
from ui.scene import wait_until

MANY = 2000


def test_a_flood_of_changes_becomes_few_and_none_is_lost() -> None:
    """They are told on another thread, faster than anybody could show them."""
    heard: list[Change] = []
    owner = QObject()
    relay = Relay(heard.append, owner)

    def tell() -> None:
        for number in range(MANY):
            relay.take(ActivitiesChanged(arrived=(Key("north", str(number)),)))

    engine = threading.Thread(target=tell)
    engine.start()
    engine.join()
    wait_until(
        lambda: sum(len(change.arrived) for change in heard if isinstance(change, ActivitiesChanged)) == MANY, "all of them"
    )
    assert len(heard) < MANY / 20


def test_what_is_told_while_the_window_takes_it_in_comes_next() -> None:
    """A change that is told from within the delivery of another one wakes the relay again."""
    heard: list[Change] = []
    owner = QObject()

    def deliver(change: Change) -> None:
        heard.append(change)
        if len(heard) < 3:
            relay.take(change)

    relay = Relay(deliver, owner)
    relay.take(ActivitiesChanged(everything=True))
    wait_until(lambda: len(heard) == 3, "all three")


def test_the_longer_it_took_the_longer_the_window_is_left_alone() -> None:
    """A quarter of its time at most goes to changes, but it is never far behind."""
    assert pause_ms(0.0001) == BREATH_MS
    assert pause_ms(0.03) == 30 * (PARTS - 1)
    assert pause_ms(5.0) == LONGEST_MS
