"""Which connections does a client use, and does none outlive it? Reuse, limits, proxies, and every moment to end in."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from pathlib import Path
from typing import Any

import h11
import pytest

from activity_desktop.transport import pool as pools
from activity_desktop.transport.pool import Pool
from transport.around_a_pool import (
    CREDENTIALS,
    HOST,
    LIMIT_S,
    counted,
    listening,
    pool_at,
    request,
    run,
    trusting,
    tunnelling,
    whole,
)
from transport.certificates import Authority
from transport.raw_server import RawServer, Seen, reply, saying

# --- which connection is used -----------------------------------------------------------------------------------------


def test_one_connection_carries_one_request_after_the_other() -> None:
    """A handshake for each would take longer than the answer."""

    async def work() -> None:
        answer, connections = counted(saying(reply(200, b"one"), reply(200, b"two")))
        async with pool_at(answer) as (pool, _):
            assert [await whole(pool) for _ in range(2)] == [(200, b"one"), (200, b"two")]
            assert len(connections) == 1

    run(work)


@pytest.mark.parametrize(
    "first",
    [
        reply(200, b"one", {"connection": "close"}),
        b"HTTP/1.0 200 OK\r\ncontent-length: 3\r\n\r\none",
        reply(200, b"one") + b"more than was said",
        reply(200, b"one") + reply(408, b"too slow"),
    ],
    ids=["it wants to close", "HTTP/1.0", "more than was said", "an answer that nobody asked for"],
)
def test_a_connection_that_cannot_go_on_is_not_used_again(first: bytes) -> None:
    """What came unasked would be taken for the next answer."""

    async def work() -> None:
        answer, connections = counted(saying(first, reply(200, b"two")))
        async with pool_at(answer) as (pool, _):
            assert await whole(pool) == (200, b"one")
            await asyncio.sleep(0.05)
            assert await whole(pool) == (200, b"two")
            assert len(connections) == 2

    run(work)


def test_a_connection_that_the_server_has_closed_meanwhile_is_not_used_again() -> None:
    """It was idle for longer than the server likes."""

    async def work() -> None:
        async def act(seen: Seen, writer: asyncio.StreamWriter) -> None:
            writer.write(reply(200, b"ok"))
            await writer.drain()
            writer.close()

        async with pool_at(act) as (pool, server):
            for _ in range(3):
                assert await whole(pool) == (200, b"ok")
                await asyncio.sleep(0.05)
            assert len(server.requests) == 3

    run(work)


def test_a_connection_that_was_idle_for_long_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is about to close it, often just when the next request goes out."""
    monkeypatch.setattr(pools, "IDLE_S", 0.0)

    async def work() -> None:
        answer, connections = counted(saying(reply(200, b"ok")))
        async with pool_at(answer) as (pool, _):
            await whole(pool)
            await whole(pool)
            assert len(connections) == 2

    run(work)


def test_what_was_left_unread_is_not_waited_for() -> None:
    """Whoever gives up an answer gives up its connection, and nobody else reads the rest."""

    async def work() -> None:
        answer, connections = counted(saying(reply(200, b"1" * 1_000_000), reply(200, b"two")))
        async with pool_at(answer) as (pool, _):
            given_up = await pool.ask(request(), None, LIMIT_S)
            await given_up.chunk()
            given_up.close()
            given_up.close()
            assert await whole(pool) == (200, b"two")
            assert len(connections) == 2

    run(work)


def test_only_so_many_connections_are_open_at_a_time() -> None:
    """Who wants one more waits until one is free, also where those before were called off."""

    async def work() -> None:
        together: set[int] = set()
        most = 0

        async def act(seen: Seen, writer: asyncio.StreamWriter) -> None:
            nonlocal most
            together.add(id(writer))
            most = max(most, len(together))
            await asyncio.sleep(0.05)
            together.discard(id(writer))
            writer.write(reply(200, b"ok"))

        async with pool_at(act) as (pool, server):
            off = [asyncio.create_task(whole(pool)) for _ in range(12)]
            await asyncio.sleep(0.02)
            for task in off:
                task.cancel()
            await asyncio.gather(*off, return_exceptions=True)
            together.clear()
            most = 0
            assert await asyncio.gather(*(whole(pool) for _ in range(3 * pools.MOST))) == [(200, b"ok")] * (3 * pools.MOST)
            assert most <= pools.MOST
            assert len(server.requests) >= 3 * pools.MOST

    run(work)


