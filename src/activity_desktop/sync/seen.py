"""Which rows has a walk met? One bit for each arrival number, so that a million take less memory than a picture."""

from __future__ import annotations

from collections.abc import Iterable

GROWTH = 4096
"""Bytes by which it grows."""


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

    def __contains__(self, id_: int) -> bool:
        place = id_ >> 3
        return place < len(self._bits) and bool(self._bits[place] >> (id_ & 7) & 1)
