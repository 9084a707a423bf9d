"""Was this activity created since a person asked for it? For a creation whose answer was lost, when clocks may be wrong.

Ours, the one that the server tells, and the one by which it stamps activities may all differ. What was just created lies
between the moment of asking and now, by our clock or by the one that the server tells; what is older lies in neither span.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.clock import SystemClock
from ..model.moment import Instant
from ..model.problems import CannotDo

COMPARED_AT_SIGN_IN = 120.0
"""Slack in seconds where the clocks were compared only then, by a Date header, which has whole seconds."""
COMPARED_JUST_NOW = 5.0
"""The same where an answer of this moment told the server's time."""
LATE = 900.0
"""Seconds by which a stamp may lie behind now: the creation may still be on its way, and nothing older can lie there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """From when until when, by our clock, how many seconds the server is ahead of it, and how exact all that is."""

    begin: Instant
    end: Instant
    ahead: float
    slack: float

    @property
    def earliest(self) -> Instant:
        """What is older by the server's stamp is not the one."""
        return self.begin.plus(min(self.ahead, 0.0) - self.slack)

    def covers(self, created: Instant) -> bool:
        """Whether it may be the one that was asked for."""
        spans = ((self.begin.plus(by - self.slack), self.end.plus(by + LATE)) for by in (0.0, self.ahead))
        return any(begin <= created <= end for begin, end in spans)


def asked(at: Instant | None, ahead: float, slack: float) -> Asked:
    """`at` is by our clock. Raises CannotDo where our clock was set back since: one created twice, or not at all, is worse
    than a question to the person."""
    now = SystemClock().now()
    if at is None or at > now.plus(slack):
        raise CannotDo("It could not be told whether this was saved.", "Look in the CRM before you create it again.")
    return Asked(at, now, ahead, slack)
