"""What does one account of Signals have, and what may its tokens do? Its door and its activities."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .. import times
from ..dialect import Dialect, Json, Refusal, bearer, local_path
from ..limits import Window
from ..shelf import Record
from ..switches import SignalsSwitches
from . import seed, world

ABILITIES = ("activities:read", "activities:write", "static-data:read", "users:read")
_UNAUTHENTICATED_LIMIT = 20


class Account(Dialect):
    """Everything of the dialect but its calls. Activities are kept as their columns; words and people are added when shown."""

    name = "signals"

    def __init__(self, *arguments: Any, switches: SignalsSwitches, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.switches = switches
        self._window = Window(60, self.ticks)
        self._tokens: dict[str, tuple[str, ...]] = {self.secrets["token"]: ABILITIES}

    @property
    def secrets(self) -> dict[str, str]:
        return {"token": self.book.setting("signals token", lambda: f"1|{secrets.token_hex(20)}")}

    def issue_token(self, *abilities: str) -> str:
        """Another token of the same person, good until the server stops, with only these abilities."""
        token = f"{len(self._tokens) + 1}|{secrets.token_hex(20)}"
        self._tokens[token] = abilities
        return token

    def no_such_call(self, request: Request, status: int) -> Response:
        path = local_path(request).removeprefix("/")
        if status == 404:
            return Json({"message": f"The route {path} could not be found."}, 404)
        return Json({"message": f"The {request.method} method is not supported for route {path}."}, 405)

    # The door.

    def admit(self, request: Request, headers: dict[str, str]) -> None:
        token = bearer(request.headers)
        known = token in self._tokens
        limit = self.switches.limit if known else _UNAUTHENTICATED_LIMIT
        standing = self._window.take(token if known else "", limit)
        headers["x-ratelimit-limit"] = str(standing.limit)
        headers["x-ratelimit-remaining"] = str(standing.remaining)
        if standing.refused:
            headers["retry-after"] = str(standing.reset)
            raise Refusal(Json({"message": "Too Many Attempts."}, 429))
        if not known:
            raise Refusal(_unauthenticated(request))

    def needs(self, request: Request, ability: str) -> None:
        """Let only a token with this ability go on. Raises Refusal (403)."""
        if ability not in self._tokens[bearer(request.headers)]:
            raise Refusal(Json({"message": f"Token does not have the required ability: {ability}"}, 403))

    # What happens here without a request.

    def seed(self, count: int) -> None:
        """`count` activities of the signed-in person; beside them one of a colleague for each ten."""
        self.fill(count, count // 10, lambda number, at, mine: seed.activity(number, at, world.ME if mine else 6))

    def happen(self, **values: Any) -> Record:
        record = seed.activity(self.activities.next_number(), self.now())
        return self.activities.put(str(record["id"]), record | {"updated_at": record["created_at"]} | values)

    def change(self, identifier: int | str, **values: Any) -> Record:
        with self.book.lock:
            return self.write(self.existing(identifier), values)

    def remove(self, identifier: int | str) -> None:
        """Deletes for good: there is no mark and no way back."""
        with self.book.lock:
            self.existing(identifier)
            self.activities.remove(str(identifier))

    def add(self, fields: Record) -> Record:
        """Keep a new activity with these fields and the defaults for the others."""
        stamp = times.whole_second_millis(self.now())
        record: Record = {
            "id": self.activities.next_number(),
            "subject": "",
            "description": None,
            "location": None,
            "regarding_id": None,
            "regarding_type": None,
            "owned_by": world.ME,
            "starts_at": None,
            "ends_at": None,
            "priority": 1,
            "type_id": world.DEFAULT_TYPE,
            "status_id": 2001,
            "completed": False,
            "time_status": 0,
            "custom_fields": {},
            "participants": [],
            "created_at": stamp,
        }
        return self.write(record, fields)

    def write(self, record: Record, fields: Record) -> Record:
        record = {**record, **fields, "updated_at": times.whole_second_millis(self.now())}
        record["participants"] = [
            {"id": record["id"] * 10 + place, "member_id": each["member_id"], "mute": bool(each.get("mute", False))}
            for place, each in enumerate(record["participants"])
        ]
        return self.activities.put(str(record["id"]), record)


def _unauthenticated(request: Request) -> Response:
    """Whoever does not ask for JSON is taken for a browser and sent to the login page."""
    if "json" in request.headers.get("accept", ""):
        return Json({"message": "Unauthenticated."}, 401)
    return RedirectResponse(f"{request.scope.get('root_path', '')}/login", 302)
