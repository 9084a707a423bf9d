"""Is a list read whole whose pages are heavier than an answer may be? Fewer rows are asked for at once, on every system."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from activity_desktop.crm import in_turns, registry
from activity_desktop.crm.contract import Access, Connector, Walk
from activity_desktop.crm.lighter import Lighter
from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Create, Request
from activity_desktop.model.problems import TooMuch
from activity_desktop.transport.client import Client
from activity_desktop.transport.limits import Limits
from local_server.dialect_bench import bench

COUNT = 230
BODY = 40_000
"""Bytes that an answer may have here; elsewhere 8 MiB."""
SMALL_BODY = 30_000
TRIES = 6
"""Looks until a list that is read by numbers has found a size: each one begins anew."""


@contextmanager
def a_server(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Address and secrets of one with so many activities."""
    if name == "fluid":
        with LocalServer(seed=COUNT) as ready:
            yield ready.base_url, {"user_token": ready.user_token, "company_token": ready.company_token}
        return
    with bench(name, COUNT) as running:
        yield running.url, running.dialects.accounts(running.url.removesuffix(f"/{name}"))[name]["secrets"]


async def walk(connector: Connector) -> list[Activity]:
    """Look until one look comes to its end, as the follower does."""
    for _ in range(TRIES):
        try:
            pages = [page async for page in connector.pull(None, Walk.EVERYTHING)]
        except TooMuch:
            continue
        assert pages[-1].complete
        return [activity for page in pages for activity in page.activities]
    raise AssertionError("no size is small enough")


async def found(name: str, url: str, secrets: dict[str, Any], body: int) -> list[Activity]:
    client = Client(url, limits=Limits(body=body))
    try:
        system = registry.system(name)
        connector = system.connect(Access("acc", client, secrets, {}, system.web_urls))
        await connector.sign_in()
        return await walk(connector)
    finally:
        await client.aclose()


def rids(activities: list[Activity]) -> set[str]:
    return {activity.key.rid for activity in activities}


@pytest.mark.parametrize("name", registry.names())
def test_a_list_of_heavy_activities_is_read_whole(name: str) -> None:
    """Notes with pictures in them: a hundred on a page are too much, twenty-five are not, and none is left out."""

    async def both() -> None:
        everything = await found(name, url, secrets, 8 * 2**20)
        assert len(everything) >= COUNT
        assert rids(await found(name, url, secrets, BODY)) == rids(everything)

    with a_server(name) as (url, secrets):
        asyncio.run(both())


PHOTOGRAPHS = "<p>so many photographs: " + "\\" * 15_500 + "</p>"
AN_ALBUM: dict[str, dict[str, Any]] = {
    "fluid": {"title": "Album", "formatted_description": PHOTOGRAPHS},
    "pipedrive": {"subject": "Album", "note": PHOTOGRAPHS},
    "signals": {"subject": "Album", "description": PHOTOGRAPHS},
    "thena": {
        "title": "Album",
        "accountId": "ACC7101",
        "activityTimestamp": "2026-03-21T10:00:00Z",
        "duration": 5,
        "location": "here",
        "description": PHOTOGRAPHS,
    },
    "cpod": {"subject": "Album", "account_id": "acc_5005", "description": PHOTOGRAPHS},
}


@pytest.mark.parametrize("name", registry.names())
def test_an_activity_that_no_page_has_room_for_does_not_hide_what_follows_it(name: str) -> None:
    """Its text is left out, which is said in its place; it and all others are there."""

    async def written_and_read() -> list[Activity]:
        generous = Client(url)
        try:
            system = registry.system(name)
            connector = system.connect(Access("acc", generous, secrets, {}, system.web_urls))
            await connector.sign_in()
            key = Key("acc", "")
            await connector.send(Request(key, Create(AN_ALBUM[name]), "one-album"))
        finally:
            await generous.aclose()
        return await found(name, url, secrets, SMALL_BODY)

    with a_server(name) as (url, secrets):
        activities = asyncio.run(written_and_read())
    assert len(activities) >= COUNT + 1
    (album,) = [activity for activity in activities if activity.title == "Album"]
    assert "too large for this computer" in album.body
    assert "photographs" not in album.body


@pytest.mark.parametrize("name", registry.names())
def test_a_page_of_very_many_lets_others_have_their_turn(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server may send more than it was asked for, and the window's wishes wait in the same loop."""
    turns = 0

    async def counted(_seconds: float) -> None:
        nonlocal turns
        turns += 1

    monkeypatch.setattr(in_turns, "AT_A_TIME", 10)
    monkeypatch.setattr(in_turns, "asyncio", SimpleNamespace(sleep=counted))
    with a_server(name) as (url, secrets):
        count = len(asyncio.run(found(name, url, secrets, 8 * 2**20)))
    assert turns >= count // 10 - count // 50


def test_very_many_heavy_ones_are_asked_for_in_parts() -> None:
    """Whether the newest still exist is asked by their numbers, a hundred at once: more than an answer may hold."""

    async def asked() -> None:
        client = Client(url, limits=Limits(body=BODY))
        try:
            system = registry.system("pipedrive")
            connector = system.connect(Access("acc", client, secrets, {}, system.web_urls))
            await connector.sign_in()
            newest = sorted(rids(await walk(connector)))[:100]
            assert await connector.still_there([*newest, "99999999"]) == set(newest)
            assert await connector.still_there(["99999999", *newest]) == set(newest[:99])
        finally:
            await client.aclose()

    with a_server("pipedrive") as (url, secrets):
        asyncio.run(asked())


def test_what_was_created_is_found_among_heavy_ones() -> None:
    """Fifty of the newest are more than an answer may hold; what cannot be found would be created a second time."""

    async def found_again() -> None:
        client = Client(url, limits=Limits(body=BODY // 4))
        try:
            system = registry.system("pipedrive")
            connector = system.connect(Access("acc", client, secrets, {}, system.web_urls))
            await connector.sign_in()
            operation = Create({"subject": "Call back", "type": "call"})
            request = Request(Key("acc", ""), operation, "one", asked=Instant.parse("2026-03-21T10:00:00Z"))
            sent = await connector.send(request)
            found = await connector.find_created(request)
            assert sent.activity is not None
            assert found is not None
            assert found.key == sent.activity.key
        finally:
            await client.aclose()

    with a_server("pipedrive") as (url, secrets):
        asyncio.run(found_again())


def test_one_row_that_is_too_heavy_by_itself_is_said_to_be() -> None:
    """There is nothing smaller to ask for."""
    asked: list[int] = []

    async def never(size: int) -> None:
        asked.append(size)
        raise TooMuch

    with pytest.raises(TooMuch):
        asyncio.run(Lighter().ask(100, never, in_place=True))
    assert asked == [100, 25, 6, 1]
