"""How is the engine started, asked and stopped from the GUI's thread? What is asked of it before it runs waits for it.

The engine comes with asyncio, the network and D-Bus, half of all that the program loads. So none of it is imported before
the thread starts, and the thread is started when the person sees what they started the program for.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..operations.engine import Engine
    from .engine_loop import EngineLoop, MakeEngine

GIVES_WAY_AFTER_S = 0.0002
"""While the engine works, the GUI gets its turn this quickly. Each call into Qt or SQLite gives the turn away, and with
Python's usual 5 ms until it is given back, a list of ten rows would stutter; the engine is faster for it, too."""


class EngineThread:
    """The engine's event loop in a thread of its own. Every method may be called from any thread but the engine's."""

    def __init__(self, make: MakeEngine) -> None:
        """`make` builds the engine, in that thread; it imports what it needs there."""
        self.ready: Future[Engine] = Future()
        """The engine once it has started, or what kept it from that."""
        self._make = make
        self._lock = threading.Lock()
        self._loop: EngineLoop | None = None
        self._early: list[tuple[Coroutine[Any, Any, Any], Future[Any]]] = []
        self._ends = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        """Start the thread. Fine when it runs already."""
        with self._lock:
            if self._thread.ident is None and not self._ends:
                self._thread.start()

    def submit(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        """Run a coroutine on the engine's loop, now or as soon as the engine runs."""
        answer: Future[Any] = Future()
        with self._lock:
            if self._loop is not None:
                self._loop.begin(work, answer)
            else:
                self._early.append((work, answer))
        return answer

    def stop(self) -> None:
        """End the engine in order and wait for its thread. What never came to run is cancelled."""
        with self._lock:
            self._ends = True
            if self._loop is not None and self._thread.is_alive():
                self._loop.stop()
        if self._thread.ident is not None:
            self._thread.join()
        for work, answer in self._early:
            work.close()
            answer.cancel()
        self._early.clear()

    def _run(self) -> None:
        sys.setswitchinterval(GIVES_WAY_AFTER_S)
        from .engine_loop import live

        live(self._make, self.ready, self._runs)

    def _runs(self, loop: EngineLoop) -> None:
        """On the engine's thread, once the engine has started."""
        with self._lock:
            self._loop = loop
            for work, answer in self._early:
                loop.begin(work, answer)
            self._early.clear()
            if self._ends:
                loop.stop()
