"""How do SIGINT and SIGTERM end the program in order? Through a pipe that wakes Qt's loop; where none runs, they are noted."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication


@contextmanager
def noting_signals() -> Iterator[list[int]]:
    """For the program's start and its end, neither of which is to be cut short: the first signal is noted, for
    `quitting_on_signals`. The second one does what the system says."""
    noted: list[int] = []

    def note(number: int, _: object) -> None:
        if noted:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        noted.append(number)

    before = {name: signal.signal(name, note) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield noted
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@contextmanager
def quitting_on_signals(application: QApplication, noted: Sequence[int] = ()) -> Iterator[None]:
    """SIGINT and SIGTERM end the program in order. Python handles signals only between its own instructions, and Qt's
    loop has none, so the signal's number is sent through a pipe that wakes the loop. `noted` is what came before it ran."""
    receiving, sending = _pipe()
    before = {name: signal.signal(name, lambda *_: None) for name in (signal.SIGINT, signal.SIGTERM)}
    wakeup = signal.set_wakeup_fd(sending, warn_on_full_buffer=False)
    notifier = QSocketNotifier(receiving, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: application.exit(0))
    if noted:
        QTimer.singleShot(0, lambda: application.exit(0))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(wakeup)
        for name, handler in before.items():
            signal.signal(name, handler)
        _close(receiving)
        _close(sending)


def _pipe() -> tuple[int, int]:
    """Two ends that never wait. Windows watches nothing but sockets."""
    if os.name == "nt":
        import socket

        first, second = socket.socketpair()
        first.setblocking(False)
        second.setblocking(False)
        return first.detach(), second.detach()
    receiving, sending = os.pipe()
    os.set_blocking(receiving, False)
    os.set_blocking(sending, False)
    return receiving, sending


def _close(end: int) -> None:
    if os.name == "nt":
        import socket

        socket.close(end)
    else:
        os.close(end)
