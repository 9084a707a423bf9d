"""Is a host reached by whichever of its addresses answers, and does no attempt leave a socket behind?"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import socket
from collections.abc import Awaitable, Iterator, Sequence
from typing import Any

import pytest

from activity_desktop.transport import dialling
from activity_desktop.transport.dialling import by_turns, dial

V4, V6 = socket.AF_INET, socket.AF_INET6
NOWHERE = "255.255.255.255"
"""No stream leads there, which the operating system knows at once."""


def at(host: str, port: int = 0, kind: socket.AddressFamily = V4) -> dialling.Address:
    return kind, socket.SOCK_STREAM, 6, "", (host, port)


def dialled(monkeypatch: pytest.MonkeyPatch, *addresses: dialling.Address, beside: int = 0) -> tuple[str, int]:
    """Whom a host of these addresses is connected to."""

    async def known(_loop: object, _host: str, _port: int, **_hints: object) -> Sequence[Any]:
        return addresses

    async def work() -> tuple[str, int]:
        made = await dial("crm.example", 443, lambda error: error.errno == beside)
        with made:
            found: tuple[str, int] = made.getpeername()
            return found

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", known)
    found: tuple[str, int] = run(work())
    return found


def run(work: Awaitable[Any]) -> Any:
    """A forgotten socket warns when it is collected, and a warning is an error."""
    try:
        return asyncio.run(work)  # type: ignore[arg-type]  # an async function gives a coroutine
    finally:
        gc.collect()


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        found: int = server.getsockname()[1]
    return found


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes no more connections, and does not say so: its queue is full."""
    with contextlib.ExitStack() as opened:
        server = opened.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(8):
            filler = opened.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(server.getsockname())
        yield server.getsockname()[1]


def test_the_kinds_of_addresses_take_turns() -> None:
    """Where a network has no way for one kind, not all of that kind are tried first."""
    given = [at("::1", kind=V6), at("::2", kind=V6), at("::3", kind=V6), at("10.0.0.1"), at("10.0.0.2")]
    assert [address[4][0] for address in by_turns(given)] == ["::1", "10.0.0.1", "::2", "10.0.0.2", "::3"]


def test_a_name_without_an_address_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver may answer with nothing instead of an error."""
    with pytest.raises(socket.gaierror):
        dialled(monkeypatch)


def test_an_address_that_refuses_makes_room_for_the_next(monkeypatch: pytest.MonkeyPatch, listener: int, closed: int) -> None:
    """At once."""
    monkeypatch.setattr(dialling, "NEXT_AFTER_S", 60.0)
    assert dialled(monkeypatch, at("127.0.0.1", closed), at(NOWHERE, 80), at("127.0.0.1", listener)) == ("127.0.0.1", listener)


def test_an_address_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, listener: int, silent: int) -> None:
    """Half of the computers on the Internet have an address of a kind that leads nowhere."""
    assert dialled(monkeypatch, at("127.0.0.1", silent), at("127.0.0.1", listener)) == ("127.0.0.1", listener)


def test_the_last_attempt_may_take_its_time(monkeypatch: pytest.MonkeyPatch, closed: int) -> None:
    """It is still waited for when all have been begun, and its error is told."""
    monkeypatch.setattr(dialling, "NEXT_AFTER_S", 0.0)
    with pytest.raises(ConnectionRefusedError):
        dialled(monkeypatch, at("127.0.0.1", closed), at("127.0.0.2", closed))


@pytest.mark.parametrize("turned", [False, True])
def test_the_error_that_says_most_is_told(monkeypatch: pytest.MonkeyPatch, closed: int, turned: bool) -> None:
    """That there is no way to one address says nothing where another one was reached."""
    addresses = [at(NOWHERE, 80), at("127.0.0.1", closed)]
    with pytest.raises(OSError, match=r"\[Errno") as nowhere:
        dialled(monkeypatch, addresses[0])
    beside = nowhere.value.errno or 0
    assert beside != errno.ECONNREFUSED
    with pytest.raises(ConnectionRefusedError):
        dialled(monkeypatch, *(addresses[::-1] if turned else addresses), beside=beside)
    with pytest.raises(OSError, match=r"\[Errno") as only:
        dialled(monkeypatch, addresses[0], beside=beside)
    assert only.value.errno == beside


def test_calling_off_closes_what_was_begun(monkeypatch: pytest.MonkeyPatch, silent: int) -> None:
    """A person quits while the program dials."""
    with pytest.raises(TimeoutError):
        run(asyncio.wait_for(dial("127.0.0.1", silent, lambda _error: False), 0.05))
