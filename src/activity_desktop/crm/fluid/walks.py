"""In which order are Fluid's activities read? Everything page by page, what changed since, or as they happen.

A cursor is JSON: the sequence number up to which everything is known (null on a server without them) and whose number it is.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import msgspec

from ...model.activity import Activity
from ...model.problems import Gone, Rejected, ReplayGone, WrongServer
from ...model.words import translate
from ...transport.events import ServerEvent
from ...transport.response import Response
from ..contract import BadRecord, Page, Walk
from ..in_turns import in_turns
from ..lenient import identifier, number
from . import wire
from .api import Api
from .met import Met

MOST_PAGES = 20_000
UNCONDITIONAL = 10
"""Every so many looks the list is asked for without its ETag: "not modified" is a claim, not a proof."""


class Read(Protocol):
    """Reads one record; gives None for what is not ours to show."""

    def __call__(self, raw: bytes, version: int | None) -> Activity | BadRecord | None: ...


class Cursor(msgspec.Struct, frozen=True):
    seq: int | None = None
    instance: str = ""

    @classmethod
    def read(cls, text: str | None) -> Cursor | None:
        """None when there is none, or one that is not ours."""
        try:
            return msgspec.json.decode(text, type=cls) if text else None
        except msgspec.MsgspecError:
            return None

    def write(self) -> str:
        return msgspec.json.encode(self).decode()


class Place(msgspec.Struct, frozen=True):
    """Where a walk over everything goes on: the server's cursor, and the sequence number from which changes are to be asked
    for after it, which is that of the walk's first page."""

    next: str
    seq: int
    instance: str

    @classmethod
    def read(cls, text: str) -> Place:
        """Raises ReplayGone for what is no place of ours."""
        try:
            return msgspec.json.decode(text, type=cls)
        except msgspec.MsgspecError as error:
            raise ReplayGone(detail=f"no place to go on from: {error}") from error


class _News(msgspec.Struct):
    """The data of a stream's event: an activity as it is now, or the identifier of a deleted one."""

    activity: msgspec.Raw = msgspec.Raw(b"")
    id: Any = None
    seq: int | None = None


