"""Which faults between the program and its server are survived? Prints one line for each. `make faults` runs it."""

from __future__ import annotations

import asyncio
import logging
import sys
import time

import pytest

from faults.bench import hurry
from faults.table import CASES
from faults.test_proxy_faults import survive


def main() -> int:
    """Gives how many were not survived."""
    logging.disable()
    broken = 0
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        for case in CASES:
            began = time.monotonic()
            try:
                grown = asyncio.run(survive(case))
                outcome = f"survived   {time.monotonic() - began:5.1f} s   memory +{grown / 2**20:.0f} MiB"
            except AssertionError as error:
                broken += 1
                outcome = f"BROKEN     {str(error).splitlines()[0]}"
            print(f"{case.number:<5}{case.name:<46}{outcome}", flush=True)
    print(f"{len(CASES) - broken} of {len(CASES)} survived: each activity announced once, each change sent, nothing lost")
    return broken


if __name__ == "__main__":
    sys.exit(main())
