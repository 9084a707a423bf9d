"""How much may one client ask for? Every number that keeps one caller from hurting another, in one place."""

from __future__ import annotations

import time
from dataclasses import dataclass

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes, times in seconds. The defaults are generous for one person and their programs."""

    body_bytes: int = 64 * 1024
    header_bytes: int = 16 * 1024
    header_seconds: float = 10.0
    body_seconds: float = 10.0
    linger_seconds: float = 2.0
    """How long what a client still sends is thrown away after its request was refused, so that it can read the refusal."""
    idle_seconds: float = 60.0
    """How long a connection that has asked nothing stays open."""

    requests_per_second: float = 500.0
    request_burst: int = 5_000

    streams_per_token: int = 8
    stream_lag: int = 1_000
    """How many changes may happen while a stream's reader takes nothing, before the stream is closed."""
    stream_send_seconds: float = 30.0
    stream_ping_seconds: float = 15.0
    stream_retry_ms: int = 2_000

    poll_seconds: int = 30
    """What `X-Poll-Interval` asks of clients that do not stream."""
    page_default: int = 50
    page_max: int = 500
    per_page_default: int = 20
    per_page_max: int = 100
    changes_max: int = 500

    clock_skew_seconds: float = 300.0
    """How far in the future a `read_at` may lie."""
    idempotency_seconds: float = DAY
    keep_changes_seconds: float = 30 * DAY
    """How long a deletion is remembered, so that a client that was away that long still learns of it."""


class RateLimiter:
    """A token bucket per caller: `burst` requests at once, refilled at `per_second`."""

    MAX_CALLERS = 10_000

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = float(burst)
        self._buckets: dict[bytes, tuple[float, float]] = {}

    def take(self, caller: bytes) -> float:
        """Take one request. Returns 0, or the seconds until the next one is allowed."""
        now = time.monotonic()
        left, last = self._buckets.get(caller, (self._burst, now))
        left = min(self._burst, left + (now - last) * self._per_second)
        if left < 1:
            self._buckets[caller] = (left, now)
            return (1 - left) / self._per_second
        if len(self._buckets) >= self.MAX_CALLERS and caller not in self._buckets:
            self._forget_the_full(now)
        self._buckets[caller] = (left - 1, now)
        return 0.0

    def _forget_the_full(self, now: float) -> None:
        """Drop buckets that have refilled: a caller without one starts with a full one anyway."""
        refill = self._burst / self._per_second
        self._buckets = {caller: (left, last) for caller, (left, last) in self._buckets.items() if now - last < refill}
