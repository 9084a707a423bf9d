"""What would a Pipedrive company answer? A small one over real HTTP, as strict as the real one is said to be.

It answers with whole seconds, refuses milliseconds, `person_id` and numbers in texts, pages by keyset cursors of at most 500,
and does whatever a test puts into `faults` instead of answering.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any

from activity_desktop.model.moment import Instant
from transport.raw_server import Seen, reply

TOKEN = "forty-characters"
ME = 77
SECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BLOCK = reply(
    403, "<!DOCTYPE html><title>Attention Required! | Cloudflare</title>", {"content-type": "text/html; charset=UTF-8"}
)
Fault = Callable[[Seen, asyncio.StreamWriter], bytes | None]
"""Answers itself with bytes, hangs up (and gives b""), or lets the company answer (None)."""


def hang_up(_seen: Seen, writer: asyncio.StreamWriter) -> bytes:
    """The connection breaks in the middle of an answer."""
    writer.write(b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"data": [')
    writer.close()
    return b""


def always(answer: bytes) -> Fault:
    return lambda _seen, _writer: answer


def on_list(count: int, answer: bytes | Fault) -> Fault:
    """From the list's `count`-th request on, once."""
    left = [count]

    def fault(seen: Seen, writer: asyncio.StreamWriter) -> bytes | None:
        if seen.path != "/api/v2/activities" or left[0] <= 0:
            return None
        left[0] -= 1
        if left[0]:
            return None
        return answer if isinstance(answer, bytes) else answer(seen, writer)

    return fault


def refused(status: int, error: str, **more: str) -> bytes:
    return reply(status, json.dumps({"success": False, "error": error, "data": None}), more)


