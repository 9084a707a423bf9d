"""When does an account look again? Pure arithmetic over seconds; the randomness is handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..crm.contract import Pace

FIRST_RETRY = 1.0
SOON = 30.0
PATIENT_FROM = 20
"""For the first failures, some minutes of them, a server that comes back is found within half a minute."""
LONGEST_RETRY = 300.0
LONGEST_WISH = 24 * 3600.0
"""The longest wait a server can impose; an absurd Retry-After would silence an account for good."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Whether a person is looking."""

    window_active: bool = False


def as_wished(pace: Pace, every: float) -> Pace:
    """The pace with which to look `every` so many seconds, as a person chose; never quicker than the system's own. 0: as it
    is."""
    if not every:
        return pace
    wait = max(every, pace.active)
    return replace(pace, active=wait, idle=wait, longest=wait)


def next_poll(pace: Pace, attention: Attention, empty: int, jitter: float) -> float:
    """Seconds until the next look, after `empty` looks in a row that found nothing. `jitter` is uniform in [0, 1)."""
    base = pace.active if attention.window_active else pace.idle
    stretched = min(base * 1.5 ** min(empty, 20), max(pace.longest, base))
    if attention.window_active:
        stretched = base
    return stretched * (0.8 + 0.4 * jitter)


def next_retry(failures: int, retry_after: float | None, jitter: float) -> float:
    """Seconds until the next try after `failures` failures in a row: full jitter, and never before the server allows it."""
    longest = SOON if failures < PATIENT_FROM else LONGEST_RETRY
    ceiling = min(FIRST_RETRY * 2.0 ** min(max(failures - 1, 0), 20), longest)
    wait = max(ceiling * jitter, min(FIRST_RETRY, ceiling) * 0.5)
    if retry_after is not None:
        wait = max(wait, min(max(retry_after, 0.0), LONGEST_WISH) * (1 + 0.05 * jitter))
    return wait
