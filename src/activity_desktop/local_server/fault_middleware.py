"""How is a planned fault carried out? As ASGI middleware around every API that the server speaks."""

from __future__ import annotations

import asyncio

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
