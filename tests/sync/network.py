"""What lies between the engine and the rest of the world? A wire on which each call waits for its fate, a server, a desktop."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from activity_desktop.crm.contract import Feature, Page, Walk
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Receipt, Request, SetRead
from activity_desktop.model.problems import Gone, Problem
from activity_desktop.native.notifier import Capability, Notice, NotNotified, Posted, Reaction
from sync.toy import START, ToyConnector, ToyServer


@dataclass(eq=False)
class Call:
    """Something on its way to a server or the desktop."""

    name: str
    work: Callable[[], Any]
    answer: asyncio.Future[Any]
    began: int
    handled: bool = False
    result: Any = None
    problem: Exception | None = None

    def handle(self) -> None:
        """The other side does what was asked, once; its answer is as of now."""
        if not self.handled:
            self.handled = True
            try:
                self.result = self.work()
            except (Problem, NotNotified) as problem:
                self.problem = problem


class Wire:
    """Every call that waits for its fate, oldest first."""

    def __init__(self) -> None:
        self._calls: list[Call] = []
        self.time = 0

    async def carry(self, name: str, work: Callable[[], Any]) -> Any:
        call = Call(name, work, asyncio.get_running_loop().create_future(), self.time)
        self._calls.append(call)
        return await call.answer

    @property
    def calls(self) -> list[Call]:
        self._calls = [call for call in self._calls if not call.answer.done()]
        return self._calls


@dataclass
class Server(ToyServer):
    """Remembers, besides, everything that ever happened, as a stream tells it, and what it was asked to create."""

    history: list[tuple[int, str, Activity | None]] = field(default_factory=list)
    ever_removed: set[str] = field(default_factory=set)
    ever_read: set[str] = field(default_factory=set)
    created: dict[str, Instant] = field(default_factory=dict)
    shifted: bool = False
    """Something was deleted, so that numbered pages may skip a row."""

    def put(self, rid: str, **values: Any) -> None:
        super().put(rid, **values)
        row = self.rows[rid]
        self.created.setdefault(rid, row.created or START)
        if row.read_at is not None:
            self.ever_read.add(rid)
        self.history.append((self.seq, rid, structs.replace(row, version=self.seq)))

    def newest_first(self) -> list[str]:
        return sorted(self.rows, key=self.age)

    def age(self, rid: str) -> tuple[float, int]:
        created = self.created[rid]
        return -created.us, -int(rid)

    def remove(self, rid: str) -> None:
        super().remove(rid)
        self.shifted = True
        self.ever_removed.add(rid)
        self.history.append((self.seq, rid, None))


class Connector(ToyConnector):
    """The toy's connector over a wire. `echo`: the server answers a change with the activity as it is then."""

    server: Server

    def __init__(self, server: Server, features: frozenset[Feature], wire: Wire, *, echo: bool) -> None:
        super().__init__(server, features)
        self._wire = wire
        self._echo = echo

    async def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:
        if self.versioned and cursor is not None and walk is None:
            yield await self._wire.carry("changes", lambda: self._changes(int(cursor)))
            return
        start: str | None = None
        offset, size, last = 0, self.server.page_size, ""
        while True:
            list_ = functools.partial(self._listed, offset, last, walk or Walk.NEWEST_FIRST)
            page, seq = await self._wire.carry(f"list {offset}", list_)
            start = start or seq
            yield dataclasses.replace(page, cursor=start if page.complete and self.versioned else None)
            if page.complete:
                return
            offset, last = offset + size, page.activities[-1].key.rid

    def _listed(self, offset: int, after: str, walk: Walk) -> tuple[Page, str]:
        """A better server pages by position, so that deletions shift nothing; a bare one by number."""
        rids, size = self.server.newest_first(), self.server.page_size
        if self.versioned:
            rids = [rid for rid in rids if not after or self.server.age(rid) > self.server.age(after)]
        else:
            rids = rids[offset:]
        rids, last = rids[:size], len(rids) <= size
        return Page(tuple(map(self._show, rids)), walk=walk, complete=last), str(self.server.seq)

    async def fetch(self, rid: str) -> Activity:
        found: Activity = await self._wire.carry(f"get {rid}", lambda: self._there(rid))
        return found

    def _there(self, rid: str) -> Activity:
        if rid not in self.server.rows:
            raise Gone
        return self._show(rid)

    async def send(self, request: Request) -> Receipt:
        name = f"send {request.operation.field} {request.key.rid}"
        receipt: Receipt = await self._wire.carry(name, lambda: self._carry_out(request))
        quiet = not self._echo and isinstance(request.operation, SetRead)
        return Receipt() if quiet else receipt

    async def find_created(self, request: Request) -> Activity | None:
        look = super().find_created
        found: Activity | None = await self._wire.carry("find created", lambda: _run_through(look(request)))
        return found


def _run_through(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waits")


class Screen:
    """The desktop's notification service. `told` counts for each activity how often, `hinted` how often without a title."""

    name = "model of a desktop"

    def __init__(self, wire: Wire, unread: Callable[[Key], bool]) -> None:
        self.told: Counter[str] = Counter()
        self.hinted: Counter[str] = Counter()
        self.broken: list[str] = []
        self.showing: dict[str, tuple[str, ...]] = {}
        self._wire = wire
        self._unread = unread

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        pass

    async def capabilities(self) -> frozenset[Capability]:
        return frozenset(Capability)

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:
        keys = self.keys_of(notice.tag)
        self.broken += [f"{key} was read or gone when it was announced (I17)" for key in keys if not self._unread(key)]
        posted: Posted = await self._wire.carry(f"popup {notice.tag}", lambda: self._take(notice, keys))
        return posted

    keys_of: Callable[[str], list[Key]] = staticmethod(lambda tag: [])

    def _take(self, notice: Notice, keys: Sequence[Key]) -> Posted:
        (self.hinted if notice.tag.startswith("doubt:") else self.told).update(key.rid for key in keys)
        self.showing[notice.tag] = (*self.showing.get(notice.tag, ()), *(key.rid for key in keys))
        return Posted(notice.tag, ":1.1")

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        self.showing.pop(tag, None)

    async def close(self) -> None:
        pass
