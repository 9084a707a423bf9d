"""How much may we still ask of Pipedrive, and what does a refusal mean? The company's daily tokens, the burst limit, blocks.

Every request costs tokens from one pool that all users and apps of a company share; headers tell how much is left
(recorded, not documented). A burst over the limit is answered with 429; ignoring that ends in a 403 with a web page from
the firewall in front. So nothing is sent while a refusal lasts. Source: Pipedrive, Rate limiting.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...model.clock import Clock, SystemClock
from ...model.problems import NotAllowed, Problem, SlowDown
from .. import lenient
from ..contract import Pace

LIST_COST = 10
"""Tokens of one list request, whatever its limit."""
SHARE = 0.10
"""The part of the company's daily pool that polling may use up."""
SMALLEST_POOL = 30_000
"""Tokens a day of the smallest plan with one seat; assumed until a header says otherwise."""
SHORTEST, LONGEST = 60.0, 900.0
DAY, HOUR = 86_400.0, 3_600.0
BLOCKED_FOR = 900.0
"""Seconds without any request after the firewall has stepped in."""
BURST_WINDOW = 2.0
SWEEP = 6 * HOUR
"""Between two walks over everything: ten tokens for every 500 activities."""
SCARCE = 0.10
"""Below this part of the pool the others' work goes first."""


def interval(pool: int) -> float:
    """Seconds between two looks, so that they cost at most `SHARE` of a pool of so many tokens a day."""
    return min(max(DAY * LIST_COST / (SHARE * max(pool, 1)), SHORTEST), LONGEST)


class Budget:
    """What the headers said last, and until when nothing may be sent. Forgotten at the end of the program: the first
    answer tells it anew."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._closed_until = 0.0
        self._why_closed: SlowDown | None = None
        self.pool: int | None = None
        self.left: int | None = None
        self.spent = False
        """The daily tokens are used up. The first question afterwards should be a cheap one."""

    def check(self) -> None:
        """Raises SlowDown while a refusal lasts, with the seconds that remain."""
        remaining = self._closed_until - self._clock.boottime()
        if self._why_closed is not None and remaining > 0:
            raise SlowDown(self._why_closed.title, self._why_closed.remedy, retry_after=remaining)

    def answered(self, headers: Mapping[str, str]) -> None:
        """Take note of what an accepted request said about the budget."""
        if self._read(headers) == 0:
            self._close(self._daily())
        else:
            self.spent = False

    def refused(self, problem: Problem) -> Problem:
        """What a refusal means in Pipedrive's words; closes the door when it asks for patience."""
        response = problem.response
        if response is None:
            return problem
        left = self._read(response.headers)
        if isinstance(problem, SlowDown):
            return self._close(self._too_fast(problem, response.headers, left))
        if isinstance(problem, NotAllowed) and _is_web_page(response.content_type, response.body):
            return self._close(_blocked(problem))
        if isinstance(problem, NotAllowed) and response.status == 402:
            return _closed_company(problem)
        return problem

    def pace(self) -> Pace:
        """How often to look, by the size of the pool and what is left of it."""
        wait = interval(self.pool or SMALLEST_POOL)
        if self.pool and self.left is not None and self.left < SCARCE * self.pool:
            wait = LONGEST
        return Pace(active=wait, idle=wait, longest=LONGEST, sweep=SWEEP)

    def _read(self, headers: Mapping[str, str]) -> int | None:
        """The tokens left today by these headers; None when they do not say."""
        pool = lenient.whole(headers.get("x-daily-ratelimit-token-limit"))
        left = lenient.whole(headers.get("x-daily-ratelimit-token-remaining"))
        self.pool = pool if pool and pool > 0 else self.pool
        self.left = left if left is None else max(left, 0)
        return self.left

    def _too_fast(self, problem: SlowDown, headers: Mapping[str, str], left: int | None) -> SlowDown:
        """A burst waits for the end of its window, a spent day for an hour. `Retry-After`, where it is sent, wins."""
        burst_left = lenient.whole(headers.get("x-ratelimit-remaining"))
        day_is_spent = left == 0 or (burst_left is not None and burst_left > 0)
        if day_is_spent and problem.retry_after is None:
            return self._daily(problem)
        wait = problem.retry_after
        if wait is None:
            wait = lenient.number(headers.get("x-ratelimit-reset"))
        sensible = wait is not None and 0 <= wait <= DAY
        return _slow_down(problem, problem.title, problem.remedy, wait if sensible and wait else BURST_WINDOW)

    def _daily(self, cause: Problem | None = None) -> SlowDown:
        self.spent = True
        title = "Your company has used up its Pipedrive requests for today."
        return _slow_down(cause, title, "It is tried again every hour; the budget is renewed at night.", HOUR)

    def _close(self, problem: SlowDown) -> SlowDown:
        self._closed_until = self._clock.boottime() + (problem.retry_after or 0.0)
        self._why_closed = problem
        return problem


def _blocked(problem: Problem) -> SlowDown:
    title = "Pipedrive blocks this computer for a while, because too many requests came from it."
    wait = max(problem.retry_after or 0.0, BLOCKED_FOR)
    return _slow_down(problem, title, "Nothing is sent meanwhile; it is tried again by itself.", wait)


def _closed_company(problem: Problem) -> NotAllowed:
    title = "This Pipedrive company is not open: its trial has ended, or a payment is missing."
    closed = NotAllowed(title, "Ask whoever pays for Pipedrive, then check again.", detail=problem.detail)
    closed.response = problem.response
    return closed


def _slow_down(cause: Problem | None, title: str, remedy: str, wait: float) -> SlowDown:
    slow = SlowDown(title, remedy, detail=cause.detail if cause else "", retry_after=wait)
    slow.response = cause.response if cause else None
    return slow


def _is_web_page(content_type: str, body: bytes) -> bool:
    return "html" in content_type or body.lstrip()[:1] == b"<"
