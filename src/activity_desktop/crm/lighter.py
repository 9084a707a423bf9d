"""How many rows are asked for at once? As many as the system allows, until an answer was too heavy to be taken; then fewer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from ..model.problems import TooMuch

T = TypeVar("T")


class Lighter:
    """Of one account's list. What was too heavy once is asked for in smaller pages as long as the account is connected."""

    def __init__(self) -> None:
        self._size: int | None = None

    def size(self, most: int) -> int:
        """How many rows are asked for now, where at most `most` may be."""
        return most if self._size is None else min(self._size, most)

    async def ask(self, most: int, once: Callable[[int], Awaitable[T]], *, in_place: bool) -> T:
        """What `once` gives for at most `most` rows. `in_place`: fewer of the same place can be asked for, as after a cursor.

        Raises TooMuch where they cannot (the next walk begins with smaller pages), and for a single row that is too heavy.
        """
        while True:
            size = self.size(most)
            try:
                return await once(size)
            except TooMuch:
                if size == 1:
                    raise
                self._size = max(1, size // 4)
                if not in_place:
                    raise
