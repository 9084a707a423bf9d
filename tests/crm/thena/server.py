"""What does Thena answer? A small one for tests, over real HTTP; whatever the document leaves open is a switch."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from transport.raw_server import RawServer, Seen, reply

Row = dict[str, Any]
DATE = "Sat, 21 Mar 2026 12:00:00 GMT"
PATH = "/v1/accounts/activities"
NEEDED = ("accountId", "activityTimestamp", "duration", "location")


def row(number: int, **own: Any) -> Row:
    """An activity as the published API shows it, created in the minute of its number."""
    return {
        "id": f"A{number}",
        "uid": f"01HZX5T8Q2M9V7K4D6B3N{number:05}",
        "accountId": "ACC1",
        "account": "Northwind",
        "activityTimestamp": "2026-03-01T10:00:00Z",
        "duration": 30,
        "location": "Zoom",
        "title": f"Activity {number}",
        "description": "",
        "type": "CALL",
        "status": "PENDING",
        "participants": [],
        "creator": "Ana Lima",
        "creatorId": "U9",
        "creatorEmail": "ana@thena.example",
        "attachments": [],
        "createdAt": f"2026-03-{1 + number // 1440 % 28:02}T{number // 60 % 24:02}:{number % 60:02}:00.000Z",
        "updatedAt": "2026-03-21T10:00:00.000Z",
        **own,
    }


@dataclass
class Thena:
    """The server's state and its switches. `answer` speaks for it."""

    rows: list[Row] = field(default_factory=list)
    needs: dict[str, str] = field(default_factory=lambda: {"authorization": "Bearer jwt"})
    """Headers without which everything is refused."""
    path: str = PATH
    first_page: int = 1
    page_zero: int = 200
    """Status of the answer to page 0 where pages count from 1."""
    activity_id: str = "ignored"
    """What an `activityId` in the query does: ignored, obeyed or refused."""
    pages: bool = True
    """False: the whole list, whatever page is asked for."""
    page_size: int = 100
    tells_total: bool = False
    newest_first: bool = True
    path_id: str = "id"
    """Which identifier belongs into a path."""
    echoes: bool = True
    """Changes are answered with the activity."""
    keeps: tuple[str, ...] = ()
    """Fields that a change silently leaves as they are."""
    calls_left: int | None = None
    before_page: Callable[[int], None] = lambda number: None
    lose: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    async def answer(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        self.calls.append(f"{seen.method} {seen.target}")
        self.headers.append(dict(seen.headers))
        status, body = self._decide(seen)
        if seen.method in self.lose and status < 300:
            self.lose.discard(seen.method)
            writer.transport.abort()
            return
        headers = {"date": DATE}
        if self.calls_left is not None:
            headers |= {"x-ratelimit-limit": "100", "x-ratelimit-remaining": str(max(self.calls_left, 0))}
            headers["x-ratelimit-reset"] = "1774094490"  # 90 s after DATE
        writer.write(reply(status, b"" if body is None else json.dumps(body).encode(), headers))

    def _decide(self, seen: Seen) -> tuple[int, Any]:
        if any(seen.headers.get(name) != value for name, value in self.needs.items()):
            return 401, {"statusCode": 401, "message": "Unauthorized"}
        if self.calls_left is not None:
            self.calls_left -= 1
            if self.calls_left < 0:
                return 429, {"statusCode": 429, "message": "Too Many Requests"}
        if seen.path == self.path:
            return self._list(seen.query) if seen.method == "GET" else self._create(json.loads(seen.body))
        if not seen.path.startswith(f"{self.path}/") or seen.method == "GET":
            return 404, {"statusCode": 404, "message": f"Cannot {seen.method} {seen.path}", "error": "Not Found"}
        number = seen.path.rpartition("/")[2]
        found = next((one for one in self.rows if str(one[self.path_id]) == number), None)
        if found is None:
            return 404, {"statusCode": 404, "message": "Account activity not found", "error": "Not Found"}
        if seen.method == "DELETE":
            self.rows.remove(found)
            return 200, {"status": True, "message": "Activity deleted"}
        found |= {name: value for name, value in _stored(json.loads(seen.body)).items() if name not in self.keeps}
        return 200, {"data": found} if self.echoes else {"status": True}

    def _list(self, query: dict[str, str]) -> tuple[int, Any]:
        number, limit = int(query.get("page", "1")), min(int(query.get("limit", "10")), self.page_size)
        if number < self.first_page and self.page_zero != 200:
            return self.page_zero, {"statusCode": self.page_zero, "message": ["page must not be less than 1"]}
        if "activityId" in query and self.activity_id == "refused":
            return 400, {"statusCode": 400, "message": ["property activityId should not exist"], "error": "Bad Request"}
        self.before_page(number)
        rows = list(self.rows)
        if self.newest_first:
            rows.sort(key=lambda one: str(one["createdAt"]), reverse=True)
        if self.activity_id == "obeyed" and "activityId" in query:
            rows = [one for one in rows if one["id"] == query["activityId"]]
        start = max(number - self.first_page, 0) * limit
        shown = rows[start : start + limit] if self.pages else rows
        return 200, {"data": shown, **({"meta": {"total": len(rows)}} if self.tells_total else {})}

    def _create(self, sent: Row) -> tuple[int, Any]:
        missing = [f"{name} should not be empty" for name in NEEDED if name not in sent]
        if missing:
            return 400, {"statusCode": 400, "message": missing, "error": "Bad Request"}
        self.rows.append(row(1 + len(self.rows), createdAt="2026-03-21T12:00:00.000Z") | _stored(sent))
        return 201, {"data": self.rows[-1]} if self.echoes else {"status": True}


def _stored(sent: Row) -> Row:
    """Addresses of attachments become attachments."""
    urls = sent.get("attachmentUrls")
    rest = {name: value for name, value in sent.items() if name != "attachmentUrls"}
    return rest if urls is None else {**rest, "attachments": urls}


def serving(thena: Thena) -> RawServer:
    return RawServer(thena.answer)
