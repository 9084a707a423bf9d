"""How does a stream learn that something was committed? It is woken up, and reads the database from where it stands.

Nothing is queued: what a slow reader has not taken yet lies in the database. So no reader can make another one wait or make
the server grow; one that takes nothing while `lag` changes happen is closed, and resumes from its last event's id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from .tokens import Owner


class Consumer:
    """One open stream. `sending_since` is the owner's seq when the running send began, None between sends."""

    def __init__(self, owner: Owner, token_hash: bytes, abort: Callable[[], None]) -> None:
        self.owner = owner
        self.token_hash = token_hash
        self.closed = False
        self.sending_since: int | None = None
        self._news = asyncio.Event()
        self._abort = abort

    def wake(self) -> None:
        self._news.set()

    def close(self) -> None:
        """End the stream: between events where possible, at once where the reader takes nothing."""
        self.closed = True
        self._news.set()
        if self.sending_since is not None:
            self._abort()

    async def wait(self, seconds: float) -> bool:
        """Wait for news or for the end. Returns False when the time ran out first."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return False
        self._news.clear()
        return True


class Hub:
    """All open streams of the server."""

    def __init__(self, lag: int) -> None:
        self._lag = lag
        self._consumers: dict[Owner, set[Consumer]] = {}

    def add(self, consumer: Consumer) -> None:
        self._consumers.setdefault(consumer.owner, set()).add(consumer)

    def remove(self, consumer: Consumer) -> None:
        mates = self._consumers[consumer.owner]
        mates.remove(consumer)
        if not mates:
            del self._consumers[consumer.owner]

    def count(self, owner: Owner, token_hash: bytes) -> int:
        """How many streams a token has open."""
        return sum(consumer.token_hash == token_hash for consumer in self._consumers.get(owner, ()))

    def publish(self, owner: Owner, seq: int) -> None:
        """The owner's activities stand at `seq` now."""
        for consumer in list(self._consumers.get(owner, ())):
            if consumer.sending_since is not None and seq - consumer.sending_since > self._lag:
                consumer.close()
            else:
                consumer.wake()

    def close_token(self, token_hash: bytes) -> None:
        for consumer in self.all():
            if consumer.token_hash == token_hash:
                consumer.close()

    def close_all(self) -> None:
        for consumer in self.all():
            consumer.close()

    def all(self) -> list[Consumer]:
        """The open streams."""
        return [consumer for mates in self._consumers.values() for consumer in mates]
