"""Which waiting changes are worth one call for many of them? Marks that say "everything is read", and several deletions.

A bulk call that fails settles nothing: its operations wait on, tried once, and are then sent one by one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from ..crm.contract import Connector, DeletesMany, Feature
from ..model.changes import ActivitiesChanged, Change
from ..model.clock import Clock
from ..model.operation import Delete
from ..model.problems import Problem
from ..store import accounts, marking, outbox
from ..store.database import Database
from ..store.facts import next_fact
from ..store.outbox import Waiting
from .ingest import take_gone

READS_FROM = 20
DELETES_FROM = 2
DELETES_AT_ONCE = 100
SETTLED_AT_ONCE = 500


class Bulk:
    """One account's bulk calls."""

    def __init__(
        self,
        database: Database,
        connector: Connector,
        account: str,
        features: frozenset[Feature],
        clock: Clock,
        tell: Callable[[Change], None],
        claimed: set[int],
    ) -> None:
        self._database = database
        self._connector = connector
        self._account = account
        self._features = features
        self._clock = clock
        self._tell = tell
        self._claimed = claimed

    async def send(self) -> int:
        """Send what is worth a bulk call, if anything is; gives how many changes that settled. Raises problems."""
        return await self._reads() or await self._deletions()

    async def _reads(self) -> int:
        """Many "read" marks, when everything that the server has told us of is read after it anyway."""
        if Feature.BULK_READ not in self._features:
            return 0
        connection = self._database.connection
        reads = outbox.untried_reads(connection, self._account)
        cursor = accounts.pulled(connection, self._account).cursor
        if len(reads) < READS_FROM or cursor is None or not marking.all_read(connection, self._account):
            return 0
        await self._connector.send_read_up_to(cursor)
        await self._settle(reads)
        self._tell(ActivitiesChanged(everything=True))
        return len(reads)

    async def _settle(self, reads: list[int]) -> None:
        """The server has them. Some at a time, between which others have their turn; what a crash leaves is sent again."""
        for start in range(0, len(reads), SETTLED_AT_ONCE):
            with self._database.write() as writing:
                marking.settle(writing, reads[start : start + SETTLED_AT_ONCE], next_fact(writing))
            await asyncio.sleep(0)

    async def _deletions(self) -> int:
        """Several deletions, where the system takes them together."""
        if not isinstance(self._connector, DeletesMany):
            return 0
        ready = outbox.ready(self._database.connection, self._account, self._clock.now(), DELETES_AT_ONCE)
        wanted = [waiting for waiting in ready if _untried(waiting) and isinstance(waiting.operation, Delete)]
        if len(wanted) < DELETES_FROM:
            return 0
        with self._database.write() as connection:
            ours = outbox.claim(connection, [waiting.op for waiting in wanted], self._clock.now())
        self._claimed |= ours
        wanted = [waiting for waiting in wanted if waiting.op in ours]
        try:
            gone = await self._connector.delete_many([waiting.key.rid for waiting in wanted])
        except Problem:
            gone = frozenset[str]()
        done = [waiting for waiting in wanted if waiting.key.rid in gone]
        with self._database.write() as connection:
            for waiting in wanted:
                if waiting in done:
                    outbox.finish(connection, waiting)
                else:
                    outbox.put_back(connection, waiting, self._clock.now(), counts=False)
            take_gone(connection, [waiting.key for waiting in done])
        self._claimed -= ours
        self._tell(ActivitiesChanged(removed=tuple(waiting.key for waiting in done)))
        return len(done)


def _untried(waiting: Waiting) -> bool:
    return waiting.state == "pending" and waiting.attempts == 0
