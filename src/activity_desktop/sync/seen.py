"""Which rows has a walk met? One bit for each arrival number, so that a million take less memory than a picture."""

from __future__ import annotations

from collections.abc import Iterable

GROWTH = 4096
"""Bytes by which it grows."""
ALL = 0xFF
"""A byte of eight numbers that are all in it."""


class Seen:
    """A set of arrival numbers, which begin at 1 and have few gaps."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def update(self, ids: Iterable[int]) -> None:
        for id_ in ids:
            place = id_ >> 3
            if place >= len(self._bits):
                self._bits.extend(bytes(place - len(self._bits) + GROWTH))
            self._bits[place] |= 1 << (id_ & 7)

    def first_missing(self, after: int) -> int:
        """The lowest number above `after` that is not in it."""
        id_ = after + 1
        while id_ in self:
            id_ += 8 if id_ & 7 == 0 and self._bits[id_ >> 3] == ALL else 1
        return id_

    def __contains__(self, id_: int) -> bool:
        place = id_ >> 3
        return place < len(self._bits) and bool(self._bits[place] >> (id_ & 7) & 1)
