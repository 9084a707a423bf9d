"""What do the document's nine endpoints do? ("API Endpoints": company scoped and user scoped.)

No GET changes anything: opening the list in a client is a visit, asking for it is not.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from . import idempotency
from .activities import READ_STATE, UPDATED, Filter, Position
from .calls import Call, body_of, boolean, integer, json_answer, json_of, matches, moment, not_modified
from .cursors import cursor_of, position_of
from .idempotency import Remembered
from .moments import now_us
from .owner import Owner
from .problems import Fault, Problem, bad_parameter, invalid, not_found
from .store import Row
from .validation import LARGEST_ID, draft_of, patch_of
from .wire import RELATION_TYPES, activity_json, etag_of, meta_json

_NO_FILTER = Filter()
_FILTERS = frozenset(
    {"unread", "since_seq", "relation_type", "contact_id", "visitor_id", "customer_id", "created_since"},
)
_IN_A_QUERY = "!$%&'()*+,-./:;=?@_~"
"""What may stand in a query as it came; anything else would break the `<…>` of a Link header."""

# --- list ---------------------------------------------------------------------------------------------------------


async def list_activities(call: Call) -> Response:
    """GET …/activities: newest first, by `page` and `per_page`, or by `limit` and `cursor`."""
    with call.server.database.snapshot():  # the seq, the ETag and the page tell of the same state
        return _bare_list(call) if call.server.bare else _list(call)


def _list(call: Call) -> Response:
    seq = call.server.activities.seq(call.owner)
    etag = etag_of(call.server.instance, call.owner, seq, sorted(call.asked))
    unchanged = not_modified(call, etag)
    if unchanged is not None:
        return unchanged
    wanted = _filter(call)
    limit, after, skip = _place(call, wanted)
    rows = call.server.activities.page(call.owner, wanted, limit + 1, after=after, skip=skip)
    has_more = len(rows) > limit
    rows = rows[:limit]
    cursor = None
    if has_more:
        position = Position(rows[-1]["created_us"], rows[-1]["id"])
        cursor = cursor_of(call.server.secret, position, call.owner, wanted)
    headers = {"etag": etag, "x-poll-interval": str(call.server.limits.poll_seconds)}
    if cursor is not None:
        headers["link"] = f'<{_next_address(call, cursor)}>; rel="next"'
    meta = meta_json(next_cursor=cursor, seq=seq, has_more=has_more)
    return json_answer({"activities": _many(call, rows), "meta": meta}, headers=headers)


def _bare_list(call: Call) -> Response:
    """What a server without our extensions answers: pages by number, parameters that it does not know are ignored."""
    limit, _, skip = _numbered_page(call)
    rows = call.server.activities.page(call.owner, Filter(), limit, skip=skip)
    return json_answer({"activities": _many(call, rows), "meta": meta_json()})


def _filter(call: Call) -> Filter:
    if _FILTERS.isdisjoint(call.query):
        return _NO_FILTER
    relation_type = call.query.get("relation_type")
    if relation_type is not None and relation_type not in RELATION_TYPES:
        raise bad_parameter("relation_type", "unknown_value", f"relation_type is one of {', '.join(RELATION_TYPES)}.")
    return Filter(
        unread=boolean(call, "unread"),
        since_seq=integer(call, "since_seq", 0, LARGEST_ID),
        relation_type=relation_type,
        contact_id=integer(call, "contact_id", 1, LARGEST_ID),
        visitor_id=integer(call, "visitor_id", 1, LARGEST_ID),
        customer_id=integer(call, "customer_id", 1, LARGEST_ID),
        created_since_us=moment(call, "created_since"),
    )


def _place(call: Call, wanted: Filter) -> tuple[int, Position | None, int]:
    """How many rows, from behind which position, after skipping how many."""
    if "page" in call.query or "per_page" in call.query:
        if "cursor" in call.query or "limit" in call.query:
            raise bad_parameter("cursor", "two_ways", "Use page and per_page, or limit and cursor, not both.")
        return _numbered_page(call)
    limit = integer(call, "limit", 1, call.server.limits.page_max) or call.server.limits.page_default
    cursor = call.query.get("cursor")
    after = None if cursor is None else position_of(call.server.secret, cursor, call.owner, wanted)
    return limit, after, 0


def _numbered_page(call: Call) -> tuple[int, None, int]:
    """`page` from 1; `per_page` is cut to its greatest value, as the sibling resources do."""
    page = integer(call, "page", 1, 10**9) or 1
    per_page = integer(call, "per_page", 1, LARGEST_ID) or call.server.limits.per_page_default
    per_page = min(per_page, call.server.limits.per_page_max)
    return per_page, None, (page - 1) * per_page


def _next_address(call: Call, cursor: str) -> str:
    """The same question, from the cursor on instead of from a numbered page."""
    numbers = {"cursor", "page", "per_page"}
    asked = call.request.scope["query_string"].decode("latin-1").split("&")
    kept = "".join(f"{one}&" for one in asked if one and one.partition("=")[0] not in numbers)
    return f"{call.request.scope['path']}?{quote(kept, safe=_IN_A_QUERY)}cursor={cursor}"


# --- one activity -------------------------------------------------------------------------------------------------


async def get_activity(call: Call) -> Response:
    """GET …/activities/:id"""
    row = _existing(call)
    if not call.server.bare:
        unchanged = not_modified(call, _etag(call, row))
        if unchanged is not None:
            return unchanged
    return _single(call, row)


async def create_activity(call: Call) -> Response:
    """POST /api/company/…/activities: the activity goes to the user named by `user_id`."""
    body = await body_of(call)
    attempt = None if call.server.bare else idempotency.attempt_of(call, body)
    server = call.server
    with server.database.transaction(call.token.company_id):
        earlier = None if attempt is None else idempotency.recall(server.database, attempt)
        if earlier is not None:
            return _created(call, earlier)
        draft = draft_of(json_of(body), now_us(), server.limits)
        user = server.people.user(draft["user_id"])
        if user is None or user.company_id != call.token.company_id:
            raise invalid([Fault("/activity/user_id", "unknown_user", "There is no such user in this company.")])
        row = server.activities.create(call.token.company_id, [draft])[0]
        answer = Remembered(row["id"], _etag(call, row), msgspec.json.encode(_single_json(call, row)))
        if attempt is not None:
            idempotency.remember(server.database, attempt, answer)
    return _created(call, answer)


def _created(call: Call, answer: Remembered) -> Response:
    headers = {"location": f"{call.request.url.path.rstrip('/')}/{answer.activity_id}", "cache-control": "private, no-cache"}
    if not call.server.bare:
        headers["etag"] = answer.etag
    return Response(answer.body, 201, headers, "application/json")


async def patch_activity(call: Call) -> Response:
    """PATCH …/activities/:id: the fields that are there are set. A user may set `read_at` only."""
    body = await body_of(call)
    server = call.server
    with server.database.transaction(call.token.company_id):
        row = _existing(call)
        _check_if_match(call, row)
        fields = patch_of(json_of(body), row, now_us(), server.limits, only_read_at=call.owner.scope == "user")
        change = READ_STATE if set(fields) <= {"read_us"} else UPDATED
        row = server.activities.update(row, fields, change)
    return _single(call, row)


async def delete_activity(call: Call) -> Response:
    """DELETE …/activities/:id"""
    with call.server.database.transaction(call.token.company_id):
        row = _existing(call)
        _check_if_match(call, row)
        call.server.activities.delete(row)
    return Response(status_code=204)


def _existing(call: Call) -> Row:
    row = call.server.activities.get(call.owner, call.activity_id())
    if row is None:
        raise not_found()
    return row


def _check_if_match(call: Call, row: Row) -> None:
    header = call.request.headers.get("if-match")
    if header is not None and not call.server.bare and not matches(header, _etag(call, row)):
        raise Problem(412, "changed-meanwhile", "This activity has changed since you read it.")


def _etag(call: Call, row: Row) -> str:
    """The same in both scopes; another one only for a caller who asked for names."""
    return etag_of(call.server.instance, row["id"], row["company_seq"], call.shape.names)


def _single(call: Call, row: Row) -> Response:
    headers = {} if call.server.bare else {"etag": _etag(call, row)}
    return json_answer(_single_json(call, row), headers=headers)


def _single_json(call: Call, row: Row) -> dict[str, Any]:
    meta = meta_json() if call.server.bare else meta_json(seq=seq_of(row, call.owner))
    return {"activity": activity_json(row, call.shape, call.server.people), "meta": meta}


def _many(call: Call, rows: list[Row]) -> list[dict[str, Any]]:
    shape, people = call.shape, call.server.people
    return [activity_json(row, shape, people) for row in rows]


def seq_of(row: Row, owner: Owner) -> int:
    """The row's latest change, as this owner counts."""
    return int(row["user_seq"] if owner.scope == "user" else row["company_seq"])
