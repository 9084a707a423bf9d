"""How do a person's changes reach the server? In order, each under one idempotency key, until done, parked or dropped.

Changes of the same field of the same activity keep their order; different activities never wait for each other. Days
without a network park nothing: only a refusal of the operation itself counts.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from enum import StrEnum

from ..crm.contract import Connector, Feature
from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change, Told
from ..model.clock import Clock
from ..model.operation import Create, Delete, Receipt, Request, SetRead
from ..model.problems import (
    CannotDo,
    Conflict,
    Gone,
    NotAllowed,
    NotAnswering,
    Offline,
    Problem,
    Rejected,
    SignedOut,
    SlowDown,
)
from ..store import accounts, activities, feed, outbox
from ..store.database import Connection, Database
from ..store.outbox import Waiting
from .ingest import Terms, take_fact
from .schedule import next_retry

IN_FLIGHT = 4
PARK_AFTER = 8
"""Failures of an operation's own before it is parked."""
BULK_FROM = 20
"""So many waiting "read" marks are worth one bulk call, where it says the same."""


class Then(StrEnum):
    """What becomes of an operation after a failure."""

    DONE = "done"
    GONE = "gone"
    LATER = "later"
    LATER_COUNTED = "later, counted"
    PARK = "park"
    STOP = "stop"
    """Nothing of this account can be sent now; the account's own loop waits or asks the person."""


def after_failure(problem: Problem, waiting: Waiting) -> Then:
    """What a problem means for the operation that met it. Pure."""
    match problem:
        case Gone():
            return Then.DONE if isinstance(waiting.operation, Delete) else Then.GONE
        case SignedOut() | SlowDown():
            return Then.STOP
        case NotAnswering():
            return Then.PARK if waiting.counted + 1 >= PARK_AFTER else Then.LATER_COUNTED
        case Offline():
            return Then.LATER
        case Conflict() | Rejected() | NotAllowed() | CannotDo():
            return Then.PARK
    return Then.PARK if waiting.counted + 1 >= PARK_AFTER else Then.LATER_COUNTED


