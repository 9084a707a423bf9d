"""In what order are cPod's pages read, and when is a walk complete? Cursors where the server has them, page numbers otherwise.

Neither paging nor ordering is documented, so nothing is believed that the answers do not show. Source: cPod, Activity.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Any

from ...model.activity import Activity
from ...model.clock import SystemClock
from ...model.moment import Instant
from ...model.problems import Rejected
from ..changed_since import Cursor, circle, endless
from ..contract import BadRecord, Page, Walk
from ..in_turns import in_turns
from .calls import Calls
from .translate import read

OVERLAP = 60.0
"""Seconds that are read again, for rows committed late."""
MOST_PAGES = 20_000
LATEST_CHANGE = "-updated_at"
_PROBE = 20


class Order(StrEnum):
    """What the server showed of its order."""

    UPDATED = "updated"
    """It sorts by `-updated_at` when asked: changes can be read alone."""
    CREATED = "created"
    """Its own order is newest first: news can be read alone, changes only by walking over everything."""
    NONE = "none"

    @classmethod
    def remembered(cls, name: str) -> Order:
        """What an earlier sign-in proved; nothing when it is not known."""
        return next((order for order in cls if order.value == name), cls.NONE)


@dataclass(frozen=True, slots=True)
class Rows:
    activities: tuple[Activity, ...]
    unreadable: tuple[BadRecord, ...]

    def updated(self) -> list[Instant]:
        return [activity.updated for activity in self.activities if activity.updated]

    def created(self) -> list[Instant]:
        return [activity.created for activity in self.activities if activity.created]


async def read_rows(account: str, records: Sequence[Any]) -> Rows:
    found = await in_turns(partial(read, account=account), records)
    activities = tuple(row for row in found if isinstance(row, Activity))
    return Rows(activities, tuple(row for row in found if isinstance(row, BadRecord)))


async def prove_order(calls: Calls, account: str) -> Order:
    """Asks for both directions: only an order that turns round with the question was obeyed."""
    try:
        latest = await _few(calls, account, LATEST_CHANGE)
        earliest = await _few(calls, account, LATEST_CHANGE.removeprefix("-"))
    except Rejected:
        latest = earliest = await _few(calls, account, "")
    if _falls(latest.updated()) and _falls(earliest.updated()[::-1]) and latest.activities != earliest.activities:
        return Order.UPDATED
    return Order.CREATED if _falls(latest.created()) and _falls(earliest.created()) else Order.NONE


async def _few(calls: Calls, account: str, sort: str) -> Rows:
    listing, _ = await calls.activities(limit=_PROBE, sort=sort)
    return await read_rows(account, listing.records)


def _falls(times: Sequence[Instant]) -> bool:
    """From the latest to the earliest, with at least two that differ."""
    return len(set(times)) > 1 and all(one >= other for one, other in pairwise(times))


class Walker:
    """Reads one account's activities."""

    def __init__(self, calls: Calls, account: str, order: Order) -> None:
        self._calls = calls
        self._account = account
        self._order = order

    async def pages(self, walk: Walk, since: Instant | None) -> AsyncIterator[Page]:
        """All pages in the server's order. With `Walk.CHANGES` it ends at the first page that is older than `since`, less
        the overlap. The last page carries the cursor, not later than the beginning of the walk."""
        sort = LATEST_CHANGE if self._order is Order.UPDATED else ""
        floor = since.plus(-OVERLAP) if since and sort and walk is Walk.CHANGES else None
        ids: set[str] = set()
        cursors: set[str] = set()
        cursor, number, first_is_full = "", 1, False
        began: Instant | None = None
        newest = since
        while True:
            listing, now = await self._calls.activities(cursor=cursor, number=number, sort=sort)
            began = began or now or SystemClock().now()
            first_is_full = len(listing.records) == self._calls.page_size if number == 1 else first_is_full
            rows = await read_rows(self._account, listing.records)
            fresh = tuple(activity for activity in rows.activities if activity.key.rid not in ids)
            unreadable = rows.unreadable if fresh or number == 1 else ()
            ids.update(activity.key.rid for activity in fresh)
            newest = max((moment for moment in (newest, *rows.updated()) if moment), default=None)
            more = bool(listing.next_cursor) or not (listing.says_end or not fresh)
            if listing.next_cursor in cursors:
                raise circle()
            if not more or _all_older(rows, floor):
                end = Cursor.at(min(newest or began, began))
                # A full first page that came again under another number: there may be more than this server tells.
                whole = walk is Walk.EVERYTHING and (not listing.records or listing.says_end or not first_is_full)
                yield Page(fresh, unreadable, cursor=end, walk=walk, complete=whole)
                return
            yield Page(fresh, unreadable, walk=walk)
            cursor, number = listing.next_cursor, number + 1
            cursors.add(cursor)
            cursors.discard("")
            if number > MOST_PAGES:
                raise endless()


def _all_older(rows: Rows, floor: Instant | None) -> bool:
    """Whether a page lies wholly before the last look, in an order in which nothing newer can follow."""
    times = rows.updated()
    falling = all(one >= other for one, other in pairwise(times))
    return floor is not None and falling and len(times) == len(rows.activities) and bool(times) and times[-1] < floor
