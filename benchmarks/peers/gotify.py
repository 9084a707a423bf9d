"""What does a Gotify server say, for as long as one of its clients is measured? Just enough of HTTP and of a WebSocket.

gotify-tray is the one peer that is pushed its news, so it is the one whose way from the server to the desktop compares.
It stores nothing; its window shows the newest hundred messages of the server.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT = 0x81
_APPLICATION = {"id": 1, "name": "Bench", "description": "", "image": "none.png", "internal": False, "token": "t"}
_PAGE = {"messages": [], "paging": {"limit": 100, "next": None, "since": 0, "size": 0}}
_SECONDS = 20.0


class GotifyServer:
    """Answers one client on a thread of its own, between `started` and its end."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._streams: list[asyncio.StreamWriter] = []
        self._listening = threading.Event()
        self._number = 0

    @contextmanager
    def started(self) -> Iterator[str]:
        """Gives the server's address."""
        self._thread.start()
        server = self._there(asyncio.start_server(self._answer, "127.0.0.1", 0))
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def wait_for_listener(self) -> None:
        """Until a client has opened the stream. Raises TimeoutError."""
        if not self._listening.wait(_SECONDS):
            raise TimeoutError("gotify-tray did not open its stream")

    def push(self) -> float:
        """Send one message. Gives when, in seconds of the monotonic clock."""
        return float(self._there(self._push()))

    async def _push(self) -> float:
        self._number += 1
        title, text = f"Something happened {self._number}", "A customer called about an order."
        message = {"id": self._number, "appid": 1, "title": title, "message": text, "priority": 8}
        payload = json.dumps({**message, "date": "2026-01-05T09:00:00Z"}).encode()
        began = time.monotonic()
        for stream in self._streams:
            stream.write(bytes([_TEXT, 126]) + len(payload).to_bytes(2, "big") + payload)
        return began

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split()[1]
        if path.startswith("/stream"):
            key = next(line.split()[1] for line in head.splitlines() if line.lower().startswith("sec-websocket-key:"))
            accepted = base64.b64encode(hashlib.sha1(key.encode() + _MAGIC, usedforsecurity=False).digest()).decode()
            told = ("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Accept: {accepted}")
            writer.write(("HTTP/1.1 " + "\r\n".join(told) + "\r\n\r\n").encode())
            self._streams.append(writer)
            self._listening.set()
            return
        body = json.dumps([_APPLICATION] if path.startswith("/application") else _PAGE).encode()
        told = ("200 OK", "Content-Type: application/json", "Connection: close", f"Content-Length: {len(body)}")
        writer.write(("HTTP/1.1 " + "\r\n".join(told) + "\r\n\r\n").encode() + body)
        await writer.drain()
        writer.close()

    def _there(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(_SECONDS)


def settle(home: Path, url: str) -> None:
    """Let gotify-tray know the server, so that it does not ask. It cannot make more than one folder at a time for its log."""
    (home / ".local/share").mkdir(parents=True, exist_ok=True)
    settings = home / ".config/gotify-tray.conf"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[Server]\nclient_token=bench\nurl={url}\n", "utf-8")
