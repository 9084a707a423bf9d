"""How is one account read once? Page by page, each stored as it comes; a walk over everything asks for the next page first.

A walk that is cut short loses nothing: what it stored stays, and because the rows of an unfinished walk are not "solid",
the next walk does not take them for the end of the news.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass

from ..crm.contract import Connector, Feature, Page, Walk
from ..model.activity import Key
from ..model.changes import ActivitiesChanged
from ..model.clock import Clock
from ..model.problems import CannotDo, Gone, ReplayGone
from ..store import accounts, activities, outbox
from ..store.database import Database
from .ingest import Ingested, Terms, fact_number, take_in

MISSING_BEFORE_GONE = 2
"""Complete walks that must miss an activity before its absence is believed."""
ASK_AFTER = 50
"""Of the missing ones, so many are asked for one by one after each walk."""
MOST_NAMED = 200
"""A change that names more activities than this says "everything" instead."""
HEAD_START = 0.002
"""Seconds in which the request for the next page gets on its way, before storing this page occupies the thread."""


@dataclass(slots=True)
class Outcome:
    """What a round found."""

    arrived: int = 0
    changed: int = 0
    removed: int = 0
    announced: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.arrived or self.changed or self.removed)


class Round:
    """Reads one account. `tell` gets each committed change; `progress` the number got so far and the total, if known."""

    def __init__(
        self,
        database: Database,
        connector: Connector,
        terms: Terms,
        clock: Clock,
        tell: Callable[[ActivitiesChanged], None],
        progress: Callable[[int, int | None], None] = lambda got, total: None,
    ) -> None:
        self._database = database
        self._connector = connector
        self._terms = terms
        self._clock = clock
        self._tell = tell
        self._progress = progress

    async def pull(self, *, sweep: bool = False) -> Outcome:
        """One look for news, or, with `sweep`, a walk over everything. Raises problems; what was stored stays stored."""
        pulled = accounts.pulled(self._database.connection, self._terms.account)
        everything = sweep or not pulled.filled
        cursor = pulled.cursor if pulled.filled else None
        try:
            return await self._walk(cursor, Walk.EVERYTHING if everything else None, filling=not pulled.filled)
        except ReplayGone:
            # Maybe restored from a backup: its versions may be smaller than those it told before.
            with self._database.write() as connection:
                activities.forget_versions(connection, self._terms.account)
                accounts.set_pulled(connection, self._terms.account, last_sweep_us=None)
            return await self._walk(None, Walk.EVERYTHING, filling=not pulled.filled, replayed=True)

    async def _walk(self, cursor: str | None, walk: Walk | None, *, filling: bool, replayed: bool = False) -> Outcome:
        outcome, seen, got = Outcome(), set[int](), 0
        newest_before = activities.newest_arrival(self._database.connection)
        everything, complete = walk is Walk.EVERYTHING, False
        async with aclosing(self._pages(cursor, walk)) as pages:
            async for page, begin in pages:
                taken = self.store(page, begin, outcome)
                got += len(page.activities)
                seen.update(taken.seen)
                self._progress(got, page.total)
                complete = page.complete
                if _enough(page, taken, filling=filling, sweeping=everything):
                    break
        if everything and complete:
            self._note_absent(seen, newest_before)
        self._finished(seen, newest_before, filled=everything)
        outcome.removed += await self._believe_absence(everything=everything, once=filling or replayed)
        return outcome

    async def _pages(self, cursor: str | None, walk: Walk | None) -> AsyncGenerator[tuple[Page, int], None]:
        """The pages, each with the fact number from before its request was sent.

        In a walk over everything the server makes the next page while this one is stored. A look for news ends early, and
        must not ask in vain.
        """
        async with aclosing(as_generator(self._connector.pull(cursor, walk))) as pages:
            begin = fact_number(self._database.connection)
            page = await anext(pages, None)
            while page is not None:
                if walk is not Walk.EVERYTHING:
                    yield page, begin
                    begin = fact_number(self._database.connection)
                    page = await anext(pages, None)
                    continue
                next_begin = fact_number(self._database.connection)
                async with _asked(pages) as following:
                    yield page, begin
                    page, begin = await following, next_begin

    def store(self, page: Page, begin: int, outcome: Outcome | None = None) -> Ingested:
        """Store one page and tell of it."""
        taken = take_in(self._database, page, self._terms, begin, self._clock)
        if outcome is not None:
            outcome.arrived += len(taken.arrived)
            outcome.changed += len(taken.changed)
            outcome.removed += len(taken.removed)
            outcome.announced += taken.announced
        if taken.anything:
            self._tell(_change(taken))
        return taken

    def _finished(self, seen: set[int], newest_before: int, *, filled: bool) -> None:
        """The walk came to its end: its rows are solid from now on.

        What came by another way meanwhile (the answer to a change, a search) is not: other news may lie behind it.
        """
        now = self._clock.now().us
        with self._database.write() as connection:
            since = "SELECT id FROM activity WHERE account = ? AND id > ? ORDER BY id"
            others = (row[0] for row in connection.execute(since, (self._terms.account, newest_before)) if row[0] not in seen)
            solid = next(others, activities.newest_arrival(connection) + 1) - 1
            values: dict[str, object] = {"solid": solid, "last_ok_us": now}
            if filled:
                values["filled"] = 1
            accounts.set_pulled(connection, self._terms.account, **values)

    def _note_absent(self, seen: set[int], newest_before: int) -> None:
        """A complete walk did not contain these."""
        with self._database.write() as connection:
            rows = connection.execute(
                "SELECT id FROM activity WHERE account = ? AND gone = 0 AND id <= ?", (self._terms.account, newest_before)
            ).fetchall()
            absent = ((row[0],) for row in rows if row[0] not in seen)
            connection.executemany("UPDATE activity SET missing = missing + 1 WHERE id = ?", absent)

    async def _believe_absence(self, *, everything: bool, once: bool) -> int:
        """Two complete walks missed it, and asking for it says "gone": only then is it gone. Gives how many are.

        Some walks are the only complete one for a long time (`once`: the end of a first fill, or after the server forgot
        its changes). Then all that it missed are asked for, and what could not be asked is asked after the next look.
        """
        account = self._terms.account
        once = once or accounts.pulled(self._database.connection, account).last_sweep is None
        if not everything and not once:
            return 0
        rows = self._database.connection.execute(
            "SELECT id, rid, missing FROM activity WHERE account = ? AND gone = 0 AND missing >= ? LIMIT ?",
            (account, 1 if once else MISSING_BEFORE_GONE, -1 if once else ASK_AFTER),
        ).fetchall()
        gone = 0
        for row in rows:
            if await self._is_gone(row["rid"], seen_missing=row["missing"]):
                self.store(Page(gone=(row["rid"],)), fact_number(self._database.connection))
                gone += 1
            else:
                with self._database.write() as connection:
                    activities.still_there(connection, [row["id"]])
        with self._database.write() as connection:
            accounts.set_pulled(connection, account, last_sweep_us=self._clock.now().us)
        return gone

    async def _is_gone(self, rid: str, seen_missing: int) -> bool:
        """Ask for it by name where the system can be asked; where it cannot, two complete walks are proof enough."""
        if outbox.has_pending(self._database.connection, Key(self._terms.account, rid)):
            return False
        try:
            await self._connector.fetch(rid)
        except Gone:
            return True
        except CannotDo:
            return seen_missing >= MISSING_BEFORE_GONE
        return False

    async def probe_deletions(self) -> int:
        """Ask which of the newest activities still exist, a hundred at a time. Gives how many are gone."""
        rows = self._database.connection.execute(
            "SELECT rid FROM activity WHERE account = ? AND gone = 0 ORDER BY spot DESC LIMIT 500", (self._terms.account,)
        ).fetchall()
        rids = [row[0] for row in rows]
        gone: list[str] = []
        for start in range(0, len(rids), 100):
            asked = rids[start : start + 100]
            there = await self._connector.still_there(asked)
            gone += [rid for rid in asked if rid not in there]
        if gone:
            self.store(Page(gone=tuple(gone)), fact_number(self._database.connection))
        return len(gone)


def needs_sweep(features: frozenset[Feature]) -> bool:
    """Whether only a walk over everything finds what was deleted or edited."""
    return Feature.CHANGES not in features or not features & {Feature.DELETIONS, Feature.STILL_THERE}


def _enough(page: Page, taken: Ingested, *, filling: bool, sweeping: bool) -> bool:
    """A page of old acquaintances ends a walk that goes from the newest backwards."""
    return page.walk is Walk.NEWEST_FIRST and not filling and not sweeping and taken.all_solid and bool(page.activities)


def _change(taken: Ingested) -> ActivitiesChanged:
    if len(taken.arrived) + len(taken.changed) + len(taken.removed) > MOST_NAMED:
        return ActivitiesChanged(everything=True)
    return ActivitiesChanged(tuple(taken.arrived), tuple(taken.changed), tuple(taken.removed))


@asynccontextmanager
async def _asked(pages: AsyncGenerator[Page, None]) -> AsyncIterator[asyncio.Future[Page | None]]:
    """The next page, whose request is on its way. It is called off when nobody waits for it any more."""
    following = asyncio.ensure_future(anext(pages, None))
    try:
        await asyncio.wait({following}, timeout=HEAD_START)
        yield following
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def as_generator(pages: AsyncIterator[Page]) -> AsyncGenerator[Page, None]:
    """A connector's pages as a generator that can be closed early, whatever kind of iterator it is."""
    try:
        async for page in pages:
            yield page
    finally:
        close = getattr(pages, "aclose", None)
        if close is not None:
            await close()
