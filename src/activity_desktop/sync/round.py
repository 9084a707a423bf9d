"""How is one account read once? Page by page, each stored as it comes; a walk over everything asks for the next page first.

A walk that is cut short loses nothing: what it stored stays, and because the rows of an unfinished walk are not "solid",
the next walk does not take them for the end of the news.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace

from ..crm.contract import Connector, Feature, Page, Resumes, Walk
from ..model.changes import ActivitiesChanged
from ..model.clock import Clock
from ..model.moment import Instant
from ..model.problems import ReplayGone
from ..store import accounts, activities, lateness
from ..store.accounts import Pulled
from ..store.database import Database
from ..store.facts import fact_number, solid_until
from .absence import Absence
from .ingest import Ingested, Terms, take_in
from .seen import Seen

AT_ONCE = 500
"""Activities in one transaction: some ten milliseconds."""
HEAD_START = 10
"""Turns of the loop in which the request for the next page gets on its way, before storing this page occupies the thread.
On a connection that is open already it takes three."""


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
        self._complete_until: Instant | None = None
        self._absence = Absence(database, connector, terms.account)

    async def pull(self, *, sweep: bool = False, complete_until: Instant | None = None) -> Outcome:
        """One look for news, or, with `sweep`, a walk over everything. Raises problems; what was stored stays stored.

        `complete_until` is when everything was here the last time; as stored, where it is not given.
        """
        pulled = accounts.pulled(self._database.connection, self._terms.account)
        self._complete_until = complete_until or pulled.last_ok
        everything = sweep or not pulled.filled
        pages, got = self._pages(pulled, everything=everything)
        try:
            return await self._walk(pages, got, everything=everything, filling=not pulled.filled)
        except ReplayGone:
            # Maybe restored from a backup: its versions may be smaller than those it told before.
            with self._database.write() as connection:
                activities.forget_versions(connection, self._terms.account)
                accounts.set_pulled(connection, self._terms.account, last_sweep_us=None, place=None)
            pages = self._connector.pull(None, Walk.EVERYTHING)
            return await self._walk(pages, everything=True, filling=not pulled.filled, replayed=True)

    async def _walk(
        self, pages: AsyncIterator[Page], got: int = 0, *, everything: bool, filling: bool, replayed: bool = False
    ) -> Outcome:
        outcome, seen, complete = Outcome(), Seen(), False
        newest_before = activities.newest_arrival(self._database.connection)
        async with aclosing(self._each(pages, everything=everything)) as each:
            async for page, begin in each:
                taken = await self.take(page, begin, outcome)
                got += len(page.activities)
                seen.update(taken.seen)
                self._progress(got, page.total)
                complete = page.complete
                if _enough(page, taken, filling=filling, sweeping=everything):
                    break
        if everything and complete:
            self._absence.note(seen, newest_before)
        self._finished(seen, newest_before, filled=everything)
        outcome.removed += await self._believe_absence(everything=everything, once=filling or replayed)
        return outcome

    def _pages(self, pulled: Pulled, *, everything: bool) -> tuple[AsyncIterator[Page], int]:
        """The pages to read, and how many activities are here already of a first fill that goes on."""
        if not pulled.filled and pulled.place is not None and isinstance(self._connector, Resumes):
            here = activities.count(self._database.connection, self._terms.account)
            return self._connector.resume(pulled.place), here
        cursor = pulled.cursor if pulled.filled else None
        return self._connector.pull(cursor, Walk.EVERYTHING if everything else None), 0

    async def _each(self, connectors: AsyncIterator[Page], *, everything: bool) -> AsyncGenerator[tuple[Page, int], None]:
        """The connector's pages, each with the fact number from before its request was sent.

        In a walk over everything the server makes the next page while this one is stored. A look for news ends early, and
        must not ask in vain.
        """
        async with aclosing(as_generator(connectors)) as pages:
            begin = fact_number(self._database.connection)
            page = await anext(pages, None)
            while page is not None:
                if not everything:
                    yield page, begin
                    begin = fact_number(self._database.connection)
                    page = await anext(pages, None)
                    continue
                next_begin = fact_number(self._database.connection)
                async with _asked(pages) as following:
                    yield page, begin
                    page, begin = await following, next_begin

    async def take(self, page: Page, begin: int, outcome: Outcome | None = None) -> Ingested:
        """Store one page and tell of it, so many rows in one step that others need not wait long for their turn."""
        whole = Ingested()
        for part in _parts(page):
            whole.add(self.store(part, begin, outcome))
            await asyncio.sleep(0)
        return whole

    def store(self, page: Page, begin: int, outcome: Outcome | None = None) -> Ingested:
        """The same in one step and at once.

        In the engine's own thread: beside it, what reads meanwhile would see rows that may yet be rolled back.
        """
        taken = take_in(self._database, page, self._terms, begin, self._clock)
        if outcome is not None:
            outcome.arrived += len(taken.arrived)
            outcome.changed += len(taken.changed)
            outcome.removed += len(taken.removed)
            outcome.announced += taken.announced
        if taken.anything:
            self._tell(ActivitiesChanged.of(arrived=taken.arrived, changed=taken.changed, removed=taken.removed))
        return taken

    def _finished(self, seen: Seen, newest_before: int, *, filled: bool) -> None:
        """The walk came to its end: its rows are solid from now on.

        What came by another way meanwhile (the answer to a change, a search) is not: other news may lie behind it.
        """
        now = self._clock.now().us
        with self._database.write() as connection:
            solid = solid_until(connection, self._terms.account, seen.first_missing(newest_before), seen)
            values: dict[str, object] = {"solid": solid, "last_ok_us": now}
            pulled = accounts.pulled(connection, self._terms.account)
            if filled and (pulled.last_ok is not None or activities.has_any(connection, self._terms.account)):
                values |= {"filled": 1, "place": None}  # an account that seems empty is looked at twice before it is believed
            if pulled.filled:
                lateness.note(connection, self._terms.account, newest_before, self._complete_until, self._clock.now())
            accounts.set_pulled(connection, self._terms.account, **values)

    async def _believe_absence(self, *, everything: bool, once: bool) -> int:
        """Two complete walks missed it, and asking for it says "gone": only then is it gone. Gives how many are.

        Some walks are the only complete one for a long time (`once`: the end of a first fill, or after the server forgot
        its changes). Then all that it missed are asked for, and what could not be asked is asked after the next look.
        """
        once = once or self._absence.never_swept()
        if not everything and not once:
            return 0
        gone = 0
        for missed in self._absence.to_ask_for(once=once):
            if await self._absence.is_certain(missed):
                self.store(Page(gone=(missed.rid,)), fact_number(self._database.connection))
                gone += 1
            else:
                with self._database.write() as connection:
                    activities.still_there(connection, [missed.id])
        with self._database.write() as connection:
            accounts.set_pulled(connection, self._terms.account, last_sweep_us=self._clock.now().us)
        return gone

    async def probe_deletions(self) -> int:
        """Ask which of the newest activities still exist. Gives how many are gone."""
        gone = await self._absence.among_the_newest()
        if gone:
            self.store(Page(gone=tuple(gone)), fact_number(self._database.connection))
        return len(gone)


def _parts(page: Page) -> Iterator[Page]:
    """What is stored in one transaction each. What is true of the whole page only, such as its cursor, the last part says."""
    rows = page.activities
    if len(rows) <= AT_ONCE:
        yield page
        return
    last = (len(rows) - 1) // AT_ONCE * AT_ONCE
    for start in range(0, last, AT_ONCE):
        yield Page(rows[start : start + AT_ONCE], total=page.total, walk=page.walk, news=page.news)
    yield replace(page, activities=rows[last:])


def needs_sweep(features: frozenset[Feature]) -> bool:
    """Whether only a walk over everything finds what was deleted or edited."""
    return Feature.CHANGES not in features or not features & {Feature.DELETIONS, Feature.STILL_THERE}


def _enough(page: Page, taken: Ingested, *, filling: bool, sweeping: bool) -> bool:
    """A page of old acquaintances ends a walk that goes from the newest backwards."""
    return page.walk is Walk.NEWEST_FIRST and not filling and not sweeping and taken.all_solid and bool(page.activities)


@asynccontextmanager
async def _asked(pages: AsyncGenerator[Page, None]) -> AsyncIterator[asyncio.Future[Page | None]]:
    """The next page, whose request is on its way. It is called off when nobody waits for it any more."""
    following = asyncio.ensure_future(anext(pages, None))
    try:
        for _ in range(HEAD_START):
            await asyncio.sleep(0)
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
