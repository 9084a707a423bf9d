"""How does a test play a notification service that no machine has? A small one on the private bus, which does as it is told.

Real services prove that things work; this one proves what happens when they misbehave: refuse, answer late, lack
abilities, repeat signals, or when somebody else pretends to be them.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from .bus import NOTIFICATIONS, Bus
from .parts import wait_for

PATH = "/org/freedesktop/Notifications"
ALL = ("actions", "body", "body-markup", "persistence")


class FakeDaemon:
    """`with FakeDaemon(desktop.bus, name="Xfce Notify Daemon", can=("body",)) as daemon: ...`"""

    def __init__(
        self, bus: Bus, *, name: str = "Fake", version: str = "1", can: tuple[str, ...] = ALL, refuse: str = ""
    ) -> None:
        self.name, self.version, self.can = name, version, can
        self.refuse = refuse
        """A D-Bus error name with which Notify is answered; empty: it is taken."""
        self.silent = threading.Event()
        """While set, Notify is not answered at all; the answers follow on `catch_up`."""
        self.closed: list[int] = []
        self._last_id = 0
        self._owed: list[Any] = []
        self._bus = bus
        self._lock = threading.Lock()

    def __enter__(self) -> FakeDaemon:
        self._connection = open_dbus_connection(self._bus.address)
        self.unique_name: str = self._connection.unique_name
        self._connection.send_and_get_reply(message_bus.RequestName(NOTIFICATIONS, 0), timeout=10)
        self._thread = threading.Thread(target=self._serve, name="fake daemon", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._connection.close()
        if self._bus.part.running():
            wait_for(lambda: self._bus.owner(NOTIFICATIONS) != self.unique_name, "the fake service's name given up")

    def emit(self, member: str, signature: str, *body: Any, to: str | None = None) -> None:
        """Send a signal, to everybody or to one connection."""
        signal = new_signal(DBusAddress(PATH, interface=NOTIFICATIONS), member, signature, body)
        if to is not None:
            signal.header.fields[HeaderFields.destination] = to
        self._send(signal)

    def catch_up(self) -> None:
        """Answer now what was left unanswered, in order."""
        self.silent.clear()
        owed, self._owed = self._owed, []
        for message in owed:
            self._take(message)

    def _serve(self) -> None:
        with contextlib.suppress(OSError, ConnectionError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, message: Any) -> None:
        match message.header.fields[HeaderFields.member]:
            case "GetServerInformation":
                self._send(new_method_return(message, "ssss", (self.name, "tests", self.version, "1.2")))
            case "GetCapabilities":
                self._send(new_method_return(message, "as", (list(self.can),)))
            case "Notify" if self.silent.is_set():
                self._owed.append(message)
            case "Notify" if self.refuse:
                self._send(new_error(message, self.refuse, "s", ("not today",)))
            case "Notify":
                self._take(message)
            case "CloseNotification":
                self.closed.append(message.body[0])

    def _take(self, message: Any) -> None:
        id_ = message.body[1]
        if not id_:
            self._last_id += 1
            id_ = self._last_id
        self._send(new_method_return(message, "u", (id_,)))

    def _send(self, message: Any) -> None:
        with self._lock:
            self._connection.send(message)
