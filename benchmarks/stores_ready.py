"""Is everything there that the measurements begin with? Profiles of each size, made in the minutes before the first of them."""

from __future__ import annotations

from .figures import Figure
from .growth import sizes
from .parts import Bench
from .stores import profile_with


def measure(bench: Bench) -> list[Figure]:
    """Measures nothing; profiles that are there already cost nothing."""
    for count in (0, *sizes(bench)):
        profile_with(bench, count)
    profile_with(bench, bench.size(100_000, 10_000), all_unread=True)
    return []
