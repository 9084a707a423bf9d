"""How does the number of unread activities get onto the launcher's icon? On Linux by the signal that docks listen for.

The Unity Launcher API, which Plasma, Dash to Dock and others still follow: `com.canonical.Unity.LauncherEntry.Update`.
Qt would send it too, but under a name that D-Bus refuses when the application's has a hyphen. Elsewhere Qt does it.
"""

from __future__ import annotations

import zlib

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from . import dbus

_INTERFACE = "com.canonical.Unity.LauncherEntry"


class Badge:
    """The number on the icon of the desktop file `app_id`."""

    def __init__(self, app_id: str) -> None:
        self._uri = f"application://{app_id}.desktop"
        self._path = f"/com/canonical/unity/launcherentry/{zlib.crc32(self._uri.encode())}"
        self._bus: MessageBus | None = None

    async def show(self, count: int) -> None:
        """Show the number; none when it is 0. Does nothing where there is no session bus."""
        if self._bus is None or not self._bus.connected:
            try:
                self._bus = await dbus.connect_session()
            except (dbus.NoBus, dbus.NoAnswer):
                return
        properties = {"count": Variant("x", count), "count-visible": Variant("b", count > 0)}
        dbus.send(
            self._bus,
            Message(
                message_type=MessageType.SIGNAL,
                path=self._path,
                interface=_INTERFACE,
                member="Update",
                signature="sa{sv}",
                body=[self._uri, properties],
            ),
        )

    async def close(self) -> None:
        """Docks forget the number when its sender leaves the bus."""
        if self._bus is not None:
            await dbus.leave(self._bus)
