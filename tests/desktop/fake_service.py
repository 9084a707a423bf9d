"""How does a test play a D-Bus service? It owns the service's name on a private bus, and answers in a thread of its own.

It speaks through jeepney while the program speaks through dbus-fast, so that one library checks the other.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any

from jeepney import MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from .bus import Bus
from .parts import wait_for


class FakeService:
    """What is called is answered by `reply`, of whoever plays one; between `start` and `stop`."""

    def __init__(self, bus: Bus, name: str) -> None:
        self._bus = bus
        self._name = name
        self._lock = threading.Lock()

    def start(self) -> None:
        self.connect()
        self._thread = threading.Thread(target=self._serve, name=f"fake {self._name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._connection.close()
        if self._bus.part.running():
            wait_for(lambda: self._bus.owner(self._name) != self.unique_name, f"the fake {self._name}'s name given up")

    def connect(self) -> None:
        """Where an earlier connection has the name, this one is the next to have it."""
        self._connection = open_dbus_connection(self._bus.address)
        self.unique_name: str = self._connection.unique_name
        self._connection.send_and_get_reply(message_bus.RequestName(self._name, 0), timeout=10)

    def send(self, message: Any) -> None:
        """An answer or a signal; from any thread."""
        with self._lock:
            self._connection.send(message)

    def reply(self, message: Any) -> None:
        """Answer a call, or leave it. A ConnectionError ends the service."""
        raise NotImplementedError

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # the connection was closed
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self.reply(message)
