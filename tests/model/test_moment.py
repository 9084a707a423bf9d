"""Is every moment that can be written also one that can be shown, wherever its reader is?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from activity_desktop.model.moment import Instant


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "UTC", "Pacific/Honolulu"])
@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:00Z"])
def test_the_ends_of_the_calendar_are_shown_in_every_zone(text: str, zone: str, travel: Callable[[str], None]) -> None:
    """A snooze until the last day there is, looked at after a flight across the date line."""
    travel(zone)
    moment = Instant.parse(text)
    assert abs(moment.local().replace(tzinfo=None) - moment.utc.replace(tzinfo=None)).total_seconds() < 86400
    assert Instant.of(moment.local()) == moment
