"""How are tokens in memory kept from other programs? No core dumps, and no looking in by the person's other processes.

Memory that the system swaps out cannot be protected from Python.
"""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4


def harden() -> bool:
    """Ask the system for it; tells whether it was granted in full. Linux only: elsewhere it is granted by signing."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
