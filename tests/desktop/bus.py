"""What goes over the test desktop's D-Bus? A private bus on which nothing starts by itself, and a listener that takes notes.

It speaks through jeepney while the program speaks through dbus-fast, so that one library checks the other.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from .parts import Part, read_line, wait_for

NOTIFICATIONS = "org.freedesktop.Notifications"

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass
class NotifyCall:
    """One call of Notify, as the notification service received it. `id` is the service's answer, None before it came."""

    sender: str
    serial: int
    app_name: str
    replaces_id: int
    icon: str
    title: str
    body: str
    actions: list[str]
    hints: dict[str, Any]
    timeout: int
    id: int | None = None
    error: str = ""


@dataclass
class Traffic:
    """Everything about notifications that went over the bus so far, in order."""

    notify: list[NotifyCall] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    """Identifiers that somebody asked to be taken back."""
    signals: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)


class Bus:
    """A `dbus-daemon` with a configuration that names no service folder: what is not started is not there."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        config = folder / "bus.conf"
        config.write_text(_CONFIG.format(folder=folder), "utf-8")
        ready, tell = os.pipe()
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", f"--print-address={tell}"]
        self.part = Part(command, env, folder / "dbus-daemon.log", pass_fds=[tell])
        os.close(tell)
        with contextlib.closing(os.fdopen(ready)):
            self.address = read_line(ready).split(",guid")[0]
        self.traffic = Traffic()
        self._asker = open_dbus_connection(self.address)
        self._lock = threading.Lock()
        self._listener = open_dbus_connection(self.address)
        self._listening = threading.Thread(target=self._listen, name="bus listener", daemon=True)
        become = new_method_call(
            DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring"),
            "BecomeMonitor",
            "asu",
            ([], 0),
        )
        self._listener.send_and_get_reply(become, timeout=10)
        self._listening.start()

    def owner(self, name: str) -> str:
        """The unique name behind a well-known one; empty when nobody has it."""
        reply = self._ask(message_bus.GetNameOwner(name))
        return reply.body[0] if reply.header.message_type is MessageType.method_return else ""

    def wait_for_name(self, name: str, part: Part | None = None) -> str:
        """Until somebody has that name. With `part`, fails at once when that program ends instead."""
        if part is not None:
            part.wait_until(lambda: self.owner(name), f"{name} on the bus")
        return wait_for(lambda: self.owner(name), f"{name} on the bus")

    def call(self, name: str, path: str, interface: str, member: str, signature: str = "", *body: Any) -> tuple[Any, ...]:
        """Call a method and return its answer. Fails the test when the answer is an error."""
        reply = self._ask(new_method_call(DBusAddress(path, name, interface), member, signature, body))
        if reply.header.message_type is not MessageType.method_return:
            raise AssertionError(
                f"{interface}.{member} answered {reply.header.fields.get(HeaderFields.error_name)}: {reply.body}"
            )
        return tuple(reply.body)

    def stop(self) -> None:
        self._asker.close()
        with contextlib.suppress(OSError):
            self._listener.sock.shutdown(socket.SHUT_RDWR)
        self._listening.join(10)
        self._listener.close()
        self.part.stop()

    def _ask(self, message: Any) -> Any:
        with self._lock:
            return self._asker.send_and_get_reply(message, timeout=30)

    def _listen(self) -> None:
        waiting: dict[tuple[str, int], NotifyCall] = {}
        with contextlib.suppress(OSError, ConnectionError):
            while True:
                self._note(self._listener.receive(), waiting)

    def _note(self, message: Any, waiting: dict[tuple[str, int], NotifyCall]) -> None:
        header, body = message.header, message.body
        fields = header.fields
        if header.message_type in (MessageType.method_return, MessageType.error):
            call = waiting.pop((fields.get(HeaderFields.destination, ""), fields[HeaderFields.reply_serial]), None)
            if call is not None and header.message_type is MessageType.method_return:
                call.id = body[0]
            elif call is not None:
                call.error = fields[HeaderFields.error_name]
        elif fields.get(HeaderFields.interface) == NOTIFICATIONS:
            member = fields[HeaderFields.member]
            if header.message_type is MessageType.signal:
                self.traffic.signals.append((member, tuple(body)))
            elif member == "Notify":
                call = _notify_call(fields[HeaderFields.sender], header.serial, body)
                waiting[call.sender, call.serial] = call
                self.traffic.notify.append(call)
            elif member == "CloseNotification":
                self.traffic.closed.append(body[0])


def _notify_call(sender: str, serial: int, body: Any) -> NotifyCall:
    app_name, replaces_id, icon, title, text, actions, hints, timeout = body
    plain = {name: value for name, (_signature, value) in hints.items()}
    return NotifyCall(sender, serial, app_name, replaces_id, icon, title, text, list(actions), plain, timeout)


__all__ = ["NOTIFICATIONS", "Bus", "DBusConnection", "NotifyCall", "Traffic"]
