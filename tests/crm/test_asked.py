"""Is what a person asked for found again when its answer was lost, whichever clock is wrong, and nothing older?"""

from __future__ import annotations

import pytest

from activity_desktop.crm.asked import asked
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.problems import CannotDo

YEAR = 365 * 86_400.0


@pytest.mark.parametrize("told", [0.0, YEAR, -YEAR, 3600.0])
@pytest.mark.parametrize("stamps", ["as told", "as ours"])
def test_the_new_one_is_found_and_no_older_one(told: float, stamps: str) -> None:
    """The server tells one time and may stamp by another: an hour, a year, ahead or behind (F17)."""
    now = SystemClock().now()
    span = asked(now.plus(-10), told, 5)
    by = told if stamps == "as told" else 0.0
    assert span.covers(now.plus(by - 5))
    assert not span.covers(now.plus(by - 60))
    assert span.earliest <= now.plus(by - 5)


def test_a_clock_of_ours_that_was_set_back_since_is_no_witness() -> None:
    """Asked in what is now the future: nobody knows, so the person is asked."""
    with pytest.raises(CannotDo):
        asked(SystemClock().now().plus(YEAR), 0.0, 5)
    with pytest.raises(CannotDo):
        asked(None, 0.0, 5)
