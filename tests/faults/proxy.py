"""What can go wrong between a program and its server? A proxy on loopback that forwards HTTP, and spoils what it is told to.

    async with Proxy(ready.port) as proxy:
        proxy.plan(kinds.torn(at=40), count=3, match="/activities")
        ...  # the program under test talks to proxy.url

Without a plan it is transparent, streams included. One request per connection: every request is a chance for a fault.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from activity_desktop.local_server.accepting import accept_no_more

ALWAYS = -1


@dataclass(frozen=True)
class Answer:
    """What the server said, as bytes: the head with its empty line, and the body."""

    head: bytes
    body: bytes

    @property
    def raw(self) -> bytes:
        return self.head + self.body

    def with_body(self, body: bytes) -> bytes:
        """The same head around another body, with its length."""
        lines = [line for line in self.head.split(b"\r\n") if line and not line.lower().startswith(b"content-length")]
        return b"\r\n".join([*lines, b"content-length: %d" % len(body), b"", b""]) + body


@dataclass
class Exchange:
    """One request, and the means to answer it well or badly."""

    method: str
    target: str
    request: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    port: int

    async def ask(self) -> Answer:
        """Let the real server answer; for everything but streams."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self.request)
            raw = await reader.read()
        finally:
            writer.close()
        head, _, body = raw.partition(b"\r\n\r\n")
        return Answer(head + b"\r\n\r\n", body)

    async def forward(self, change: Callable[[bytes], bytes] = bytes) -> None:
        """Pass on what comes as it comes, each piece of it changed."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self.request)
            while piece := await reader.read(65536):
                self.writer.write(change(piece))
                await self.writer.drain()
        finally:
            writer.close()

    async def say(self, *pieces: bytes, every: float = 0.0) -> None:
        """Send these bytes, with a pause after each piece."""
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            await asyncio.sleep(every)

    def reset(self) -> None:
        """Cut the connection with RST instead of FIN."""
        socket = self.writer.get_extra_info("socket")
        with contextlib.suppress(OSError):
            socket.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SOL_SOCKET, SO_LINGER: for zero seconds
        self.writer.transport.abort()


Fault = Callable[[Exchange], Awaitable[None]]


@dataclass
class Planned:
    """A fault for the next `left` requests that match."""

    fault: Fault
    left: int
    match: str
    method: str

    def hits(self, exchange: Exchange) -> bool:
        return self.left != 0 and self.match in exchange.target and self.method in ("", exchange.method)


class Proxy:
    """`async with`: listens on a free port in front of a server on loopback, and leaves nothing behind."""

    def __init__(self, port: int, tls: ssl.SSLContext | None = None) -> None:
        self.port = 0
        self.spoiled = 0
        """How many requests met a fault so far."""
        self.asked: list[tuple[str, str]] = []
        self._server_port = port
        self._tls = tls
        self._plan: list[Planned] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def plan(self, fault: Fault, count: int = 1, match: str = "", method: str = "") -> None:
        self._plan.append(Planned(fault, count, match, method))

    def clear(self) -> None:
        self._plan.clear()

    async def listen(self, tls: ssl.SSLContext | None = None) -> None:
        """Listen, on the same port as before if there was one; maybe showing another certificate."""
        self._tls = tls
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def deaf(self) -> None:
        """Refuse connections and cut those that are open, until `listen`."""
        await accept_no_more(self._server)
        await self.cut()

    async def cut(self) -> None:
        """End every open connection."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def __aenter__(self) -> Self:
        await self.listen(self._tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.deaf()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
                exchange = await self._read(reader, writer)
                self.asked.append((exchange.method, exchange.target))
                await self._fault_for(exchange)(exchange)
                await writer.drain()
        finally:
            writer.close()
            with contextlib.suppress(OSError, ssl.SSLError, TimeoutError):
                await asyncio.wait_for(writer.wait_closed(), 1)

    def _fault_for(self, exchange: Exchange) -> Fault:
        for planned in self._plan:
            if planned.hits(exchange):
                planned.left -= 1 if planned.left > 0 else 0
                self.spoiled += 1
                return planned.fault
        return Exchange.forward

    async def _read(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Exchange:
        """The request, changed so that the server believes it was asked directly, and closes after answering."""
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head[:-4].split(b"\r\n")
        method, target, _ = first.decode("latin-1").split(" ")
        length = 0
        kept = [first]
        for line in lines:
            name = line.partition(b":")[0].lower()
            if name == b"content-length":
                length = int(line.partition(b":")[2])
            if name not in (b"host", b"connection"):
                kept.append(line)
        body = await reader.readexactly(length)
        kept += [b"host: 127.0.0.1:%d" % self._server_port, b"connection: close", b"", b""]
        return Exchange(method, target, b"\r\n".join(kept) + body, reader, writer, self._server_port)
