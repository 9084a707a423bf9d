"""What is done for the database by itself? At start it is taken over; every hour what no server has is copied, and what is
too old is forgotten."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable

from ..model.changes import ActivitiesChanged, Change, Told
from ..model.clock import Clock
from ..model.problems import Problem
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import outbox
from ..store.backup import save_essentials
from ..store.database import Database
from ..store.retention import forget_some
from ..store.salvage import Salvaged

FIRST = 60.0
"""Seconds after the start, when the first hurry is over."""
EVERY = 3600.0

_log = logging.getLogger(__name__)


class Housekeeping:
    """`run` until cancelled."""

    def __init__(self, database: Database, settings: Settings, clock: Clock, tell: Callable[[Change], None]) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._tell = tell

    def take_over(self, salvaged: Salvaged | None) -> None:
        """At start: this process is the one that follows and sends, and takes up what an earlier one was sending."""
        self._database.own(uuid.uuid4().hex)
        with self._database.write() as connection:
            outbox.reset(connection)
        if salvaged is not None:
            self._tell(Told(salvaged.words(), problem=True))

    async def run(self) -> None:
        await asyncio.sleep(FIRST)
        while True:
            try:
                await self.tidy()
            except Problem as problem:
                _log.warning("housekeeping is put off: %s %s", problem, problem.detail)
            await asyncio.sleep(EVERY)

    async def tidy(self) -> int:
        """Once, in small steps between which others have their turn. Gives how many activities were forgotten."""
        forgotten = 0
        keep_days = self._settings.get(choose.KEEP_DAYS)
        while keep_days and (some := forget_some(self._database, keep_days, self._clock.now())):
            forgotten += some
            await asyncio.sleep(0)
        save_essentials(self._database)
        if forgotten:
            self._tell(ActivitiesChanged(everything=True))
        return forgotten
