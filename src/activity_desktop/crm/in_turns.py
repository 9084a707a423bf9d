"""How are very many records read without holding everything else up? Some at a time; between them, others have their turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")
AT_A_TIME = 500
"""Records: some milliseconds."""


async def in_turns(read: Callable[[S], T], records: Sequence[S]) -> list[T]:
    """What `read` makes of each, in their order."""
    found: list[T] = []
    for start in range(0, len(records), AT_A_TIME):
        if start:
            await asyncio.sleep(0)
        found += [read(record) for record in records[start : start + AT_A_TIME]]
    return found
