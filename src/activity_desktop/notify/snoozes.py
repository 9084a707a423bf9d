"""When does a snoozed activity come back? At its time, also when the machine slept over it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change
from ..model.clock import Clock, in_time
from ..model.problems import Problem
from ..store import ledger, shelves, stations
from ..store.database import Database

_log = logging.getLogger(__name__)

LONGEST_NAP = 60.0
"""Seconds; the wall clock may jump, so it is asked at least so often."""
SHORTEST_NAP = 1.0
"""Seconds between two tries when the disk is full."""


class Snoozes:
    """Brings snoozed activities back and lets them be announced once more."""

    def __init__(self, database: Database, clock: Clock, tell: Callable[[Change], None]) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._wake = asyncio.Event()

    def poke(self) -> None:
        """Something was snoozed or woken by hand."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._wake.clear()
            back = self._bring_back_if_possible()
            if back:
                self._tell(ActivitiesChanged(arrived=tuple(back), changed=tuple(back)))
            await in_time(self._wake, self.seconds_to_sleep())

    def _bring_back_if_possible(self) -> list[Key]:
        try:
            return self.bring_back()
        except Problem as problem:  # a full disk keeps them for the next nap's end
            _log.warning("what was snoozed cannot come back yet: %s", problem)
            return []

    def bring_back(self) -> list[Key]:
        """Everything whose time has come: into the inbox, unread here, and due for one notification."""
        now = self._clock.now()
        with self._database.write() as connection:
            keys = shelves.bring_back(connection, now)
            for key in keys:
                ledger.announced_again(connection, key, now)
            stations.note(connection, keys, "snooze ended", "", now)
        return keys

    def seconds_to_sleep(self) -> float | None:
        """Until the next one may come back; None where none is snoozed."""
        back = shelves.next_back(self._database.connection)
        if back is None:
            return None
        return min(LONGEST_NAP, max(SHORTEST_NAP, back.seconds_since(self._clock.now())))
