"""How do a person's changes reach the server? In order, each under one idempotency key, until done, parked or dropped.

Changes of the same field of the same activity keep their order; different activities never wait for each other. Days
without a network park nothing: only a refusal of the operation itself counts.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from ..crm.contract import Connector, Feature
from ..model.activity import Activity
from ..model.changes import ActivitiesChanged, Change, Fate, Settled, Told
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
from ..model.words import translate
from ..store import accounts, activities, feed, outbox
from ..store.database import Connection, Database
from ..store.facts import fact_number
from ..store.outbox import Waiting
from .bulk import Bulk
from .ingest import Terms, assume_read, take_fact, take_gone
from .schedule import next_retry

IN_FLIGHT = 4
PARK_AFTER = 8
"""Failures of an operation's own before it is parked."""


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
        case Gone() if not isinstance(waiting.operation, Create):
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
        claimed: set[int] | None = None,
    ) -> None:
        """`claimed` are those that this process took and of which it could not say how they ended."""
        self._claimed = set[int]() if claimed is None else claimed
        self._database = database
        self._connector = connector
        self._terms = terms
        self._clock = clock
        self._tell = tell
        self._bulk = Bulk(database, connector, terms.account, features, clock, tell, self._claimed)

    async def send_ready(self) -> int:
        """Send everything that may be sent now; gives how many were settled. Raises what stops the whole account."""
        settled = 0
        self._take_up_what_was_left()
        while True:
            at_once = await self._bulk.send()
            if at_once:
                settled += at_once
                continue
            ready = outbox.ready(self._database.connection, self._terms.account, self._clock.now(), IN_FLIGHT)
            if not ready:
                return settled
            with self._database.write() as connection:
                ours = outbox.claim(connection, [waiting.op for waiting in ready], self._clock.now())
            self._claimed |= ours
            ready = [waiting for waiting in ready if waiting.op in ours]
            results = await asyncio.gather(*(self._send(waiting) for waiting in ready), return_exceptions=True)
            settled += len(ready)
            for result in results:
                if isinstance(result, BaseException):
                    raise result
            self._claimed -= ours

    def _take_up_what_was_left(self) -> None:
        """By an earlier session, which could not write it down for a full disk; or by a command that was killed."""
        account, now = self._terms.account, self._clock.now()
        if self._claimed or outbox.has_abandoned(self._database.connection, account, now):
            with self._database.write() as connection:
                outbox.reset(connection, self._claimed)
                outbox.take_up_abandoned(connection, account, now)
            self._claimed.clear()

    async def _send(self, waiting: Waiting) -> None:
        begin = fact_number(self._database.connection)
        try:
            receipt = await self._try(waiting)
        except Problem as problem:
            await self._failed(waiting, problem)
        except asyncio.CancelledError:
            with self._database.write() as connection:
                outbox.put_back(connection, waiting, self._clock.now(), counts=False)
            raise
        else:
            self._done(waiting, receipt, begin)

    async def _try(self, waiting: Waiting) -> Receipt:
        known = feed.activity(self._database.connection, waiting.key) if waiting.key.rid else None
        request = Request(waiting.key, waiting.operation, waiting.idempotency_key, known, waiting.created)
        if isinstance(waiting.operation, Create) and waiting.attempts > 0:
            # An earlier try may have arrived although its answer did not: look before creating a second one.
            found = await self._connector.find_created(request)
            if found is not None:
                return Receipt(found)
        return await self._connector.send(request)

    def _done(self, waiting: Waiting, receipt: Receipt, begin: int) -> None:
        with self._database.write() as connection:
            outbox.finish(connection, waiting)
            if receipt.activity is not None and _is_about(receipt.activity, waiting):
                take_fact(connection, receipt.activity, self._terms, begin, self._clock)
            elif isinstance(waiting.operation, SetRead):
                assume_read(connection, waiting.key, waiting.operation.at_us)
            if receipt.gone or isinstance(waiting.operation, Delete):
                take_gone(connection, [waiting.key])
        key = receipt.activity.key if receipt.activity and not waiting.key.rid else waiting.key
        self._tell(
            ActivitiesChanged(arrived=(key,)) if isinstance(waiting.operation, Create) else ActivitiesChanged(changed=(key,))
        )
        if receipt.note:
            self._tell(Told(translate("Texts", receipt.note)))
        self._tell(Settled(waiting.op, waiting.idempotency_key, key, Fate.SENT))

    async def _failed(self, waiting: Waiting, problem: Problem) -> None:
        problem = self._with_account(problem)
        then = after_failure(problem, waiting)
        if then in (Then.DONE, Then.GONE) and await self._is_still_there(waiting):
            then = Then.PARK if waiting.counted + 1 >= PARK_AFTER else Then.LATER_COUNTED
        if then is Then.DONE:
            self._done(waiting, Receipt(gone=True), fact_number(self._database.connection))
            return
        if then is Then.LATER_COUNTED or (then is Then.PARK and _may_be_the_network(problem)):
            with self._put_back_unless_answered(waiting):
                await self._connector.sign_in()
        if isinstance(problem, Gone) and isinstance(waiting.operation, Create):  # the way to create one was not found
            problem = CannotDo(detail=problem.detail)
        wait = next_retry(waiting.attempts + 1, getattr(problem, "retry_after", None), random.random())  # noqa: S311 - jitter
        with self._database.write() as connection:
            if then is Then.GONE:
                take_gone(connection, [waiting.key])
                outbox.drop(connection, waiting)  # also where it was not here
            elif then is Then.PARK:
                outbox.park(connection, waiting, type(problem).__name__, str(problem))
                _bring_back(connection, waiting)
            else:
                later = self._clock.now().plus(0 if then is Then.STOP else wait)
                outbox.put_back(connection, waiting, later, counts=then is Then.LATER_COUNTED)
        self._after_failure(waiting, problem, then)

    def _with_account(self, problem: Problem) -> Problem:
        """A refusal for want of a permission, of which the system said nothing closer, names the account."""
        if not isinstance(problem, NotAllowed) or problem.title != translate("Texts", NotAllowed.title):
            return problem
        account = accounts.account(self._database.connection, self._terms.account)
        name = account.name if account else self._terms.account
        named = NotAllowed(translate("Problems", "You may not change this in {account}.").format(account=name))
        named.detail, named.response = problem.detail, problem.response
        return named

    async def _is_still_there(self, waiting: Waiting) -> bool:
        """A change was answered by "not found". Something on the way may have said that, so the activity is asked for."""
        with self._put_back_unless_answered(waiting):
            try:
                await self._connector.fetch(waiting.key.rid)
            except (Gone, CannotDo):
                return False
            return True

    @contextmanager
    def _put_back_unless_answered(self, waiting: Waiting) -> Iterator[None]:
        """A failure is the operation's own only when the same server answers another question; else it waits, uncounted.

        Lets pass what keeps the server from answering.
        """
        try:
            yield
        except BaseException:
            with self._database.write() as connection:
                outbox.put_back(connection, waiting, self._clock.now(), counts=False)
            raise

    def _after_failure(self, waiting: Waiting, problem: Problem, then: Then) -> None:
        fate = Fate.REFUSED if then in (Then.GONE, Then.PARK) else Fate.WAITS
        fields = problem.fields if isinstance(problem, Rejected) else {}
        self._tell(Settled(waiting.op, waiting.idempotency_key, waiting.key, fate, str(problem), fields))
        if then is Then.GONE:
            self._tell(ActivitiesChanged(removed=(waiting.key,)))
        elif then is Then.PARK:
            self._tell(ActivitiesChanged(arrived=(waiting.key,), changed=(waiting.key,)))
            if waiting.key.rid:
                self._tell(Told(translate("Told", "Not saved: {problem}").format(problem=problem), problem=True))
            else:
                self._tell(Told(translate("Told", "Not created: {problem}").format(problem=problem), problem=True))
        elif then in (Then.STOP, Then.LATER):
            raise problem


def _is_about(activity: Activity, waiting: Waiting) -> bool:
    """Whether an answer is about the activity that was changed. A server that mixes them up is not believed."""
    return isinstance(waiting.operation, Create) or activity.key == waiting.key


def _may_be_the_network(problem: Problem) -> bool:
    """Whether a server, or something that only stands in its way, may have said that."""
    return not isinstance(problem, Conflict | Rejected | NotAllowed | CannotDo)


def _bring_back(connection: Connection, waiting: Waiting) -> None:
    """A delete that was refused: the activity is visible again."""
    if isinstance(waiting.operation, Delete):
        activities.set_gone(connection, activities.ids_of(connection, [waiting.key]), 0)
