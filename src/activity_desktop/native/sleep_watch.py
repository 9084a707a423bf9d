"""Has the computer slept, or the network come back? Then waiting is over: connections are stale, and news may be there.

Three witnesses, since none is everywhere: a heartbeat that notices when time went on without us, logind's
`PrepareForSleep`, and NetworkManager's or the desktop portal's word that the network changed.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from ..model.clock import Clock
from . import dbus

BEAT = 5.0
"""Seconds between two looks at the clocks."""
_SLEPT = 5.0
"""Seconds of sleep from which on connections are taken for stale."""
_JUMPED = 15.0
"""Seconds by which a clock must be off to count: less is a busy machine or a time server's correction."""
_SETTLED = 1.0
"""Seconds to wait for the rest of what the system has to say: it tells of one change in several signals."""
_LOOK_AGAIN = 60.0
"""Seconds until a bus that is not there is looked for again."""

_SYSTEM_RULES = (
    "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'",
    "type='signal',sender='org.freedesktop.NetworkManager',interface='org.freedesktop.NetworkManager',member='StateChanged'",
)
_SESSION_RULES = (
    "type='signal',sender='org.freedesktop.portal.Desktop',interface='org.freedesktop.portal.NetworkMonitor',member='changed'",
)

_NETWORK_MANAGER_CONNECTED = 60
"""NM_STATE_CONNECTED_SITE; 70 is CONNECTED_GLOBAL."""


async def watch(on_wake: Callable[[], None], clock: Clock, beat: float = BEAT) -> None:
    """Call `on_wake` after each sleep and each return of the network, until cancelled. Once for several signs of one."""
    sign = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_feel(sign, clock, beat))
        tasks.create_task(_hear(sign, dbus.connect_system, _SYSTEM_RULES))
        tasks.create_task(_hear(sign, dbus.connect_session, _SESSION_RULES))
        while True:
            await sign.wait()
            sign.clear()
            on_wake()
            await asyncio.sleep(_SETTLED)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The three clocks at one moment, in seconds."""

    wall: float
    awake: float
    asleep_too: float

    @classmethod
    def of(cls, clock: Clock) -> _Reading:
        return cls(clock.now().us / 1e6, clock.monotonic(), clock.boottime())


def slept(before: _Reading, now: _Reading, beat: float) -> bool:
    """Whether the computer slept, or the process stood still, between two readings that were to be `beat` apart."""
    awake = now.awake - before.awake
    asleep = (now.asleep_too - before.asleep_too) - awake
    wall_jump = abs((now.wall - before.wall) - awake)
    return asleep > _SLEPT or wall_jump > _JUMPED or awake > beat + _JUMPED


async def _feel(sign: asyncio.Event, clock: Clock, beat: float) -> None:
    before = _Reading.of(clock)
    while True:
        await asyncio.sleep(beat)
        now = _Reading.of(clock)
        if slept(before, now, beat):
            sign.set()
        before = now


async def _hear(sign: asyncio.Event, connect: Callable[[], Awaitable[MessageBus]], rules: Sequence[str]) -> None:
    """Listen on a bus. One that is not there, or ends, is no failure: the heartbeat goes on."""
    while True:
        with contextlib.suppress(dbus.NoBus, dbus.NoAnswer, dbus.Refused):
            bus = await connect()
            try:
                bus.add_message_handler(partial(_heard, sign))
                for rule in rules:
                    await dbus.listen(bus, rule)
                await dbus.ended(bus)
            finally:
                bus.disconnect()
        await asyncio.sleep(_LOOK_AGAIN)


def _heard(sign: asyncio.Event, message: Message) -> None:
    """Anybody could send such a signal; the worst that it does is one early look for news."""
    if message.message_type is not MessageType.SIGNAL:
        return
    match message.member, message.body:
        case "PrepareForSleep", [False]:
            sign.set()
        case "StateChanged", [int(state)] if state >= _NETWORK_MANAGER_CONNECTED:
            sign.set()
        case "changed", _ if message.interface == "org.freedesktop.portal.NetworkMonitor":
            sign.set()
