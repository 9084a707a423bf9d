"""Has the computer slept, or the network come back? Then waiting is over: connections are stale, and news may be there.

Three witnesses, since none is everywhere: a heartbeat that notices when time went on without us, and on Linux, in
`wake_signals`, logind's `PrepareForSleep`, and NetworkManager's or the desktop portal's word that the network changed.
"""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable
from dataclasses import dataclass

from ..model.clock import Clock

BEAT = 5.0
"""Seconds between two looks at the clocks."""
_SLEPT = 5.0
"""Seconds of sleep from which on connections are taken for stale."""
_JUMPED = 15.0
"""Seconds by which a clock must be off to count: less is a busy machine or a time server's correction."""
_SETTLED = 1.0
"""Seconds to wait for the rest of what the system has to say: it tells of one change in several signals."""


async def watch(
    on_wake: Callable[[], None], clock: Clock, beat: float = BEAT, on_keyring: Callable[[], None] = lambda: None
) -> None:
    """Call `on_wake` after each sleep and each return of the network, until cancelled. Once for several signs of one.

    Call `on_keyring` when a keyring appears that was not there, which only Linux needs to be told."""
    sign = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_feel(sign, clock, beat))
        if platform.system() == "Linux":
            from .wake_signals import hear

            tasks.create_task(hear(sign.set, on_keyring))
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
