"""How does a request become an answer? Over one of few connections to one server, in HTTP/1.1 as h11 understands it.

h11 knows the protocol and does no I/O. The clients that stand on it bring megabytes for what nobody here asks for, log headers,
and forget the connection that is just being made when they are closed. What one server and one loop need beside it is this.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from typing import cast

import h11

from .proxy import Proxy
from .wire import Wire

MOST = 8
"""Connections at a time. Who wants another one waits."""
MOST_IDLE = 4
IDLE_S = 30.0
"""Servers close what was idle for longer, often just when the next request goes out."""
LONGEST_HEAD = 100 * 1024
"""Bytes of status line and headers."""


class Pool:
    """The connections to one server. Belongs to the event loop that it is used in."""

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, proxy: Proxy | None = None, *, connect: float = 10.0
    ) -> None:
        """`context` is None for a server without encryption. `connect` is in seconds, for the connection, and again for its
        encryption where there is a proxy between."""
        self._host = host
        self._port = port
        self._context = context
        self._proxy = proxy
        self._connect_s = connect
        self._room = asyncio.Semaphore(MOST)
        self._idle: list[Link] = []
        self._open: set[Wire] = set()
        self._closed = False

    async def ask(self, request: h11.Request, content: bytes | None, seconds: float) -> Answer:
        """Send, and read the head of the answer, which must be closed. `seconds` is the longest silence.

        Raises OSError and h11.ProtocolError for everything that goes wrong.
        """
        await self._room.acquire()
        link: Link | None = None
        try:
            if self._idle:
                await _hear()
            link = self._idle_link() or Link(await self._connect())
            return Answer(link, await link.ask(request, content, seconds), seconds, self._take_back)
        except BaseException:
            if link is not None:
                link.wire.cut()
            self._room.release()
            raise

    async def aclose(self) -> None:
        """Also what is being asked just now: that ends as if the network had failed."""
        self._closed = True
        closing = [wire.gone for wire in self._open]
        for wire in self._open:
            wire.cut()
        if closing:
            await asyncio.wait(closing)

    def _idle_link(self) -> Link | None:
        """The one that was used last, of those that can still be used; the others are closed."""
        now = asyncio.get_running_loop().time()
        while self._idle:
            link = self._idle.pop()
            if link.wire.silent and now - link.idle_since < IDLE_S:
                return link
            link.wire.cut()
        return None

    async def _connect(self) -> Wire:
        if self._closed:
            raise ConnectionAbortedError("closed while this waited for a connection")
        if self._proxy is None:
            return self._keep(await Wire.connect(self._host, self._port, self._context, self._connect_s))
        proxy = self._proxy
        encrypted = self._context if proxy.encrypted else None
        wire = self._keep(await Wire.connect(proxy.host, proxy.port, encrypted, self._connect_s))
        try:
            await _tunnel(wire, proxy, self._host, self._port, self._connect_s)
            if self._context is not None:
                await wire.encrypt(self._host, self._context, self._connect_s)
        except BaseException:
            wire.cut()
            raise
        return wire

    def _keep(self, wire: Wire) -> Wire:
        """Known from here on, until its socket is closed. Raises ConnectionError where all was closed meanwhile."""
        self._open.add(wire)
        wire.gone.add_done_callback(lambda _gone: self._open.discard(wire))
        if self._closed:
            wire.cut()
            raise ConnectionAbortedError("closed while the connection was being made")
        return wire

    def _take_back(self, link: Link) -> None:
        self._room.release()
        if link.ready_for_more() and len(self._idle) < MOST_IDLE:
            link.idle_since = asyncio.get_running_loop().time()
            self._idle.append(link)
        else:
            link.wire.cut()


class Answer:
    """An answer whose body is still to be read. Close it, read or not."""

    def __init__(self, link: Link, head: h11.Response, seconds: float, done: Callable[[Link], None]) -> None:
        self.status = head.status_code
        self.headers = list(head.headers)
        """Names in lower case and values, as bytes; a name may be there twice."""
        self._link = link
        self._seconds = seconds
        self._done: Callable[[Link], None] | None = done

    async def chunk(self, seconds: float | None = None) -> bytes | None:
        """The next piece of the body, None at its end. `seconds` is the longest silence, by default that of the call. Raises
        what `Pool.ask` raises."""
        event = await self._link.event(seconds or self._seconds)
        return bytes(event.data) if isinstance(event, h11.Data) else None

    def close(self) -> None:
        """What has not been read is not waited for: the connection is given up then."""
        if self._done is not None:
            self._done(self._link)
            self._done = None


class Link:
    """One connection that speaks HTTP, one request at a time."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.idle_since = 0.0
        """By the loop's clock."""
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)

    async def ask(self, request: h11.Request, content: bytes | None, seconds: float) -> h11.Response:
        """In one piece, so that a small request is one packet."""
        parts = [request, *([h11.Data(data=content)] if content else []), h11.EndOfMessage()]
        await self.wire.write(b"".join(self._http.send(part) or b"" for part in parts), seconds)
        while True:
            event = await self.event(seconds)
            if isinstance(event, h11.Response):
                return event

    async def event(self, seconds: float) -> h11.Event | type[h11.PAUSED]:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            data = await self.wire.read(seconds)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise h11.RemoteProtocolError("it closed the connection without an answer")
            self._http.receive_data(data)
        return cast("h11.Event | type[h11.PAUSED]", event)

    def ready_for_more(self) -> bool:
        """Whether question and answer are complete, and neither side wants to close."""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE or self._http.trailing_data[0]:
            return False
        self._http.start_next_cycle()
        return self.wire.silent


async def _hear() -> None:
    """What came while the loop was busy, such as that the server closes: one round of the loop finds it, the next one hands it
    on. A POST into a connection that the server has closed is lost, and may not be sent twice."""
    for _ in range(2):
        await asyncio.sleep(0)


async def _tunnel(wire: Wire, proxy: Proxy, host: str, port: int, seconds: float) -> None:
    """Have the proxy connect us (RFC 9110, section 9.3.6). Raises ConnectionRefusedError with its words where it does not."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    headers = [("host", place), *([("proxy-authorization", proxy.credentials)] if proxy.credentials else [])]
    request = h11.Request(method="CONNECT", target=place, headers=headers)
    head = await Link(wire).ask(request, None, seconds)
    if not 200 <= head.status_code < 300:
        raise ConnectionRefusedError(f"the proxy answers {head.status_code} {head.reason.decode('ascii', 'replace')}")
