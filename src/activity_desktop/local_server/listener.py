"""How do requests reach the app? uvicorn's HTTP on one listening socket, without its signals, polling and logging set-up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from typing import Any, cast

from starlette.types import ASGIApp
from uvicorn.config import Config
from uvicorn.server import ServerState

from .accepting import accept_no_more
from .connection import GuardedProtocol
from .limits import Limits

HOST = "127.0.0.1"
STOP_SECONDS = 0.5
"""How long requests that are being answered may still take when the server stops."""


def listening_socket(port: int) -> socket.socket:
    """A socket on this computer only; port 0 takes a free one. Raises OSError when the port is taken."""
    # The protocol is named because asyncio sends at once (TCP_NODELAY) only where it is: else each answer waits for 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # A server that was just stopped leaves connections behind that would block its port for a minute.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    return listening


class Listener:
    """Accepts connections from `open` to `close`."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._limits = limits
        self._state = ServerState()
        self._config = Config(
            cast("Any", app),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=int(limits.idle_seconds),
            h11_max_incomplete_event_size=limits.header_bytes,
        )
        self._server: asyncio.Server | None = None

    async def open(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: GuardedProtocol(self._config, self._state, self._limits), sock=listening, backlog=1024
        )

    async def close(self) -> None:
        """Accept nothing more, let what is being answered finish for a moment, then cut the rest."""
        if self._server is None:
            return
        await accept_no_more(self._server)
        for connection in list(self._state.connections):
            connection.shutdown()
        tasks = set(self._state.tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for connection in list(self._state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # uvicorn learns of the cut connections
        for task in self._state.tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*self._state.tasks, return_exceptions=True)
        await self._server.wait_closed()
