"""How does a process learn that another one has committed? It is given a hint, and looks by itself at least every 1.5 seconds.

A hint (PostgreSQL's NOTIFY) carries nothing: what it is about is read from the counters. So a hint that is lost, late, twice
or about nobody who is listening does no harm. It is sent after the commit and at most fifty times a second, because NOTIFY
takes a lock of the whole database.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Protocol

import psycopg

from .hub import Hub
from .owner import Kind, Owner
from .store import Unavailable

CHANNEL = "activity_desktop"
LOOK_SECONDS = 1.5
HINT_SECONDS = 0.02
SCOPES: tuple[Kind, ...] = ("user", "company")


class Counters(Protocol):
    """What is asked of the database. Everything raises Unavailable."""

    def seqs(self, scope: str, ids: Sequence[int]) -> dict[int, int]:
        """How often the activities of these users or companies have changed."""
        ...

    def revoked(self, hashes: Sequence[bytes]) -> list[bytes]:
        """Which of these tokens were ended."""
        ...

    def notify(self) -> None:
        """Give every process a hint, this one too."""
        ...


class News:
    """Wakes the streams of this process. A thread waits for hints; the looking is done in the server's thread."""

    def __init__(self, store: Counters, hub: Hub, connect: Callable[[], psycopg.Connection[Any]]) -> None:
        self._store = store
        self._hub = hub
        self._connect = connect
        self._loop = asyncio.get_running_loop()
        self._seen: dict[Owner, int] = {}
        self._hint: asyncio.TimerHandle | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="local-server-news", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread; the hint wakes it, and without one it ends at its next look."""
        if self._hint is not None:
            self._hint.cancel()
        self._stopping.set()
        with suppress(Unavailable):
            self._store.notify()
        self._thread.join()

    def tell(self) -> None:
        """Something was committed here: give the other processes a hint soon."""
        if self._hint is None:
            self._hint = self._loop.call_later(HINT_SECONDS, self._send_hint)

    def _send_hint(self) -> None:
        self._hint = None
        with suppress(Unavailable):  # they look by themselves
            self._store.notify()

    def _listen(self) -> None:
        """The thread: a look at each hint, and whenever none came for a while."""
        while not self._stopping.is_set():
            try:
                self._listen_once()
            except psycopg.Error:  # the connection was lost, or there is none to be had
                self._loop.call_soon_threadsafe(self._look)
                self._stopping.wait(LOOK_SECONDS)

    def _listen_once(self) -> None:
        with self._connect() as connection:
            connection.execute(f"LISTEN {CHANNEL}".encode())
            while not self._stopping.is_set():
                self._loop.call_soon_threadsafe(self._look)
                for _hint in connection.notifies(timeout=LOOK_SECONDS, stop_after=1):
                    pass

    def _look(self) -> None:
        """Wake the streams whose owner's counter moved, and close those whose token was ended."""
        streams = self._hub.all()
        if not streams or self._stopping.is_set():
            return
        owners = {stream.owner for stream in streams}
        now: dict[Owner, int] = {}
        try:
            for scope in SCOPES:
                ids = [owner.id for owner in owners if owner.scope == scope]
                if ids:
                    now |= {Owner(scope, id_): seq for id_, seq in self._store.seqs(scope, ids).items()}
            ended = self._store.revoked(list({stream.token_hash for stream in streams}))
        except Unavailable:
            return  # the next look finds it
        for owner, seq in now.items():
            if self._seen.get(owner) != seq:
                self._hub.publish(owner, seq)
        self._seen = now
        for token_hash in ended:
            self._hub.close_token(token_hash)
