"""How does a test play a notification service that no machine has? A small one on the private bus, which does as it is told.

Real services prove that things work; this one proves what happens when they misbehave: refuse, answer late, lack
abilities, repeat signals, or when somebody else pretends to be them.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, HeaderFields, new_error, new_method_return, new_signal

from .bus import NOTIFICATIONS, Bus
from .fake_service import FakeService

PATH = "/org/freedesktop/Notifications"
ALL = ("actions", "body", "body-markup", "persistence")


class FakeDaemon(FakeService):
    """`with FakeDaemon(desktop.bus, name="Xfce Notify Daemon", can=("body",)) as daemon: ...`"""

    def __init__(
        self, bus: Bus, *, name: str = "Fake", version: str = "1", can: tuple[str, ...] = ALL, refuse: str = ""
    ) -> None:
        super().__init__(bus, NOTIFICATIONS)
        self.name, self.version, self.can = name, version, can
        self.refuse = refuse
        """A D-Bus error name with which Notify is answered; empty: it is taken."""
        self.silent = threading.Event()
        """While set, Notify is not answered at all; the answers follow on `catch_up`."""
        self.closed: list[int] = []
        self._last_id = 0
        self._owed: list[Any] = []

    def __enter__(self) -> FakeDaemon:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def emit(self, member: str, signature: str, *body: Any, to: str | None = None) -> None:
        """Send a signal, to everybody or to one connection."""
        signal = new_signal(DBusAddress(PATH, interface=NOTIFICATIONS), member, signature, body)
        if to is not None:
            signal.header.fields[HeaderFields.destination] = to
        self.send(signal)

    def catch_up(self) -> None:
        """Answer now what was left unanswered, in order."""
        self.silent.clear()
        owed, self._owed = self._owed, []
        for message in owed:
            self._take(message)

    def reply(self, message: Any) -> None:
        match message.header.fields[HeaderFields.member]:
            case "GetServerInformation":
                self.send(new_method_return(message, "ssss", (self.name, "tests", self.version, "1.2")))
            case "GetCapabilities":
                self.send(new_method_return(message, "as", (list(self.can),)))
            case "Notify" if self.silent.is_set():
                self._owed.append(message)
            case "Notify" if self.refuse:
                self.send(new_error(message, self.refuse, "s", ("not today",)))
            case "Notify":
                self._take(message)
            case "CloseNotification":
                self.closed.append(message.body[0])

    def _take(self, message: Any) -> None:
        id_ = message.body[1]
        if not id_:
            self._last_id += 1
            id_ = self._last_id
        self.send(new_method_return(message, "u", (id_,)))
