"""Does the program notice that the computer slept, or that the network is back? Clocks that jump, and signals on a real bus."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jeepney import DBusAddress, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.native.sleep_watch import BEAT, _Reading, slept, watch
from desktop.bus import Bus
from desktop.fake_secrets import FakeSecrets
from desktop.harness import Desktop

NOON = _Reading(wall=1_700_000_000.0, awake=1_000.0, asleep_too=1_500.0)


def after(wall: float = 0.0, awake: float = 0.0, asleep_too: float = 0.0) -> _Reading:
    return _Reading(NOON.wall + wall, NOON.awake + awake, NOON.asleep_too + asleep_too)


@pytest.mark.parametrize(
    "now",
    [
        after(wall=3605, awake=5, asleep_too=3605),  # Linux: the clocks drift apart while it sleeps
        after(wall=3605, awake=5, asleep_too=5),  # macOS: only the wall clock goes on
        after(wall=3605, awake=3605, asleep_too=3605),  # Windows, or a stopped process: the beat came an hour late
        after(wall=-3595, awake=5, asleep_too=5),  # a virtual machine that was put back
    ],
)
def test_sleep_shows_in_the_clocks(now: _Reading) -> None:
    """Each system's clocks tell it in their own way."""
    assert slept(NOON, now, BEAT)


@given(late=st.floats(0, 14), off=st.floats(-14, 14), dozed=st.floats(0, 4))
def test_a_busy_machine_has_not_slept(late: float, off: float, dozed: float) -> None:
    """A late beat, a corrected clock or a blink is no reason to drop every connection."""
    step = BEAT + late
    assert not slept(NOON, after(wall=step + off, awake=step, asleep_too=step + dozed), BEAT)


class JumpyClock(SystemClock):
    """The computer's clock, but it sleeps for an hour when told."""

    def __init__(self) -> None:
        self.hours = 0

    def boottime(self) -> float:
        return super().boottime() + 3600 * self.hours

    def now(self) -> Instant:
        return super().now().plus(3600 * self.hours)


def test_the_heartbeat_tells_each_sleep_once(bare_desktop: Desktop) -> None:
    """Where nobody else says so, the heartbeat does; no bus is needed."""

    async def main() -> None:
        woke: asyncio.Queue[None] = asyncio.Queue()
        clock = JumpyClock()
        async with watching(lambda: woke.put_nowait(None), clock=clock, beat=0.01):
            await asyncio.sleep(0.05)
            assert woke.empty()
            clock.hours += 1
            await woke.get()
            clock.hours += 1
            await woke.get()
            assert woke.empty()

    with bare_desktop.here():
        asyncio.run(main())


@contextlib.asynccontextmanager
async def watching(on_wake: Callable[[], None], **options: Any) -> Any:
    task = asyncio.create_task(watch(on_wake, options.pop("clock", SystemClock()), **options))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b")
NETWORK = (
    "org.freedesktop.NetworkManager",
    "/org/freedesktop/NetworkManager",
    "org.freedesktop.NetworkManager",
    "StateChanged",
    "u",
)
PORTAL = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.NetworkMonitor",
    "changed",
    "",
)


@pytest.mark.parametrize(
    ("service", "quiet", "telling"),
    [(LOGIND, (True,), (False,)), (NETWORK, (20,), (70,)), (PORTAL, None, ())],
    ids=["logind", "NetworkManager", "portal"],
)
def test_the_system_tells_before_the_next_beat(
    bare_desktop: Desktop, service: tuple[str, ...], quiet: tuple[Any, ...] | None, telling: tuple[Any, ...]
) -> None:
    """Waking up and the network's return are heard at once; falling asleep and losing the network are not waking."""
    name, *signal = service
    bare_desktop.env["DBUS_SYSTEM_BUS_ADDRESS"] = bare_desktop.bus.address
    run_while_saying(bare_desktop, lambda: _tell_until_heard(bare_desktop.bus, name, signal, quiet, telling))


def run_while_saying(desktop: Desktop, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with desktop.here():
        asyncio.run(main())


async def _tell_until_heard(
    bus: Bus, name: str, signal: list[str], quiet: tuple[Any, ...] | None, telling: tuple[Any, ...]
) -> None:
    """Say the quiet thing many times, then the telling one. Repeated, because nobody says when the watch listens."""
    path, interface, member, signature = signal
    woke = asyncio.Event()
    with open_dbus_connection(bus.address) as connection:
        connection.send_and_get_reply(message_bus.RequestName(name), timeout=10)
        async with watching(woke.set, beat=1000), asyncio.timeout(60):
            for _ in range(20 if quiet is not None else 0):
                connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, quiet))
                await asyncio.sleep(0.01)
            assert not woke.is_set()
            while not woke.is_set():
                connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, telling))
                await asyncio.sleep(0.01)


def test_a_keyring_that_appears_is_told(bare_desktop: Desktop) -> None:
    """Who found no token because it was not there yet need not wait for a person."""

    async def main() -> None:
        came = asyncio.Event()
        async with watching(lambda: None, beat=1000, on_keyring=came.set), asyncio.timeout(60):
            while not came.is_set():  # repeated, because nobody says when the watch listens
                with FakeSecrets(bare_desktop.bus):
                    await asyncio.sleep(0.01)

    with bare_desktop.here():
        asyncio.run(main())
