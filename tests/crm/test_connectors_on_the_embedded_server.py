"""Do the connectors for Signals and Thena get along with the embedded server, written without looking at them?

Two readings of the same documents: where they differ, one of them is wrong.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from activity_desktop.crm import registry
from activity_desktop.crm.contract import Access, Connector, Feature, Walk
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.operation import AnyOperation, Complete, Create, Delete, Edit, Receipt, Request
from activity_desktop.model.problems import Gone, NotAllowed, Rejected
from activity_desktop.transport.client import Client
from local_server.dialect_bench import Bench, bench

NEW: dict[str, dict[str, Any]] = {
    "signals": {"subject": "Load-in", "type_id": "Call", "location": "Gate 4", "starts_at": "2026-04-01T08:00:00Z"},
    "thena": {
        "accountId": "ACC7100",
        "activityTimestamp": "2026-04-01T08:00:00Z",
        "duration": 45,
        "location": "Gate 4",
        "title": "Load-in",
        "type": "Meeting",
    },
}
READINGS = {
    "signals": [
        (),
        ("body=wrapped", "meta=current_rms"),
        ("empty_string=unchanged", "complete=sample", "order=unstable"),
    ],
    "thena": [
        (),
        ("envelope=bare", "first_page=0", "order=oldest"),
        ("names=document", "zone=off", "deleted=listed", "auth=any"),
    ],
}
EVERY_READING = [
    pytest.param(name, switches, id=" ".join((name, *switches))) for name in READINGS for switches in READINGS[name]
]


def talk(running: Bench, name: str, what: Callable[[Connector], Awaitable[Any]], **secrets: str) -> Any:
    """Run `what` with a connector that has signed in."""

    async def run() -> Any:
        client = Client(running.url)
        account = running.dialects.accounts(running.url.removesuffix(f"/{name}"))[name]
        system = registry.system(name)
        try:
            connector = system.connect(Access("acc", client, {**account["secrets"], **secrets}, {}, system.web_urls))
            await connector.sign_in()
            return await what(connector)
        finally:
            await client.aclose()

    return asyncio.run(run())


async def everything(connector: Connector) -> list[Activity]:
    pages = [page async for page in connector.pull(None, Walk.EVERYTHING)]
    assert pages[-1].complete
    assert not any(page.unreadable for page in pages)
    return [activity for page in pages for activity in page.activities]


async def send(connector: Connector, operation: AnyOperation, rid: str = "", known: Activity | None = None) -> Receipt:
    return await connector.send(Request(Key("acc", rid), operation, "idem-1", known))


@pytest.mark.parametrize(("name", "switches"), EVERY_READING)
def test_every_activity_arrives_once_under_every_reading(name: str, switches: tuple[str, ...]) -> None:
    """Each record exactly once, each with a title and a time, on three pages of a hundred."""
    with bench(name, 230) as running:
        for switch in switches:
            running.dialects.switches.turn(f"{name}.{switch}")
        found = talk(running, name, everything)
        there = [str(record["id"]) for record in getattr(running.dialects, name).activities.all()]
    assert sorted(activity.key.rid for activity in found) == sorted(there)
    assert all(activity.title and activity.created for activity in found)


@pytest.mark.parametrize(("name", "switches"), EVERY_READING)
def test_the_life_of_an_activity_under_every_reading(name: str, switches: tuple[str, ...]) -> None:
    """Created, edited, completed, reopened, deleted, and then gone."""

    async def live(connector: Connector) -> None:
        created = (await send(connector, Create(NEW[name]))).activity
        assert created is not None
        rid = created.key.rid
        assert (created.title, created.location) == ("Load-in", "Gate 4")
        assert created.starts is not None
        edited = await send(connector, Edit({"location": "Gate 5", "description": "Short ramps"}), rid, created)
        assert edited.activity is not None
        assert (edited.activity.location, edited.activity.body, edited.note) == ("Gate 5", "Short ramps", "")
        cleared = await send(connector, Edit({"description": None}), rid, edited.activity)
        assert cleared.activity is not None
        assert bool(cleared.activity.body) == bool(cleared.note), "what the server did not clear is said, and shown"
        for done in (True, False):
            receipt = await send(connector, Complete(done), rid, edited.activity)
            assert receipt.activity is not None
            assert receipt.activity.done is done
        assert (await send(connector, Delete(), rid)).gone
        with pytest.raises(Gone):
            await connector.fetch(rid)
        assert (await send(connector, Delete(), rid)).gone

    with bench(name, 12) as running:
        for switch in switches:
            running.dialects.switches.turn(f"{name}.{switch}")
        talk(running, name, live)


def test_a_read_only_token_is_found_out_when_connecting() -> None:
    """The embedded server refuses by ability before it looks for the activity, so the proof at sign-in tells."""

    async def look(connector: Connector) -> None:
        capabilities = (await connector.sign_in()).capabilities
        assert capabilities.has(Feature.GET)
        assert not capabilities.has(Feature.CREATE)
        assert "activities:write" in capabilities.reason(Feature.CREATE)
        with pytest.raises(NotAllowed):
            await send(connector, Complete(True), "1")

    with bench("signals", 12) as running:
        talk(running, "signals", look, token=running.dialects.signals.issue_token("activities:read"))


def test_an_account_that_does_not_exist_is_a_mistake_in_the_form() -> None:
    """Thena answers 404 to it; the activity that was typed must not be thrown away as "gone"."""

    async def create(connector: Connector) -> None:
        with pytest.raises(Rejected) as caught:
            await send(connector, Create({**NEW["thena"], "accountId": "NOBODY"}))
        assert "accountId" in caught.value.fields

    with bench("thena", 3) as running:
        talk(running, "thena", create)