@dataclass(slots=True)
class Walks:
    """The ways through one account's list."""

    api: Api
    read: Read
    poll_interval: float = 0.0
    """Seconds that the server asks to leave between two looks."""
    _etag: str = ""
    _looks: int = 0

    async def pages(self, walk: Walk, filters: tuple[tuple[str, str], ...] = ()) -> AsyncGenerator[Page, None]:
        """The list, newest first, to its end. The last page holds nothing but the cursor and, after everything, `complete`.

        The end is where the server says so, or where a page brings no new activity: a server that ignores paging
        answers the same page again.
        """
        looking = walk is Walk.NEWEST_FIRST
        met = Met()
        known_to: int | None = None
        first_etag = cursor = ""
        for number_ in range(1, MOST_PAGES + 1):
            etag = self._etag_to_send() if looking and number_ == 1 else ""
            response = await self.api.page(number_, cursor, filters=filters, etag=etag)
            self._note_wish(response)
            if response.status == 304:
                return
            if number_ == 1:
                first_etag = response.headers.get("etag", "")
            opened = wire.envelope(response)
            known_to = opened.meta.seq if known_to is None else known_to
            cursor = opened.meta.next_cursor
            page = await self._page(opened, met, walk, None if looking or filters else self._place(cursor, known_to))
            if page is None:
                break
            try:
                yield page
            except GeneratorExit:
                # The caller knows the rest already, so the list as it was on this first page counts as seen.
                self._seen_to_the_end(first_etag, looking)
                raise
            if opened.meta.has_more is False or (self.api.extensions.cursor and not cursor):
                break
        else:
            return
        self._seen_to_the_end(first_etag, looking)
        yield Page(walk=walk, complete=not looking, cursor=None if looking else self._cursor(known_to))

    async def rest(self, place: Place) -> AsyncGenerator[Page, None]:
        """What follows a place in the list of everything. Raises ReplayGone when the server does not know it any more."""
        met, cursor = Met(), place.next
        for _ in range(MOST_PAGES):
            try:
                response = await self.api.page(0, cursor)
            except Rejected as problem:
                raise ReplayGone(detail=problem.detail) from problem
            opened = wire.envelope(response)
            cursor = opened.meta.next_cursor
            page = await self._page(opened, met, Walk.EVERYTHING, self._place(cursor, place.seq))
            if page is None:
                break
            yield page
            if opened.meta.has_more is False or not cursor:
                break
        else:
            return
        yield Page(walk=Walk.EVERYTHING, cursor=self._cursor(place.seq))

    async def changes(self, since: int) -> AsyncGenerator[Page, None]:
        """What changed after a sequence number, oldest first. Raises ReplayGone."""
        while True:
            try:
                response = await self.api.changes(since)
            except Gone as problem:
                raise ReplayGone(detail=problem.detail) from problem
            self._note_wish(response)
            opened = wire.envelope(response)
            seq = opened.meta.seq
            if seq is None:
                raise WrongServer(
                    translate("Problems", "{host} answers, but not like Fluid.").format(host=response.host),
                    detail="changes without a sequence number",
                )
            if seq == since:
                return
            activities, unreadable = _sorted(await in_turns(partial(self.read, version=seq), opened.records))
            yield Page(activities, unreadable, opened.deleted, cursor=self._cursor(seq))
            if not opened.meta.has_more or seq < since:
                return
            since = seq

    async def stream(self, since: int | None) -> AsyncGenerator[Page, None]:
        """News as they happen, those that come together in one page, with the cursor that follows them. Raises ReplayGone."""
        try:
            async with aclosing(self.api.events(since)) as bursts:
                async for burst in bursts:
                    news = [self._news(event) for event in burst if not event.heartbeat]
                    yield _together(news) if news else Page(news=True, heartbeat=True)
        except Gone as problem:
            raise ReplayGone(detail=problem.detail) from problem

    def _place(self, cursor: str, seq: int | None) -> str | None:
        """Only where what changes meanwhile is told afterwards."""
        if not cursor or seq is None or not self.api.extensions.changes:
            return None
        return msgspec.json.encode(Place(cursor, seq, self.api.extensions.instance)).decode()

    async def _page(self, opened: wire.Envelope, met: Met, walk: Walk, place: str | None) -> Page | None:
        """What this walk has not met lately; None when the page brings nothing new."""
        fresh: list[Activity | BadRecord | None] = []
        for raw, one in zip(opened.records, await in_turns(partial(self.read, version=None), opened.records), strict=True):
            identity = one.key.rid if isinstance(one, Activity) else raw
            if met.is_new(identity):
                fresh.append(one)
        met.end_page()
        return Page(*_sorted(fresh), total=opened.meta.total, walk=walk, place=place) if fresh else None

    def _news(self, event: ServerEvent) -> Page:
        """One event. What it is decides the data, not the event's name, so that a server may have names of its own."""
        seq = int(event.id) if event.id.isascii() and event.id.isdecimal() and len(event.id) < 19 else None
        try:
            news = msgspec.json.decode(event.data, type=_News)
        except (msgspec.MsgspecError, RecursionError) as error:
            bad = BadRecord(event.data.encode("utf-8", "replace"), str(error))
            return Page(unreadable=(bad,), cursor=self._after(seq))
        seq = seq if news.seq is None else news.seq
        raw, gone = bytes(news.activity), identifier(news.id)
        if raw:
            activities, unreadable = _sorted([self.read(raw, seq)])
            return Page(activities, unreadable, cursor=self._after(seq))
        return Page(gone=(gone,) if gone and event.name == "deleted" else (), cursor=self._after(seq))

    def _after(self, seq: int | None) -> str | None:
        return None if seq is None else self._cursor(seq)

    def _cursor(self, seq: int | None) -> str:
        return Cursor(seq, self.api.extensions.instance).write()

    def _note_wish(self, response: Response) -> None:
        wish = number(response.headers.get("x-poll-interval"))
        if wish is not None:
            self.poll_interval = wish

    def _seen_to_the_end(self, etag: str, looking: bool) -> None:
        """Only a look for news may spare the next one; a walk over everything is there to find what looks miss."""
        if looking:
            self._etag = etag

    def _etag_to_send(self) -> str:
        self._looks += 1
        return "" if self._looks % UNCONDITIONAL == 0 else self._etag


def _sorted(read: Iterable[Activity | BadRecord | None]) -> tuple[tuple[Activity, ...], tuple[BadRecord, ...]]:
    """The readable and the unreadable ones."""
    kept = list(read)
    return tuple(one for one in kept if isinstance(one, Activity)), tuple(one for one in kept if isinstance(one, BadRecord))


def _together(news: Sequence[Page]) -> Page:
    """Several events as one page. Of two about the same activity, the later one stands last."""
    return Page(
        tuple(activity for page in news for activity in page.activities),
        tuple(bad for page in news for bad in page.unreadable),
        tuple(rid for page in news for rid in page.gone),
        cursor=next((page.cursor for page in reversed(news) if page.cursor is not None), None),
        news=True,
    )
