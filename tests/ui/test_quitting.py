"""Does a signal end the program in order, whenever it comes? In this process, and in a real one that is only starting."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from activity_desktop.ui.quitting import noting_signals, quitting_on_signals
from desktop.harness import Desktop
from journeys.app import App

NEVER_MS = 60_000


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("early", [True, False], ids=["before the loop", "in the loop"])
def test_a_signal_ends_the_loop(app: QApplication, number: signal.Signals, early: bool) -> None:
    """Also one that came while there was none; afterwards signals mean what they meant before."""
    before = signal.getsignal(number)
    give_up = QTimer(singleShot=True, interval=NEVER_MS)
    give_up.timeout.connect(lambda: app.exit(1))
    give_up.start()
    with noting_signals() as noted:
        if early:
            signal.raise_signal(number)
        with quitting_on_signals(app, noted):
            if not early:
                QTimer.singleShot(0, lambda: signal.raise_signal(number))
            assert app.exec() == 0
    give_up.stop()
    assert signal.getsignal(number) == before


def test_a_start_that_is_told_to_end_tidies_up(tmp_path: Path) -> None:
    """The database is open and no loop runs yet: nothing is left for the next start to put right."""
    with Desktop(notifications=None, screen=False) as desktop:
        program = App(desktop, tmp_path / "profile")
        program.run("list")
        log = program.profile / "data/activity.db-wal"
        starting = desktop.start(program.command("run", "--minimized"))
        starting.wait_until(log.exists, "an open database")
        starting.process.terminate()
        assert starting.process.wait() == 0, starting.said()
        assert not log.exists()
