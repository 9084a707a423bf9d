"""What runs in the engine's thread? An event loop with the engine, and what the window asks of it, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..operations.engine import Engine

MakeEngine = Callable[[], "Engine"]


def live(make: MakeEngine, ready: Future[Engine], runs: Callable[[EngineLoop], None]) -> None:
    """Run until stopped. `ready` gets the engine once it has started, or what kept it from that; then `runs` is called."""
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_live(make, ready, runs))


async def _live(make: MakeEngine, ready: Future[Engine], runs: Callable[[EngineLoop], None]) -> None:
    try:
        engine = make()
        await engine.start()
    except BaseException as problem:  # noqa: BLE001 - handed over to whoever waits for the engine
        ready.set_exception(problem)
        return
    loop = EngineLoop()
    ready.set_result(engine)
    runs(loop)
    try:
        await loop.stopped()
    finally:
        await loop.end_what_was_asked_for()
        await engine.stop()


class EngineLoop:
    """Made on the loop. `begin` and `stop` may be called from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._asked_for: set[asyncio.Task[Any]] = set()

    def begin(self, work: Coroutine[Any, Any, Any], answer: Future[Any]) -> None:
        """Run a coroutine; `answer` gets its result, and cancelling `answer` cancels it."""
        self._loop.call_soon_threadsafe(self._begin, work, answer)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)

    async def stopped(self) -> None:
        await self._stop.wait()

    async def end_what_was_asked_for(self) -> None:
        """Before the engine ends: it could open connections again that nobody would close."""
        tasks = list(self._asked_for)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, Any], answer: Future[Any]) -> None:
        if answer.cancelled():
            work.close()
            return
        task = self._loop.create_task(work)
        self._asked_for.add(task)
        task.add_done_callback(lambda done: self._settle(done, answer))
        answer.add_done_callback(lambda done: self._cancel(task) if done.cancelled() else None)

    def _cancel(self, task: asyncio.Task[Any]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended, and the task with it
            self._loop.call_soon_threadsafe(task.cancel)

    def _settle(self, task: asyncio.Task[Any], answer: Future[Any]) -> None:
        self._asked_for.discard(task)
        if task.cancelled():
            answer.cancel()
            return
        problem = task.exception()
        if not answer.set_running_or_notify_cancel():
            return  # nobody wants to know any more
        if problem is not None:
            answer.set_exception(problem)
        else:
            answer.set_result(task.result())
