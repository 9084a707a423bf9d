"""How does a new activity become a notification exactly once, and how is it taken back?

The ledger decides, the desktop is told, the ledger remembers: a row is claimed in one transaction, the desktop called,
and the row marked as shown in another. A notification is withdrawn once everything it tells of is read, done or gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
from msgspec import structs

from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change, How, Told, Withdrawn
from ..model.clock import Clock, note_the_zone
from ..model.moment import Instant
from ..model.problems import Problem
from ..native.notifier import Hung, Notice, Notifier, NotNotified, Outcome, Posted, Reaction
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import ledger, stations
from ..store.database import Database, Row
from ..store.rows import read_detail
from . import wording
from .handover import Handover, Telling
from .policy import Budget, Case, Verdict, What, is_quiet, judge, singles
from .reminding_words import reminder
from .wording import Subject

_log = logging.getLogger(__name__)

SUMMARY_PAUSE = 0.4
"""Seconds that a summary waits for more of the same burst before it is raised or grows."""
BURST_ENDS = 5.0
"""Seconds without an announcement after which the next burst gets a summary of its own."""
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
        self._wake = asyncio.Event()
        self._budget = Budget()
        self._burst: list[Subject] = []
        self._burst_tag = ""
        self._held_since: Instant | None = None
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
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._next_look()):  # `wait_for` of Python 3.11 may swallow the end of the program
                    await self._wake.wait()
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

    # --- raising -------------------------------------------------------------------------------------------

    async def _look(self) -> None:
        self._handover.write_down()
        await self._withdraw_what_changed()
        if self._held_since is not None and not self._holding():
            await self._tell_of_the_quiet_time()
        due = self._judged()
        while due:
            self._budget = self._budget.now(self._clock.monotonic())
            doubtful = [row for row, _ in due if row["tries"] >= ledger.TRIES]
            if doubtful:
                await self._tell_of_doubts(doubtful)
            elif singles(len(due), self._budget, self._settings.get(choose.BUNDLE)) and not self._in_burst():
                for number, (row, verdict) in enumerate(due):
                    if number == 0 or self._is_still_due(row):
                        await self._raise_single(row, verdict)
                        self._budget = self._budget.spend(1)  # only now: what was refused has interrupted nobody
            else:
                await asyncio.sleep(SUMMARY_PAUSE)
                due = self._judged()
                await self._raise_summary([row for row, _ in due])
            due = self._judged()

    def _is_still_due(self, row: Row) -> bool:
        """While the desktop took the one before, this one may have been read on another device."""
        now = ledger.row(self._database.connection, Key(row["account"], row["rid"]))
        return now is not None and now["state"] == "due" and judge(self._case(now)).what is What.RAISE

    def _judged(self) -> list[tuple[Row, Verdict]]:
        """Of all due rows, those to raise; the others are settled with their reason. What a power cut takes of it is judged
        again, so it need not wait for the disk."""
        to_raise: list[tuple[Row, Verdict]] = []
        now = self._clock.now()
        with self._database.write(waits_for_disk=False) as connection:
            for row in ledger.rows_in(connection, "due"):
                verdict = judge(self._case(row))
                key = Key(row["account"], row["rid"])
                if verdict.what is What.RAISE:
                    to_raise.append((row, verdict))
                    continue
                state = "suppressed" if verdict.what is What.SUPPRESS else "held"
                ledger.settle(connection, key, state, verdict.reason, now)
                stations.note(connection, [key], state, verdict.reason, now)
                if state == "held" and self._held_since is None:
                    self._held_since = now
        return to_raise

    def _case(self, row: Row) -> Case:
        exists = row["title"] is not None and not row["gone"]
        if not exists:
            return Case(exists=False)
        get = self._settings.get
        detail = read_detail(row["detail"], b"")
        return Case(
            unread=bool(row["unread"]),
            in_inbox=row["shelf"] == 0,
            muted_in_crm=detail.muted,
            kind_muted=row["kind_id"] in msgspec.json.decode(row["muted_kinds"]),
            account_notifies=bool(row["notify"]),
            notifications_on=get(choose.NOTIFY),
            window_in_front=self.window_in_front,
            notify_in_front=get(choose.NOTIFY_IN_FRONT),
            paused=self._paused(),
            quiet=self._quiet(),
            reminds=bool(row["reminds"]),
            still_due=not row["finished"] and row["starts_us"] == row["reminded_us"],
            reminded_in_crm=detail.reminded,
        )

    async def _raise_single(self, row: Row, verdict: Verdict) -> None:
        subject, now = _subject(row), self._clock.now()
        hide, silent = self._settings.get(choose.HIDE_DETAILS), not self._settings.get(choose.SOUND)
        if row["reason"] == "snooze ended":
            notice = wording.snooze_ended(subject, now, hide=hide, silent=silent)
        else:
            write = reminder if row["reminds"] else wording.single
            notice = write(subject, now, many_accounts=self._many_accounts(), hide=hide, silent=silent)
        await self._handover.post(notice, Telling([subject], "shown", verdict.reason, How.SINGLE))

    async def _raise_summary(self, rows: Sequence[Row]) -> None:
        """One notification for a burst; it grows in place while the burst goes on."""
        if not rows:
            return
        if not self._in_burst():
            self._burst, self._burst_tag = [], f"summary:{uuid.uuid4().hex[:12]}"
        fresh = [_subject(row) for row in reversed(rows)]
        subjects = [*fresh, *self._burst]
        notice = wording.summary(
            self._burst_tag, subjects, hide=self._settings.get(choose.HIDE_DETAILS), silent=not self._settings.get(choose.SOUND)
        )
        await self._handover.post(notice, Telling(fresh, "folded", "told of in a summary", How.SUMMARY))
        self._burst = subjects

    async def _tell_of_doubts(self, rows: Sequence[Row]) -> None:
        """Two calls had no known end: perhaps it was told twice, perhaps never. So no third popup, and not silence either."""
        subjects = [_subject(row) for row in rows]
        notice = wording.in_doubt(f"doubt:{uuid.uuid4().hex[:12]}", len(subjects))
        await self._handover.post(notice, Telling(subjects, "folded", ledger.IN_DOUBT, How.SUMMARY))

    def _in_burst(self) -> bool:
        """A summary is on the screen and the burst that it tells of goes on."""
        return bool(self._burst_tag) and self._clock.monotonic() - self._handover.last < BURST_ENDS and bool(self._burst)

    def _many_accounts(self) -> bool:
        return (
            int(self._database.connection.execute("SELECT count(*) FROM account WHERE state <> 'removing'").fetchone()[0]) > 1
        )

    # --- quiet time ----------------------------------------------------------------------------------------

    def _paused(self) -> bool:
        return self._settings.get(choose.PAUSED_UNTIL) > self._clock.now().us

    def _quiet(self) -> bool:
        get = self._settings.get
        note_the_zone()
        now = f"{self._clock.now().local():%H:%M}"
        return get(choose.QUIET) and is_quiet(get(choose.QUIET_FROM), get(choose.QUIET_TO), now)

    def _holding(self) -> bool:
        return self._paused() or self._quiet()

    def _next_look(self) -> float | None:
        """While something is held, whether the quiet time is over is asked twice a minute."""
        if self._held_since is None and ledger.count(self._database.connection, "held"):
            self._held_since = self._clock.now()
        return 30.0 if self._held_since is not None else None

    async def _tell_of_the_quiet_time(self) -> None:
        """One notification for everything that was held."""
        since, self._held_since = self._held_since, None
        with self._database.write() as connection:
            ledger.release_held(connection)
        rows = [row for row, _ in self._judged()]
        if len(rows) <= 1 or since is None:
            self._wake.set()
            return
        subjects = [_subject(row) for row in reversed(rows)]
        tag = f"away:{uuid.uuid4().hex[:12]}"
        begin, end = f"{since.local():%H:%M}", f"{self._clock.now().local():%H:%M}"
        notice = wording.while_away(tag, len(subjects), begin, end, silent=not self._settings.get(choose.SOUND))
        await self._handover.post(notice, Telling(subjects, "folded", "told of after quiet time", How.SUMMARY))

    # --- withdrawing ---------------------------------------------------------------------------------------

    async def _withdraw_what_changed(self) -> None:
        changes, self._unsettled = self._unsettled, []
        if any(change.everything for change in changes):
            await self.withdraw_settled(None)
            return
        keys = [key for change in changes for key in (*change.changed, *change.removed)]
        if keys:
            await self.withdraw_settled(keys)

    async def withdraw_settled(self, keys: Sequence[Key] | None) -> None:
        """Take back the notifications that tell of nothing unread any more: of these activities, or all."""
        for posting in ledger.postings(self._database.connection, keys):
            if ledger.settled(self._database.connection, posting):
                await self._take_back(posting, "nothing in it is unread any more")

    async def withdraw_all(self, account: str | None) -> None:
        """Whoever looks at an inbox, or at all of them, needs nothing on the screen that tells of it."""
        for posting in ledger.postings(self._database.connection):
            if account in (None, *(key.account for key in posting.keys)):
                await self._take_back(posting, "its inbox was looked at")

    async def _take_back(self, posting: ledger.Posting, why: str) -> None:
        with contextlib.suppress(NotNotified):
            await self._notifier.withdraw(posting.tag, Posted(posting.platform_id, posting.owner))
        with self._database.write() as connection:
            ledger.withdraw(connection, posting.tag)
            stations.note(connection, posting.keys, "withdrawn", why, self._clock.now())
        if posting.tag == self._burst_tag:
            self._burst, self._burst_tag = [], ""
        self._tell(Withdrawn(posting.keys))

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
        now = self._clock.now()
        with self._database.write() as connection:
            stations.note(connection, keys, "clicked", reaction.button, now)
        self._react(Reacted(reaction.button, keys, reaction.tag, reaction.token))


def _subject(row: Row) -> Subject:
    activity = structs.replace(read_detail(row["detail"], b""), key=Key(row["account"], row["rid"]))
    return wording.subject_of(activity, row["title"], row["summary"], row["account_name"], reminds=bool(row["reminds"]))
