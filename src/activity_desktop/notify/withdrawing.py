"""When is a notification taken back? Once nothing that it tells of is unread any more, or its inbox was looked at."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change, Withdrawn
from ..model.clock import Clock
from ..native.notifier import Notifier, NotNotified, Posted
from ..store import ledger, stations
from ..store.database import Database


class Withdrawing:
    """Belongs to the engine's event loop. A desktop that refuses to take something back is not asked twice."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        clock: Clock,
        tell: Callable[[Change], None],
        taken_back: Callable[[str], None],
    ) -> None:
        """`taken_back` is told the tag of each notification that is not on the screen any more."""
        self._database = database
        self._notifier = notifier
        self._clock = clock
        self._tell = tell
        self._taken_back = taken_back

    async def changed(self, changes: Sequence[ActivitiesChanged]) -> None:
        """Take back what these have settled."""
        if any(change.everything for change in changes):
            await self.settled(None)
            return
        keys = [key for change in changes for key in (*change.changed, *change.removed)]
        if keys:
            await self.settled(keys)

    async def settled(self, keys: Sequence[Key] | None) -> None:
        """Take back the notifications that tell of nothing unread any more: of these activities, or all."""
        for posting in ledger.postings(self._database.connection, keys):
            if ledger.settled(self._database.connection, posting):
                await self._take_back(posting, "nothing in it is unread any more")

    async def seen(self, account: str | None) -> None:
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
        self._taken_back(posting.tag)
        self._tell(Withdrawn(posting.keys))
