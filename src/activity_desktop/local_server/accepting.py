"""How does a server stop listening and leave no connection open that nobody knows of?

asyncio takes everybody who waits at the door in at once, and sets the connections up in the turns of its loop that follow. One
that is not set up by the time its server is closed is forgotten: never answered, and never closed.
"""

from __future__ import annotations

import asyncio
import contextlib

TURNS_TO_CONNECT = 3
"""Turns of asyncio's loop after which what was accepted has its task, then its transport, then its protocol."""


async def accept_no_more(server: asyncio.Server) -> None:
    """Close the listening sockets, once whoever was accepted has a connection. Those stay open: they are the caller's."""
    with contextlib.suppress(NotImplementedError):  # Windows accepts one at a time
        for listening in server.sockets:
            asyncio.get_running_loop().remove_reader(listening.fileno())
    for _ in range(TURNS_TO_CONNECT):
        await asyncio.sleep(0)
    server.close()
