"""Does an answer arrive by the rarer ways: HTTP/1.0, chunks with trailers, the system's proxy?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from activity_desktop.model.problems import Problem
from activity_desktop.transport.client import Client
from transport.raw_server import Answer, RawServer, reply

BODY = b'{"activities": [1, 2, 3]}'
OLD = b"HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n" + BODY
"""Without a length: it ends with the connection."""
CHUNKS = (
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n"
    + b"".join(b"1\r\n%c\r\n" % byte for byte in BODY)
    + b"0\r\nx-sum: 7\r\n\r\n"
)


def closing(answer: bytes) -> Answer:
    async def act(seen: object, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    return act


def at(answer: Answer, work: Callable[[RawServer], Awaitable[None]]) -> None:
    async def act() -> None:
        async with RawServer(answer) as server:
            await work(server)

    asyncio.run(act())


@pytest.mark.parametrize("answer", [OLD, CHUNKS], ids=["HTTP/1.0", "a byte a chunk, and a trailer"])
def test_an_old_or_piecemeal_answer_is_read_whole(answer: bytes) -> None:
    """Old servers and odd proxies (F45)."""

    async def work(server: RawServer) -> None:
        client = Client(server.url)
        assert (await client.request("GET", "/x")).json() == {"activities": [1, 2, 3]}
        await client.aclose()

    at(closing(answer), work)


def test_the_systems_proxy_is_asked_where_the_environment_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not where it names an exception, nor where the person chose none, nor for this computer itself (F45)."""

    async def work(proxy: RawServer) -> None:
        for name in ("https_proxy", "http_proxy"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        await ask(Client("https://crm.invalid"))
        assert [(seen.method, seen.target) for seen in proxy.requests][:1] == [("CONNECT", "crm.invalid:443")]
        asked = len(proxy.requests)
        await ask(Client("https://crm.invalid", proxy=""))
        monkeypatch.setenv("no_proxy", "crm.invalid")
        await ask(Client("https://crm.invalid"))
        await ask(Client("http://127.0.0.1:9"))
        assert len(proxy.requests) == asked

    async def ask(client: Client) -> None:
        with pytest.raises(Problem):
            await client.request("GET", "/x")
        await client.aclose()

    at(closing(reply(502, b"")), work)
