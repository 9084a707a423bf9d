"""What holds for every test? Nothing of the real desktop is touched, and no clock decides about right or wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
settings.load_profile("house")


@pytest.fixture
def travel() -> Iterator[Callable[[str], None]]:
    """Takes this computer into another time zone, "Europe/Berlin"; afterwards it is at home again."""
    patch = pytest.MonkeyPatch()

    def to(zone: str) -> None:
        patch.setenv("TZ", zone)
        time.tzset()

    yield to
    patch.undo()
    time.tzset()
