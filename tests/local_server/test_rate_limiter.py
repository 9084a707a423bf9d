"""Does the rate limiter let so much through and no more, and forget those who have been quiet?"""

from __future__ import annotations

from unittest.mock import patch

from activity_desktop.local_server.limits import RateLimiter


def test_a_burst_then_a_steady_pace() -> None:
    """Ten at once, then one each half second, whose wait is told exactly."""
    with patch("time.monotonic", return_value=100.0) as clock:
        limiter = RateLimiter(per_second=2.0, burst=10)
        assert [limiter.take(b"a") for _ in range(10)] == [0.0] * 10
        assert limiter.take(b"a") == 0.5
        assert limiter.take(b"b") == 0.0
        clock.return_value = 100.25
        assert limiter.take(b"a") == 0.25
        clock.return_value = 100.5
        assert limiter.take(b"a") == 0.0
        assert limiter.take(b"a") == 0.5


def test_callers_who_rest_are_forgotten() -> None:
    """However many tokens are tried out, the limiter does not grow without end; and who is waiting is not forgotten."""
    with patch("time.monotonic", return_value=100.0) as clock:
        limiter = RateLimiter(per_second=1.0, burst=1)
        for number in range(RateLimiter.MAX_CALLERS):
            limiter.take(b"%d" % number)
        clock.return_value = 101.5
        limiter.take(b"0")
        clock.return_value = 102.0
        limiter.take(b"new")
        assert len(limiter._buckets) == 2
        assert limiter.take(b"0") == 0.5
