"""How do we speak on D-Bus? Connect, call with a deadline, listen: the few functions that dbus-fast leaves to us.

dbus-fast itself never gives up on an answer, waits for ever on a bus that has gone, and takes an unexpected end for a
silent None. Here each of these is an exception with words.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Sequence
from typing import Any

from dbus_fast import BusType, Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

PATIENCE = 5.0
"""Seconds that a service may take to answer."""

BUS_NAME = "org.freedesktop.DBus"
BUS_PATH = "/org/freedesktop/DBus"


class NoBus(Exception):
    """There is no such bus, or the connection to it has ended."""


class NoAnswer(Exception):
    """The service is there but did not answer in time."""


class Refused(Exception):
    """The service answered with an error. `name` is D-Bus's name for it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}" if text else name)
        self.name = name


def session_address() -> str:
    """Where the session bus is: where the environment says, else where systemd puts it. Empty when neither does."""
    named = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    socket = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), "bus")  # noqa: PTH118 - an address, not a file we open
    return named or (f"unix:path={socket}" if os.path.exists(socket) else "")  # noqa: PTH110 - the same


async def connect_session() -> MessageBus:
    """A connection to the session bus. Raises NoBus, and NoAnswer where there is one that says nothing."""
    address = session_address()
    if not address:
        raise NoBus("this session has no D-Bus")
    return await _connect(BusType.SESSION, address)


async def connect_system() -> MessageBus:
    """A connection to the system bus. Raises NoBus, and NoAnswer where there is one that says nothing."""
    return await _connect(BusType.SYSTEM, None)


async def _connect(kind: BusType, address: str | None) -> MessageBus:
    try:
        async with asyncio.timeout(PATIENCE):
            bus = await MessageBus(bus_address=address, bus_type=kind).connect()
    except TimeoutError:
        raise NoAnswer(f"the bus did not answer within {PATIENCE:g} seconds") from None
    except Exception as error:  # dbus-fast raises what the socket, the address or the handshake gave it, of any type
        raise NoBus(f"the D-Bus connection failed: {type(error).__name__} {error}") from error
    return bus


async def ended(bus: MessageBus) -> None:
    """Wait until the connection has ended, for whatever reason."""
    with contextlib.suppress(Exception):
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast forgot its "-> None"


async def leave(bus: MessageBus) -> None:
    """End the connection. dbus-fast closes the socket only when it hears that it ended, for which the loop must still run."""
    bus.disconnect()
    await ended(bus)


def message(name: str, path: str, member: str, signature: str = "", body: Sequence[Any] = (), *, reply: bool = True) -> Message:
    """A method call on the interface that has the service's own name, which is the custom of every service we speak to."""
    flags = MessageFlag.NONE if reply else MessageFlag.NO_REPLY_EXPECTED
    return Message(name, path, name, member, flags=flags, signature=signature, body=list(body))


async def call(bus: MessageBus, asked: Message, seconds: float = PATIENCE) -> Message:
    """Send a method call and return the reply. Raises NoBus, NoAnswer, Refused."""
    if not bus.connected:
        raise NoBus("the D-Bus connection has ended")
    try:
        async with asyncio.timeout(seconds):
            reply = await bus.call(asked)
    except TimeoutError:
        raise NoAnswer(f"{asked.destination} did not answer within {seconds:g} seconds") from None
    except (OSError, EOFError) as error:
        raise NoBus(f"the D-Bus connection ended: {error}") from error
    return answer(reply)


def answer(reply: Message | None) -> Message:
    """The reply itself, when it is one. Raises Refused for an error, NoBus for the None that a dropped bus leaves."""
    if reply is None:
        raise NoBus("the D-Bus connection ended")
    if reply.message_type is MessageType.ERROR:
        text = reply.body[0] if reply.body and isinstance(reply.body[0], str) else ""
        raise Refused(reply.error_name or "error", text)
    return reply


def send(bus: MessageBus, said: Message) -> None:
    """Send without waiting. When that fails the connection has ended, which `ended` tells."""
    bus.send(said).add_done_callback(lambda sent: sent.cancelled() or sent.exception())


async def listen(bus: MessageBus, rule: str) -> None:
    """Ask the bus for the signals that match the rule. They arrive at the bus's message handlers."""
    await call(bus, message(BUS_NAME, BUS_PATH, "AddMatch", "s", [rule]))


async def owner_of(bus: MessageBus, name: str) -> str:
    """The unique name behind a well-known one, empty when nobody has it. Starts nothing."""
    try:
        reply = await call(bus, message(BUS_NAME, BUS_PATH, "GetNameOwner", "s", [name]))
    except Refused:
        return ""
    return str(reply.body[0])