class Sender:
    """Sends what waits in one account's outbox."""

    def __init__(
        self,
        database: Database,
        connector: Connector,
        terms: Terms,
        features: frozenset[Feature],
        clock: Clock,
        tell: Callable[[Change], None],
    ) -> None:
        self._database = database
        self._connector = connector
        self._terms = terms
        self._features = features
        self._clock = clock
        self._tell = tell

    async def send_ready(self) -> int:
        """Send everything that may be sent now; gives how many were settled. Raises what stops the whole account."""
        settled = 0
        while True:
            if await self._send_in_bulk():
                settled += 1
                continue
            ready = outbox.ready(self._database.connection, self._terms.account, self._clock.now(), IN_FLIGHT)
            if not ready:
                return settled
            with self._database.write() as connection:
                outbox.claim(connection, [waiting.op for waiting in ready])
            results = await asyncio.gather(*(self._send(waiting) for waiting in ready), return_exceptions=True)
            settled += len(ready)
            for result in results:
                if isinstance(result, BaseException):
                    raise result

    async def _send(self, waiting: Waiting) -> None:
        try:
            receipt = await self._try(waiting)
        except Problem as problem:
            self._failed(waiting, problem)
        except asyncio.CancelledError:
            with self._database.write() as connection:
                outbox.put_back(connection, waiting, self._clock.now(), counts=False)
            raise
        else:
            self._done(waiting, receipt)

    async def _try(self, waiting: Waiting) -> Receipt:
        known = feed.activity(self._database.connection, waiting.key) if waiting.key.rid else None
        request = Request(waiting.key, waiting.operation, waiting.idempotency_key, known, waiting.created)
        if isinstance(waiting.operation, Create) and waiting.attempts > 0:
            # An earlier try may have arrived although its answer did not: look before creating a second one.
            found = await self._connector.find_created(request)
            if found is not None:
                return Receipt(found)
        return await self._connector.send(request)

    def _done(self, waiting: Waiting, receipt: Receipt) -> None:
        with self._database.write() as connection:
            outbox.finish(connection, waiting)
            if receipt.activity is not None:
                take_fact(connection, receipt.activity, self._terms, self._clock)
            elif isinstance(waiting.operation, SetRead):
                self._assume_read(connection, waiting.key, waiting.operation)
            if receipt.gone or isinstance(waiting.operation, Delete):
                activities.set_gone(connection, activities.ids_of(connection, [waiting.key]), 1)
        key = receipt.activity.key if receipt.activity else waiting.key
        self._tell(
            ActivitiesChanged(arrived=(key,)) if isinstance(waiting.operation, Create) else ActivitiesChanged(changed=(key,))
        )
        if receipt.note:
            self._tell(Told(receipt.note))

    def _assume_read(self, connection: Connection, key: Key, operation: SetRead) -> None:
        """The server took it and echoed nothing: what was asked is the fact."""
        for id_ in activities.ids_of(connection, [key]):
            activities.set_read(connection, id_, operation.at_us)

    def _failed(self, waiting: Waiting, problem: Problem) -> None:
        then = after_failure(problem, waiting)
        if then is Then.DONE:
            self._done(waiting, Receipt(gone=True))
            return
        wait = next_retry(waiting.attempts + 1, getattr(problem, "retry_after", None), random.random())  # noqa: S311 - jitter
        with self._database.write() as connection:
            if then is Then.GONE:
                activities.set_gone(connection, activities.ids_of(connection, [waiting.key]), 1)
                outbox.drop_all_of(connection, waiting.key)
            elif then is Then.PARK:
                outbox.park(connection, waiting, type(problem).__name__, str(problem))
                _bring_back(connection, waiting)
            else:
                later = self._clock.now().plus(0 if then is Then.STOP else wait)
                outbox.put_back(connection, waiting, later, counts=then is Then.LATER_COUNTED)
        self._after_failure(waiting, problem, then)

    def _after_failure(self, waiting: Waiting, problem: Problem, then: Then) -> None:
        if then is Then.GONE:
            self._tell(ActivitiesChanged(removed=(waiting.key,)))
        elif then is Then.PARK:
            self._tell(ActivitiesChanged(arrived=(waiting.key,), changed=(waiting.key,)))
            if waiting.key.rid:
                self._tell(Told(f"Not saved: {problem}", problem=True))
            else:
                self._tell(Told(f"Not created: {problem}", problem=True))
        elif then in (Then.STOP, Then.LATER):
            raise problem

    async def _send_in_bulk(self) -> bool:
        """Many "read" marks as one call, when everything that the server has told us of is read after it anyway."""
        if Feature.BULK_READ not in self._features:
            return False
        connection = self._database.connection
        marks = [w for w in outbox.all_waiting(connection, self._terms.account) if w.state == "pending" and w.attempts == 0]
        reads = [w for w in marks if isinstance(w.operation, SetRead)]
        cursor = accounts.pulled(connection, self._terms.account).cursor
        unread = connection.execute(
            "SELECT 1 FROM activity WHERE account = ? AND unread = 1 LIMIT 1", (self._terms.account,)
        ).fetchone()
        all_read = all(isinstance(w.operation, SetRead) and w.operation.read for w in reads)
        if (
            len(reads) < BULK_FROM
            or not all_read
            or unread
            or cursor is None
            or _others_unsettled(connection, self._terms.account)
        ):
            return False
        await self._connector.send_read_up_to(cursor)
        with self._database.write() as writing:
            for waiting in reads:
                outbox.finish(writing, waiting)
                if isinstance(waiting.operation, SetRead):
                    self._assume_read(writing, waiting.key, waiting.operation)
        self._tell(ActivitiesChanged(everything=True))
        return True


def _others_unsettled(connection: Connection, account: str) -> bool:
    """Something tried or parked is still open, so "everything is read" cannot be said for the whole account."""
    row = connection.execute(
        "SELECT 1 FROM outbox WHERE account = ? AND (state <> 'pending' OR attempts > 0)", (account,)
    ).fetchone()
    return row is not None


def _bring_back(connection: Connection, waiting: Waiting) -> None:
    """A delete that was refused: the activity is visible again."""
    if isinstance(waiting.operation, Delete):
        activities.set_gone(connection, activities.ids_of(connection, [waiting.key]), 0)
