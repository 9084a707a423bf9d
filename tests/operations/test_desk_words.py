"""Is a person told what they have just done in the words they would use?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from activity_desktop.model.moment import Instant
from activity_desktop.operations import desk_words

NOW = datetime(2025, 11, 21, 10, 32).astimezone()


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "Snoozed until 17:00"),
        (1, "Snoozed until tomorrow, 17:00"),
        (7, "Snoozed until Fri, 28 November, 17:00"),
        (365, "Snoozed until Sat, 21 November 2026, 17:00"),
    ],
)
def test_a_near_day_is_called_as_people_call_it(days: int, told: str) -> None:
    """The weekday and the date are for later ones."""
    until = NOW.replace(hour=17, minute=0) + timedelta(days=days)
    assert desk_words.snoozed(Instant.of(until), Instant.of(NOW)) == told
