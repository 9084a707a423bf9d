"""What does Signals answer? A small one for tests, over real HTTP; each quirk of the document and the source is a switch."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from transport.raw_server import RawServer, Seen, reply

Row = dict[str, Any]
DATE = "Sat, 21 Mar 2026 12:00:00 GMT"
TYPES = {78: ("Task", 1001), 79: ("Call", 1002), 91: ("Site survey", None)}
STATUSES = {2001: "Scheduled", 2002: "Completed", 2003: "Cancelled", 2004: "Held"}
FILTERS = ("subject_cont", "type_id_eq", "status_id_eq", "completed_true", "owned_by_eq")


def row(number: int, **own: Any) -> Row:
    """An activity as the document shows it, created in the minute of its number."""
    return {
        "id": number,
        "subject": f"Activity {number}",
        "description": None,
        "location": None,
        "regarding_id": None,
        "regarding_type": None,
        "owned_by": 5,
        "starts_at": None,
        "ends_at": None,
        "priority": 1,
        "type_id": 78,
        "status_id": 2001,
        "completed": False,
        "time_status": 0,
        "custom_fields": {},
        "participants": [],
        "created_at": f"2026-03-{1 + number // 1440 % 28:02}T{number // 60 % 24:02}:{number % 60:02}:00.000Z",
        "updated_at": "2026-03-21T10:00:00.000Z",
        **own,
    }


@dataclass
class Signals:
    """The server's state and its switches. `answer` speaks for it."""

    rows: list[Row] = field(default_factory=list)
    body: str = "flat"
    """Where fields are looked for: flat, wrapped, or one of them with the other refused (`flat only`, `wrapped only`)."""
    sorts: bool = True
    ties_move: bool = False
    """Rows that are equal in the sort key come in another order on every other page, as databases may do."""
    filters: tuple[str, ...] = FILTERS
    includes: bool = True
    strict: bool = False
    """Parameters that the document does not name are refused."""
    clears: bool = True
    writes: bool = True
    reads: bool = True
    page_size: int = 100
    tells_total: bool = True
    lists: bool = True
    allowance: int | None = None
    """Calls until 429; None: any number."""
    limit: int = 60
    """What `X-RateLimit-Limit` says."""
    before_page: Callable[[int], None] = lambda number: None
    """Something that happens on the server just before a page is read."""
    lose: set[str] = field(default_factory=set)
    """Methods whose answer is lost once the work is done; each once."""
    calls: list[str] = field(default_factory=list)

    async def answer(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        self.calls.append(f"{seen.method} {seen.path}")
        status, body = self._decide(seen)
        if seen.method in self.lose and status < 300:
            self.lose.discard(seen.method)
            writer.transport.abort()
            return
        headers = {"date": DATE, "x-ratelimit-limit": str(self.limit)}
        if self.allowance is not None:
            headers["x-ratelimit-remaining"] = str(max(self.allowance, 0))
        if status == 429:
            headers["retry-after"] = "42"
        writer.write(reply(status, b"" if body is None else json.dumps(body).encode(), headers))

    def _decide(self, seen: Seen) -> tuple[int, Any]:
        if seen.headers.get("authorization") != "Bearer sample-token":
            return 401, {"message": "Unauthenticated."}
        if self.allowance is not None:
            self.allowance -= 1
            if self.allowance < 0:
                return 429, {"message": "Too Many Attempts."}
        needed = "activities:read" if seen.method == "GET" else "activities:write"
        if not (self.reads if seen.method == "GET" else self.writes):
            return 403, {"message": f"Token does not have the required ability: {needed}"}
        return self._route(seen, [part for part in seen.path.split("/") if part][2:])

    def _route(self, seen: Seen, parts: list[str]) -> tuple[int, Any]:
        match seen.method, parts:
            case "GET", ["activities"]:
                return self._list(seen.query)
            case "POST", ["activities"]:
                return self._create(json.loads(seen.body))
            case "GET", ["users"] if self.lists:
                return 200, _page("users", [{"id": 5, "name": "Marcus Oyelaran", "email": "Marcus@northwind.example"}])
            case "GET", ["list_names"] if self.lists:
                return 200, _page("list_names", [{"id": 1, "name": "Activity Type"}])
            case "GET", ["list_names", "1", "list_values"] if self.lists:
                values = [{"id": number, "name": name, "metadata": {"code": code}} for number, (name, code) in TYPES.items()]
                return 200, _page("list_values", values)
            case "GET", ["members", number] if self.lists:
                return 200, {"member": {"id": int(number), "name": f"Member {number}"}}
            case method, ["activities", number, *rest]:
                return self._one(method, number, rest, seen)
        return 404, {"message": "Not found."}

    def _one(self, method: str, number: str, rest: list[str], seen: Seen) -> tuple[int, Any]:
        found = next((one for one in self.rows if str(one["id"]) == number), None)
        if found is None:
            return 404, {"message": "No query results for model."}
        match method, rest:
            case "GET", []:
                return 200, {"activity": self._shown(found, seen.query)}
            case "PUT", []:
                return self._update(found, json.loads(seen.body))
            case "DELETE", []:
                self.rows.remove(found)
                return 204, None
            case "POST", ["complete"]:
                sample = {**self._shown(found, {}), "completed": True}
                found |= {"completed": True, "status_id": 2002}
                return 200, {"activity": sample}
        return 405, {"message": "Method not allowed."}

    def _list(self, query: dict[str, str]) -> tuple[int, Any]:
        if query.get("include") and not self.includes:
            return 500, {"message": "Call to undefined relationship."}
        if self.strict and (query.get("sort") or query.get("include")):
            return 422, {"message": "The sort field is prohibited.", "errors": {"sort": ["The sort field is prohibited."]}}
        number = int(query.get("page", "1"))
        self.before_page(number)
        rows = [one for one in self.rows if all(self._passes(one, name, value) for name, value in query.items())]
        if self.sorts and query.get("sort", "").lstrip("-") == "created_at":
            rows.sort(key=lambda one: str(one["id"]).zfill(9), reverse=self.ties_move and number % 2 == 0)
            rows.sort(key=lambda one: str(one["created_at"]), reverse=query["sort"].startswith("-"))
        size = min(int(query.get("per_page", "20")), self.page_size)
        shown = [self._shown(one, query) for one in rows[(number - 1) * size : number * size]]
        meta = {"total": len(rows), "per_page": size, "page": number} if self.tells_total else {}
        return 200, {"activities": shown, "meta": meta}

    def _passes(self, one: Row, name: str, value: str) -> bool:
        match name.removeprefix("q[").removesuffix("]"):
            case filter_ if filter_ not in self.filters:
                return True
            case "subject_cont":
                return value.lower() in one["subject"].lower()
            case "completed_true":
                return bool(one["completed"])
            case filter_:
                return str(one[filter_.removesuffix("_eq")]) == value

    def _shown(self, one: Row, query: dict[str, str]) -> Row:
        name, code = TYPES.get(one["type_id"], ("", None))
        included = bool(query.get("include"))
        return {
            **one,
            "type_code": code,
            "activity_type_name": name,
            "activity_status_name": STATUSES[one["status_id"]],
            "time_status_name": ("Free", "Busy")[one["time_status"]],
            "participants": one["participants"] if included else [],
            **({"owner": {"id": one["owned_by"], "name": "Marcus Oyelaran"}} if included and one["owned_by"] == 5 else {}),
        }

    # --- changing ----------------------------------------------------------------------------------------------------

    def _fields(self, sent: Row) -> tuple[Row, dict[str, list[str]]]:
        """The fields where this server looks for them, and what it has against the rest."""
        reading, _, strict = self.body.partition(" ")
        wrapped = sent.get("activity", {})
        if strict and reading == "flat" and "activity" in sent:
            return {}, {"activity": ["The activity field is prohibited."]}
        if strict and reading == "wrapped" and set(sent) - {"activity"}:
            return {}, {"subject": ["The subject field is required."]}
        return (wrapped, {}) if reading == "wrapped" else ({k: v for k, v in sent.items() if k != "activity"}, {})

    def _create(self, sent: Row) -> tuple[int, Any]:
        fields, errors = self._fields(sent)
        if not errors and not fields.get("subject"):
            errors = {"subject": ["The subject field is required."]}
        errors |= self._errors(fields)
        if errors:
            return 422, {"message": next(iter(errors.values()))[0], "errors": errors}
        number = 1 + max((one["id"] for one in self.rows), default=0)
        self.rows.append(row(number, created_at="2026-03-21T12:00:00.000Z") | fields)
        return 201, {"activity": self._shown(self.rows[-1], {})}

    def _update(self, found: Row, sent: Row) -> tuple[int, Any]:
        fields, errors = self._fields(sent)
        errors |= self._errors(fields)
        if errors:
            return 422, {"message": next(iter(errors.values()))[0], "errors": errors}
        # Omitted and null mean "unchanged"; "" clears, unless the framework turns it into null first.
        given = {name: value for name, value in fields.items() if value is not None and (value != "" or self.clears)}
        found |= {name: None if value == "" else value for name, value in given.items()}
        return 200, {"activity": self._shown(found, {})}

    def _errors(self, fields: Row) -> dict[str, list[str]]:
        if "type_id" in fields and fields["type_id"] not in TYPES:
            return {"type_id": ["The selected type id is invalid."]}
        return {}


def _page(name: str, records: list[Row]) -> Row:
    return {name: records, "meta": {"total": len(records), "per_page": 100, "page": 1}}


def serving(signals: Signals) -> RawServer:
    return RawServer(signals.answer)
