"""What does this server offer beyond the document? Changes, a stream, bulk reading and who I am, advertised in one place.

A client looks at `/.well-known/activity-desktop` first and uses only what stands there, so that it also works with a
server that has nothing but the document.
"""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .activities import ForgottenError, is_tombstone
from .calls import Call, body_of, integer, json_answer, json_of
from .context import Context
from .moments import now_us
from .owner import Kind
from .problems import Fault, Problem, bad_parameter, invalid, method_not_allowed
from .stream import EventStream
from .validation import LARGEST_ID
from .wire import activity_json, meta_json

WELL_KNOWN = "/.well-known/activity-desktop"
ME = "/api/user/me"
READ_AT_ONCE = 2_000
ACTIVITIES: dict[Kind, str] = {"user": "/api/user/crm/v202506/activities", "company": "/api/company/crm/v202506/activities"}


class Advertisement:
    """GET /.well-known/activity-desktop: what is offered, and where. Needs no token."""

    def __init__(self, server: Context) -> None:
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            raise method_not_allowed("GET, HEAD")
        limits = self._server.limits
        content = {
            "name": "activity-desktop",
            "version": 1,
            "instance": self._server.instance,
            "extensions": {
                "stream": _both("stream", ping_seconds=limits.stream_ping_seconds),
                "changes": _both("changes", limit_max=limits.changes_max),
                "bulk_read": {"path": f"{ACTIVITIES['user']}/read"},
                "names": {"parameter": "include", "value": "names"},
                "etag": True,
                "cursor": {"parameter": "cursor", "limit_max": limits.page_max},
                "filters": ["unread", "since_seq", "relation_type", "contact_id", "visitor_id", "customer_id", "created_since"],
                "idempotency": {"header": "Idempotency-Key"},
                "me": {"path": ME},
            },
        }
        await json_answer(content, headers={"cache-control": "no-cache"})(scope, receive, send)


def _both(name: str, **more: Any) -> dict[str, Any]:
    return {"path": f"{ACTIVITIES['user']}/{name}", "company_path": f"{ACTIVITIES['company']}/{name}", **more}


async def list_changes(call: Call) -> Response:
    """GET …/activities/changes?since=<seq>: what changed after that seq, oldest first, each activity as it is now."""
    since = integer(call, "since", 0, LARGEST_ID)
    if since is None:
        raise bad_parameter("since", "required", "since is the seq up to which you know everything.")
    limit = integer(call, "limit", 1, call.server.limits.changes_max) or call.server.limits.changes_max
    try:
        changes = call.server.activities.changes(call.owner, since, limit)
    except ForgottenError as error:
        raise replay_gone() from error
    shape, people = call.shape, call.server.people
    kept = [row for row in changes.rows if not is_tombstone(row)]
    deleted = [{"id": row["id"], "seq": row["seq"]} for row in changes.rows if is_tombstone(row)]
    return json_answer(
        {
            "activities": [activity_json(row, shape, people) for row in kept],
            "deleted": deleted,
            "meta": meta_json(seq=changes.seq, has_more=changes.has_more),
        }
    )


async def open_stream(call: Call) -> ASGIApp:
    """GET …/activities/stream: server-sent events from `Last-Event-ID` or `?since`, else from now on."""
    last = call.request.headers.get("last-event-id")
    if last is not None and last.isascii() and last.isdigit() and len(last) < 20:
        since: int | None = int(last)
    else:
        since = integer(call, "since", 0, LARGEST_ID)
    if since is None:
        since = call.server.activities.seq(call.owner)
    try:
        call.server.activities.changes(call.owner, since, 1)
    except ForgottenError as error:
        raise replay_gone() from error
    most = call.server.limits.streams_per_token
    if call.server.hub.count(call.owner, call.token.hash) >= most:
        raise Problem(429, "too-many-streams", f"A token has at most {most} open streams.", headers={"retry-after": "5"})
    return EventStream(call, since)


def replay_gone() -> Problem:
    return Problem(410, "replay-gone", "What changed since then is not known any more. Read the whole list again.")


async def read_through(call: Call) -> Response:
    """POST …/activities/read {"through_seq": n}: mark read whatever is unread and last changed at or before n."""
    body = json_of(await body_of(call))
    through = body.get("through_seq") if isinstance(body, dict) else None
    if isinstance(through, bool) or not isinstance(through, int) or not 0 <= through <= LARGEST_ID:
        raise invalid([Fault("/through_seq", "integer_expected", "through_seq is a seq that you were given.")])
    now, marked = now_us(), 0
    since: int | None = 0
    while since is not None:
        with call.server.database.transaction(call.token.company_id):
            count, since = call.server.activities.read_through(call.owner, since, through, now, READ_AT_ONCE)
        marked += count
        await asyncio.sleep(0)  # a great number lets others have their turn
    return json_answer({"marked": marked, "meta": meta_json(seq=call.server.activities.seq(call.owner))})


async def who_am_i(call: Call) -> Response:
    """GET /api/user/me"""
    user = call.server.people.user(call.owner.id)
    return json_answer({"user": None if user is None else user._asdict(), "meta": meta_json()})