# --- how it can end ---------------------------------------------------------------------------------------------------


def test_a_refusal_is_heard_although_the_body_was_not_read() -> None:
    """A server that finds a body too large answers at once and closes."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply(413, b"too large", {"connection": "close"}))
        with contextlib.suppress(OSError):
            await writer.drain()
            writer.write_eof()
            while await reader.read(1 << 16):
                pass
        writer.close()

    async def work() -> None:
        async with listening(refuse) as port:
            pool = Pool(HOST, port, None)
            assert await whole(pool, b"x" * 5_000_000) == (413, b"too large")
            await pool.aclose()

    run(work)


def test_a_large_answer_makes_the_server_wait_and_arrives_whole() -> None:
    """It is not piled up in memory while nobody reads."""
    body = bytes(range(256)) * 40_000

    async def work() -> None:
        async with pool_at(saying(reply(200, body))) as (pool, _):
            answer = await pool.ask(request(), None, LIMIT_S)
            await asyncio.sleep(0.2)
            assert len(answer._link.wire._received) < 2_000_000
            found = bytearray()
            while (chunk := await answer.chunk()) is not None:
                found += chunk
            answer.close()
            assert bytes(found) == body

    run(work)


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200", b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort", b"220 mail.example ESMTP\r\n"],
    ids=["nothing", "half a line", "half a body", "another protocol"],
)
def test_an_answer_that_breaks_off_is_an_error(answer: bytes) -> None:
    """Never the half of it."""

    async def act(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    async def work() -> None:
        async with pool_at(act) as (pool, _):
            with pytest.raises(h11.RemoteProtocolError):
                await whole(pool)

    run(work)


def test_silence_is_bounded() -> None:
    """In the head, and within the body."""

    async def act(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.method == "POST":
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort")
        await writer.drain()

    async def work() -> None:
        async with pool_at(act) as (pool, _):
            with pytest.raises(TimeoutError):
                await pool.ask(request(), None, 0.05)
            answer = await pool.ask(request("POST"), None, LIMIT_S)
            assert await answer.chunk() == b"short"
            with pytest.raises(TimeoutError):
                await answer.chunk(0.05)
            answer.close()

    run(work)


@pytest.mark.parametrize("turns", range(0, 30, 3))
@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_calling_off_leaves_nothing_open(tmp_path: Path, turns: int, encrypted: bool) -> None:
    """While connecting, in the handshake, before the head, within the body."""
    authority = Authority(tmp_path)

    async def act(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort")

    async def work() -> None:
        async with RawServer(act, authority.server() if encrypted else None) as server:
            pool = Pool(HOST, server.port, trusting(authority) if encrypted else None)
            asking = asyncio.create_task(whole(pool))
            for _ in range(turns):
                await asyncio.sleep(0)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            await pool.aclose()
            assert not pool._open

    run(work)


def test_a_handshake_with_somebody_who_says_nothing_is_given_up() -> None:
    """Connected is not yet encrypted."""

    async def work() -> None:
        async with RawServer(saying(b"")) as server:
            pool = Pool(HOST, server.port, ssl.create_default_context(), connect=0.2)
            with pytest.raises(TimeoutError):
                await whole(pool)
            await pool.aclose()

    run(work)


def test_what_hindered_all_addresses_keeps_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """`Offline` and `not answering` are told apart by it."""
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]

    async def two(_loop: object, _host: str, _port: int, **_hints: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port)) for host in (HOST, "127.0.0.2")]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", two)

    async def work() -> None:
        with pytest.raises(ConnectionRefusedError):
            await whole(Pool("crm.example", port, None))

    run(work)


# --- through a proxy --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turns", range(0, 80, 3))
@pytest.mark.parametrize("closed", [False, True], ids=["called off", "closed"])
@pytest.mark.parametrize("encrypted", [False, True], ids=["plain proxy", "encrypted proxy"])
def test_ending_on_the_way_through_a_proxy_leaves_nothing_open(
    tmp_path: Path, turns: int, closed: bool, encrypted: bool
) -> None:
    """While it is dialled, asked, and within the handshake behind it, or within one encryption in the other."""
    authority = Authority(tmp_path)

    async def work() -> None:
        async with (
            RawServer(saying(reply(200, b"ok")), authority.server()) as server,
            tunnelling(authority.server() if encrypted else None) as (proxy, _),
        ):
            pool = Pool(HOST, server.port, trusting(authority), proxy(CREDENTIALS))
            asking = asyncio.create_task(whole(pool))
            for _ in range(turns):
                await asyncio.sleep(0)
            if closed:
                await asyncio.wait_for(pool.aclose(), LIMIT_S)
            else:
                asking.cancel()
            ended = await asyncio.wait_for(asyncio.gather(asking, return_exceptions=True), LIMIT_S)
            assert isinstance(ended[0], tuple | OSError | h11.RemoteProtocolError | asyncio.CancelledError), ended
            await asyncio.wait_for(pool.aclose(), LIMIT_S)
            assert not pool._open

    run(work)


@pytest.mark.parametrize("closed", [False, True], ids=["called off", "closed"])
def test_a_handshake_behind_a_proxy_can_be_ended(closed: bool) -> None:
    """The server there says nothing, and nobody waits for it for ever."""

    async def work() -> None:
        async with RawServer(saying(b"")) as server, tunnelling(None) as (proxy, asked):
            pool = Pool(HOST, server.port, ssl.create_default_context(), proxy(CREDENTIALS))
            asking = asyncio.create_task(whole(pool))
            await asyncio.sleep(0.2)
            assert asked
            if not closed:
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)
            await asyncio.wait_for(pool.aclose(), LIMIT_S)
            await asyncio.wait_for(asyncio.gather(asking, return_exceptions=True), LIMIT_S)
            assert not pool._open

    run(work)


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain proxy", "encrypted proxy"])
def test_a_proxy_connects_us_and_reads_nothing(tmp_path: Path, encrypted: bool) -> None:
    """What it hands on is encrypted from end to end, inside of its own encryption where it has one."""
    authority = Authority(tmp_path)

    async def work() -> None:
        answer, connections = counted(saying(reply(200, b"secret" * 100_000)))
        async with (
            RawServer(answer, authority.server()) as server,
            tunnelling(authority.server() if encrypted else None) as (proxy, asked),
        ):
            pool = Pool(HOST, server.port, trusting(authority), proxy(CREDENTIALS))
            for _ in range(2):
                assert await whole(pool, b"token") == (200, b"secret" * 100_000)
            assert asked == [f"CONNECT {HOST}:{server.port} HTTP/1.1"]
            assert [seen.body for seen in server.requests] == [b"token"] * 2
            assert len(connections) == 1
            await pool.aclose()

    run(work)


def test_a_proxy_that_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    """And nothing went through it."""
    authority = Authority(tmp_path)

    async def work() -> None:
        async with RawServer(saying(reply(200, b"ok")), authority.server()) as server, tunnelling(None) as (proxy, _):
            pool = Pool(HOST, server.port, trusting(authority), proxy(""))
            with pytest.raises(ConnectionRefusedError, match="407 Who are you"):
                await whole(pool)
            assert server.requests == []
            await pool.aclose()

    run(work)


def test_a_server_behind_a_proxy_has_to_prove_who_it_is(tmp_path: Path) -> None:
    """A proxy could show us anybody."""
    (tmp_path / "other").mkdir()
    known, unknown = Authority(tmp_path), Authority(tmp_path / "other")

    async def work() -> None:
        async with RawServer(saying(reply(200, b"ok")), unknown.server()) as server, tunnelling(None) as (proxy, _):
            pool = Pool(HOST, server.port, trusting(known), proxy(CREDENTIALS))
            with pytest.raises(ssl.SSLCertVerificationError):
                await whole(pool, b"token")
            assert server.requests == []
            await pool.aclose()

    run(work)
