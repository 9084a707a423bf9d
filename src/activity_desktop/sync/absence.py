"""When is an activity believed to be gone? Only when its system says so, or when complete walks have missed it.

A walk that did not contain it may have been disturbed; so two must miss it, and it is asked for by name where that is
possible.
"""

from __future__ import annotations

from ..crm.contract import Connector
from ..model.activity import Key
from ..model.problems import CannotDo, Gone
from ..store import accounts, facts, outbox
from ..store.database import Database
from ..store.facts import Missed
from .seen import Seen

MISSING_BEFORE_GONE = 2
"""Complete walks that must miss an activity before its absence is believed."""
ASK_AFTER = 50
"""Of the missing ones, so many are asked for one by one after each walk."""
NEWEST = 500
"""Of so many the system is asked whether it still has them, where it can be asked for many at once."""
AT_ONCE = 100


class Absence:
    """What one account's system has no longer."""

    def __init__(self, database: Database, connector: Connector, account: str) -> None:
        self._database = database
        self._connector = connector
        self._account = account

    def note(self, seen: Seen, newest_before: int) -> None:
        """A complete walk contained these; the other ones that were here before it began are missing once more."""
        with self._database.write() as connection:
            facts.note_missing(connection, self._account, newest_before, seen)

    def to_ask_for(self, *, once: bool) -> list[Missed]:
        """Those that have been missed often enough; with `once`, all that are missing."""
        least, most = (1, -1) if once else (MISSING_BEFORE_GONE, ASK_AFTER)
        return facts.missed(self._database.connection, self._account, least, most)

    def never_swept(self) -> bool:
        return accounts.pulled(self._database.connection, self._account).last_sweep is None

    async def is_certain(self, missed: Missed) -> bool:
        """Ask for it by name where the system can be asked; where it cannot, two complete walks are proof enough."""
        if outbox.has_pending(self._database.connection, Key(self._account, missed.rid)):
            return False
        try:
            await self._connector.fetch(missed.rid)
        except Gone:
            return True
        except CannotDo:
            return missed.walks >= MISSING_BEFORE_GONE
        return False

    async def among_the_newest(self) -> list[str]:
        """Ask which of the newest activities still exist, a hundred at a time. Gives those that do not."""
        rids = facts.newest(self._database.connection, self._account, NEWEST)
        gone: list[str] = []
        for start in range(0, len(rids), AT_ONCE):
            asked = rids[start : start + AT_ONCE]
            there = await self._connector.still_there(asked)
            gone += [rid for rid in asked if rid not in there]
        return gone
