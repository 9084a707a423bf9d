"""Does waiting for an event end with the event, with its time, and with the program?"""

from __future__ import annotations

import asyncio

import pytest

from activity_desktop.model.clock import in_time


def test_what_happens_in_time_is_known_from_what_does_not() -> None:
    """Also where it has happened already, and where there is no limit."""

    async def story() -> list[bool]:
        event = asyncio.Event()
        missed = await in_time(event, 0)
        asyncio.get_running_loop().call_soon(event.set)
        return [missed, await in_time(event, None), await in_time(event, 60)]

    assert asyncio.run(story()) == [False, True, True]


def test_the_end_of_the_program_is_not_lost_when_it_comes_together_with_the_event() -> None:
    """Else whoever waits in a loop would wait for ever, and so would who waits for their end."""

    async def story() -> None:
        event = asyncio.Event()
        waiting = asyncio.ensure_future(in_time(event, 60))
        await asyncio.sleep(0)
        event.set()
        waiting.cancel()
        await waiting

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(story())