@dataclass
class Company:
    """The records by id, and how this server differs from the documents."""

    records: dict[int, dict[str, Any]] = field(default_factory=dict)
    now: Instant = field(default_factory=lambda: Instant.parse("2025-06-01T00:00:00Z"))
    faults: list[Fault] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    v1: str = "/v1"
    knows_me: bool = True
    collection: int = 403
    bulk: int = 410
    obeys_since: bool = True
    obeys_order: bool = True
    obeys_owner: bool = True
    cursor_repeats: bool = False
    refuses_minutes: bool = False
    more_planned: bool | None = None

    def add(self, count: int = 1, **fields: Any) -> int:
        """So many activities of ours, a minute apart; gives the last one's id."""
        for _ in range(count):
            self.now = self.now.plus(60)
            id_ = max(self.records, default=0) + 1
            stamp = self.now.rfc3339_seconds()
            self.records[id_] = {
                "id": id_, "subject": f"Activity {id_}", "type": "call", "owner_id": ME, "creator_user_id": ME + 1,
                "is_deleted": False, "add_time": stamp, "update_time": stamp, "due_date": None, "due_time": None,
                "done": False, "participants": [], "attendees": [], **fields,
            }  # fmt: skip
        return max(self.records)

    def change(self, id_: int, **fields: Any) -> None:
        self.now = self.now.plus(60)
        self.records[id_] |= {"update_time": self.now.rfc3339_seconds(), **fields}

    async def __call__(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        for fault in self.faults:
            answer = fault(seen, writer)
            if answer is not None:
                writer.write(answer)
                return
        status, body = self._answer(seen)
        date = format_datetime(self.now.utc, usegmt=True)
        writer.write(reply(status, json.dumps(body), {"date": date, **self.headers}))

    def _answer(self, seen: Seen) -> tuple[int, Any]:
        if seen.headers.get("x-api-token") != TOKEN or TOKEN in seen.target:
            return 401, {"success": False, "error": "unauthorized access"}
        route, _, id_ = seen.path.removeprefix("/api/v2/activities").partition("/")
        if not seen.path.startswith("/api/v2/activities"):
            return self._version_1(seen)
        if route:
            return 404, {"success": False, "error": "Unknown method."}
        if id_:
            return self._one(seen, int(id_))
        return self._create(json.loads(seen.body)) if seen.method == "POST" else self._list(seen.query)

    # --- version 2 -----------------------------------------------------------------------------------------------------

    def _list(self, query: dict[str, str]) -> tuple[int, Any]:
        known = {"filter_id", "ids", "owner_id", "updated_since", "updated_until", "sort_by", "sort_direction"}
        known |= {"include_fields", "limit", "cursor", "deal_id", "done"}
        if set(query) - known or not 1 <= int(query.get("limit", "100")) <= 500:
            return 400, {"success": False, "error": f"Bad request: {sorted(set(query) - known)}", "code": "ERR_BAD_REQUEST"}
        if any(not SECONDS.fullmatch(query[name]) for name in ("updated_since", "updated_until") if name in query):
            return 400, {"success": False, "error": "updated_since: Invalid datetime format"}
        rows = [row for row in self.records.values() if self._wanted(row, query)]
        by, falling = query.get("sort_by", "id"), query.get("sort_direction", "asc") == "desc"
        if self.obeys_order:
            rows.sort(key=lambda row: (row[by], row["id"]), reverse=falling)
        if query.get("cursor"):
            place = tuple(json.loads(base64.b64decode(query["cursor"])))
            keys = [(row[by], row["id"]) for row in rows]
            rows = rows[keys.index(place) :] if place in keys else []
        limit = int(query.get("limit", "100"))
        page, rest = rows[:limit], rows[limit:]
        following = None
        if rest:
            following = base64.b64encode(json.dumps([rest[0][by], rest[0]["id"]]).encode()).decode()
        if self.cursor_repeats and query.get("cursor"):
            following = query["cursor"]
        shown = page if "attendees" in query.get("include_fields", "") else [_without_attendees(row) for row in page]
        return 200, {"success": True, "data": shown, "additional_data": {"next_cursor": following}}

    def _wanted(self, row: dict[str, Any], query: dict[str, str]) -> bool:
        if "ids" in query and str(row["id"]) not in query["ids"].split(","):
            return False
        if self.obeys_owner and "owner_id" in query and "ids" not in query and row["owner_id"] != int(query["owner_id"]):
            return False
        if "deal_id" in query and row.get("deal_id") != int(query["deal_id"]):
            return False
        if self.obeys_since and row["update_time"] < query.get("updated_since", ""):
            return False
        return "updated_until" not in query or row["update_time"] < query["updated_until"]

    def _one(self, seen: Seen, id_: int) -> tuple[int, Any]:
        if id_ not in self.records:
            return 404, {"success": False, "error": "Activity not found"}
        if seen.method == "DELETE":
            if self.records[id_]["is_deleted"]:
                return 410, {"success": True, "data": {"id": id_}}
            self.change(id_, is_deleted=True)
            return 200, {"success": True, "data": {"id": id_}}
        if seen.method == "PATCH":
            body = json.loads(seen.body)
            if wrong := self._wrong(body):
                return 400, {"success": False, "error": wrong, "code": "ERR_SCHEMA_VALIDATION_FAILED"}
            self.change(id_, **_taken(body))
            return 200, self._answered(_without_attendees(self.records[id_]))
        return 200, self._answered(self.records[id_])

    def _create(self, body: dict[str, Any]) -> tuple[int, Any]:
        wrong = self._wrong(body) or ("" if body.get("subject") and body.get("type") else "'subject' and 'type' are required")
        if wrong:
            return 400, {"success": False, "error": wrong, "code": "ERR_BAD_REQUEST"}
        id_ = self.add(**{"creator_user_id": ME, **_taken(body)})
        return 200, self._answered(_without_attendees(self.records[id_]))

    def _answered(self, record: dict[str, Any]) -> dict[str, Any]:
        more = {} if self.more_planned is None else {"more_activities_scheduled_in_context": self.more_planned}
        return {"success": True, "data": record, "additional_data": more or None}

    def _wrong(self, body: dict[str, Any]) -> str:
        if "person_id" in body:
            return "'person_id' is a read-only field. Add a primary participant to set 'person_id' instead."
        numbers = [body[name] for name in ("owner_id", "deal_id", "org_id", "project_id", "priority") if name in body]
        if any(value is not None and type(value) is not int for value in numbers):
            return "expected integer, received string"
        if any(type(body[name]) is not bool for name in ("done", "busy") if name in body):
            return "expected boolean"
        if body.get("location") is not None and not isinstance(body["location"], dict):
            return "location: expected object"
        time = body.get("due_time")
        if time is not None and not re.fullmatch(r"\d\d:\d\d:\d\d" if self.refuses_minutes else r"\d\d:\d\d", time):
            return "due_time: This value is not a valid datetime"
        return ""

    # --- version 1 -----------------------------------------------------------------------------------------------------

    def _version_1(self, seen: Seen) -> tuple[int, Any]:
        if seen.path == f"{self.v1}/users/me" and self.knows_me:
            me = {"id": ME, "name": "Sam Sales", "timezone_name": "Europe/Tallinn", "company_id": 5, "company_domain": "acme"}
            return 200, {"success": True, "data": me}
        if seen.path == f"{self.v1}/activities/collection" and self.collection == 200:
            types = seen.query.get("type", "call").split(",")
            rows = [_as_version_1(row) for row in self.records.values() if row["type"] in types]
            return 200, {"success": True, "data": rows, "additional_data": {"next_cursor": None}}
        if seen.path == f"{self.v1}/activities/collection":
            return self.collection, {"success": False, "error": "Scope and URL mismatch"}
        if seen.path == f"{self.v1}/activities" and seen.method == "DELETE" and self.bulk == 200:
            ids = [int(id_) for id_ in seen.query["ids"].split(",") if int(id_) in self.records]
            for id_ in ids:
                self.change(id_, is_deleted=True)
            return 200, {"success": True, "data": {"id": ids}}
        if seen.path == f"{self.v1}/activities":
            return self.bulk, {"success": False, "error": "This endpoint is gone."}
        return _titles(seen.path.removeprefix("/api/v2").removeprefix(self.v1))


def _titles(path: str) -> tuple[int, Any]:
    known = {
        "/persons/1101": {"id": 1101, "name": "Ada", "emails": [{"value": "b@x.org"}, {"value": "a@x.org", "primary": True}]},
        "/organizations/5": {"id": 5, "name": "Acme Tools"},
        "/deals/300": {"id": 300, "title": "Forty ladders"},
        "/leads/46c3": {"id": "46c3", "title": "Ladders?"},
    }
    if path in known:
        return 200, {"success": True, "data": known[path]}
    return 404, {"success": False, "error": "Unknown method."}


def _taken(body: dict[str, Any]) -> dict[str, Any]:
    """A primary participant sets the person."""
    if "participants" not in body:
        return body
    primary = [entry["person_id"] for entry in body["participants"] if entry.get("primary")]
    return {**body, "person_id": primary[0] if primary else None}


def _without_attendees(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "attendees"}


def _as_version_1(row: dict[str, Any]) -> dict[str, Any]:
    times = {name: row[name].replace("T", " ").removesuffix("Z") for name in ("add_time", "update_time")}
    return {
        "id": row["id"],
        "subject": row["subject"],
        "type": row["type"],
        "user_id": row["owner_id"],
        "active_flag": True,
        **times,
    }
