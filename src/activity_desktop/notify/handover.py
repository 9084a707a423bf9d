"""How is a notification handed over so that its end is known? Claimed in one transaction, shown, remembered in another.

A process may die in between, and the desktop may hang or refuse: the ledger then says what is certain and what is not. An
end that cannot be written down, because the disk is full, is kept and written down as soon as it can be.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from ..model.activity import Key
from ..model.changes import Announced, Change, How
from ..model.clock import Clock
from ..model.moment import Instant
from ..native.notifier import Hung, Notice, Notifier, NotNotified, Posted
from ..store import ledger, stations
from ..store.database import Connection, Database
from . import wording
from .wording import Subject


@dataclass(frozen=True, slots=True)
class Telling:
    """Of whom a notice tells, and how that is remembered: `state` is `shown` or `folded`."""

    subjects: Sequence[Subject]
    state: str
    reason: str
    how: How

    @property
    def keys(self) -> list[Key]:
        return [subject.key for subject in self.subjects]


class Handover:
    """Claims, calls, remembers. Belongs to the engine's event loop."""

    def __init__(self, database: Database, notifier: Notifier, clock: Clock, tell: Callable[[Change], None]) -> None:
        self.session = uuid.uuid4().hex
        self.last = float("-inf")
        """When the desktop last took one, in monotonic seconds."""
        self._database = database
        self._notifier = notifier
        self._clock = clock
        self._tell = tell
        self._unwritten: list[Callable[[Connection], None]] = []

    async def post(self, notice: Notice, telling: Telling) -> None:
        """Raises NotNotified after making the rows due again, and what writing raises.

        The claim is for a process that dies in between. A power cut takes the notification from the screen as well, so it
        may take the first claim, and the desktop need not wait for the disk.
        """
        before = ledger.tags_of(self._database.connection, telling.keys)
        with self._database.write(waits_for_disk=bool(before)) as connection:
            ledger.claim(connection, telling.keys, self.session, notice.tag, self._clock.now())
        try:
            posted = await self._notifier.post(notice, self._earlier(notice.tag))
        except Exception as refusal:
            self._write(partial(_refused, keys=telling.keys, why=str(refusal), may_come=_may_come(refusal)))
            raise
        now = self._clock.now()
        self.last = self._clock.monotonic()
        created = ledger.created(self._database.connection, telling.keys)
        try:
            self._write(partial(_taken, telling=telling, posted=posted, now=now))
        finally:  # it is on the screen, whatever the disk says
            for subject in telling.subjects:
                title = wording.subject_title(subject)
                since = None if subject.reminds else created.get(subject.key)  # a reminder is not late
                self._tell(Announced(subject.key, title, telling.how, now, since))
        await self._replace(before - {notice.tag})

    def write_down(self) -> None:
        """What could not be written down before. Raises what writing raises."""
        while self._unwritten:
            with self._database.write() as connection:
                self._unwritten[0](connection)
            self._unwritten.pop(0)

    def _write(self, end: Callable[[Connection], None]) -> None:
        self._unwritten.append(end)
        self.write_down()

    async def _replace(self, tags: Iterable[str]) -> None:
        """An earlier process may have posted these before it died; what they told of stands in another notification now."""
        for tag in tags:
            if not ledger.in_use(self._database.connection, tag):
                with contextlib.suppress(NotNotified):
                    await self._notifier.withdraw(tag)

    def _earlier(self, tag: str) -> Posted | None:
        """What an earlier call, maybe of an earlier process, got for the same tag."""
        known = ledger.last_posted(self._database.connection, tag)
        return Posted(*known) if known else None


def _taken(connection: Connection, telling: Telling, posted: Posted, now: Instant) -> None:
    ledger.shown(connection, telling.keys, telling.state, telling.reason, posted.platform_id, posted.owner, now)
    stations.note(connection, telling.keys, "announced", f"{telling.how}: {telling.reason}", now)


def _may_come(refusal: Exception) -> bool:
    return isinstance(refusal, Hung) and refusal.handed_over


def _refused(connection: Connection, keys: Sequence[Key], why: str, *, may_come: bool) -> None:
    """Due again. The call counts where the notification may come yet."""
    (ledger.doubt if may_come else ledger.release)(connection, keys, f"the desktop refused: {why}")
