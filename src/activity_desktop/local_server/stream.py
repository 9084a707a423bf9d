"""How are news pushed? As server-sent events, read from the database in the order of their seq, from where a reader stands."""

from __future__ import annotations

import asyncio

import msgspec
from starlette.types import Receive, Scope, Send

from .activities import READ_STATE, ForgottenError, is_tombstone
from .calls import Call
from .connection import abort_connection
from .hub import Batch, Consumer
from .moments import SECOND, now_us
from .people import People
from .problems import Problem
from .store import Row, Unavailable
from .wire import Shape, activity_json

EVENTS_AT_ONCE = 50


class EventStream:
    """An ASGI answer that lasts until the reader leaves, the token ends, the reader falls too far behind, or we stop."""

    def __init__(self, call: Call, since: int) -> None:
        self._call = call
        self._since = since

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if scope["method"] != "HEAD":
            await self._serve(scope, receive, send)
        await send({"type": "http.response.body", "body": b""})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        consumer = Consumer(self._call.owner, self._call.token.hash, lambda: abort_connection(scope))
        hub = self._call.server.hub
        hub.add(consumer)
        watcher = asyncio.create_task(_close_when_gone(consumer, receive))
        try:
            await self._pump(consumer, send)
        except Unavailable:
            pass  # the stream ends, and its reader resumes when the database is back
        finally:
            hub.remove(consumer)
            watcher.cancel()

    async def _pump(self, consumer: Consumer, send: Send) -> None:
        limits = self._call.server.limits
        greeting = f"retry: {limits.stream_retry_ms}\n: ready at {self._since}\n\n"
        await self._send(consumer, send, greeting.encode(), self._seq())
        while not consumer.closed and self._seconds_left() > 0:
            batch = self._next_batch()
            if batch is None:
                return
            self._since = batch.since
            if batch.events:
                await self._send(consumer, send, batch.events, batch.seq)
                await asyncio.sleep(0)  # a long replay lets others have their turn
            elif not await consumer.wait(min(limits.stream_ping_seconds, self._seconds_left())):
                await self._send(consumer, send, b": ping\n\n", self._seq())

    def _seq(self) -> int:
        return self._call.server.activities.seq(self._call.owner)

    async def _send(self, consumer: Consumer, send: Send, data: bytes, seq: int) -> None:
        """Hand data to the reader. One that takes nothing for too long, or while too much happens after `seq`, is cut off."""
        consumer.sending_since = seq
        try:
            async with asyncio.timeout(self._call.server.limits.stream_send_seconds):
                await send({"type": "http.response.body", "body": data, "more_body": True})
        except TimeoutError:
            consumer.close()
        finally:
            consumer.sending_since = None

    def _next_batch(self) -> Batch | None:
        """The next events, of which there may be none; None when they cannot be told any more."""
        call = self._call
        try:
            return call.server.hub.batch(call.owner, (self._since, call.shape), self._read_batch)
        except ForgottenError:
            return None

    def _read_batch(self) -> Batch:
        """Raises ForgottenError."""
        call, shape = self._call, self._call.shape
        seq = self._seq()
        changes = call.server.activities.changes(call.owner, self._since, EVENTS_AT_ONCE)
        return Batch(b"".join(_event(row, shape, call.server.people) for row in changes.rows), changes.seq, seq)

    def _seconds_left(self) -> float:
        """How long the token still holds."""
        expires_us = self._call.token.expires_us
        return float("inf") if expires_us is None else (expires_us - now_us()) / SECOND


def _event(row: Row, shape: Shape, people: People) -> bytes:
    """`activity` for a new or edited one, `read` when only its read state changed, `deleted` with the id alone."""
    if is_tombstone(row):
        name, data = "deleted", {"id": row["id"], "seq": row["seq"]}
    else:
        name = "read" if row["change"] == READ_STATE else "activity"
        data = {"activity": activity_json(row, shape, people), "seq": row["seq"]}
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (row["seq"], name.encode(), msgspec.json.encode(data))


async def _close_when_gone(consumer: Consumer, receive: Receive) -> None:
    """Notice that the reader has left, or that what it sends with its request does not come to an end."""
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    except Problem:
        pass  # a body on a GET, too long or too slow: too late for an answer, so the stream just ends
    finally:
        consumer.close()
