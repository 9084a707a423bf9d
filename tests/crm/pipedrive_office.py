"""How does a test meet the Pipedrive connector? With a company to talk to, over real HTTP, and every request on record."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from activity_desktop.crm.contract import Access, Page, Walk
from activity_desktop.crm.pipedrive.connector import SYSTEM, PipedriveConnector
from activity_desktop.model.activity import Key
from activity_desktop.model.operation import AnyOperation, Request
from activity_desktop.model.problems import (
    Problem,
)
from activity_desktop.transport.client import Client
from crm.acme_pipedrive import TOKEN, Company
from transport.raw_server import RawServer

LIST = "/api/v2/activities"


class Office:
    """A connector and the server it talks to."""

    def __init__(self, connector: PipedriveConnector, server: RawServer, client: Client) -> None:
        self.connector = connector
        self.server = server
        self.client = client

    def restarted(self, settings: dict[str, str], token: str = TOKEN) -> PipedriveConnector:
        return PipedriveConnector(Access("acc", self.client, {"api_token": token}, settings, SYSTEM.web_urls))

    async def pull(self, cursor: str | None = None, walk: Walk | None = None) -> list[Page]:
        return [page async for page in self.connector.pull(cursor, walk)]

    def asked(self, path: str = LIST) -> list[dict[str, str]]:
        return [seen.query for seen in self.server.requests if seen.path == path and seen.method == "GET"]

    def bodies(self, method: str) -> list[Any]:
        return [json.loads(seen.body) for seen in self.server.requests if seen.method == method]


async def _at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def _office(company: Company, settings: dict[str, str], token: str) -> AsyncIterator[Office]:
    async with RawServer(company) as server:
        client = Client(server.url, pause=_at_once)
        try:
            yield Office(
                PipedriveConnector(Access("acc", client, {"api_token": token}, settings, SYSTEM.web_urls)), server, client
            )
        finally:
            await client.aclose()


def at(company: Company, story: Callable[[Office], Awaitable[None]], token: str = TOKEN, **settings: str) -> None:
    """Play a story with a connector of that company."""

    async def run() -> None:
        async with _office(company, settings, token) as office:
            await story(office)

    asyncio.run(run())


def ids(pages: list[Page]) -> list[int]:
    return [int(activity.key.rid) for page in pages for activity in page.activities]


def request(operation: AnyOperation, rid: str | int = "", **more: Any) -> Request:
    return Request(Key("acc", str(rid)), operation, "key-1", **more)


async def problem_of(doing: Awaitable[Any]) -> Problem:
    with pytest.raises(Problem) as caught:
        await doing
    return caught.value
