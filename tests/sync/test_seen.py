"""Does a walk remember exactly which rows it has met?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.sync.seen import Seen

numbers = st.integers(1, 200)


@given(st.sets(numbers), numbers)
def test_it_holds_what_was_put_in_and_nothing_else(met: set[int], other: int) -> None:
    """Like a set of numbers."""
    seen = Seen()
    seen.update(met)
    assert (other in seen) is (other in met)


@given(st.integers(0, 40), st.integers(0, 120), st.sets(numbers))
def test_the_first_that_is_missing_is_found_also_after_a_long_run(after: int, run: int, others: set[int]) -> None:
    """Most walks bring everything that came meanwhile, so that the first missing one is the next that will arrive."""
    met = others | set(range(after + 1, after + 1 + run))
    seen = Seen()
    seen.update(met)
    assert seen.first_missing(after) == next(id_ for id_ in range(after + 1, 1000) if id_ not in met)
