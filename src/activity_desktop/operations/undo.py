"""How is the last thing a person did taken back, and done again? A step remembers what the activities were like before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model.activity import Key

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
    """The undoable steps of this session, newest last."""

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
        if not self._done:
            return None
        step = self._done[-1]
        step.back()
        self._undone.append(self._done.pop())
        return step

    def redo(self) -> Step | None:
        """As `undo`, the other way."""
        if not self._undone:
            return None
        step = self._undone[-1]
        step.again()
        self._done.append(self._undone.pop())
        return step
