"""How is one piece of work done with the Secret Service? On a connection of its own, with one running service, to its end.

Everything is asked of the unique name that opened our session. A service that restarts in the middle knows neither the
session nor what it named, so `Vanished` ends the work, which may begin again. Only that name is believed when a dialog
is said to be completed, because anybody on the bus may send us a signal.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from ..model.problems import NoKeyring
from . import dbus

NAME = "org.freedesktop.secrets"
PATH = "/org/freedesktop/secrets"
NOTHING = "/"
"""What the service names where there is no collection, or no dialog is needed."""
_INTERFACE = "org.freedesktop.Secret"
_PATIENCE = 120.0
"""Seconds for one answer: a service may ask the person before it answers, and whoever waits for us gives up sooner."""

_NOT_THERE = frozenset({"org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner"})
_GONE = _NOT_THERE | {
    "org.freedesktop.DBus.Error.NoReply",
    "org.freedesktop.DBus.Error.UnknownMethod",  # some say this, others the next, of an object that is gone
    "org.freedesktop.DBus.Error.UnknownObject",
    f"{_INTERFACE}.Error.NoSession",
    f"{_INTERFACE}.Error.NoSuchObject",
}


class Vanished(Exception):
    """The service, or what it had named, went away in the middle."""


class Dismissed(Exception):
    """The person closed the service's dialog."""


class Conversation:
    """One session with one running service."""

    def __init__(self, bus: MessageBus, owner: str, session: str) -> None:
        self.session = session
        """Object path; it is part of every secret that goes to and fro."""
        self._bus = bus
        self._owner = owner

    async def ask(
        self, path: str, interface: str, member: str, signature: str = "", body: Sequence[Any] = (), *, gives: str
    ) -> list[Any]:
        """Call a method of `org.freedesktop.Secret.<interface>`; `gives` is the signature of its answer.

        Raises Vanished, and `dbus.Refused` and `dbus.NoAnswer`."""
        asked = Message(self._owner, path, f"{_INTERFACE}.{interface}", member, signature=signature, body=list(body))
        return await self._answer(asked, gives)

    async def get(self, path: str, interface: str, name: str, kind: type) -> Any:
        """A property, which must be of that kind. Raises as `ask` does."""
        body = [f"{_INTERFACE}.{interface}", name]
        asked = Message(self._owner, path, "org.freedesktop.DBus.Properties", "Get", signature="ss", body=body)
        (found,) = await self._answer(asked, "v")
        if not isinstance(found.value, kind):
            raise dbus.Refused(f"{interface}.{name}", f"is {found.signature}, which is not what the specification says")
        return found.value

    async def complete(self, prompt: str) -> Any:
        """Let the service show its dialog, and wait until the person has answered it, however long that takes.

        Gives the dialog's result; None where none is needed. Raises Dismissed, and as `ask` does."""
        if prompt == NOTHING:
            return None
        completed: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

        def hear(message: Message) -> None:
            if completed.done() or message.message_type is not MessageType.SIGNAL:
                return
            if message.sender == dbus.BUS_NAME and message.member == "NameOwnerChanged" and message.body[0] == self._owner:
                completed.set_exception(Vanished("the service ended while it asked"))
            elif (message.sender, message.path, message.member) == (self._owner, prompt, "Completed"):
                completed.set_result(message)

        self._bus.add_message_handler(hear)
        ended = asyncio.ensure_future(asyncio.shield(dbus.ended(self._bus)))  # cancelling the end itself would lose it
        either: list[asyncio.Future[Any]] = [completed, ended]
        try:
            await self._listen_for(prompt)
            await self.ask(prompt, "Prompt", "Prompt", "s", [""], gives="")
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not completed.done():
                raise Vanished("the bus ended while the service asked")
        finally:
            self._bus.remove_message_handler(hear)
            ended.cancel()
        return _result(completed.result())

    async def _listen_for(self, prompt: str) -> None:
        try:
            await dbus.listen(self._bus, f"type='signal',sender='{self._owner}',path='{prompt}',member='Completed'")
            change = f"type='signal',sender='{dbus.BUS_NAME}',member='NameOwnerChanged',arg0='{self._owner}'"
            await dbus.listen(self._bus, change)
        except dbus.NoBus as problem:
            raise Vanished(str(problem)) from problem

    async def _answer(self, asked: Message, gives: str) -> list[Any]:
        try:
            reply = await dbus.call(self._bus, asked, _PATIENCE)
        except dbus.NoBus as problem:
            raise Vanished(str(problem)) from problem
        except dbus.Refused as refusal:
            if refusal.name in _GONE:
                raise Vanished(str(refusal)) from refusal
            raise
        return _checked(reply, str(asked.member), gives)


def _checked(said: Message, member: str, signature: str) -> list[Any]:
    """What it carries. Raises Refused where that is not of the specification's signature."""
    if said.signature != signature:
        raise dbus.Refused(member, f"came with {said.signature!r}, which is not what the specification says")
    return list(said.body)


def _result(completed: Message) -> Any:
    dismissed, result = _checked(completed, "Completed", "bv")
    if dismissed:
        raise Dismissed("the dialog was closed")
    return result.value


@asynccontextmanager
async def conversation() -> AsyncIterator[Conversation]:
    """A session with the service, which the bus starts where it does not run yet. Raises NoKeyring, and as
    `Conversation.ask` does."""
    async with _session_bus() as bus:
        body = ["plain", Variant("s", "")]
        asked = Message(NAME, PATH, f"{_INTERFACE}.Service", "OpenSession", signature="sv", body=body)
        try:
            opened = await dbus.call(bus, asked, _PATIENCE)
        except dbus.NoBus as problem:
            raise Vanished(str(problem)) from problem
        except dbus.Refused as refusal:
            if refusal.name in _NOT_THERE:
                raise NoKeyring(detail=str(refusal)) from refusal
            if refusal.name in _GONE:
                raise Vanished(str(refusal)) from refusal
            raise
        _output, session = _checked(opened, "OpenSession", "vo")
        yield Conversation(bus, opened.sender or NAME, session)


async def is_there() -> bool:
    """Whether a service runs, or would be started by the bus. Only the bus is asked. Raises as `conversation` does."""
    async with _session_bus() as bus:
        try:
            if await dbus.owner_of(bus, NAME):
                return True
            listed = await dbus.call(bus, dbus.message(dbus.BUS_NAME, dbus.BUS_PATH, "ListActivatableNames"))
        except dbus.NoBus as problem:
            raise Vanished(str(problem)) from problem
        return NAME in listed.body[0]


@asynccontextmanager
async def _session_bus() -> AsyncIterator[MessageBus]:
    """Raises NoKeyring where there is no bus, NoAnswer where it says nothing: at sign-in a computer may be that busy."""
    try:
        bus = await dbus.connect_session()
    except dbus.NoBus as problem:
        raise NoKeyring(detail=str(problem)) from problem
    try:
        yield bus
    finally:
        await dbus.leave(bus)
