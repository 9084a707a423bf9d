"""How is the last thing a person did taken back, and done again? A step remembers what the activities were like before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model.activity import Key
from ..model.problems import NotFound

STEPS = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable thing. Both callables go through the same operations as everything else."""

    label: str
    back: Callable[[], None]
    again: Callable[[], None]
    away: Key | None = None
    """The first activity that it took off its list."""


class History:
    """The undoable steps of this session, newest last.

    A step of which nothing is here any more, because its account was removed, raises NotFound: it is over, and the one before
    it is meant.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def add(self, step: Step) -> None:
        self._done = [*self._done[-STEPS + 1 :], step]
        self._undone.clear()

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    def undo(self) -> Step | None:
        """Take the last step back; gives it, or None when there is none. Raises what the step raises; it can be tried again."""
        return _carried_out(self._done, self._undone, lambda step: step.back())

    def redo(self) -> Step | None:
        """As `undo`, the other way."""
        return _carried_out(self._undone, self._done, lambda step: step.again())


def _carried_out(steps: list[Step], over_there: list[Step], way: Callable[[Step], object]) -> Step | None:
    """Go the last of these steps, which then is one of those over there. One about something that is gone is dropped."""
    while steps:
        step = steps[-1]
        try:
            way(step)
        except NotFound:
            steps.pop()
            continue
        over_there.append(steps.pop())
        return step
    return None
