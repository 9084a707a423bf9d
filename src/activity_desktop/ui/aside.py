"""How does the window read what takes long, and stay alive meanwhile? In a thread beside it, which forgets what is stale.

Nearly everything the window reads takes a millisecond, and is read at once. To count what a saved search finds, or to find
nothing among a million, takes longer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from ..model.problems import Problem
from ..store import feed
from ..store.database import Connection, note_damage, open_reader, telling_problems

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Read = Callable[[Connection], Any]
Answer = Callable[[Any], None]

_log = logging.getLogger(__name__)


class Aside(QObject):
    """One question after the other. A newer one of the same name replaces an older one, which is interrupted."""

    _answered = Signal(object)

    def __init__(self, path: Path, parent: QObject, name: str = "aside") -> None:
        """Reads from the database at `path`, in a thread of that name; nothing is opened before the first question."""
        super().__init__(parent)
        self._name = name
        self._path = path
        self._worker: ThreadPoolExecutor | None = None
        self._reader: Connection | None = None
        self._newest: dict[str, int] = {}
        self._answers: dict[str, Answer] = {}
        """They may hold widgets, so the other thread never holds them: it would free what the window has left."""
        self._answered.connect(self._hand_over)  # from another thread, this is queued

    def ask(self, name: str, read: Read, answer: Answer) -> None:
        """`read` is called in the other thread; `answer` on this one, unless something newer was asked under that name."""
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor

            self._worker = ThreadPoolExecutor(1, self._name)
        number = self.forget(name)
        self._answers[name] = answer
        self._worker.submit(self._work, name, number, read).add_done_callback(_log_a_bug)

    def forget(self, name: str) -> int:
        """Nobody waits for what was asked under this name. Gives the number of the next question."""
        self._answers.pop(name, None)
        self._newest[name] = self._newest.get(name, 0) + 1
        return self._newest[name]

    def close(self) -> None:
        """What is being read is interrupted, and nothing is answered any more."""
        for name in list(self._newest):
            self.forget(name)
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.submit(self._close)
            worker.shutdown()

    def _work(self, name: str, number: int, read: Read) -> None:
        """In the other thread."""

        def stale() -> bool:
            return self._newest[name] != number

        if stale():
            return
        try:
            if self._reader is None:
                self._reader = open_reader(self._path)
            self._reader.set_progress_handler(stale, feed.LOOK_UP_EVERY)
            with telling_problems():
                value = read(self._reader)
        except Problem as problem:
            _log.info("%s: not read: %s", name, problem.detail)  # most likely it was interrupted
            note_damage(self._path, problem)
        else:
            self._answered.emit((name, number, value))

    @Slot(object)
    def _hand_over(self, answered: tuple[str, int, Any]) -> None:
        name, number, value = answered
        if self._newest[name] == number:
            self._answers.pop(name)(value)

    def _close(self) -> None:
        if self._reader is not None:
            self._reader.close()


def _log_a_bug(done: Future[None]) -> None:
    if not done.cancelled() and done.exception() is not None:
        _log.error("reading ended: %r", done.exception(), exc_info=done.exception())
