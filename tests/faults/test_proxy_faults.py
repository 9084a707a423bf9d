"""Does everything come once, and is nothing lost, whatever happens between the program and its server?"""

from __future__ import annotations

import asyncio
import resource
import sys

import pytest

from faults.bench import a_day, hurry
from faults.table import CASES, Case

MOST_MEMORY = 64 * 2**20
"""Bytes by which one fault may make the process grow."""


def peak() -> int:
    """The most memory this process ever had, in bytes."""
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kib if sys.platform == "darwin" else kib * 1024


async def survive(case: Case) -> float:
    """Live through the fault. Gives by how many bytes the process grew. Raises AssertionError for a broken promise."""
    async with a_day() as day:
        before = peak()
        await case.story(day)
        await day.calm()
        told = day.problems()
        assert not case.sees or told & case.sees, f"the state line said {told or 'nothing'}"
        return peak() - before


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number} {case.name}")
def test_each_fault_is_survived(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Announced exactly once, every mark on the server, the state line true, memory bounded."""
    hurry(monkeypatch)
    grown = asyncio.run(survive(case))
    assert grown <= MOST_MEMORY
