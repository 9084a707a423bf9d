"""When is an activity believed to be gone? Only when its system says so, or when complete walks have missed it.

A walk that did not contain it may have been disturbed; so two must miss it, and it is asked for by name where that is
possible.
"""

from __future__ import annotations

from ..crm.contract import Connector
from ..model.activity import Key
from ..model.problems import CannotDo, Gone
from ..store import accounts, outbox
from ..store.database import Database
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
            rows = connection.execute(
                "SELECT id FROM activity WHERE account = ? AND gone = 0 AND id <= ?", (self._account, newest_before)
            )
            absent = [(row[0],) for row in rows if row[0] not in seen]
            connection.executemany("UPDATE activity SET missing = missing + 1 WHERE id = ?", absent)

    def to_ask_for(self, *, once: bool) -> list[tuple[int, str, int]]:
        """Arrival number, identifier and count of those that have been missed often enough; with `once`, of all missing."""
        rows = self._database.connection.execute(
            "SELECT id, rid, missing FROM activity WHERE account = ? AND missing > 0 AND missing >= ? AND gone = 0 LIMIT ?",
            (self._account, 1 if once else MISSING_BEFORE_GONE, -1 if once else ASK_AFTER),
        )
        return [(row[0], row[1], row[2]) for row in rows.fetchall()]

    def never_swept(self) -> bool:
        return accounts.pulled(self._database.connection, self._account).last_sweep is None

    async def is_certain(self, rid: str, seen_missing: int) -> bool:
        """Ask for it by name where the system can be asked; where it cannot, two complete walks are proof enough."""
        if outbox.has_pending(self._database.connection, Key(self._account, rid)):
            return False
        try:
            await self._connector.fetch(rid)
        except Gone:
            return True
        except CannotDo:
            return seen_missing >= MISSING_BEFORE_GONE
        return False

    async def among_the_newest(self) -> list[str]:
        """Ask which of the newest activities still exist, a hundred at a time. Gives those that do not."""
        rows = self._database.connection.execute(
            "SELECT rid FROM activity WHERE account = ? AND gone = 0 ORDER BY spot DESC LIMIT ?", (self._account, NEWEST)
        ).fetchall()
        rids = [row[0] for row in rows]
        gone: list[str] = []
        for start in range(0, len(rids), AT_ONCE):
            asked = rids[start : start + AT_ONCE]
            there = await self._connector.still_there(asked)
            gone += [rid for rid in asked if rid not in there]
        return gone
