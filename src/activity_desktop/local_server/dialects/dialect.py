"""What do the four dialects have in common? They stand behind one door: let in or refuse, answer, and remember the request."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route, Router
from starlette.types import Message, Receive, Scope, Send

from . import cast
from .shelf import Book, Record, Shelf
from .times import now_utc


class Json(Response):
    """A JSON answer."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return msgspec.json.encode(content)


class Refusal(Exception):
    """An answer that ends a request early, from however deep. Carries the whole response in the system's own words."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that a dialect got, so that a test can say which ones were never sent."""

    method: str
    path: str
    query: str
    body: bytes
    status: int


class Dialect(ABC):
    """One system's API, as an ASGI application to be mounted under a path.

    `activities` holds the records in the system's own words; `requests` the latest requests, the oldest first.
    `now` tells the time of day, `ticks` is the monotonic clock of the rate limits: both can be a test's own.
    """

    name: ClassVar[str]

    def __init__(self, book: Book, now: Callable[[], datetime] = now_utc, ticks: Callable[[], float] = time.monotonic) -> None:
        self.book = book
        self.now = now
        self.ticks = ticks
        self.activities = Shelf(book, f"{self.name} activity")
        self.requests: deque[Seen] = deque(maxlen=5000)

    # What each dialect says for itself.

    @property
    @abstractmethod
    def secrets(self) -> dict[str, str]:
        """What a client needs to sign in."""

    @abstractmethod
    def routes(self) -> Sequence[BaseRoute]:
        """Path and handler of each call."""

    @abstractmethod
    def admit(self, request: Request, headers: dict[str, str]) -> None:
        """Let a request in, noting the headers that its answer is to carry. Raises Refusal."""

    @abstractmethod
    def no_such_call(self, _request: Request, status: int) -> Response:
        """What is said to a path (404) or a method (405) that does not exist."""

    @abstractmethod
    def seed(self, count: int) -> None:
        """Fill an empty dialect with `count` believable activities of one person, the same ones each time."""

    @abstractmethod
    def happen(self, **values: Any) -> Record:
        """Let a new activity come to pass, as if a colleague or a phone system had written it. `values` replaces fields."""

    @abstractmethod
    def change(self, identifier: int | str, **values: Any) -> Record:
        """Change fields of an activity, as if somebody else had. Raises KeyError when there is none."""

    @abstractmethod
    def remove(self, identifier: int | str) -> None:
        """Delete an activity the way this system deletes. Raises KeyError when there is none."""

    # What they share.

    @cached_property
    def _router(self) -> Router:
        return Router(self.routes(), redirect_slashes=False)

    def fill(self, mine: int, others: int, activity: Callable[[int, datetime, bool], Record]) -> None:
        """Keep that many activities of the signed-in person, and those of others strewn among them, the oldest first.

        `activity` makes one from its number, when it came to pass, and whether it is the person's own.
        """
        now, total, records = self.now(), mine + others, []
        for place in range(1, total + 1):
            number = self.activities.next_number()
            at = cast.created_at(now, place, total, cast.dice(f"{self.name} time", number))
            own = place % 11 != 10 or place > others * 11
            record = activity(number, at, own)
            records.append((str(record["id"]), record))
        self.activities.put_all(records)

    def existing(self, identifier: int | str) -> Record:
        record = self.activities.get(str(identifier))
        if record is None:
            raise KeyError(f"{self.name} has no activity {identifier}")
        return record

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole_body(receive)
        # As a router that stands alone: its 404 and 405 come up here, and are then said in this system's words.
        scope = {key: value for key, value in scope.items() if key != "starlette.exception_handlers"} | {"app": self}
        request = Request(scope)
        headers: dict[str, str] = {}

        async def replay() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Noted before it is sent, so that whoever has the answer finds the request in the log.
                self.requests.append(Seen(request.method, local_path(request), request.url.query, body, message["status"]))
                extra = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        try:
            self.admit(request, headers)
            await self._router(scope, replay, send_with_headers)
        except Refusal as refusal:
            await refusal.response(scope, replay, send_with_headers)
        except HTTPException as missing:
            if missing.status_code == 405:
                headers["allow"] = ", ".join(sorted(self._methods(scope)))
            await self.no_such_call(request, missing.status_code)(scope, replay, send_with_headers)

    def _methods(self, scope: Scope) -> set[str]:
        """The methods that the path of a request has."""
        routes = [
            route for route in self._router.routes if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE
        ]
        return {method for route in routes for method in route.methods or ()}


def read_json(body: bytes) -> Any:
    """What a JSON body says. Raises ValueError for what is not JSON, not UTF-8, or nested beyond reason."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def local_path(request: Request) -> str:
    """The path within the dialect, without what it is mounted under."""
    path: str = request.scope["path"]
    mounted_under: str = request.scope.get("root_path", "")
    return path.removeprefix(mounted_under)


def bearer(headers: Mapping[str, str]) -> str:
    """The token of an `Authorization: Bearer` header, or nothing."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def _whole_body(receive: Receive) -> bytes:
    """The body of a request; its length is the guard's affair. Raises ClientDisconnect when it breaks off."""
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return body
