"""What would a cPod tenant answer? A small one over real HTTP, in each of the readings that its short document allows."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any

from activity_desktop.crm.contract import Access, Page, Walk
from activity_desktop.crm.cpod.connector import CpodConnector
from activity_desktop.crm.cpod.wire import camel, snake
from activity_desktop.model.activity import Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import AnyOperation, Request
from activity_desktop.transport.client import Client
from transport.raw_server import RawServer, Seen, reply

LIST = "/api/v1/crm/activities"
STAMPED = {"id", "tenant_id", "created_at", "updated_at", "version", "is_deleted"}


@dataclass
class Tenant:
    """The records by id, and which reading of the document this server follows."""

    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    now: Instant = field(default_factory=lambda: Instant.parse("2025-06-01T00:00:00Z"))
    envelope: str = "data"
    """data · camel · items · bare · meta"""
    paging: str = "cursor"
    """cursor · page · none"""
    sorting: str = "obeyed"
    """obeyed · ignored (oldest first) · newest (by creation, whatever is asked) · refused (400)"""
    spelling: str = "snake"
    tokens: list[str] = field(default_factory=lambda: ["given"])
    """Accepted ones. Each fetched token is added."""
    life: Any = 3600
    fetched: int = 0
    fault: Callable[[Seen], bytes | None] = lambda _seen: None

    def add(self, count: int = 1, **fields: Any) -> str:
        for _ in range(count):
            self.now = self.now.plus(60)
            id_ = f"act_{len(self.records) + 1:05}"
            stamp = self.now.rfc3339()
            self.records[id_] = {
                "id": id_, "tenant_id": "ten_1", "created_at": stamp, "updated_at": stamp, "is_deleted": False,
                "account_id": "acc_1", "type": "call", "subject": f"Activity {id_}", "version": 1, **fields,
            }  # fmt: skip
        return id_

    def change(self, id_: str, **fields: Any) -> None:
        self.now = self.now.plus(60)
        self.records[id_] |= {"updated_at": self.now.rfc3339(), "version": self.records[id_]["version"] + 1, **fields}

    async def __call__(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        broken = self.fault(seen)
        if broken is not None:
            writer.write(broken)
            return
        status, body = self._answer(seen)
        writer.write(reply(status, json.dumps(body), {"date": format_datetime(self.now.utc, usegmt=True)}))

    def _answer(self, seen: Seen) -> tuple[int, Any]:
        if seen.path == "/api/v1/auth/token":
            return self._token(json.loads(seen.body))
        if seen.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return 401, {"error": "unauthorized"}
        if seen.path == LIST:
            return self._create(json.loads(seen.body)) if seen.method == "POST" else self._list(seen.query)
        found = self.records.get(seen.path.removeprefix(f"{LIST}/"))
        return (200, {"data": found}) if found else (404, {"error": "not found"})

    def _token(self, body: dict[str, str]) -> tuple[int, Any]:
        if body != {"client_id": "id-1", "client_secret": "secret-1", "grant_type": "client_credentials"}:
            return 400, {"error": "invalid_client"}
        self.fetched += 1
        self.tokens = [jwt({"sub": "per_7", "name": "Robot", "tenant_id": "ten_1", "n": self.fetched})]
        return 200, {"access_token": self.tokens[0], "token_type": "Bearer", "expires_in": self.life}

    def _list(self, query: dict[str, str]) -> tuple[int, Any]:
        if "sort" in query and self.sorting == "refused":
            return 400, {"error": "unknown parameter: sort"}
        rows = [row for row in self.records.values() if not row["is_deleted"]]
        if self.sorting == "obeyed" and "sort" in query:
            rows.sort(key=lambda row: (row[query["sort"].removeprefix("-")], row["id"]), reverse=query["sort"][0] == "-")
        if self.sorting == "newest":
            rows.sort(key=lambda row: row["created_at"], reverse=True)
        limit = int(query.get("limit", "50"))
        start = int(query.get("cursor", "0"))
        if self.paging == "page":
            start = limit * (int(query.get("page", "1")) - 1)
        page = rows if self.paging == "none" else rows[start : start + limit]
        cursor = str(start + limit) if self.paging == "cursor" and start + limit < len(rows) else None
        return 200, self._wrapped(page, cursor)

    def _wrapped(self, rows: list[dict[str, Any]], cursor: str | None) -> Any:
        told = self.paging == "cursor"
        if self.envelope == "camel":
            spelt = [{camel(name): value for name, value in row.items()} for row in rows]
            return {"data": spelt, **({"nextCursor": cursor} if told else {})}
        if self.envelope == "bare":
            return rows
        if self.envelope == "meta":
            return {"data": rows, "meta": {"next_cursor": cursor} if told else {}}
        return {self.envelope: rows, **({"next_cursor": cursor} if told else {})}

    def _create(self, body: dict[str, Any]) -> tuple[int, Any]:
        fields = {
            snake(name): value for name, value in body.items() if self.spelling == "both" or name == _spelt(name, self.spelling)
        }
        if STAMPED & set(fields):
            return 400, {"error": f"read-only: {sorted(STAMPED & set(fields))}"}
        if not {"account_id", "deal_id", "contact_id"} & set(fields):
            names = (
                ("accountId", "dealId", "contactId") if self.spelling == "camel" else ("account_id", "deal_id", "contact_id")
            )
            return 422, {"message": f"At least one of {', '.join(names)} must be set."}
        id_ = self.add(**{"account_id": None, **fields, "created_by": "per_7"})
        return 201, self.records[id_]


def _spelt(name: str, spelling: str) -> str:
    return camel(snake(name)) if spelling == "camel" else snake(name)


def jwt(claims: dict[str, Any]) -> str:
    middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{middle}.c2ln"


class Desk:
    """A connector and the server it talks to."""

    def __init__(self, server: RawServer, client: Client, secrets: dict[str, str]) -> None:
        self.server = server
        self.client = client
        self._secrets = secrets
        self.connector = self.restarted({})

    def restarted(self, settings: dict[str, str]) -> CpodConnector:
        return CpodConnector(Access("acc", self.client, self._secrets, settings))

    async def pull(self, cursor: str | None = None, walk: Walk | None = None) -> list[Page]:
        return [page async for page in self.connector.pull(cursor, walk)]

    def asked(self, path: str = LIST, method: str = "GET") -> list[Seen]:
        return [seen for seen in self.server.requests if seen.path == path and seen.method == method]

    def bodies(self) -> list[Any]:
        return [json.loads(seen.body) for seen in self.asked(method="POST")]


def at(tenant: Tenant, story: Callable[[Desk], Awaitable[None]], **secrets: str) -> None:
    """Play a story with a connector of that tenant."""

    async def run() -> None:
        async with RawServer(tenant) as server:
            client = Client(server.url, pause=lambda _seconds: asyncio.sleep(0))
            try:
                await story(Desk(server, client, secrets or {"token": "given"}))
            finally:
                await client.aclose()

    asyncio.run(run())


def ids(pages: list[Page]) -> list[int]:
    return [int(activity.key.rid.removeprefix("act_")) for page in pages for activity in page.activities]


def request(operation: AnyOperation, **more: Any) -> Request:
    return Request(Key("acc", ""), operation, "key-1", **more)
