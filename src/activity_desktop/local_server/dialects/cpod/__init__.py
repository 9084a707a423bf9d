"""How does cPod answer? Activities can be listed, read and created, no more, behind a token with a time limit."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .. import times
from ..dialect import Dialect, Json, Refusal, bearer, local_path, read_json
from ..shelf import Record
from ..switches import CpodSwitches
from . import paging, seed, tokens
from .shapes import shown
from .writing import problem, read_fields

_PATH = "/api/v1/crm/activities"
_TOKEN_PATH = "/api/v1/auth/token"  # noqa: S105 - a path, not a secret
_MATCHED = ("account_id", "deal_id", "contact_id", "owner_id", "type", "status", "priority")
_SORTABLE = ("created_at", "updated_at", "occurred_at", "due_date")


class Cpod(Dialect):
    """The dialect. Records are kept with every field of the schema, also the deleted ones."""

    name = "cpod"

    def __init__(self, *arguments: Any, switches: CpodSwitches, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.switches = switches
        self._key = self.book.setting("cpod signing key", lambda: secrets.token_hex(32))

    @property
    def secrets(self) -> dict[str, str]:
        return {
            "client_id": self.book.setting("cpod client id", lambda: f"cli_{secrets.token_hex(8)}"),
            "client_secret": self.book.setting("cpod client secret", lambda: secrets.token_urlsafe(32)),
        }

    def human_token(self) -> str:
        """A token of a person's own session: it belongs to no application, so it sees the records of all of them."""
        return self._token(app=None)

    def _token(self, app: str | None) -> str:
        issued = int(self.now().timestamp())
        claims = {"sub": seed.PERSON, "tenant_id": seed.TENANT, "iat": issued, "exp": issued + self.switches.token_ttl}
        return tokens.issue(claims | ({"app_id": app} if app else {}), self._key)

    def routes(self) -> list[BaseRoute]:
        return [
            Route(_TOKEN_PATH, self._issue, methods=["POST"]),
            Route(_PATH, self._list, methods=["GET"]),
            Route(_PATH, self._create, methods=["POST"]),
            Route(f"{_PATH}/{{id}}", self._get, methods=["GET"]),
        ]

    def no_such_call(self, request: Request, status: int) -> Response:
        if status == 404:
            return problem(404, "not_found", f"{local_path(request)} does not exist.")
        return problem(405, "method_not_allowed", f"{request.method} is not supported here.")

    # The door.

    def admit(self, request: Request, headers: dict[str, str]) -> None:
        headers["x-request-id"] = f"req_{secrets.token_hex(8)}"
        if local_path(request) == _TOKEN_PATH:
            return
        claims = tokens.read(bearer(request.headers), self._key, self.now())
        if claims is None:
            headers["www-authenticate"] = 'Bearer error="invalid_token"'
            raise Refusal(problem(401, "unauthorized", "The access token is missing, not valid, or expired."))
        request.scope["cpod.app"] = claims.get("app_id")

    async def _issue(self, request: Request) -> Response:
        """cPod, "auth/token": client credentials against a token."""
        try:
            given = read_json(await request.body())
        except ValueError:
            given = None
        if not isinstance(given, dict):
            return problem(400, "invalid_request", "The body must be a JSON object.")
        if given.get("grant_type") != "client_credentials":
            return problem(400, "unsupported_grant_type", "grant_type must be client_credentials.")
        if not self.switches.any_client and {name: given.get(name) for name in self.secrets} != self.secrets:
            return problem(401, "invalid_client", "Client id or secret is wrong.")
        token = self._token(app=seed.APP)
        return Json({"access_token": token, "token_type": "Bearer", "expires_in": self.switches.token_ttl})

    # The calls.

    async def _list(self, request: Request) -> Response:
        """cPod, "list": only the caller's own records, without deleted ones unless they are asked for."""
        query = request.query_params
        deleted = query.get("include_deleted") == "true"
        records = [record for record in self._visible(request) if deleted or not record["is_deleted"]]
        for name in _MATCHED:
            if name in query:
                records = [record for record in records if record[name] == query[name]]
        if "search" in query:
            wanted = query["search"].casefold()
            records = [
                record
                for record in records
                if any(wanted in _text(record[name]) for name in ("subject", "description", "notes"))
            ]
        return self._page(records, request)

    def _page(self, records: list[Record], request: Request) -> Response:
        """One page, newest first; in another order where `sort` is obeyed and names a field that can be sorted by."""
        sort = request.query_params.get("sort", "")
        if not (self.switches.sort and sort.removeprefix("-") in _SORTABLE):
            sort = "-created_at"
        limit = request.query_params.get("limit", "50")
        if not (limit.isdecimal() and 1 <= int(limit) <= 200):
            return problem(400, "bad_request", "limit must be between 1 and 200.", {"limit": "out of range"})
        if self.switches.envelope == "array":
            rows, cursor = paging.all_of(records, sort), None
        else:
            rows, cursor = paging.page_of(records, sort, int(limit), request.query_params.get("cursor"))
        shown_rows = [shown(record, self.switches) for record in rows]
        envelopes: dict[str, Any] = {
            "data": {"data": shown_rows, "next_cursor": cursor},
            "camel": {"data": shown_rows, "nextCursor": cursor},
            "items": {"items": shown_rows, "next_cursor": cursor},
            "array": shown_rows,
        }
        return Json(envelopes[self.switches.envelope])

    async def _get(self, request: Request) -> Response:
        found = (record for record in self._visible(request) if record["id"] == request.path_params["id"])
        record = next(found, None)
        if record is None or record["is_deleted"]:
            raise Refusal(problem(404, "not_found", "Activity not found."))
        return self._single(record)

    async def _create(self, request: Request) -> Response:
        """cPod, "create". What the server stamps is taken from the token, whatever the body says."""
        fields = read_fields(await request.body())
        record = seed.empty_record(self.activities.next_number(), self.now(), request.scope["cpod.app"]) | fields
        return self._single(self.activities.put(record["id"], record), 201)

    def _single(self, record: Record, status: int = 200) -> Response:
        answer = shown(record, self.switches)
        return Json({"data": answer} if self.switches.single == "data" else answer, status)

    def _visible(self, request: Request) -> list[Record]:
        """What the token may see: the person's own records and, with an application's token, only of that application."""
        app = request.scope["cpod.app"]
        return [record for record in self.activities.all() if record["owner_id"] == seed.ME and app in (None, record["app_id"])]

    # What happens here without a request.

    def seed(self, count: int) -> None:
        """`count` records that the client sees; for each ten one that it does not: another's, deleted, of no application."""
        self.fill(count, count // 10, _seeded)

    def happen(self, **values: Any) -> Record:
        record = seed.activity(self.activities.next_number(), self.now())
        stamp = times.millis(self.now())
        record |= {"created_at": stamp, "updated_at": stamp, "created_by": seed.OTHER_PERSON, "version": 1}
        return self.activities.put(record["id"], record | values)

    def change(self, identifier: int | str, **values: Any) -> Record:
        with self.book.lock:
            record = self.existing(identifier)
            stamps = {"updated_at": times.millis(self.now()), "version": record["version"] + 1}
            return self.activities.put(record["id"], record | values | stamps)

    def remove(self, identifier: int | str) -> None:
        """Deletes softly: the list leaves it out from then on."""
        self.change(identifier, is_deleted=True, deleted_at=times.millis(self.now()), deleted_by=seed.PERSON)


def _seeded(number: int, created: Any, visible: bool) -> Record:
    record = seed.activity(number, created)
    if visible:
        return record
    hidden: tuple[Record, ...] = (
        {"owner_id": seed.COLLEAGUE},
        {"is_deleted": True, "deleted_at": record["updated_at"], "deleted_by": seed.PERSON},
        {"app_id": None},
    )
    return record | hidden[number % len(hidden)]


def _text(value: str | None) -> str:
    return (value or "").casefold()
