"""How does a new activity become a notification exactly once, and how is it taken back?

The ledger decides, the desktop is told, the ledger remembers: a row is claimed in one transaction, the desktop called,
and the row marked as shown in another. A notification is withdrawn once everything it tells of is read, done or gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change, Told
from ..model.clock import Clock, in_time
from ..model.problems import Problem
from ..native.notifier import Hung, Notice, Notifier, NotNotified, Outcome, Reaction
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import ledger, stations
from ..store.database import Database, Row
from . import wording
from .handover import Handover
from .judging import Judging
from .policy import Budget, Verdict, singles
from .quiet_time import QuietTime
from .raising import Raising
from .withdrawing import Withdrawing

_log = logging.getLogger(__name__)

SUMMARY_PAUSE = 0.4
"""Seconds that a summary waits for more of the same burst before it is raised or grows."""
DOUBT_PAUSE = 3.0
"""Seconds after the start until what an earlier process left in doubt is raised again."""
RETRY = 5.0
"""Seconds until a refused notification is tried again."""


@dataclass(frozen=True, slots=True)
class Reacted:
    """A person did something with a notification; whoever owns the operations carries it out."""

    button: str
    keys: tuple[Key, ...]
    tag: str
    token: str


class Centre:
    """Raises and withdraws notifications. All methods belong to the engine's event loop."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        settings: Settings,
        clock: Clock,
        tell: Callable[[Change], None],
        react: Callable[[Reacted], None],
    ) -> None:
        self.window_in_front = False
        self._database = database
        self._notifier = notifier
        self._settings = settings
        self._clock = clock
        self._tell = tell
        self._react = react
        self._handover = Handover(database, notifier, clock, tell)
        self._quiet_time = QuietTime(database.connection, settings, clock)
        self._judging = Judging(database, settings, clock, self._quiet_time, lambda: self.window_in_front)
        self._raising = Raising(database.connection, settings, clock, self._handover)
        self.withdrawing = Withdrawing(database, notifier, clock, tell, self._raising.taken_back)
        self._wake = asyncio.Event()
        self._budget = Budget()
        self._unsettled: list[ActivitiesChanged] = []
        self._hung = False

    async def run(self) -> None:
        """Until cancelled."""
        await self._notifier.start(self._reacted)
        doubts = asyncio.ensure_future(self._take_up_doubts())
        try:
            await self._keep_looking()
        finally:
            doubts.cancel()
            await asyncio.gather(doubts, return_exceptions=True)

    async def _take_up_doubts(self) -> None:
        """What an earlier process was handing over when it died is raised again once this one has lived for a moment: a
        program that dies again and again tells nobody the same again and again."""
        while True:
            await asyncio.sleep(DOUBT_PAUSE)
            try:
                with self._database.write() as connection:
                    ledger.release_doubtful(connection, self._handover.session)
            except Problem as problem:  # the disk is full: after the next pause
                _log.warning("what is in doubt cannot be taken up yet: %s", problem)
                continue
            self._wake.set()
            return

    async def _keep_looking(self) -> None:
        self._unsettled.append(ActivitiesChanged(everything=True))  # what was read while the program was closed
        self._wake.set()
        while True:
            await in_time(self._wake, self._quiet_time.ask_again())
            self._wake.clear()
            try:
                await self._look()
                self._hung = False
            except (NotNotified, Problem) as refusal:  # the desktop said no, or the disk is full: both may pass
                _log.warning("notification refused: %s", refusal)
                self._tell_once_that_it_hangs(refusal)
                await asyncio.sleep(RETRY)
                self._unsettled.append(ActivitiesChanged(everything=True))
                self._wake.set()

    def _tell_once_that_it_hangs(self, refusal: Exception) -> None:
        if isinstance(refusal, Hung) and not self._hung:
            self._hung = True
            self._tell(Told(wording.hanging()))

    def poke(self) -> None:
        """Something was committed that may be due."""
        self._wake.set()

    def heard(self, change: Change) -> None:
        """A change was committed: raise what is due, withdraw what is settled."""
        if isinstance(change, ActivitiesChanged):
            self._wake.set()
            self._unsettled.append(change)

    # --- one look ------------------------------------------------------------------------------------------

    async def _look(self) -> None:
        self._handover.write_down()
        changes, self._unsettled = self._unsettled, []
        await self.withdrawing.changed(changes)
        if self._quiet_time.is_over():
            await self._tell_of_the_quiet_time()
        while due := self._judging.to_raise():
            await self._raise(due)

    async def _raise(self, due: list[tuple[Row, Verdict]]) -> None:
        self._budget = self._budget.now(self._clock.monotonic())
        doubtful = [row for row, _ in due if row["tries"] >= ledger.TRIES]
        if doubtful:
            await self._raising.in_doubt(doubtful)
        elif singles(len(due), self._budget, self._settings.get(choose.BUNDLE)) and not self._raising.in_burst():
            for number, (row, verdict) in enumerate(due):
                if number == 0 or self._judging.is_still_due(row):
                    await self._raising.single(row, verdict)
                    self._budget = self._budget.spend(1)  # only now: what was refused has interrupted nobody
        else:
            await asyncio.sleep(SUMMARY_PAUSE)
            await self._raising.summary([row for row, _ in self._judging.to_raise()])

    async def _tell_of_the_quiet_time(self) -> None:
        """One notification for everything that was held; one alone is raised as itself."""
        since = self._quiet_time.end()
        with self._database.write() as connection:
            ledger.release_held(connection)
        rows = [row for row, _ in self._judging.to_raise()]
        if len(rows) > 1 and since is not None:
            await self._raising.while_away(rows, since)

    # --- notices that tell of no activity ------------------------------------------------------------------

    async def post(self, notice: Notice) -> None:
        """Raise a notice of our own. Raises NotNotified."""
        await self._notifier.post(notice)

    async def withdraw(self, tag: str) -> None:
        with contextlib.suppress(NotNotified):
            await self._notifier.withdraw(tag)

    async def close(self) -> None:
        await self._notifier.close()

    @property
    def notifier(self) -> Notifier:
        """The desktop's notification service, for whoever wants to know what it can do."""
        return self._notifier

    @property
    def service(self) -> str:
        """The desktop's notification service as it calls itself; empty where none runs."""
        return self._notifier.name

    def _reacted(self, reaction: Reaction) -> None:
        if reaction.outcome is not Outcome.ACTIVATED:
            return
        keys = ledger.told_by(self._database.connection, reaction.tag)
        try:
            with self._database.write() as connection:
                stations.note(connection, keys, "clicked", reaction.button, self._clock.now())
        except Problem as problem:  # the disk is full: what was clicked is done all the same
            _log.warning("a click cannot be written down: %s", problem)
        self._react(Reacted(reaction.button, keys, reaction.tag, reaction.token))
