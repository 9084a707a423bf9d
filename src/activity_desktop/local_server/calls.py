"""How is one request taken apart and answered? Methods, bearer tokens, query parameters, JSON bodies, ETags."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from . import moments
from .context import Context
from .owner import Kind, Owner
from .problems import Problem, bad_parameter, method_not_allowed, not_found
from .tokens import READ, WRITE, Token
from .validation import LARGEST_ID
from .wire import Shape

SAFE = ("GET", "HEAD", "OPTIONS")
_ID = re.compile(r"[0-9]{1,19}", re.ASCII)
_JSON = re.compile(r"application/(?:[a-z0-9.+-]+\+)?json", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """One authorised request."""

    request: Request
    server: Context
    token: Token
    asked: list[tuple[str, str]]
    """The query's parameters, as they came."""
    query: dict[str, str]
    """The last one of each name."""

    @property
    def owner(self) -> Owner:
        return self.token.owner

    @property
    def shape(self) -> Shape:
        """What the caller wants to be told about each activity."""
        if self.server.bare:
            return Shape(bare=True)
        return Shape(names="names" in self.query.get("include", "").split(","))

    def activity_id(self) -> int:
        """The `:id` of the path. Raises Problem 404 for what cannot be one."""
        text = self.request.path_params["id"]
        if not _ID.fullmatch(text) or int(text) > LARGEST_ID:
            raise not_found()
        return int(text)


Handler = Callable[[Call], Awaitable[ASGIApp]]


class Resource:
    """An ASGI endpoint: one path, for one kind of token, with a handler for each method."""

    def __init__(self, server: Context, kind: Kind, **handlers: Handler) -> None:
        self._server = server
        self._kind = kind
        self._handlers = handlers
        names = [*handlers, "OPTIONS", *(["HEAD"] if "GET" in handlers else [])]
        self._allow = ", ".join(sorted(names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        if method == "OPTIONS":
            await Response(status_code=204, headers={"allow": self._allow})(scope, receive, send)
            return
        handler = self._handlers.get("GET" if method == "HEAD" else method)
        if handler is None:
            raise method_not_allowed(self._allow)
        request = Request(scope, receive)
        token = authorise(self._server, request, self._kind, READ if method in SAFE else WRITE)
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        answer = await handler(Call(request, self._server, token, asked, dict(asked)))
        await answer(scope, receive, send)


def authorise(server: Context, request: Request, kind: Kind, needed: str) -> Token:
    """The token of a request. Raises Problem 401 without one that holds, 403 for one of the wrong kind or scope."""
    scheme, _, plain = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not plain:
        challenge = 'Bearer realm="activities"'
        raise Problem(401, "token-missing", "Send `Authorization: Bearer <token>`.", headers={"www-authenticate": challenge})
    token = server.tokens.find(plain.strip())
    if token is None or not token.holds(moments.now_us()):
        challenge = 'Bearer realm="activities", error="invalid_token"'
        raise Problem(401, "token-invalid", "This token is not valid (any more).", headers={"www-authenticate": challenge})
    if token.owner.scope != kind:
        raise Problem(403, "wrong-token", f"This is for {kind} tokens; yours is a {token.owner.scope} token.")
    if needed not in token.scopes:
        challenge = f'Bearer realm="activities", error="insufficient_scope", scope="{needed}"'
        raise Problem(403, "scope-missing", f"This token lacks the scope {needed}.", headers={"www-authenticate": challenge})
    return token


# --- the body -----------------------------------------------------------------------------------------------------


async def body_of(call: Call) -> bytes:
    """The whole JSON body. Raises Problem 415, and 413 or 408 from `guard`."""
    content_type = call.request.headers.get("content-type", "").partition(";")[0].strip()
    if not _JSON.fullmatch(content_type):
        raise Problem(415, "json-only", "Send `Content-Type: application/json`.", headers={"accept": "application/json"})
    if "content-encoding" in call.request.headers:
        raise Problem(415, "no-encoding", "Send the body as it is, without Content-Encoding.")
    return await call.request.body()


def json_of(body: bytes) -> Any:
    """The JSON in a body. Raises Problem 400."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Problem(400, "not-json", "The body is not valid JSON.") from error


# --- query parameters ---------------------------------------------------------------------------------------------


def integer(call: Call, name: str, least: int, most: int) -> int | None:
    """A whole number between the bounds; None when it was not asked. Raises Problem 400."""
    text = call.query.get(name)
    if text is None:
        return None
    if not _ID.fullmatch(text) or not least <= int(text) <= most:
        raise bad_parameter(name, "out_of_range", f"{name} is a whole number from {least} to {most}.")
    return int(text)


def boolean(call: Call, name: str) -> bool | None:
    text = call.query.get(name)
    if text is None:
        return None
    if text not in {"true", "1", "false", "0"}:
        raise bad_parameter(name, "not_boolean", f"{name} is true or false.")
    return text in {"true", "1"}


def moment(call: Call, name: str) -> int | None:
    text = call.query.get(name)
    if text is None:
        return None
    try:
        return moments.read(text)
    except ValueError as error:
        raise bad_parameter(name, "date_time", f"{name} is a time such as 2025-01-15T10:30:00Z.") from error


# --- answers ------------------------------------------------------------------------------------------------------


def json_answer(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    private = {"cache-control": "private, no-cache", **(headers or {})}
    return Response(msgspec.json.encode(content), status, private, "application/json")


def matches(header: str | None, etag: str) -> bool:
    """Whether an `If-Match` or `If-None-Match` header names this ETag. A weak one counts as its strong twin."""
    if header is None:
        return False
    return header.strip() == "*" or etag in [one.strip().removeprefix("W/") for one in header.split(",")]


def not_modified(call: Call, etag: str) -> Response | None:
    """304, when the caller already has exactly this."""
    if not matches(call.request.headers.get("if-none-match"), etag):
        return None
    return Response(status_code=304, headers={"etag": etag, "cache-control": "private, no-cache"})
