"""Is a long step made beside the event loop, and always to its end?"""

from __future__ import annotations

import asyncio
import threading

import pytest

from activity_desktop.sync.beside import WORTH_A_THREAD, beside


def test_others_have_their_turn_meanwhile() -> None:
    """The step waits for something that only the event loop does."""
    turn = threading.Event()

    async def story() -> str:
        asyncio.get_running_loop().call_soon(turn.set)
        return await beside(lambda: "done" if turn.wait(30) else "nobody came", WORTH_A_THREAD)

    assert asyncio.run(story()) == "done"


def test_a_short_step_is_made_at_once() -> None:
    """A thread would take longer than the step."""
    where = asyncio.run(beside(threading.get_ident, WORTH_A_THREAD - 1))
    assert where == threading.get_ident()


def test_whoever_is_cancelled_waits_for_the_end() -> None:
    """Half a transaction would be left to whoever comes next. What it gave is not lost either."""
    told: list[str] = []

    async def story() -> None:
        begun, may_end = threading.Event(), threading.Event()

        def work() -> str:
            begun.set()
            may_end.wait(30)
            return "stored"

        async def storing() -> None:
            told.append(await beside(work, WORTH_A_THREAD))
            await asyncio.sleep(0)
            told.append("went on")

        task = asyncio.ensure_future(storing())
        await asyncio.to_thread(begun.wait, 30)
        task.cancel()
        await asyncio.sleep(0)
        assert not task.done()
        may_end.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
    assert told == ["stored"]


def test_what_goes_wrong_is_told() -> None:
    """As if it had been done in place."""

    def work() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        asyncio.run(beside(work, WORTH_A_THREAD))
