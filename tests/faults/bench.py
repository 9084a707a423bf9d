"""What does a bad day look like? The real engine, the embedded server, and between them the proxy with a plan of faults."""

from __future__ import annotations

import asyncio
import ssl
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from activity_desktop.local_server.ready import Ready
from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.activity import Key
from activity_desktop.model.changes import AccountState, Announced, Change, Phase
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.native.notifier import Capability, Notice, Posted, Reaction
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations import lines
from activity_desktop.operations.candidates import candidate
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings
from activity_desktop.store import feed, outbox
from activity_desktop.transport.client import Client
from activity_desktop.transport.limits import Limits
from faults.names import NAME, Names
from faults.proxy import Proxy

PATIENCE = 60.0
"""Seconds. Generous: it is only ever waited out when something is wrong, and the machine may be busy."""
QUICK = Limits(total=2.0, connect=1.0, read=0.5)
SILENCE = 1.0


class QuickClient(Client):
    """A client that gives up sooner, so that nobody waits a minute for a test."""

    def events(self, path: str, **more: Any) -> AsyncGenerator[Any, None]:
        return super().events(path, **{**more, "silence": SILENCE})


def hurry(patch: pytest.MonkeyPatch, verify: ssl.SSLContext | None = None) -> None:
    """Shorter patience everywhere; nothing else is different from the program."""
    patch.setattr(lines, "make_client", lambda url, chosen=None: QuickClient(url, limits=QUICK, verify=verify))
    patch.setattr("activity_desktop.sync.schedule.FIRST_RETRY", 0.05)
    patch.setattr("activity_desktop.sync.schedule.LONGEST_RETRY", 0.2)
    patch.setattr("activity_desktop.sync.follow.SHORT_STREAM", 0.0)


class Recorder:
    """A desktop that takes every notification."""

    name = "recorder"

    def __init__(self) -> None:
        self.posted: list[Notice] = []

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        pass

    async def capabilities(self) -> frozenset[Capability]:
        return frozenset(Capability)

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:
        self.posted.append(notice)
        return Posted(str(len(self.posted)), ":1.1")

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        pass

    async def close(self) -> None:
        pass


@dataclass
class Day:
    """Everything that a story needs."""

    server: LocalServer
    ready: Ready
    proxy: Proxy
    engine: Engine
    account: str
    changes: list[Change]
    names: Names
    folder: Path
    made: list[str] = field(default_factory=list)

    def happen(self, count: int = 1) -> None:
        self.made += [f"{self.account}/{activity['id']}" for activity in self.server.happen(count)]

    def mark_first_read(self) -> Key:
        """The person reads the newest one that is unread here."""
        rows = feed.page(self.engine.database.connection, FeedQuery(unread_only=True), None, 1)
        self.engine.desk.triage.mark_read([rows[0].key])
        return rows[0].key

    def mark_announced_read(self) -> list[Key]:
        """The person reads the newest one that they were told of."""
        told = self.announced()
        rows = feed.page(self.engine.database.connection, FeedQuery(unread_only=True), None, 100)
        keys = [row.key for row in rows if str(row.key) in told][:1]
        self.engine.desk.triage.mark_read(keys)
        return keys

    def sending(self) -> list[outbox.Waiting]:
        return outbox.all_waiting(self.engine.database.connection, self.account)

    def announced(self) -> Counter[str]:
        return Counter(str(change.key) for change in self.changes if isinstance(change, Announced))

    def states(self) -> list[AccountState]:
        return [change for change in self.changes if isinstance(change, AccountState)]

    def problems(self) -> set[str]:
        return {state.problem_kind for state in self.states() if state.problem_kind}

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for the world, and look again at once whatever the schedule says."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"{what} never came; {self.states()[-3:]}"
            await asyncio.sleep(0.02)

    async def nudge_until(self, condition: Callable[[], bool], what: str) -> None:
        task = asyncio.ensure_future(self.until(condition, what))
        while not task.done():
            self.engine.followers.check_now()
            await asyncio.wait({task}, timeout=0.25)
        await task

    async def power_returns(self, path: Path) -> None:
        """The program as it was is gone; it starts anew with what the disk kept."""
        gone = self.engine
        assert gone.centre is not None
        self.engine = Engine(path, gone.secrets, gone.settings, self.changes.append, notifier=gone.centre.notifier)
        await gone.stop()
        await self.engine.start()

    async def calm(self) -> None:
        """The faults are over: everything made is announced, everything wanted is sent, here is what is there."""
        self.proxy.clear()
        self.names.error = None
        self.names.answers.set()
        await self.nudge_until(lambda: len(self.announced()) >= len(self.made), f"{len(self.made)} announcements")
        await self.nudge_until(lambda: self._live() and not self.sending(), "a quiet end")
        await self.nudge_until(lambda: self.here() == self.there(), "what the server has")
        assert self.announced() == Counter(self.made), "each exactly once"

    def _live(self) -> bool:
        return self.states()[-1].phase is Phase.LIVE

    def here(self) -> dict[str, bool]:
        """Identifier and whether it is read, as the person sees it."""
        rows = feed.page(self.engine.database.connection, FeedQuery(Shelf.EVERYTHING), None, -1)
        return {row.key.rid: not row.unread for row in rows}

    def there(self) -> dict[str, bool]:
        """The same as the server has it."""
        answer = httpx.get(
            f"{self.ready.base_url}/api/user/crm/v202506/activities?limit=100",
            headers={"authorization": f"Bearer {self.ready.user_token}"},
            trust_env=False,
        ).json()
        return {str(row["id"]): row["read_at"] is not None for row in answer["activities"]}


Story = Callable[[Day], Awaitable[None]]


@asynccontextmanager
async def a_day(tls: ssl.SSLContext | None = None) -> AsyncGenerator[Day, None]:
    """An account that is signed in, filled and live, over the proxy."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        names = Names(patch)
        folder = Path(name)
        server = LocalServer(folder / "server.db", seed=8)
        ready = server.start()
        try:
            async with Proxy(ready.port, tls) as proxy:
                changes: list[Change] = []
                engine = Engine(folder / "activity.db", SessionSecrets(), Settings(), changes.append, notifier=Recorder())
                day = Day(server, ready, proxy, engine, "", changes, names, folder)
                try:
                    address = proxy.url if tls else f"http://{NAME}:{proxy.port}"
                    who = candidate("fluid", "Northwind", address, {"user_token": ready.user_token})
                    day.account = (await engine.linking.add(who, follow=False)).id
                    await engine.start()
                    await day.until(lambda: bool(day.states()) and day._live(), "being live")
                    yield day
                finally:
                    names.answers.set()
                    await day.engine.stop()
        finally:
            server.stop()
