"""What stands around a connection pool while it is tested? Servers, proxies, requests, and nothing left behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import h11

from activity_desktop.local_server.accepting import accept_no_more
from activity_desktop.transport.pool import Pool
from activity_desktop.transport.proxy import Proxy
from transport.certificates import Authority
from transport.raw_server import Answer, RawServer, Seen

HOST = "127.0.0.1"
LIMIT_S = 5.0
CREDENTIALS = "Basic amFuZTpzQGZl"


def request(method: str = "GET", content: bytes = b"") -> h11.Request:
    return h11.Request(method=method, target="/x", headers=[("host", "x"), ("content-length", str(len(content)))])


async def whole(pool: Pool, content: bytes = b"") -> tuple[int, bytes]:
    """Ask, read everything, close."""
    answer = await pool.ask(request("POST", content), content, LIMIT_S)
    try:
        found = b""
        while (chunk := await answer.chunk()) is not None:
            found += chunk
        return answer.status, found
    finally:
        answer.close()


@asynccontextmanager
async def pool_at(answer: Answer) -> AsyncIterator[tuple[Pool, RawServer]]:
    async with RawServer(answer) as server:
        pool = Pool(HOST, server.port, None)
        try:
            yield pool, server
        finally:
            await pool.aclose()


def run(work: Callable[[], Awaitable[None]]) -> None:
    """An open transport would warn when it is collected, and a warning is an error."""
    asyncio.run(work())  # type: ignore[arg-type]  # an async function gives a coroutine
    gc.collect()


def counted(answer: Answer) -> tuple[Answer, set[int]]:
    """The same answer, and the connections on which it was given."""
    connections: set[int] = set()

    async def act(seen: Seen, writer: asyncio.StreamWriter) -> None:
        connections.add(writer.get_extra_info("peername")[1])
        await answer(seen, writer)

    return act, connections


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.file))


@asynccontextmanager
async def tunnelling(tls: ssl.SSLContext | None) -> AsyncIterator[tuple[Callable[[str], Proxy], list[str]]]:
    """A proxy that connects whoever has the right credentials, and hands on what comes. Gives where it is, for credentials,
    and what it was asked."""
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append(head.split("\r\n")[0])
        if f"proxy-authorization: {CREDENTIALS}\r\n" not in head:
            writer.write(b"HTTP/1.1 407 Who are you\r\ncontent-length: 0\r\n\r\n")
            return
        host, _, port_there = head.split(" ")[1].partition(":")
        from_server, to_server = await asyncio.open_connection(host, int(port_there))
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        try:
            await asyncio.gather(_hand_on(reader, to_server), _hand_on(from_server, writer))
        finally:
            to_server.transport.abort()

    async with listening(serve, tls) as port:
        yield lambda credentials: Proxy(HOST, port, tls is not None, credentials), asked


@asynccontextmanager
async def listening(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]], tls: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """A server on a free port that leaves nothing behind."""
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await serve(reader, writer)
                await writer.drain()
        finally:
            writer.transport.close()

    server = await asyncio.start_server(connected, HOST, 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        await accept_no_more(server)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.05)


async def _hand_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(1 << 16):
            target.write(data)
            await target.drain()
    target.close()
