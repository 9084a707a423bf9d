"""How does a notification reach a Linux desktop, and its click come back? The Desktop Notifications Specification, over D-Bus.

desktop-notifier, which serves the other systems, is not used here: its 6.2.0 cannot replace a notification, does not
escape the body, reports a refused one as sent, drops the activation token without which Wayland lets no window come
forward, hangs after the bus dropped, and may run our callback for another program's click once the service restarted.

What must hold, and how:
- *Taken or not taken.* `post` returns only with the service's answer. A service that hangs keeps its one unanswered
  call; nothing more is sent to it until that is settled, and an answer that comes late is remembered, so that asking
  again does not show the same thing twice.
- *Only our own clicks.* A signal counts only from the service that answered us, and only for an identifier it gave us.
- *Identifiers live as long as the service.* They are forgotten when its unique name changes, and one kept from an
  earlier run is used only on the same bus and with the same unique name.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from . import dbus
from .notification_book import Book, Shown
from .notification_words import Server, notify_arguments
from .notifier import Capability, Hung, Notice, NotNotified, Outcome, Posted, Reaction

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_TWICE = 1.0
"""Seconds within which the same click is the same click: GNOME and Plasma send each signal twice."""


@dataclass(slots=True)
class _Asked:
    """A call of Notify that waits for its answer."""

    notice: Notice
    answer: asyncio.Future[Posted]
    given_up: bool = False
    withdrawn: bool = False


class LinuxNotifier:
    """Satisfies `native.notifier.Notifier`. Belongs to the event loop that calls `start`."""

    def __init__(self, app_id: str, icon: str = "", app_name: str = "Activity", patience: float = dbus.PATIENCE) -> None:
        """`icon` is a path, or a name in the icon theme. `patience` is how many seconds the service may take to answer."""
        self.name = "no notification service"
        self._app = (app_name, app_id, icon)
        self._patience = patience
        self._on_reaction: Callable[[Reaction], None] = lambda _reaction: None
        self._bus: MessageBus | None = None
        self._bus_id = ""
        self._watch: asyncio.Task[None] | None = None
        self._server: Server | None = None
        self._owner = ""
        self._asked: dict[int, _Asked] = {}
        self._book = Book()
        self._one_at_a_time = asyncio.Lock()
        self._one_connects = asyncio.Lock()

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        self._on_reaction = on_reaction
        with contextlib.suppress(NotNotified):
            await self._server_now()

    async def capabilities(self) -> frozenset[Capability]:
        """What the service that runs now can do; nothing when there is none."""
        try:
            return (await self._server_now()).capabilities()
        except NotNotified:
            return frozenset()

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:
        async with self._one_at_a_time:
            server = await self._server_now()
            if self._asked:
                raise Hung(f"{server} has not answered an earlier notification yet", handed_over=False)
            known = self._book.by_tag(notice.tag)
            if known is not None and known.untold == notice:
                known.untold = None
                return self._posted(known.id)
            asked = self._ask(notice, server, self._id_to_replace(known, replaces))
            try:
                async with asyncio.timeout(self._patience):
                    return await asyncio.shield(asked.answer)
            except TimeoutError:
                if asked.answer.done():  # in that very moment
                    return asked.answer.result()
                raise Hung(f"{server} did not answer within {self._patience:g} seconds", handed_over=True) from None
            finally:
                asked.given_up = not asked.answer.done()

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        for asked in self._asked.values():
            if asked.notice.tag == tag:
                asked.withdrawn = True
        shown = self._book.remove(tag)
        if shown is not None:
            self._take_back(shown.id)
        elif posted is not None:
            with contextlib.suppress(NotNotified):
                await self._connected()
            if posted.owner == self._identity() and posted.platform_id.isdecimal():
                self._take_back(int(posted.platform_id))

    async def close(self) -> None:
        """Let go of the bus. Notifications that are showing stay, and nothing more is told about them."""
        self._on_reaction = lambda _reaction: None
        if self._bus is not None:
            self._bus.disconnect()
        if self._watch is not None:
            await self._watch

    # --- finding the service -------------------------------------------------------------------------------------

    async def _server_now(self) -> Server:
        """The service that runs now, started by the bus if need be. Raises NotNotified."""
        bus = await self._connected()
        if self._server is None:
            try:
                about = await dbus.call(bus, dbus.message(_NAME, _PATH, "GetServerInformation"), self._patience)
                can = await dbus.call(bus, dbus.message(_NAME, _PATH, "GetCapabilities"), self._patience)
            except dbus.NoAnswer as problem:
                raise Hung(f"the notification service does not answer: {problem}", handed_over=False) from problem
            except (dbus.NoBus, dbus.Refused) as problem:
                raise NotNotified(f"no notification service: {problem}") from problem
            if about.signature != "ssss" or can.signature != "as":
                raise NotNotified("the notification service does not speak the specification")
            name, _vendor, version, _specification = about.body
            self._owner = about.sender or ""
            self._server = Server(name, version, frozenset(can.body[0]))
            self.name = str(self._server)
        return self._server

    async def _connected(self) -> MessageBus:
        """The session bus, connected again where it dropped. Raises NotNotified."""
        async with self._one_connects:
            if self._bus is not None and self._bus.connected:
                return self._bus
            if self._watch is not None:
                await self._watch
            try:
                bus = await dbus.connect_session()
                self._watch = asyncio.create_task(self._until_dropped(bus))
                await self._introduce(bus)
            except (dbus.NoBus, dbus.NoAnswer, dbus.Refused) as problem:
                raise NotNotified(str(problem)) from problem
            self._bus = bus
            return bus

    async def _introduce(self, bus: MessageBus) -> None:
        """Listen before asking who serves, so that no change in between is missed."""
        try:
            bus.add_message_handler(self._heard)
            await dbus.listen(bus, f"type='signal',sender='{_NAME}',path='{_PATH}',interface='{_NAME}'")
            await dbus.listen(bus, f"type='signal',sender='{dbus.BUS_NAME}',member='NameOwnerChanged',arg0='{_NAME}'")
            identity = await dbus.call(bus, dbus.message(dbus.BUS_NAME, dbus.BUS_PATH, "GetId"))
            self._bus_id = str(identity.body[0])
            self._owner = await dbus.owner_of(bus, _NAME)
        except BaseException:
            await dbus.leave(bus)
            raise

    async def _until_dropped(self, bus: MessageBus) -> None:
        await dbus.ended(bus)
        self._bus = None
        for asked in self._asked.values():
            _refuse(asked, "the D-Bus connection ended")
        self._asked.clear()
        self._owner_is_now("")

    def _identity(self) -> str:
        """The service, and the bus it is on: every bus counts its unique names from one."""
        return f"{self._bus_id}{self._owner}"

    def _owner_is_now(self, owner: str) -> None:
        """Another service, or none: what the former one showed is gone, and its identifiers mean nothing any more."""
        self._owner, self._server = owner, None
        self.name = "no notification service" if not owner else "a notification service"
        for shown in self._book.remove_all():
            self._tell(Reaction(shown.tag, Outcome.CLOSED))

    # --- asking it to show, and to take back ---------------------------------------------------------------------

    def _id_to_replace(self, known: Shown | None, replaces: Posted | None) -> int:
        if known is not None:
            return known.id
        if replaces is not None and replaces.owner == self._identity() and replaces.platform_id.isdecimal():
            return int(replaces.platform_id)
        return 0

    def _ask(self, notice: Notice, server: Server, replaces_id: int) -> _Asked:
        """Send the call. Its answer is met in `_heard`, in the bus's own order: a click can follow it at once."""
        if self._bus is None:
            raise NotNotified("the D-Bus connection ended")
        arguments = notify_arguments(notice, server, replaces_id, *self._app)
        call = dbus.message(_NAME, _PATH, "Notify", "susssasa{sv}i", arguments)
        call.serial = self._bus.next_serial()
        dbus.send(self._bus, call)
        asked = self._asked[call.serial] = _Asked(notice, asyncio.get_running_loop().create_future())
        asked.answer.add_done_callback(lambda answer: answer.cancelled() or answer.exception())  # nobody may be waiting
        return asked

    def _answered(self, asked: _Asked, reply: Message) -> None:
        try:
            id_ = int(dbus.answer(reply).body[0])
        except dbus.Refused as problem:
            _refuse(asked, f"{self.name} refused it: {problem}")
            return
        if reply.sender != self._owner:
            self._owner_is_now(reply.sender or "")
        if asked.withdrawn:
            self._take_back(id_)
        else:
            self._book.add(Shown(asked.notice.tag, id_, untold=asked.notice if asked.given_up else None))
        if not asked.answer.done():
            asked.answer.set_result(self._posted(id_))

    def _posted(self, id_: int) -> Posted:
        return Posted(platform_id=str(id_), owner=self._identity())

    def _take_back(self, id_: int) -> None:
        """Without waiting for the answer: an error would only say that it has gone already."""
        if self._bus is not None and self._bus.connected:
            dbus.send(self._bus, dbus.message(_NAME, _PATH, "CloseNotification", "u", [id_], reply=False))

    # --- what comes back -----------------------------------------------------------------------------------------

    def _heard(self, message: Message) -> None:
        """Every message of our connection, in order. Anybody on the bus may send us a signal, so the sender decides."""
        if message.message_type in (MessageType.METHOD_RETURN, MessageType.ERROR):
            asked = self._asked.pop(message.reply_serial, None)
            if asked is not None:
                self._answered(asked, message)
        elif message.message_type is not MessageType.SIGNAL:
            return
        elif message.sender == dbus.BUS_NAME and message.member == "NameOwnerChanged" and message.body[0] == _NAME:
            self._owner_is_now(message.body[2])
        elif message.sender == self._owner and message.interface == _NAME:
            self._happened(message)

    def _happened(self, signal: Message) -> None:
        shown = self._book.by_id(signal.body[0]) if signal.signature in ("us", "uu") else None
        if shown is None:
            return
        match signal.member, signal.body[1]:
            case "ActivationToken", str(token):
                shown.token = token
            case "ActionInvoked", str(button):
                self._clicked(shown, button)
            case "NotificationClosed", _ if shown.open:
                shown.open = False
                self._tell(Reaction(shown.tag, Outcome.CLOSED))

    def _clicked(self, shown: Shown, button: str) -> None:
        now = asyncio.get_running_loop().time()
        before, when = shown.clicked
        if button == before and now - when < _TWICE:
            return
        shown.clicked = (button, now)
        token, shown.token = shown.token, ""
        self._tell(Reaction(shown.tag, Outcome.ACTIVATED, button, token))

    def _tell(self, reaction: Reaction) -> None:
        """Outside the bus's own call, so that what the listener does wrong is the listener's failure."""
        asyncio.get_running_loop().call_soon(self._on_reaction, reaction)


def _refuse(asked: _Asked, why: str) -> None:
    if not asked.answer.done():
        asked.answer.set_exception(NotNotified(why))
