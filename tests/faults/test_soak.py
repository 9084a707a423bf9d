"""Does the real program lose nothing and tell nothing three times, when it is killed at random moments? Short here."""

from __future__ import annotations

from faults.soak import soak

KILLS = 4


def test_a_program_that_is_killed_again_and_again_tells_everything() -> None:
    """Lost: none. Twice: at most what was being handed over when a kill fell. Thrice: none."""
    counted = soak(KILLS)
    assert counted["created"] > KILLS
    assert (counted["lost"], counted["thrice"], counted["unsettled"]) == (0, 0, 0)
    assert not counted["taken_for_damaged"]
    assert counted["announced_twice"] <= counted["killed_between_claim_and_commit"]
