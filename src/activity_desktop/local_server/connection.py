"""What does uvicorn leave open that must be closed? A time limit for headers, a way to cut a connection, our own refusals.

uvicorn has no header time-out: a client that sends half a request keeps its connection for ever. This protocol gives
it `header_seconds`, answers broken requests with problem+json, lets an answer cut its own connection, and sends the head
of an answer together with its body: uvicorn sends them apart, and sending is most of what a small answer costs.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import Any, cast

import h11
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from .limits import Limits
from .problems import Problem

_ABORT = "activity_desktop.abort"
_CLOSE = "activity_desktop.close"


class Together:
    """A transport that, when told to, keeps what is written next back until more is written: for the running turn of the
    event loop, at most."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting = False
        self._kept = b""
        self.is_closing = transport.is_closing

    def __getattr__(self, name: str) -> Any:
        """Everything else is the transport's own."""
        return getattr(self._transport, name)

    def wait_for_more(self) -> None:
        self._waiting = True

    def write(self, data: bytes) -> None:
        if self._waiting and not self._kept:
            self._waiting = False
            self._kept = data
            self._loop.call_soon(self._send_kept)
        else:
            kept, self._kept = self._kept, b""
            self._transport.write(kept + data if kept else data)

    def close(self) -> None:
        self._send_kept()
        self._transport.close()

    def _send_kept(self) -> None:
        if self._kept:
            kept, self._kept = self._kept, b""
            self._transport.write(kept)


class GuardedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with time limits."""

    def __init__(self, config: Config, state: ServerState, limits: Limits) -> None:
        super().__init__(config, state, {})
        self.access_log = False  # uvicorn would, wherever somebody listens to all loggers
        self._limits = limits
        self._inner_app = self.app
        self.app = cast("Any", self._with_transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._lingering = False

    async def _with_transport(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._together.wait_for_more()
        scope["state"] |= {_ABORT: self.transport.abort, _CLOSE: self.transport.close}
        # Only `Listener.close` cancels, after it cut the connection: nothing is left to be said, also not in a log.
        with suppress(asyncio.CancelledError):
            await cast("Any", self._inner_app)(scope, receive, send)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn: it is a Transport
        self._together = Together(transport, self.loop)
        super().connection_made(cast("asyncio.Transport", self._together))
        self._cut_after(self._limits.header_seconds)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        state = self.conn.their_state
        if self._lingering and state is h11.SEND_BODY:
            return
        if self._lingering or state is not h11.IDLE:
            self._lingering = False
            self._cancel_deadline()
        if state is h11.IDLE and self._deadline is None and not self.transport.is_closing():
            self._cut_after(self._limits.header_seconds)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if self.conn.their_state is h11.SEND_BODY:
            self._lingering = True
            self._cut_after(self._limits.linger_seconds)
        elif self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._cut_after(self._limits.header_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel_deadline()
        super().connection_lost(exc)
        self._unset_keepalive_if_required()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP. h11's error, which is being handled when this is called, knows the better status."""
        if self.conn.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.abort()
            return
        problem = Problem(getattr(sys.exception(), "error_status_hint", 400), "bad-request", msg)
        headers = [*problem.header_lines(), (b"connection", b"close")]
        self.transport.write(self.conn.send(h11.Response(status_code=problem.status, headers=headers)))
        self.transport.write(self.conn.send(h11.Data(data=problem.body())))
        self.conn.send(h11.EndOfMessage())
        self.transport.close()

    def _cut_after(self, seconds: float) -> None:
        self._cancel_deadline()
        self._deadline = self.loop.call_later(seconds, self.transport.abort)

    def _cancel_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def abort_connection(scope: Scope) -> None:
    """Cut the connection of this request at once, whatever has been sent."""
    scope["state"][_ABORT]()


def close_connection(scope: Scope) -> None:
    """Close the connection of this request after what has been written has been sent."""
    scope["state"][_CLOSE]()
