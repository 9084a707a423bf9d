"""Which of a host's addresses answers first? One after the other is tried, the next where the last one is slow (RFC 8305).

asyncio does this too, but forgets the sockets of attempts that are called off, and which error each address had.
"""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import Callable, Iterable, Sequence

NEXT_AFTER_S = 0.25
"""RFC 8305, section 8: the Connection Attempt Delay."""

Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[object, ...]]
"""As `getaddrinfo` gives it."""


async def dial(host: str, port: int, beside_the_point: Callable[[OSError], bool]) -> socket.socket:
    """A connected socket that does not block; it is the caller's to close.

    Raises socket.gaierror for a name that is none, else the error of one of the addresses: one that is not `beside_the_point`
    where there is such an error, as an address of a kind that this network does not have.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except ValueError as error:  # `a..b`: it is no name, which is found out before anybody is asked
        raise socket.gaierror(socket.EAI_NONAME, "not a name that a host can have") from error
    if not found:
        raise socket.gaierror(socket.EAI_NONAME, "a name without an address")
    attempts: set[asyncio.Task[socket.socket]] = set()
    errors: list[OSError] = []
    try:
        for address in by_turns(found):
            attempts.add(loop.create_task(_connected(address)))
            winner = await _first(attempts, errors, NEXT_AFTER_S)
            if winner is not None:
                return winner.result()
        while attempts:
            winner = await _first(attempts, errors, None)
            if winner is not None:
                return winner.result()
    finally:
        for attempt in attempts:
            attempt.add_done_callback(_close)
            attempt.cancel()
    raise next((error for error in errors if not beside_the_point(error)), errors[0])


def by_turns(addresses: Iterable[Address]) -> Sequence[Address]:
    """The kinds of addresses in turns, in the order of their first: the network may have a way for one of them only."""
    kinds: dict[socket.AddressFamily, list[Address]] = {}
    for address in addresses:
        kinds.setdefault(address[0], []).append(address)
    return [address for turn in itertools.zip_longest(*kinds.values()) for address in turn if address is not None]


async def _first(
    attempts: set[asyncio.Task[socket.socket]], errors: list[OSError], seconds: float | None
) -> asyncio.Task[socket.socket] | None:
    """The attempt that has a connection, taken out of `attempts` like those that failed. None after `seconds`, or when one has
    failed: then it is the next one's turn."""
    done, _ = await asyncio.wait(attempts, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    winner = None
    for attempt in done:
        error = attempt.exception()
        if isinstance(error, OSError):
            errors.append(error)
        elif error is not None:
            raise error
        elif winner is None:
            winner = attempt
        else:
            continue  # stays among the others, which are closed
        attempts.discard(attempt)
    return winner


async def _connected(address: Address) -> socket.socket:
    kind, type_, protocol, _, place = address
    made = socket.socket(kind, type_, protocol)
    try:
        made.setblocking(False)
        await asyncio.get_running_loop().sock_connect(made, place)
    except BaseException:
        made.close()
        raise
    return made


def _close(attempt: asyncio.Task[socket.socket]) -> None:
    """Called off, or a moment too late."""
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().close()
