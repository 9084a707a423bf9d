"""How does a stream learn that something was committed? It is woken up, and reads the database from where it stands.

Nothing is queued: what a slow reader has not taken yet lies in the database. So no reader can make another one wait or make
the server grow; one that takes nothing while `lag` changes happen is closed, and resumes from its last event's id. Readers
who stand at the same place are told the same, so it is read and written out once for all of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from .owner import Owner

BATCHES = 8
"""So many places are remembered per owner: nearly all readers stand at the newest."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a reader is told next."""

    events: bytes
    since: int
    """Where the reader stands then."""
    seq: int
    """Where the owner stood when this was read."""


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
        self._batches: dict[Owner, dict[Hashable, Batch]] = {}

    def add(self, consumer: Consumer) -> None:
        self._consumers.setdefault(consumer.owner, set()).add(consumer)

    def remove(self, consumer: Consumer) -> None:
        mates = self._consumers[consumer.owner]
        mates.remove(consumer)
        if not mates:
            del self._consumers[consumer.owner]
            self._batches.pop(consumer.owner, None)

    def count(self, owner: Owner, token_hash: bytes) -> int:
        """How many streams a token has open."""
        return sum(consumer.token_hash == token_hash for consumer in self._consumers.get(owner, ()))

    def batch(self, owner: Owner, place: Hashable, read: Callable[[], Batch]) -> Batch:
        """What `read` has given for this place since the owner's activities last changed."""
        batches = self._batches.setdefault(owner, {})
        batch = batches.get(place)
        if batch is None:
            batch = read()
            if len(batches) >= BATCHES:
                batches.clear()
            batches[place] = batch
        return batch

    def publish(self, owner: Owner, seq: int) -> None:
        """The owner's activities stand at `seq` now."""
        self._batches.pop(owner, None)
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
