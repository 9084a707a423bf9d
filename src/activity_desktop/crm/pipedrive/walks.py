"""In what order are Pipedrive's pages read, and what may be promised after each? Over everything, or over what changed.

Everything: by id, newest first, because ids are unique and a walk by times could lose ties at a page's edge. Changes:
everything updated since the greatest `update_time` seen, less a minute, oldest first, so that each page moves that time on
and a walk cut short goes on where it stopped. The server keeps no snapshot: its cursors are markers, so they are not kept
between walks. Sources: Pipedrive, Activities, list; Pagination.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from ...model.activity import Activity
from ...model.clock import SystemClock
from ...model.moment import Instant
from ...model.problems import Rejected, SlowDown, Unreadable, WrongServer
from ..changed_since import Cursor, circle, endless
from ..contract import BadRecord, Page, Walk
from ..in_turns import in_turns
from .calls import MOST_PER_PAGE, Calls, Params
from .translate import Words, translate
from .wire import ListAnswer, WireActivity, read_activity

OVERLAP = 60.0
"""Seconds that are read again: rows of the same second, and rows committed late."""
LONG_OVERLAP = 6 * 3600.0
"""The same now and then, for rows that appeared in the list very late, as from a copy of the database that lagged behind."""
MOST_PAGES = 20_000
LONGEST_WAIT = 30.0
"""Seconds that a walk waits for a burst limit instead of being given up; a longer wait is left to the caller."""
WAITS = 5
Ask = Callable[[Params], Awaitable[tuple[ListAnswer, Instant | None]]]


@dataclass(frozen=True, slots=True)
class Rows:
    """One page, read."""

    activities: tuple[Activity, ...]
    unreadable: tuple[BadRecord, ...]
    times: tuple[Instant, ...]
    """The rows' `update_time`s, in the page's order."""

    @property
    def newest(self) -> Instant | None:
        return max(self.times, default=None)

    @property
    def ascending(self) -> bool:
        return all(earlier <= later for earlier, later in zip(self.times, self.times[1:], strict=False))


async def read_rows(account: str, records: Sequence[msgspec.Raw], words: Words) -> Rows:
    """Translate a page. A record that cannot be read is set aside and costs nothing else."""
    found = await in_turns(partial(_read, account, words), records)
    activities = tuple(one for one in found if isinstance(one, Activity))
    return Rows(
        activities,
        tuple(one for one in found if isinstance(one, BadRecord)),
        tuple(activity.updated for activity in activities if activity.updated),
    )


def _read(account: str, words: Words, record: msgspec.Raw) -> Activity | BadRecord:
    raw = bytes(record)
    try:
        return translate(account, _as_wire(raw), raw, words)
    except Unreadable as problem:
        return BadRecord(raw, problem.detail)


def _as_wire(raw: bytes) -> WireActivity:
    try:
        return read_activity(raw)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable(detail=str(error)) from error


class Walker:
    """Reads one account's activities. `scope` are the parameters that say whose they are."""

    def __init__(self, calls: Calls, account: str, scope: Params, words: Words) -> None:
        self._calls = calls
        self._account = account
        self._scope = scope
        self._words = words

    async def everything(self, walk: Walk, since: Instant | None) -> AsyncIterator[Page]:
        """All activities, newest first. The last page alone carries a cursor, not later than the beginning of the walk, so
        that whatever changed meanwhile is read next. `since` is how far the changes had been read before."""
        order = [("sort_by", "id"), ("sort_direction", "desc")]
        seen: set[str] = set()
        began: Instant | None = None
        newest = since
        cursor = ""
        while True:
            answer, now = await self._page(order, cursor)
            rows = await read_rows(self._account, answer.data or (), self._words)
            began = began or now or SystemClock().now()
            newest = later(newest, rows.newest)
            following = answer.next_cursor
            if not following:
                end = Cursor.at(min(newest or began, began))
                yield _page(rows, walk, end, complete=walk is Walk.EVERYTHING)
                return
            yield _page(rows, walk, None)
            if following in seen:
                break
            cursor = _next(seen, following)
        # The server's markers go round in circles. Times lead past them.
        async for page in self.changes(None):
            yield page

    async def changes(self, since: Instant | None, overlap: float = OVERLAP) -> AsyncIterator[Page]:
        """What was updated since then, less `overlap` seconds, oldest first. Without a time: everything, in that order."""
        start = since.plus(-overlap) if since else None
        seen: set[str] = set()
        newest, last = since, None
        in_order = True
        cursor = ""
        while True:
            answer, now = await self._page(_updated_since(start), cursor)
            rows = await read_rows(self._account, answer.data or (), self._words)
            in_order = in_order and rows.ascending and (last is None or not rows.times or last <= rows.times[0])
            last = rows.newest or last
            newest = later(newest, _not_after(rows.newest, now))
            following = answer.next_cursor
            # Only in order of time does a page prove that nothing older is still to come.
            yield _page(rows, Walk.CHANGES, Cursor.at(newest) if in_order or not following else None)
            if not following:
                return
            if following not in seen:
                cursor = _next(seen, following)
                continue
            if not in_order or newest is None or (start is not None and newest <= start):
                raise circle()
            start, cursor, seen = newest, "", set()

    async def found(self, params: Params, *, company: bool) -> AsyncIterator[Page]:
        """What the server finds by its own filters. `company` asks the list for administrators (version 1)."""
        seen: set[str] = set()
        cursor = ""
        while True:
            ask = self._calls.collection if company else self._calls.activities
            answer, _ = await self._calls.lighter.ask(
                MOST_PER_PAGE, partial(limited, ask, [*params, *_marker(cursor)]), in_place=True
            )
            rows = await read_rows(self._account, answer.data or (), self._words)
            yield _page(rows, Walk.CHANGES, None)
            following = answer.next_cursor
            if not following:
                return
            if following in seen:
                raise circle()
            cursor = _next(seen, following)

    async def _page(self, order: Params, cursor: str) -> tuple[ListAnswer, Instant | None]:
        """One page. A short burst limit is waited for, because giving up would begin the walk again."""
        return await self._calls.lighter.ask(MOST_PER_PAGE, lambda size: self._page_of(size, order, cursor), in_place=True)

    async def _page_of(self, size: int, order: Params, cursor: str) -> tuple[ListAnswer, Instant | None]:
        attendees = [("include_fields", "attendees"), ("limit", str(size))]
        params = [*self._scope, *order, *attendees, *_marker(cursor)]
        for _ in range(WAITS):
            try:
                return await self._asked(params)
            except SlowDown as problem:
                if problem.retry_after is None or problem.retry_after > LONGEST_WAIT:
                    raise
                await asyncio.sleep(problem.retry_after + 0.05)
        return await self._asked(params)

    async def _asked(self, params: Params) -> tuple[ListAnswer, Instant | None]:
        """Reading has no field that a person could correct, so a refusal of the question is the server's trouble."""
        try:
            return await self._calls.activities(params)
        except Rejected as problem:
            raise WrongServer(problem.title, "It is tried again by itself.", detail=problem.detail) from problem


async def limited(ask: Ask, params: Params, size: int) -> tuple[ListAnswer, Instant | None]:
    """One page of at most so many."""
    return await ask([*params, ("limit", str(size))])


def _page(rows: Rows, walk: Walk, cursor: str | None, *, complete: bool = False) -> Page:
    return Page(rows.activities, rows.unreadable, cursor=cursor, walk=walk, complete=complete)


def _updated_since(start: Instant | None) -> list[tuple[str, str]]:
    """Whole seconds only: milliseconds are refused with 400."""
    since = [("updated_since", start.rfc3339_seconds())] if start else []
    return [*since, ("sort_by", "update_time"), ("sort_direction", "asc")]


def _marker(cursor: str) -> list[tuple[str, str]]:
    return [("cursor", cursor)] if cursor else []


def _next(seen: set[str], following: str) -> str:
    seen.add(following)
    if len(seen) > MOST_PAGES:
        raise endless()
    return following


def later(one: Instant | None, other: Instant | None) -> Instant | None:
    return max((moment for moment in (one, other) if moment), default=None)


def _not_after(moment: Instant | None, now: Instant | None) -> Instant | None:
    """One row dated 2099 must not make us wait until then."""
    return min(moment, now or SystemClock().now()) if moment else None
