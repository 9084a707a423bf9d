"""What does one company in Pipedrive have, and how much may be asked of it? Its door, its budget, its activities."""

from __future__ import annotations

import re
import secrets
import uuid
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from .. import times
from ..dialect import Dialect, Refusal, local_path
from ..limits import Window
from ..shelf import Record
from ..switches import PipedriveSwitches
from . import seed, world
from .answers import failure, firewall_page
from .writing import with_fields

_COSTS = (
    ("GET", r"/api/v2/activities", 10),
    ("GET", r"/api/v2/activityFields", 10),
    ("GET", r"/api/v2/\w+/[^/]+", 1),
    ("POST|PATCH", r"/api/v2/activities.*", 5),
    ("DELETE", r"/api/v2/activities/[^/]+", 3),
    ("GET", r"(/api)?/v1/activities/collection", 10),
    ("DELETE", r"(/api)?/v1/activities", 10),
    ("GET", r"(/api)?/v1/activity(Types|Fields)", 20),
    ("GET", r"(/api)?/v1/(users/me|leads/[^/]+)", 2),
)
"""What a call takes from the day's tokens, by method and path."""
_BLOCK_SECONDS = 900


class Company(Dialect):
    """Everything of the dialect but its calls. Activities are kept as v2 shows them, with their attendees."""

    name = "pipedrive"

    def __init__(self, *arguments: Any, switches: PipedriveSwitches, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.switches = switches
        self._burst = Window(2, self.ticks)
        self._spent = 0
        self._spent_on = self.now().date()
        self._refused_in_a_row = 0
        self._blocked_until = 0.0

    @property
    def secrets(self) -> dict[str, str]:
        return {"api_token": self.book.setting("pipedrive token", lambda: secrets.token_hex(20))}

    def no_such_call(self, _request: Request, status: int) -> Response:
        return failure(status, "Unknown method." if status == 404 else "Method not allowed.")

    # The door: who is it, and how much is left?

    def admit(self, request: Request, headers: dict[str, str]) -> None:
        headers["x-correlation-id"] = str(uuid.uuid4())
        if self.switches.blocked or self.ticks() < self._blocked_until:
            raise Refusal(firewall_page())
        token = request.headers.get("x-api-token", "")
        if not secrets.compare_digest(token.encode(), self.secrets["api_token"].encode()):
            raise Refusal(failure(401, "unauthorized access"))
        if not self.switches.open:
            raise Refusal(failure(402, "Payment required: the company account is not open.", "ERR_PAYMENT_REQUIRED"))
        self._take(_cost(request), headers)

    def _take(self, cost: int, headers: dict[str, str]) -> None:
        """Count a request against the two-second limit and the day's tokens. Raises Refusal (429)."""
        standing = self._burst.take("", self.switches.burst_limit)
        if self.now().date() != self._spent_on:
            self._spent, self._spent_on = 0, self.now().date()
        exhausted = self._spent + cost > self.switches.daily_limit
        if not (standing.refused or exhausted):
            self._spent += cost
            self._refused_in_a_row = 0
        left = 0 if exhausted else self.switches.daily_limit - self._spent
        if self.switches.headers in ("all", "burst"):
            headers["x-ratelimit-limit"] = str(standing.limit)
            headers["x-ratelimit-remaining"] = str(standing.remaining)
            headers["x-ratelimit-reset"] = str(standing.reset)
        if self.switches.headers == "all":
            headers["x-daily-ratelimit-token-limit"] = str(self.switches.daily_limit)
            headers["x-daily-ratelimit-token-remaining"] = str(left)
        if standing.refused or exhausted:
            self._refuse(headers, standing.reset)

    def _refuse(self, headers: dict[str, str], reset: int) -> None:
        self._refused_in_a_row += 1
        if self._refused_in_a_row >= self.switches.block_after:
            self._refused_in_a_row = 0
            self._blocked_until = self.ticks() + _BLOCK_SECONDS
        if self.switches.retry_after:
            headers["retry-after"] = str(reset)
        raise Refusal(failure(429, "Too many requests.", "ERR_RATE_LIMIT_EXCEEDED"))

    # What happens here without a request.

    def seed(self, count: int) -> None:
        """`count` activities of the signed-in person; beside them one of a colleague for each ten."""
        self.fill(count, count // 10, lambda number, at, mine: seed.activity(number, at, world.ME if mine else world.COLLEAGUE))

    def happen(self, **values: Any) -> Record:
        record = seed.activity(self.activities.next_number(), self.now())
        stamp = times.seconds(self.now())
        record |= {"add_time": stamp, "update_time": stamp, "creator_user_id": world.COLLEAGUE}
        record |= {"marked_as_done_time": stamp if record["done"] else None} | values
        return self.activities.put(str(record["id"]), record)

    def change(self, identifier: int | str, **values: Any) -> Record:
        with self.book.lock:
            return self.write(self.existing(identifier), values)

    def remove(self, identifier: int | str) -> None:
        """Marks as deleted; from then on `update_time` is when."""
        self.change(identifier, is_deleted=True)

    def add(self, record: Record, fields: Record) -> Record:
        """Keep a new record with these fields under the next number."""
        stamp = times.seconds(self.now())
        record = record | {"id": self.activities.next_number(), "add_time": stamp}
        return self.write(record, fields)

    def write(self, record: Record, fields: Record) -> Record:
        record = with_fields(record, fields, times.seconds(self.now()))
        return self.activities.put(str(record["id"]), record)


def _cost(request: Request) -> int:
    path = local_path(request)
    costs = (cost for method, pattern, cost in _COSTS if re.fullmatch(method, request.method) and re.fullmatch(pattern, path))
    return next(costs, 1)
