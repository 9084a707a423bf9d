"""What is the smallest server that the engine can follow? A model in memory, with and without versions, faults on demand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec import structs

from activity_desktop.crm.contract import Capabilities, Feature, FormField, Identity, Pace, Page, System, Walk
from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.changes import Change
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Create, Delete, Receipt, Request, SetRead
from activity_desktop.model.person import Person
from activity_desktop.model.problems import Gone, Problem, Unreadable
from activity_desktop.model.relation import Relation
from activity_desktop.store import accounts
from activity_desktop.store.accounts import Account
from activity_desktop.store.database import Database

START = Instant.parse("2026-01-05T09:00:00Z")


class ToyClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> Instant:
        return START.plus(self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def boottime(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class ToyServer:
    """Activities by identifier, each with a sequence number that grows with every change."""

    rows: dict[str, Activity] = field(default_factory=dict)
    seqs: dict[str, int] = field(default_factory=dict)
    tombs: dict[str, int] = field(default_factory=dict)
    seq: int = 0
    page_size: int = 3
    requests: list[str] = field(default_factory=list)

    def put(self, rid: str, **values: Any) -> None:
        """Create an activity, or change one."""
        self.seq += 1
        old = self.rows.get(rid)
        base = old or Activity(key=Key("toy", rid), kind=Kind.TASK, title=f"Title {rid}", created=START.plus(self.seq))
        self.rows[rid] = structs.replace(base, **values)
        self.seqs[rid] = self.seq
        self.tombs.pop(rid, None)

    def remove(self, rid: str) -> None:
        self.seq += 1
        self.rows.pop(rid)
        self.seqs.pop(rid)
        self.tombs[rid] = self.seq

    def newest_first(self) -> list[str]:
        return sorted(self.rows, key=lambda rid: (self.rows[rid].created or START, int(rid)), reverse=True)


FULL = frozenset(
    {Feature.READ_STATE, Feature.GET, Feature.DELETE, Feature.CREATE, Feature.CHANGES, Feature.DELETIONS, Feature.COMPLETE}
)
BARE = frozenset({Feature.READ_STATE, Feature.GET, Feature.DELETE})


class ToyConnector:
    """Speaks with a `ToyServer`. `fail` holds problems to raise, one per call; `hold` lets a test stop a request half-way."""

    def __init__(self, server: ToyServer, features: frozenset[Feature] = FULL) -> None:
        self.server = server
        self.capabilities = Capabilities(features)
        self.fail: list[Problem] = []
        self.lose_answers = 0
        self.creates = True
        """Whether there is a way to create one; else that is answered by "not found"."""
        self.before_page: asyncio.Event | None = None
        self.system = System("toy", "Toy", "", (), connect=lambda access: self)

    @property
    def versioned(self) -> bool:
        return self.capabilities.has(Feature.CHANGES)

    def _call(self, name: str) -> None:
        self.server.requests.append(name)
        if self.fail:
            raise self.fail.pop(0)

    def _show(self, rid: str) -> Activity:
        activity = self.server.rows[rid]
        return structs.replace(activity, version=self.server.seqs[rid]) if self.versioned else activity

    async def sign_in(self) -> Identity:
        self._call("sign_in")
        return Identity("me", "Me", capabilities=self.capabilities)

    async def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:
        if self.versioned and cursor is not None and walk is None:
            yield self._changes(int(cursor))
            return
        start = str(self.server.seq)
        size = self.server.page_size
        kind = walk or Walk.NEWEST_FIRST
        offset = 0
        while True:
            self._call(f"list {offset}")
            rids = self.server.newest_first()[offset : offset + size]
            last = offset + size >= len(self.server.rows)
            cursor_out = start if last and self.versioned else None
            yield Page(tuple(map(self._show, rids)), cursor=cursor_out, total=len(self.server.rows), walk=kind, complete=last)
            if last:
                return
            offset += size

    def _changes(self, since: int) -> Page:
        self._call(f"changes {since}")
        rids = [rid for rid, seq in self.server.seqs.items() if seq > since]
        gone = tuple(rid for rid, seq in self.server.tombs.items() if seq > since)
        return Page(tuple(map(self._show, rids)), gone=gone, cursor=str(self.server.seq))

    async def stream(self, cursor: str | None) -> AsyncIterator[Page]:
        self._call("stream")
        yield Page(heartbeat=True)

    async def fetch(self, rid: str) -> Activity:
        if not rid:
            raise Unreadable(detail="as `transport.address.segment` says")
        self._call(f"get {rid}")
        if rid not in self.server.rows:
            raise Gone
        return self._show(rid)

    async def send(self, request: Request) -> Receipt:
        self._call(f"send {request.operation.field} {request.key.rid}")
        receipt = self._carry_out(request)
        if self.lose_answers:
            self.lose_answers -= 1
            raise Problem("The answer was lost.")
        return receipt

    def _carry_out(self, request: Request) -> Receipt:
        rid = request.key.rid
        if isinstance(request.operation, Create):
            if not self.creates:
                raise Gone
            rid = str(1000 + self.server.seq)
            self.server.put(rid, title=request.operation.fields["title"])
            return Receipt(self._show(rid))
        if rid not in self.server.rows:
            raise Gone
        if isinstance(request.operation, Delete):
            self.server.remove(rid)
            return Receipt(gone=True)
        if isinstance(request.operation, SetRead):
            self.server.put(rid, read_at=request.operation.at)
        else:
            self.server.put(rid, done=True)
        return Receipt(self._show(rid))

    async def send_read_up_to(self, cursor: str) -> None:
        self._call(f"read up to {cursor}")
        for rid, seq in list(self.server.seqs.items()):
            if seq <= int(cursor) and self.server.rows[rid].read_at is None:
                self.server.put(rid, read_at=START)

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        return relations, people

    async def find_created(self, request: Request) -> Activity | None:
        self._call("find created")
        assert isinstance(request.operation, Create)
        for rid, activity in self.server.rows.items():
            if activity.title == request.operation.fields["title"]:
                return self._show(rid)
        return None

    async def still_there(self, rids: Sequence[str]) -> frozenset[str]:
        self._call("still there")
        return frozenset(rid for rid in rids if rid in self.server.rows)

    def pace(self) -> Pace:
        return Pace()

    def form(self) -> tuple[FormField, ...]:
        return (FormField("title", "Title"),)

    def form_values(self, activity: Activity) -> dict[str, Any]:
        return {"title": activity.title}

    def web_url(self, kind: str, id_: str) -> str:
        return ""


def new_database(folder: Path, account: str = "toy", linked: Instant = START) -> Database:
    """A database with one account in it."""
    database = Database(folder / "activity.db")
    if accounts.account(database.connection, account) is None:
        with database.write() as connection:
            accounts.add(
                connection, Account(id=account, system="fluid", name="Toy", url="http://127.0.0.1", linked_us=linked.us)
            )
    return database


class Heard:
    """Collects what was told."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def __call__(self, change: Change) -> None:
        self.changes.append(change)
