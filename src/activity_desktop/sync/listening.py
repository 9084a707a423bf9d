"""How is a stream followed? Each of its pages is stored as it comes, and now and then measured for how late its news are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing

from ..crm.contract import Connector
from ..model.changes import Change
from ..model.clock import Clock
from ..store import accounts, activities, lateness
from ..store.database import Database
from ..store.facts import fact_number
from .ingest import Terms
from .round import Round, as_generator

MEASURE = 30.0
"""Seconds between two measurements of how late a stream's news arrive."""


class Listening:
    """Of one account, stream after stream. `heard` is called after each page."""

    def __init__(
        self, database: Database, account: str, clock: Clock, tell: Callable[[Change], None], heard: Callable[[], None]
    ) -> None:
        self._database = database
        self._account = account
        self._clock = clock
        self._tell = tell
        self._heard = heard
        self._measured = float("-inf")
        self._measured_up_to = 0

    async def follow(self, connector: Connector, terms: Terms) -> None:
        """Until the stream ends. Raises problems."""
        terms = Terms(self._account, terms.server_reads, terms.user_id, "stream")
        round_ = Round(self._database, connector, terms, self._clock, self._tell)
        cursor = accounts.pulled(self._database.connection, self._account).cursor
        self._measured_up_to = activities.newest_arrival(self._database.connection)
        async with aclosing(as_generator(connector.stream(cursor))) as pages:
            begin = fact_number(self._database.connection)
            async for page in pages:
                await round_.take(page, begin)
                await asyncio.sleep(0)  # the desktop hears of it first
                self._heard()
                self._measure()
                begin = fact_number(self._database.connection)

    def _measure(self) -> None:
        """How late a stream's news are; now and then, so that a flood is not slowed by being measured."""
        newest, now = activities.newest_arrival(self._database.connection), self._clock.monotonic()
        if newest == self._measured_up_to or now - self._measured < MEASURE:
            return
        with self._database.write(waits_for_disk=False) as connection:
            lateness.note(connection, self._account, self._measured_up_to, None, self._clock.now())
        self._measured, self._measured_up_to = now, newest
