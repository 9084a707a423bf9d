"""Does a first fill that was cut short go on where it was, and find what happened behind its back?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from activity_desktop.local_server.faults import Fault, Faults
from activity_desktop.local_server.ready import Ready
from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.activity import Key
from activity_desktop.model.changes import ActivitiesChanged, Change
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.model.operation import Delete, Request
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.candidates import candidate
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings
from activity_desktop.store import accounts, feed

ROWS = 1200
EVERYTHING = FeedQuery(Shelf.EVERYTHING)


class Noting(Faults):
    """No fault at all: it notes from which places the list is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.from_the_start = 0
        self.further_on = 0

    def take(self, scope: Mapping[str, Any]) -> Fault | None:
        query = scope["query_string"].decode()
        if scope["path"].endswith("/activities") and "limit=500" in query:
            if "cursor=" in query:
                self.further_on += 1
            else:
                self.from_the_start += 1
        return super().take(scope)


@contextmanager
def serving() -> Iterator[tuple[Ready, Noting]]:
    server = LocalServer(seed=ROWS)
    server.faults = noted = Noting()
    with server as ready:
        yield ready, noted


async def cut_short(engine: Engine, ready: Ready, begun: asyncio.Event) -> str:
    """Begin to fill an account, and end when the first page is stored. Gives the account."""
    who = candidate("fluid", "Northwind", ready.base_url, {"user_token": ready.user_token})
    account = await engine.linking.add(who, follow=False)
    filling = asyncio.ensure_future(engine.on_demand.sync_once(account.id))
    await begun.wait()
    filling.cancel()
    with suppress(asyncio.CancelledError):
        await filling
    assert 0 < feed.count(engine.database.connection, EVERYTHING) < ROWS
    return account.id


def make(path: Path, begun: asyncio.Event) -> Engine:
    """`begun` is set when activities have been stored."""

    def heard(change: Change) -> None:
        if isinstance(change, ActivitiesChanged):
            begun.set()

    return Engine(path / "activity.db", SessionSecrets(), Settings(), heard)


def test_it_goes_on_and_hears_what_was_deleted_behind_it(tmp_path: Path) -> None:
    """The pages before are not asked for again; that one of their activities is gone is told afterwards."""

    async def story() -> None:
        begun = asyncio.Event()
        engine = make(tmp_path, begun)
        account = await cut_short(engine, ready, begun)
        connector = await engine.followers.connector(account)
        gone = Key(account, str(ROWS))
        await connector.send(Request(gone, Delete(), "key-1"))
        noted.from_the_start = 0
        await engine.on_demand.sync_once(account)
        await engine.on_demand.sync_once(account)
        rows = feed.page(engine.database.connection, EVERYTHING, None, ROWS + 1)
        assert {row.key.rid for row in rows} == {str(number) for number in range(1, ROWS)}
        assert noted.from_the_start == 0
        await engine.stop()

    with serving() as (ready, noted):
        asyncio.run(story())


def test_a_place_that_the_server_does_not_know_is_a_reason_to_begin_anew(tmp_path: Path) -> None:
    """The whole list is read, and nothing is lost or stored twice."""

    async def story() -> None:
        begun = asyncio.Event()
        engine = make(tmp_path, begun)
        account = await cut_short(engine, ready, begun)
        place = json.loads(accounts.pulled(engine.database.connection, account).place or "")
        with engine.database.write() as connection:
            accounts.set_pulled(connection, account, place=json.dumps({**place, "next": "nonsense"}))
        noted.from_the_start = 0
        await engine.on_demand.sync_once(account)
        assert feed.count(engine.database.connection, EVERYTHING) == ROWS
        assert noted.from_the_start == 1
        assert accounts.pulled(engine.database.connection, account).place is None
        await engine.stop()

    with serving() as (ready, noted):
        asyncio.run(story())
