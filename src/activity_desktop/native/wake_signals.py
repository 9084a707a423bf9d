"""What does a Linux desktop say that ends a wait? It woke up, the network is back, a keyring is there: heard on D-Bus."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from . import dbus
from .secret_conversation import NAME as KEYRING

_LOOK_AGAIN = 60.0
"""Seconds until a bus that is not there is looked for again."""

_SYSTEM_RULES = (
    "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'",
    "type='signal',sender='org.freedesktop.NetworkManager',interface='org.freedesktop.NetworkManager',member='StateChanged'",
)
_SESSION_RULES = (
    "type='signal',sender='org.freedesktop.portal.Desktop',interface='org.freedesktop.portal.NetworkMonitor',member='changed'",
    f"type='signal',sender='{dbus.BUS_NAME}',member='NameOwnerChanged',arg0='{KEYRING}'",
)

_NETWORK_MANAGER_CONNECTED = 60
"""NM_STATE_CONNECTED_SITE; 70 is CONNECTED_GLOBAL."""


async def hear(on_wake: Callable[[], None], on_keyring: Callable[[], None]) -> None:
    """Call the one whenever the computer woke up or the network is back, the other when a keyring appears, until cancelled."""
    heard = partial(_heard, on_wake, on_keyring)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_hear(heard, dbus.connect_system, _SYSTEM_RULES))
        tasks.create_task(_hear(heard, dbus.connect_session, _SESSION_RULES))


async def _hear(heard: Callable[[Message], None], connect: Callable[[], Awaitable[MessageBus]], rules: Sequence[str]) -> None:
    """Listen on a bus. One that is not there, or ends, is no failure: the heartbeat goes on."""
    while True:
        with contextlib.suppress(dbus.NoBus, dbus.NoAnswer, dbus.Refused):
            bus = await connect()
            try:
                bus.add_message_handler(heard)
                for rule in rules:
                    await dbus.listen(bus, rule)
                await dbus.ended(bus)
            finally:
                await dbus.leave(bus)
        await asyncio.sleep(_LOOK_AGAIN)


def _heard(on_wake: Callable[[], None], on_keyring: Callable[[], None], message: Message) -> None:
    """Anybody could send such a signal; the worst that it does is one early look for news."""
    if message.message_type is not MessageType.SIGNAL:
        return
    match message.member, message.body:
        case "PrepareForSleep", [False]:
            on_wake()
        case "StateChanged", [int(state)] if state >= _NETWORK_MANAGER_CONNECTED:
            on_wake()
        case "NameOwnerChanged", [name, _, str(owner)] if name == KEYRING and owner:
            on_keyring()
        case "changed", _ if message.interface == "org.freedesktop.portal.NetworkMonitor":
            on_wake()
