"""How do SIGINT and SIGTERM end the program in order? Through a socket that wakes Qt's loop."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication


@contextmanager
def quitting_on_signals(application: QApplication) -> Iterator[None]:
    """SIGINT and SIGTERM end the program in order. Python handles signals only between its own instructions, and Qt's
    loop has none, so the signal's number is sent through a socket that wakes the loop."""
    import socket  # with what it brings, a start in the tray can do without

    receiving, sending = socket.socketpair()
    receiving.setblocking(False)
    sending.setblocking(False)
    before = {name: signal.signal(name, lambda *_: None) for name in (signal.SIGINT, signal.SIGTERM)}
    wakeup = signal.set_wakeup_fd(sending.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(receiving.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: application.exit(0))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(wakeup)
        for name, handler in before.items():
            signal.signal(name, handler)
        receiving.close()
        sending.close()
