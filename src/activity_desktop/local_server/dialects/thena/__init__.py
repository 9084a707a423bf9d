"""How does Thena answer? Account activities behind three credentials, page by page, in the words of its framework."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .. import times
from ..dialect import Dialect, Json, Refusal, bearer, local_path
from ..limits import Window
from ..shelf import Record
from ..switches import ThenaSwitches
from . import seed, world
from .shapes import shown
from .writing import problem, read_fields

_PATH = "/v1/accounts/activities"


class Thena(Dialect):
    """The dialect. Activities are kept in camelCase by their ULID; they are also found by their running number."""

    name = "thena"

    def __init__(self, *arguments: Any, switches: ThenaSwitches, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.switches = switches
        self._window = Window(60, self.ticks)

    @property
    def secrets(self) -> dict[str, str]:
        return {
            "token": self.book.setting("thena token", lambda: secrets.token_urlsafe(32)),
            "api_key": self.book.setting("thena api key", lambda: f"pk_live_{secrets.token_hex(24)}"),
            "organization_id": world.ORGANIZATION,
        }

    def routes(self) -> list[BaseRoute]:
        """Thena has no call for a single activity; the list takes an `activityId`."""
        return [
            Route(_PATH, self._list, methods=["GET"]),
            Route(_PATH, self._create, methods=["POST"]),
            Route(f"{_PATH}/{{id}}", self._update, methods=["PUT"]),
            Route(f"{_PATH}/{{id}}", self._delete, methods=["DELETE"]),
            Route(f"{_PATH}/{{id}}/attachments/{{attachment:path}}", self._remove_attachment, methods=["DELETE"]),
        ]

    def no_such_call(self, request: Request, _status: int) -> Response:
        """The framework says 404 to a method that a path does not have, too."""
        return problem(404, f"Cannot {request.method} {local_path(request)}", "Not Found")

    # The door.

    def admit(self, request: Request, headers: dict[str, str]) -> None:
        standing = self._window.take("", self.switches.limit)
        headers["x-ratelimit-limit"] = str(standing.limit)
        headers["x-ratelimit-remaining"] = str(standing.remaining)
        headers["x-ratelimit-reset"] = str(int(self.now().timestamp()) + standing.reset)
        headers["x-ratelimit-ip"] = request.client.host if request.client else ""
        headers["x-ratelimit-path"] = local_path(request)
        if standing.refused:
            headers["retry-after"] = str(standing.reset)
            raise Refusal(problem(429, "ThrottlerException: Too Many Requests", "Too Many Requests"))
        self._authenticate(request)
        headers["x-ratelimit-userid"] = world.ME
        headers["x-ratelimit-orgid"] = world.ORGANIZATION

    def _authenticate(self, request: Request) -> None:
        """Which of the three credentials are asked for depends on the switch. Raises Refusal (401, 403)."""
        known = self.secrets
        token = bearer(request.headers) == known["token"]
        api_key = request.headers.get("x-api-key") == known["api_key"]
        organization = request.headers.get("x-org-id")
        accepted = {"all": token and api_key, "bearer": token, "api_key": api_key, "any": token or api_key}[self.switches.auth]
        if not accepted:
            raise Refusal(Json({"statusCode": 401, "message": "Unauthorized"}, 401))
        needs_organization = self.switches.auth in ("all", "bearer") or (self.switches.auth == "any" and not api_key)
        if needs_organization and organization is None:
            raise Refusal(problem(401, "Organization ID is required", "Unauthorized"))
        if organization is not None and organization != known["organization_id"]:
            raise Refusal(problem(403, "You do not have access to this organization", "Forbidden"))

    # The calls.

    async def _list(self, request: Request) -> Response:
        """Thena, "Fetches all account activities"."""
        query = request.query_params
        page, limit = self._page(request)
        records = [record for record in self.activities.all() if record["isActive"] or self.switches.deleted == "listed"]
        if "accountId" in query:
            records = [record for record in records if record["accountId"] == query["accountId"]]
        if "activityId" in query:
            records = [record for record in records if query["activityId"] in (record["id"], record["activityId"])]
        records.sort(key=lambda record: (record["createdAt"], record["id"]), reverse=self.switches.order == "newest")
        start = (page - self.switches.first_page) * limit
        return self._answer([shown(record, self.switches) for record in records[start : start + limit]])

    def _page(self, request: Request) -> tuple[int, int]:
        wrong, numbers = [], {"page": self.switches.first_page, "limit": 10}
        lowest = {"page": self.switches.first_page, "limit": 1}
        for name in numbers:
            text = request.query_params.get(name)
            if text is not None and not (text.isdecimal() and int(text) >= lowest[name]):
                wrong.append(f"{name} must not be less than {lowest[name]}")
            elif text is not None:
                numbers[name] = int(text)
        if numbers["limit"] > 100:
            wrong.append("limit must not be greater than 100")
        if wrong:
            raise Refusal(problem(400, wrong, "Bad Request"))
        return numbers["page"], numbers["limit"]

    async def _create(self, request: Request) -> Response:
        fields = read_fields(await request.body(), creating=True)
        record = seed.empty_activity(self.activities.next_number(), self.now()) | fields
        return self._answer(shown(self.activities.put(record["id"], record), self.switches), 201)

    async def _update(self, request: Request) -> Response:
        """Thena, "Updates an account activity"; no field is required."""
        body = await request.body()
        with self.book.lock:
            record = self._record(request)
            return self._answer(shown(self.change(record["id"], **read_fields(body, creating=False)), self.switches))

    async def _delete(self, request: Request) -> Response:
        record = self._record(request)
        self.remove(record["id"])
        return self._answer({"id": record["id"]})

    async def _remove_attachment(self, request: Request) -> Response:
        """Thena, "Removes an attachment". It is named by its URL, or by the last part of that."""
        record = self._record(request)
        name = request.path_params["attachment"]
        left = [url for url in record["attachments"] if name not in (url, url.rpartition("/")[2])]
        if len(left) == len(record["attachments"]):
            raise Refusal(problem(404, "Attachment not found", "Not Found"))
        return self._answer(shown(self.change(record["id"], attachments=left), self.switches))

    def _record(self, request: Request) -> Record:
        try:
            record = self.existing(request.path_params["id"])
        except KeyError:
            record = {"isActive": False}
        if not record["isActive"]:
            raise Refusal(problem(404, "Account activity not found", "Not Found"))
        return record

    def _answer(self, data: Any, status: int = 200) -> Response:
        if self.switches.envelope == "bare":
            return Json(data, status)
        return Json({"status": True, "message": "Success", "timestamp": times.millis(self.now()), "data": data}, status)

    # What happens here without a request.

    def seed(self, count: int) -> None:
        """`count` activities, written by the signed-in person and by colleagues: everybody sees all of them."""
        self.fill(count, 0, lambda number, at, _mine: seed.activity(number, at))

    def happen(self, **values: Any) -> Record:
        record = seed.activity(self.activities.next_number(), self.now())
        stamp = times.millis(self.now())
        record |= {"createdAt": stamp, "updatedAt": stamp, "creatorId": world.COLLEAGUE} | values
        return self.activities.put(record["id"], record)

    def change(self, identifier: int | str, **values: Any) -> Record:
        with self.book.lock:
            record = {**self.existing(identifier), **values, "updatedAt": times.millis(self.now())}
            return self.activities.put(record["id"], record)

    def remove(self, identifier: int | str) -> None:
        """Deletes softly: inactive, with the time of it."""
        self.change(identifier, isActive=False, deletedAt=times.millis(self.now()))

    def existing(self, identifier: int | str) -> Record:
        """By ULID or by running number: either may stand in the path."""
        by_number = (record for record in self.activities.all() if record["activityId"] == str(identifier))
        return self.activities.get(str(identifier)) or next(by_number, None) or super().existing(identifier)
