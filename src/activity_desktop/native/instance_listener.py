"""How does the running program hear what another start of it wants? A small server on the profile's socket."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .instance_socket import (
    DONE,
    LONGEST_MESSAGE,
    PATIENCE,
    Heard,
    cookie_for,
    open_listener,
    port_file,
    read_message,
    socket_file,
)
from .paths import Paths

_PER_SECOND = 5
"""Links a second that are believed to be a person's."""


@asynccontextmanager
async def listening(paths: Paths, heard: Heard) -> AsyncIterator[None]:
    """Serve the socket while the block lasts, and leave no trace of it."""
    listener = open_listener(paths)
    doorway = _Doorway(heard, cookie_for(paths).get("cookie"))
    server = await asyncio.start_server(doorway.answer, sock=listener, limit=LONGEST_MESSAGE)
    try:
        yield
    finally:
        server.close()
        for leftover in (socket_file(paths), port_file(paths)):
            leftover.unlink(missing_ok=True)


class _Doorway:
    """Answers each connection: one line in, `ok` out when it was understood and passed on."""

    def __init__(self, heard: Heard, cookie: str | None) -> None:
        self._heard, self._cookie = heard, cookie
        self._opened: deque[float] = deque(maxlen=_PER_SECOND)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError, RecursionError, TimeoutError, EOFError, asyncio.LimitOverrunError):
            async with asyncio.timeout(PATIENCE):
                line = await reader.readuntil(b"\n")
                if self._welcome(line):
                    message = read_message(line)
                    asyncio.get_running_loop().call_soon(self._heard, message)  # what goes wrong there is not ours
                    writer.write(DONE)
                    await writer.drain()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    def _welcome(self, line: bytes) -> bool:
        """Whoever knows the cookie, where the socket is not protected by its folder; and not faster than a person."""
        message = json.loads(line)
        if not isinstance(message, dict):
            return False
        given = message.get("cookie")
        if self._cookie is not None and not secrets.compare_digest(str(given).encode(), self._cookie.encode()):
            return False
        if "open" not in message:
            return True
        now = asyncio.get_running_loop().time()
        if len(self._opened) == _PER_SECOND and now - self._opened[0] < 1.0:
            return False
        self._opened.append(now)
        return True
