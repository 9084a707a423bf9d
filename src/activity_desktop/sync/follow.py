"""How does one account stay up to date? Read what is new, then listen or wait, for ever, whatever happens in between.

    sign in -> pull -> stream (where there is one) or wait -> pull -> …

Each reconnect is followed by one pull, so that nothing falls between two connections. A problem ends the current step
only; the loop waits as `schedule` says and goes on. It stops on its own only when the person must act.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ..crm.contract import Capabilities, Connector, Feature, Identity
from ..model.changes import ActivitiesChanged, Change, Phase
from ..model.clock import Clock, in_time
from ..model.moment import Instant
from ..model.problems import NotAnswering, Problem, SignedOut
from ..store import accounts, outbox
from ..store.database import Database
from .ingest import Terms
from .listening import Listening
from .naming import Namer
from .outbox import Sender
from .round import Outcome, Round, needs_sweep
from .schedule import Attention, as_wished, next_poll, next_retry
from .standing import Standing

RECONCILE = 900.0
"""Seconds between pulls while a stream is healthy: a stream that silently skips something is caught by this."""
SHORT_STREAM = 2.0
"""A stream that lives for fewer seconds has failed, however politely it ended."""
PROBE = 1800.0
"""Seconds between two questions which of the newest activities still exist."""
ASK_THE_PERSON_AGAIN = 3600.0
"""Seconds after which a problem that only a person can solve is tried again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A connector and what keeps its connections: how to drop them after a sleep, how to close them for good."""

    connector: Connector
    drop_connections: Callable[[], Awaitable[None]]
    close: Callable[[], Awaitable[None]]


class Follower:
    """The life of one account. `run` until cancelled; everything else is called from the same event loop."""

    def __init__(
        self,
        database: Database,
        account: str,
        connect: Callable[[], Awaitable[Line]],
        clock: Clock,
        tell: Callable[[Change], None],
        signed_in: Callable[[str, Identity], None],
    ) -> None:
        """`connect` makes a connector with the account's secrets; it may raise problems of the keyring."""
        self.account = account
        self.standing = Standing(database, account, clock, tell)
        self.capabilities: Capabilities | None = None
        self.line: Line | None = None
        self._signing_in = asyncio.Lock()
        self.attention = Attention()
        self.wished: Callable[[], float] = lambda: 0.0
        """How often the person wants to have looked, in seconds; 0 leaves it to the system's pace."""
        self._database = database
        self._connect = connect
        self._clock = clock
        self._tell = tell
        self._signed_in = signed_in
        self._wake = asyncio.Event()
        self._outbox_wake = asyncio.Event()
        self._failures = 0
        self._empty = 0
        self._terms: Terms | None = None
        self._claimed: set[int] = set()
        self._last_probe = clock.monotonic()
        self._listening = Listening(database, account, clock, tell, self._heard)
        self._namer = Namer(database, account)

    # --- what others ask of it -----------------------------------------------------------------------------

    def check_now(self) -> None:
        """Look at once, whatever the schedule says."""
        self._wake.set()

    def send_soon(self) -> None:
        """Something was put into the outbox."""
        self._outbox_wake.set()

    # --- the loop ------------------------------------------------------------------------------------------

    async def run(self) -> None:
        try:
            while True:
                try:
                    await self._session()
                except Problem as problem:
                    await self._rest(problem)
                except Exception as bug:  # noqa: BLE001 - see the next line
                    # One account's bug must neither end the program nor stop the other accounts.
                    _log.exception("account %s: unexpected", self.account)
                    await self._rest(Problem(detail=repr(bug)))
        finally:
            await self.hang_up()

    async def _session(self) -> None:
        """Read and send side by side until one of them meets a problem."""
        connector = await self._sign_in()
        work = [asyncio.ensure_future(self._keep_sending(connector)), asyncio.ensure_future(self._keep_reading(connector))]
        try:
            await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in work:
                task.cancel()
            results = await asyncio.gather(*work, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def signed_in_connector(self) -> Connector:
        """For a single request beside the loop: the session's own connector, or a new session's."""
        async with self._signing_in:
            if self.line is not None and self._terms is not None:
                return self.line.connector
            return await self._prove()

    async def _sign_in(self) -> Connector:
        """A session starts by proving who we are and what the server can do. One at a time: two would open two lines, and
        only one of them would ever be closed."""
        async with self._signing_in:
            return await self._prove()

    async def _prove(self) -> Connector:
        line = self.line or await self._connect()
        self.line = line
        identity = await line.connector.sign_in()
        self.capabilities = identity.capabilities
        self._signed_in(self.account, identity)
        if identity.server_time is not None:
            self.standing.clock_behind = round(identity.server_time.seconds_since(self._clock.now()))
        self._terms = Terms(self.account, identity.capabilities.has(Feature.READ_STATE), identity.user_id, "poll")
        return line.connector

    async def hang_up(self) -> None:
        """Close the connections; the next session makes new ones with the secrets as they are then."""
        line, self.line = self.line, None
        if line is not None:
            await line.close()

    async def woke_up(self) -> None:
        """The machine slept or changed networks: old connections are dead without knowing it."""
        if self.line is not None:
            await self.line.drop_connections()
        self.check_now()

    async def _keep_reading(self, connector: Connector) -> None:
        while True:
            self._wake.clear()
            await self.pull_once(connector)
            if self._can(Feature.STREAM):
                await self._follow_stream(connector)
            else:
                pace = as_wished(connector.pace(), self.wished())
                wait = next_poll(pace, self.attention, self._empty, random.random())  # noqa: S311 - jitter
                self.standing.say(Phase.WAITING, wait=wait)
                await self._wait(wait)

    async def pull_once(self, connector: Connector) -> Outcome:
        """One look, and a sweep when one is due. Raises problems."""
        assert self._terms is not None, "sign_in comes first"  # noqa: S101 - a programming error, not a condition
        pulled = accounts.pulled(self._database.connection, self.account)
        self.standing.say(Phase.CHECKING if pulled.filled else Phase.FILLING)
        round_ = Round(self._database, connector, self._terms, self._clock, self._tell, self._progress)
        sweep = pulled.filled and self._sweep_is_due(connector, pulled.last_sweep)
        outcome = await round_.pull(sweep=sweep, complete_until=self.standing.state.last_ok)
        if pulled.filled and self._can(Feature.STILL_THERE) and self._probe_is_due():
            outcome.removed += await round_.probe_deletions()
        self._failures = 0
        self._empty = 0 if outcome.anything else self._empty + 1
        if not pulled.filled:
            self._tell(ActivitiesChanged(everything=True))
        self.standing.say(Phase.WAITING, last_ok=self._clock.now())
        named = await self._namer.name_the_newest(connector)
        if named:
            self._tell(ActivitiesChanged(changed=tuple(named)))
        return outcome

    def _can(self, feature: Feature) -> bool:
        return self.capabilities is not None and self.capabilities.has(feature)

    def _progress(self, got: int, total: int | None) -> None:
        if self.standing.state.phase is Phase.FILLING:
            self.standing.say(Phase.FILLING, got=got, total=total)

    def _sweep_is_due(self, connector: Connector, last: Instant | None) -> bool:
        features = self.capabilities.can if self.capabilities else frozenset[Feature]()
        if not needs_sweep(features):
            return False
        # A last time in the future comes from a clock that was wrong; waiting for it could take years.
        return last is None or not 0 <= self._clock.now().seconds_since(last) < connector.pace().sweep

    def _probe_is_due(self) -> bool:
        now = self._clock.monotonic()
        if now - self._last_probe < PROBE:
            return False
        self._last_probe = now
        return True

    async def _follow_stream(self, connector: Connector) -> None:
        """Listen until the stream ends, somebody wants a look, or it is time to reconcile. Raises problems."""
        assert self._terms is not None, "sign_in comes first"  # noqa: S101 - a programming error, not a condition
        opened = self._clock.monotonic()
        listening = asyncio.ensure_future(self._listening.follow(connector, self._terms))
        woken = asyncio.ensure_future(self._wake.wait())
        try:
            await asyncio.wait({listening, woken}, timeout=RECONCILE, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ended = listening.done()
            listening.cancel()
            woken.cancel()
            results = await asyncio.gather(listening, woken, return_exceptions=True)
        if isinstance(results[0], Exception):
            raise results[0]
        if ended and self._clock.monotonic() - opened < SHORT_STREAM:
            raise NotAnswering(detail="the stream ended at once")

    def _heard(self) -> None:
        self.standing.say(Phase.LIVE, last_ok=self._clock.now())

    async def _keep_sending(self, connector: Connector) -> None:
        assert self._terms is not None, "sign_in comes first"  # noqa: S101 - a programming error, not a condition
        features = self.capabilities.can if self.capabilities else frozenset[Feature]()
        sender = Sender(self._database, connector, self._terms, features, self._clock, self._tell, self._claimed)
        while True:
            self._outbox_wake.clear()
            if await sender.send_ready():
                self.standing.say(self.standing.state.phase, keep=True)
            ready = outbox.next_ready_us(self._database.connection, self.account, self._clock.now())
            due = min(filter(None, (ready, outbox.next_abandoned_us(self._database.connection, self.account))), default=None)
            wait = None if due is None else max(0.05, Instant(due).seconds_since(self._clock.now()))
            await in_time(self._outbox_wake, wait)

    # --- when something is wrong ---------------------------------------------------------------------------

    async def _rest(self, problem: Problem) -> None:
        """Say what is wrong; wait for the time, or for the person."""
        self._failures += 1
        if isinstance(problem, SignedOut):
            phase, wait = Phase.SIGNED_OUT, None
        elif not problem.retries_itself:
            phase, wait = Phase.TROUBLED, ASK_THE_PERSON_AGAIN
        else:
            jitter = random.random()  # noqa: S311 - jitter
            phase, wait = Phase.TROUBLED, next_retry(self._failures, getattr(problem, "retry_after", None), jitter)
        if wait is None or wait >= ASK_THE_PERSON_AGAIN:
            await self.hang_up()
        self.standing.say(phase, problem=problem, wait=wait)
        self._wake.clear()
        await self._wait(wait)

    async def _wait(self, seconds: float | None) -> None:
        """Until the time has come or somebody wants a look. The clock is asked again, because timers may fire early."""
        deadline = None if seconds is None else self._clock.monotonic() + seconds
        while deadline is None or self._clock.monotonic() < deadline:
            left = None if deadline is None else max(0.0, deadline - self._clock.monotonic())
            if await in_time(self._wake, left):
                return
