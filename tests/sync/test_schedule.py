"""Are the waits within their bounds, for every input?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.crm.contract import Pace
from activity_desktop.sync.schedule import LONGEST_RETRY, LONGEST_WISH, Attention, as_wished, next_poll, next_retry

jitters = st.floats(0, 1, exclude_max=True)


@given(st.integers(0, 1000), jitters, st.booleans())
def test_a_poll_is_never_hectic_and_never_forgotten(empty: int, jitter: float, active: bool) -> None:
    """Between four fifths of the quickest pace and six fifths of the slowest."""
    pace = Pace(active=30, idle=60, longest=300)
    wait = next_poll(pace, Attention(active), empty, jitter)
    assert 0.8 * 30 <= wait <= 1.2 * (30 if active else 300)


@given(st.integers(1, 10_000), st.one_of(st.none(), st.floats(allow_nan=False)), jitters)
def test_a_retry_waits_as_the_server_says_within_reason(failures: int, retry_after: float | None, jitter: float) -> None:
    """Never before the server allows it, never longer than a day, never at once."""
    wait = next_retry(failures, retry_after, jitter)
    assert wait >= 0.5
    if retry_after is not None:
        assert wait >= min(max(retry_after, 0), LONGEST_WISH)
    assert wait <= max(LONGEST_RETRY, LONGEST_WISH * 1.05)


@given(st.integers(1, 19), jitters)
def test_a_server_that_was_away_for_a_minute_is_found_soon(failures: int, jitter: float) -> None:
    """Nobody waits five minutes for what is back after one."""
    assert next_retry(failures, None, jitter) <= 30


@given(st.integers(0, 3600), st.integers(1, 3600), st.integers(0, 100), jitters)
def test_a_persons_wish_never_hurries_a_server(wish: int, pace: int, empty: int, jitter: float) -> None:
    """Looked at as often as the person wants, or as the system allows, whichever is slower; without a wish as ever."""
    own = Pace(active=pace, idle=2 * pace, longest=10 * pace)
    wait = next_poll(as_wished(own, wish), Attention(window_active=False), empty, jitter)
    assert wait >= 0.8 * pace
    if wish:
        assert 0.8 * max(wish, pace) <= wait <= 1.2 * max(wish, pace)
    else:
        assert wait == next_poll(own, Attention(window_active=False), empty, jitter)
