"""When is a person reminded of what is due? At its time or a little before, whole days in the morning, each once.

Quietly: a reminder goes the way of every announcement, so what is muted, paused, held or bundled is so here, too; what was
finished, snoozed or put away has none. After a sleep, or a start, what came due meanwhile is caught up with.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import time, timedelta

from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change
from ..model.clock import Clock, in_time, note_the_zone
from ..model.due import stored_us
from ..model.moment import Day, Instant
from ..model.problems import Problem
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import reminding
from ..store.database import Database

_log = logging.getLogger(__name__)

MORNING = time(9)
"""When a person is reminded of a whole day: as late as "tomorrow" of a snooze."""
LONGEST_NAP = 60.0
"""Seconds; what is due soon may arrive meanwhile, and the wall clock may jump."""
SHORTEST_NAP = 1.0


class DueReminders:
    """Belongs to the engine's event loop."""

    def __init__(self, database: Database, settings: Settings, clock: Clock, tell: Callable[[Change], None]) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._tell = tell
        self._wake = asyncio.Event()

    def poke(self) -> None:
        """The machine slept, or another process changed the database."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._wake.clear()
            try:
                keys = self.remind()
            except Problem as problem:  # a full disk: they are due at the next look, too
                _log.warning("no reminder can be given yet: %s", problem)
                keys = []
            if keys:
                self._tell(ActivitiesChanged(changed=tuple(keys)))
            await in_time(self._wake, self._nap())

    def remind(self) -> list[Key]:
        """Of everything that has come due since the last look."""
        note_the_zone()
        now = self._clock.now()
        return [*self._look(now, self._moments_until(now), whole_day=False), *self._look(now, _days_until(now), whole_day=True)]

    def _look(self, now: Instant, until_us: int, *, whole_day: bool) -> list[Key]:
        """The first look reminds of nothing, and neither does one after the clock was set back: it only begins again there.
        Nothing is written where nothing came due."""
        since_us = reminding.looked(self._database.connection, whole_day=whole_day)
        span = reminding.Span(until_us if since_us is None else since_us, until_us, whole_day)
        if since_us is not None and since_us <= until_us and not reminding.anything(self._database.connection, span):
            return []
        keys: list[Key] = []
        with self._database.write() as connection:
            if self._settings.get(choose.REMIND) >= 0:
                keys, until_us = reminding.remind(connection, span, now)
            reminding.set_looked(connection, until_us, whole_day=whole_day)
        return keys

    def _moments_until(self, now: Instant) -> int:
        return now.plus(max(0, self._settings.get(choose.REMIND)) * 60.0).us

    def _nap(self) -> float:
        until = Instant(self._moments_until(self._clock.now()))
        following = reminding.next_moment(self._database.connection, until.us)
        seconds = LONGEST_NAP if following is None else following.seconds_since(until)
        return min(LONGEST_NAP, max(SHORTEST_NAP, seconds))


def _days_until(now: Instant) -> int:
    """The last whole day of which a person is reminded by now."""
    local = now.local()
    today = local.date() if local.time() >= MORNING else local.date() - timedelta(days=1)
    return stored_us(Day(today))
