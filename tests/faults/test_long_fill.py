"""Does a first fill that is killed again and again go on where it was? Short here; `make fill` takes a million."""

from __future__ import annotations

from faults.long_fill import KILLED_AT, LOST_BY_A_KILL, long_fill

ROWS = 20_000


def test_a_first_fill_that_is_killed_goes_on_where_it_was() -> None:
    """Nothing is lost or stored twice, and after each kill only what was on its way is asked for again."""
    counted = long_fill(ROWS)
    assert counted["kills"] == len(KILLED_AT)
    assert (counted["lost"], counted["duplicates"], counted["searchable"]) == (0, 0, ROWS)
    assert counted["pages_asked_again"] <= LOST_BY_A_KILL * counted["kills"]
    assert counted["pages_of_a_later_look"] == 0
