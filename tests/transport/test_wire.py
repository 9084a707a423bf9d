"""Does a connection that ends at an awkward moment, or never begins, say so, and lose nothing?"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from asyncio import sslproto
from pathlib import Path
from typing import Any

import h11
import pytest

from activity_desktop.transport import pool as pools
from activity_desktop.transport.pool import Pool
from activity_desktop.transport.proxy import Proxy
from activity_desktop.transport.wire import Wire
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

ENDLESS = b"HTTP/1.1 200 OK\r\n\r\nthe beginning"
"""It ends with its connection."""


def test_what_the_server_closed_while_the_loop_was_busy_is_not_used_again() -> None:
    """A POST into a closed connection is lost, and nobody may send it twice."""

    async def work() -> None:
        writers: list[asyncio.StreamWriter] = []

        async def act(seen: Seen, writer: asyncio.StreamWriter) -> None:
            writers.append(writer)
            writer.write(reply(200, b"ok"))

        async with pool_at(act) as (pool, server):
            assert await whole(pool) == (200, b"ok")
            writers[0].get_extra_info("socket").shutdown(socket.SHUT_RDWR)
            assert await whole(pool) == (200, b"ok")
            assert len(server.requests) == 2

    run(work)


def test_closing_does_not_make_the_half_of_an_answer_a_whole_one() -> None:
    """An answer without a length ends with its connection, but not when we end that."""

    async def work() -> None:
        async with pool_at(saying(ENDLESS)) as (pool, _):
            answer = await pool.ask(request(), None, LIMIT_S)
            assert await answer.chunk() == b"the beginning"
            await pool.aclose()
            with pytest.raises(ConnectionAbortedError):
                await answer.chunk()
            answer.close()

    run(work)


def test_who_waits_for_a_connection_hears_that_all_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, without a new connection."""

    async def work() -> None:
        all_are_here = asyncio.Event()

        async def silence(seen: Seen, writer: asyncio.StreamWriter) -> None:
            if len(connections) == pools.MOST:
                all_are_here.set()
            await asyncio.Event().wait()

        answer, connections = counted(silence)
        async with pool_at(answer) as (pool, _):
            asking = [asyncio.create_task(whole(pool)) for _ in range(2 * pools.MOST)]
            await all_are_here.wait()
            monkeypatch.delattr(Wire, "connect")
            await asyncio.gather(pool.aclose(), pool.aclose())
            ended = await asyncio.wait_for(asyncio.gather(*asking, return_exceptions=True), LIMIT_S)
            assert all(isinstance(error, OSError | h11.RemoteProtocolError) for error in ended), ended
            assert len(connections) == pools.MOST

    run(work)


@pytest.mark.parametrize("host", ["a..b", "x" * 64, "a\0b"])
def test_a_name_that_no_host_can_have_is_one_that_is_not_found(host: str) -> None:
    """The environment's proxy is whatever somebody wrote there."""

    async def work() -> None:
        with pytest.raises(OSError, match=r"\w"):
            await whole(Pool(host, 443, None))

    run(work)


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain proxy", "encrypted proxy"])
def test_a_server_behind_a_proxy_that_cannot_prove_who_it_is(tmp_path: Path, encrypted: bool) -> None:
    """Whichever way leads there, the person reads what is wrong with its certificate."""
    (tmp_path / "other").mkdir()
    known, unknown = Authority(tmp_path), Authority(tmp_path / "other")

    async def work() -> None:
        async with (
            RawServer(saying(reply(200, b"ok")), unknown.server()) as server,
            tunnelling(known.server() if encrypted else None) as (proxy, _),
        ):
            pool = Pool(HOST, server.port, trusting(known), proxy(CREDENTIALS))
            with pytest.raises(ssl.SSLCertVerificationError):
                await asyncio.wait_for(whole(pool, b"token"), LIMIT_S)
            assert server.requests == []
            await asyncio.wait_for(pool.aclose(), LIMIT_S)

    run(work)


def test_a_proxy_that_connects_us_and_closes(tmp_path: Path) -> None:
    """It is known at once that nobody is there to encrypt with."""
    authority = Authority(tmp_path)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        writer.get_extra_info("socket").shutdown(socket.SHUT_WR)

    async def work() -> None:
        async with listening(serve) as port:
            pool = Pool("crm.example", 443, trusting(authority), Proxy(HOST, port), connect=60.0)
            with pytest.raises(ConnectionError):
                await asyncio.wait_for(whole(pool), LIMIT_S)
            await pool.aclose()

    run(work)


def test_calling_off_as_the_handshake_ends_waits_for_no_farewell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is gone would never say it, and the socket would stay for half a minute."""
    made: list[Wire] = []
    done = threading.Event()
    authority = Authority(tmp_path)
    asking: list[asyncio.Task[object]] = []

    def handshake_only(listener: socket.socket) -> None:
        with authority.server().wrap_socket(listener.accept()[0], server_side=True):
            done.wait()

    wake, make = sslproto.SSLProtocol._wakeup_waiter, Wire.__init__

    def wake_and_call_off(protocol: Any, *result: Any) -> None:
        wake(protocol, *result)
        asking[0].cancel()

    def remember(wire: Wire) -> None:
        make(wire)
        made.append(wire)

    async def work() -> None:
        monkeypatch.setattr(Wire, "__init__", remember)
        monkeypatch.setattr(sslproto.SSLProtocol, "_wakeup_waiter", wake_and_call_off)
        with socket.create_server((HOST, 0)) as listener:
            serving = asyncio.create_task(asyncio.to_thread(handshake_only, listener))
            pool = Pool(HOST, listener.getsockname()[1], trusting(authority))
            asking.append(asyncio.create_task(whole(pool)))
            try:
                with pytest.raises(asyncio.CancelledError):
                    await asking[0]
                await asyncio.wait_for(made[0].gone, LIMIT_S)
            finally:
                done.set()
            await serving

    run(work)


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_a_refusal_is_heard_although_nobody_reads_on(tmp_path: Path, encrypted: bool) -> None:
    """And the connection, in which the rest of the body waits, carries nothing else."""
    authority = Authority(tmp_path)
    connections: list[asyncio.StreamWriter] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply(400, b"no"))
        await asyncio.Event().wait()

    async def work() -> None:
        async with listening(refuse, authority.server() if encrypted else None) as port:
            pool = Pool(HOST, port, trusting(authority) if encrypted else None)
            assert await whole(pool, b"x" * 20_000_000) == (400, b"no")
            assert await whole(pool) == (400, b"no")
            assert len(connections) == 2
            await pool.aclose()

    run(work)
