"""How is a planned fault carried out? As ASGI middleware around every API that the server speaks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .connection import abort_connection, close_connection
from .faults import Faults
from .problems import Problem

PORTAL = b"<!doctype html><title>Welcome</title><h1>Sign in to use this network</h1>"


class FaultMiddleware:
    """Carries the plan out, around all APIs."""

    def __init__(self, app: ASGIApp, plan: Faults) -> None:
        self._app = app
        self._plan = plan

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._plan.take(scope)
        if fault is None:
            await self._app(scope, receive, send)
            return
        match fault.kind:
            case "429":
                raise Problem(429, "too-many-requests", "A planned fault.", headers={"retry-after": f"{fault.seconds:g}"})
            case "500" | "503":
                raise Problem(int(fault.kind), "planned-fault", "A planned fault.")
            case "drop":
                abort_connection(scope)
                await _until_disconnected(receive)
            case "lose":
                await self._app(scope, receive, _discard)
                abort_connection(scope)
                await _until_disconnected(receive)
            case "delay":
                await asyncio.sleep(fault.seconds)
                await self._app(scope, receive, send)
            case "truncate":
                await self._truncated(scope, receive, send)
            case "duplicate":
                await self._app(scope, receive, _Rewriting(send, _twice).send)
            case "reorder":
                await self._app(scope, receive, _Rewriting(send, _backwards).send)
            case "html":
                await _answer(send, 200, b"text/html; charset=utf-8", PORTAL)
            case "redirect":
                await _answer(send, 302, b"text/plain", b"", (b"location", fault.location.encode()))

    async def _truncated(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the first half of the first piece of the body, and no more."""
        cut = False

        async def half(message: Message) -> None:
            nonlocal cut
            body = message.get("body", b"")
            if cut:
                return
            if body:
                cut = True
                await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
                close_connection(scope)
            else:
                await send(message)

        await self._app(scope, receive, half)
        if cut:
            await _until_disconnected(receive)


Rewrite = Callable[[list[Any]], list[Any]]


def _twice(items: list[Any]) -> list[Any]:
    return [item for item in items for _ in range(2)]


def _backwards(items: list[Any]) -> list[Any]:
    return items[::-1]


class _Rewriting:
    """Changes the lists in a JSON answer, or the events in each piece of a stream, on their way out."""

    def __init__(self, send: Send, rewrite: Rewrite) -> None:
        self._send = send
        self._rewrite = rewrite
        self._start: Message = {}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            if _content_type(message).startswith(b"text/event-stream"):
                await self._send(message)
        elif _content_type(self._start).startswith(b"text/event-stream"):
            events = message.get("body", b"").split(b"\n\n")
            await self._send({**message, "body": b"\n\n".join([*self._rewrite(events[:-1]), events[-1]])})
        else:
            body = self._rewritten_json(message.get("body", b""))
            headers = [header for header in self._start["headers"] if header[0] != b"content-length"]
            await self._send({**self._start, "headers": [*headers, (b"content-length", b"%d" % len(body))]})
            await self._send({**message, "body": body})

    def _rewritten_json(self, body: bytes) -> bytes:
        if b"json" not in _content_type(self._start):
            return body
        content = msgspec.json.decode(body)
        if isinstance(content, list):
            content = self._rewrite(content)
        elif isinstance(content, dict):
            content = {name: self._rewrite(value) if isinstance(value, list) else value for name, value in content.items()}
        return msgspec.json.encode(content)


def _content_type(start: Message) -> bytes:
    return next((bytes(value) for name, value in start["headers"] if name == b"content-type"), b"")


async def _answer(send: Send, status: int, content_type: bytes, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    own = [(b"content-type", content_type), (b"content-length", b"%d" % len(body)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": body})


async def _discard(message: Message) -> None:
    """Take an answer that nobody will get."""


async def _until_disconnected(receive: Receive) -> None:
    """Wait until uvicorn knows that the connection is gone, so that it does not complain about a missing answer."""
    while (await receive())["type"] != "http.disconnect":
        pass
