"""As what is an activity raised? As itself, in the summary of a burst, or in one line about what was held or is in doubt."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from msgspec import structs

from ..model.activity import Key
from ..model.changes import How
from ..model.clock import Clock
from ..model.moment import Instant
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import accounts, ledger
from ..store.database import Connection, Row
from ..store.rows import read_detail
from . import wording
from .handover import Handover, Telling
from .policy import Verdict
from .wording import Subject

BURST_ENDS = 5.0
"""Seconds without an announcement after which the next burst gets a summary of its own."""


class Raising:
    """Every method raises NotNotified, and what writing raises. Belongs to the engine's event loop."""

    def __init__(self, connection: Connection, settings: Settings, clock: Clock, handover: Handover) -> None:
        self._connection = connection
        self._settings = settings
        self._clock = clock
        self._handover = handover
        self._burst: list[Subject] = []
        self._burst_tag = ""

    async def single(self, row: Row, verdict: Verdict) -> None:
        subject, now = _subject(row), self._clock.now()
        hide, silent = self._settings.get(choose.HIDE_DETAILS), self._silent()
        if row["reason"] == "snooze ended":
            notice = wording.snooze_ended(subject, now, hide=hide, silent=silent)
        else:
            write = wording.reminder if row["reminds"] else wording.single
            notice = write(subject, now, many_accounts=self._many_accounts(), hide=hide, silent=silent)
        await self._handover.post(notice, Telling([subject], "shown", verdict.reason, How.SINGLE))

    async def summary(self, rows: Sequence[Row]) -> None:
        """One notification for a burst; it grows in place while the burst goes on."""
        if not rows:
            return
        if not self.in_burst():
            self._burst, self._burst_tag = [], f"summary:{uuid.uuid4().hex[:12]}"
        fresh = [_subject(row) for row in reversed(rows)]
        subjects = [*fresh, *self._burst]
        notice = wording.summary(self._burst_tag, subjects, hide=self._settings.get(choose.HIDE_DETAILS), silent=self._silent())
        await self._handover.post(notice, Telling(fresh, "folded", "told of in a summary", How.SUMMARY))
        self._burst = subjects

    async def in_doubt(self, rows: Sequence[Row]) -> None:
        """Two calls had no known end: perhaps it was told twice, perhaps never. So no third popup, and not silence either."""
        subjects = [_subject(row) for row in rows]
        notice = wording.in_doubt(f"doubt:{uuid.uuid4().hex[:12]}", len(subjects))
        await self._handover.post(notice, Telling(subjects, "folded", ledger.IN_DOUBT, How.SUMMARY))

    async def while_away(self, rows: Sequence[Row], since: Instant) -> None:
        """One notification for everything that was held since then."""
        subjects = [_subject(row) for row in reversed(rows)]
        tag = f"away:{uuid.uuid4().hex[:12]}"
        begin, end = f"{since.local():%H:%M}", f"{self._clock.now().local():%H:%M}"
        notice = wording.while_away(tag, len(subjects), begin, end, silent=self._silent())
        await self._handover.post(notice, Telling(subjects, "folded", "told of after quiet time", How.SUMMARY))

    def in_burst(self) -> bool:
        """A summary is on the screen and the burst that it tells of goes on."""
        return bool(self._burst_tag) and self._clock.monotonic() - self._handover.last < BURST_ENDS and bool(self._burst)

    def taken_back(self, tag: str) -> None:
        """That notification is not on the screen any more; a summary does not grow there."""
        if tag == self._burst_tag:
            self._burst, self._burst_tag = [], ""

    def _silent(self) -> bool:
        return not self._settings.get(choose.SOUND)

    def _many_accounts(self) -> bool:
        return accounts.count(self._connection) > 1


def _subject(row: Row) -> Subject:
    activity = structs.replace(read_detail(row["detail"], b""), key=Key(row["account"], row["rid"]))
    return wording.subject_of(activity, row["title"], row["summary"], row["account_name"], reminds=bool(row["reminds"]))
