"""How do the GUI's thread and the engine's thread talk? Calls go over to the engine's loop; its changes become Qt signals here.

The window is there before the engine is: what is asked of the engine until then waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ..model.changes import Change, Told
from ..model.problems import Problem
from .engine_thread import EngineThread
from .relay import Relay

if TYPE_CHECKING:
    from ..operations.engine import Engine
    from .engine_loop import MakeEngine


class EngineCalls(QObject):
    """Lives on the GUI thread. `later` may be called from any thread, `submit`, `run` and `ask` from any but the engine's."""

    changes = Signal(object)
    """What was committed or is told, on the GUI thread."""
    running = Signal()
    """The engine runs."""
    failed = Signal(object)
    """The engine cannot run; carries what kept it from that."""
    _called = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._relay = Relay(self._deliver, self)
        self._called.connect(self._call)

    # --- the engine ----------------------------------------------------------------------------------------

    def make_later(self, make: MakeEngine) -> None:
        """`make` makes the engine, in its thread, after `start`."""
        self._thread = EngineThread(make)
        self._thread.ready.add_done_callback(lambda ready: self.later(lambda: self._started(ready)))

    def start(self) -> None:
        """Start the engine; `running` or `failed` tells how it went. Fine when it was started already."""
        self._thread.start()

    @property
    def engine(self) -> Engine:
        """The engine, waited for where it does not run yet. Raises what keeps it from running."""
        self._thread.start()
        return self._thread.ready.result()

    @property
    def runs(self) -> bool:
        """Whether it is there without being waited for."""
        return self._thread.ready.done()

    def stop(self) -> None:
        """End the engine in order, and wait for its thread."""
        self._thread.stop()

    def _started(self, ready: Future[Engine]) -> None:
        problem = ready.exception()
        if problem is None:
            self.running.emit()
        else:
            self.failed.emit(problem)

    def heard(self, change: Change) -> None:
        """Called on the engine's thread."""
        self._relay.take(change)

    def _deliver(self, change: Change) -> None:
        """On the GUI thread."""
        self.changes.emit(change)

    # --- asking --------------------------------------------------------------------------------------------

    def ask(self, what: Callable[[Engine], object]) -> None:
        """Do something on the engine's thread. A problem becomes a sentence for the person."""

        async def work() -> None:
            what(self.engine)

        self.run(work())

    def later(self, what: Callable[[], None]) -> None:
        """Do something on the GUI thread, asked for from any thread; not before the GUI's next turn."""
        self._called.emit(what)

    @Slot(object)
    def _call(self, what: Callable[[], None]) -> None:
        QTimer.singleShot(0, self, what)

    def submit(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        """Run a coroutine on the engine's loop, as soon as that runs; whoever asks looks after its problems."""
        return self._thread.submit(work)

    def run(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        """Run a coroutine on the engine's loop; its problem is told, and also kept in the future."""
        future = self.submit(work)
        future.add_done_callback(self._tell_problem)
        return future

    def _tell_problem(self, future: Future[Any]) -> None:
        problem = None if future.cancelled() else future.exception()
        if isinstance(problem, Problem):
            self.heard(Told(str(problem), problem=True))
        elif problem is not None:
            self.heard(Told(str(Problem(detail=repr(problem))), problem=True))
