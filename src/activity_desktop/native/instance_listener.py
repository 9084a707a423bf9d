"""How does the running program hear what another start of it wants? A small server on the profile's socket."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from .instance_socket import (
    DONE,
    LONGEST_MESSAGE,
    NO_WINDOW,
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
_REFRESH_PAUSE = 0.25
"""Seconds between two looks at the database. All that is asked for in between is one look, afterwards: none is refused."""


@asynccontextmanager
async def listening(paths: Paths, heard: Heard, *, has_window: bool = True) -> AsyncIterator[None]:
    """Serve the socket while the block lasts, and leave no trace of it."""
    listener = open_listener(paths)
    doorway = _Doorway(heard, cookie_for(paths).get("cookie"), has_window=has_window)
    server = await asyncio.start_server(doorway.answer, sock=listener, limit=LONGEST_MESSAGE)
    try:
        yield
    finally:
        server.close()
        doorway.close()
        for leftover in (socket_file(paths), port_file(paths)):
            leftover.unlink(missing_ok=True)


class _Doorway:
    """Answers each connection: one line in, `ok` out when it was understood and passed on."""

    def __init__(self, heard: Heard, cookie: str | None, *, has_window: bool) -> None:
        self._heard, self._cookie, self._has_window = heard, cookie, has_window
        self._opened: deque[float] = deque(maxlen=_PER_SECOND)
        self._refreshed = float("-inf")
        self._next_refresh: asyncio.TimerHandle | None = None

    def close(self) -> None:
        if self._next_refresh is not None:
            self._next_refresh.cancel()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError, RecursionError, TimeoutError, EOFError, asyncio.LimitOverrunError):
            async with asyncio.timeout(PATIENCE):
                line = await reader.readuntil(b"\n")
                if self._welcome(line):
                    message = read_message(line)
                    writer.write(self._pass_on(message))
                    await writer.drain()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    def _pass_on(self, message: dict[str, Any]) -> bytes:
        """From the loop itself, so that what goes wrong there is not ours. Gives the answer."""
        if not self._has_window and ("show" in message or "open" in message):
            return NO_WINDOW
        loop = asyncio.get_running_loop()
        if "refresh" not in message:
            loop.call_soon(self._heard, message)
        elif self._next_refresh is None:
            wait = max(0.0, self._refreshed + _REFRESH_PAUSE - loop.time())
            self._next_refresh = loop.call_later(wait, self._refresh, message)
        return DONE

    def _refresh(self, message: dict[str, Any]) -> None:
        self._refreshed, self._next_refresh = asyncio.get_running_loop().time(), None
        self._heard(message)

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
