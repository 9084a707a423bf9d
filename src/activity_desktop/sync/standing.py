"""How does an account stand? What it does, when it was heard of, what is wrong; told whenever that differs from before."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from ..model.changes import AccountState, Change, Phase
from ..model.clock import Clock
from ..model.moment import Instant
from ..model.problems import Problem
from ..store import accounts, outbox
from ..store.database import Database

TELL_FRESHNESS = 5.0
"""A state that differs only by being a little fresher is not worth telling."""


class Standing:
    """The state of one account."""

    def __init__(self, database: Database, account: str, clock: Clock, tell: Callable[[Change], None]) -> None:
        self.state = AccountState(account, Phase.STARTING)
        self.clock_behind = 0
        """Seconds by which this computer's clock is behind the server's."""
        self._database = database
        self._account = account
        self._clock = clock
        self._tell = tell

    def say(
        self,
        phase: Phase,
        *,
        last_ok: Instant | None = None,
        problem: Problem | None = None,
        wait: float | None = None,
        got: int = 0,
        total: int | None = None,
        keep: bool = False,
    ) -> None:
        """Publish the state, when it differs from the last one. `keep`: what was wrong, and when to look again, stays."""
        old = self.state
        state = AccountState(
            account=self._account,
            phase=phase,
            last_ok=last_ok or old.last_ok or accounts.pulled(self._database.connection, self._account).last_ok,
            next_look=self._clock.now().plus(wait) if wait is not None else (old.next_look if keep else None),
            problem_title=problem.title if problem else (old.problem_title if keep else ""),
            problem_remedy=problem.remedy if problem else (old.problem_remedy if keep else ""),
            problem_kind=type(problem).__name__ if problem else (old.problem_kind if keep else ""),
            got=got,
            total=total,
            waiting_to_send=outbox.count(self._database.connection, self._account),
            clock_behind_s=self.clock_behind,
        )
        self.state = state
        if replace(state, last_ok=old.last_ok) != old or _seconds_between(old.last_ok, state.last_ok) >= TELL_FRESHNESS:
            self._tell(state)


def _seconds_between(earlier: Instant | None, later: Instant | None) -> float:
    if later is None:
        return 0.0
    return float("inf") if earlier is None else later.seconds_since(earlier)
