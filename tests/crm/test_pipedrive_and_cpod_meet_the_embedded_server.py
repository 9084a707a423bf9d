"""Do two independent readings of the same documents understand each other? The connectors against the embedded server.

Neither was written by looking at the other, so whatever one of them misread shows here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from activity_desktop.crm import registry
from activity_desktop.crm.contract import Access, Connector, DeletesMany, Feature, Page, Searches
from activity_desktop.model.activity import Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import AnyOperation, Complete, Create, Delete, Edit, Receipt, Request
from activity_desktop.model.problems import Gone, NotAllowed, SlowDown
from activity_desktop.transport.client import Client
from crm.pipedrive_office import problem_of
from local_server.dialect_bench import Bench, bench


class Visit:
    """A connector at the bench."""

    def __init__(self, running: Bench, connector: Connector) -> None:
        self.bench = running
        self.connector = connector

    async def pull(self, cursor: str | None = None) -> list[Page]:
        return [page async for page in self.connector.pull(cursor)]

    async def send(self, operation: AnyOperation, rid: str = "", **more: Any) -> Receipt:
        return await self.connector.send(Request(Key("acc", rid), operation, "key-1", **more))


def visit(system: str, count: int, story: Callable[[Visit], Awaitable[None]], switches: str = "") -> None:
    """Play a story at a dialect with so many activities and these switches turned."""

    async def run(running: Bench) -> None:
        account = running.dialects.accounts(running.url.removesuffix(f"/{system}"))[system]
        client = Client(account["url"])
        try:
            found = registry.system(system)
            await story(Visit(running, found.connect(Access("acc", client, account["secrets"], web_urls=found.web_urls))))
        finally:
            await client.aclose()

    with bench(system, count) as running:
        for switch in switches.split():
            running.dialects.switches.turn(f"{system}.{switch}")
        asyncio.run(run(running))


def rids(pages: list[Page]) -> list[str]:
    return [activity.key.rid for page in pages for activity in page.activities]


PIPEDRIVE = ["", "v1=off", "v1=gone", "admin=off", "headers=none", "deleted=listed", "due_time=seconds", "spelling=v1"]
CPOD = ["", "envelope=camel", "envelope=items", "envelope=array", "single=data", "names=camel", "sort=off"]


@pytest.mark.parametrize("switches", PIPEDRIVE)
def test_pipedrive_from_signing_in_to_deleting(switches: str) -> None:
    """Every operation once, whichever way the server reads the documents."""

    async def story(here: Visit) -> None:
        identity = await here.connector.sign_in()
        assert identity.user_id
        assert identity.capabilities.has(Feature.CHANGES)
        assert identity.capabilities.has(Feature.COMPANY_FEED) is (switches not in ("v1=off", "v1=gone", "admin=off"))
        pages = await here.pull()
        assert len(set(rids(pages))) == len(rids(pages)) == 60
        assert pages[-1].complete
        assert not any(page.unreadable for page in pages)

        here.bench.clock.advance(120)
        fields = {
            "subject": "Call Ada",
            "type": "call",
            "due_date": "2026-04-01T15:30:00Z",
            "duration": "0:45",
            "person_id": 301,
        }
        fields |= {"attendees": ["Grace <grace@example.com>"], "note": "two\nlines", "busy": True, "location": "Gate 3"}
        made = (await here.send(Create(fields))).activity
        assert made is not None
        assert (made.title, made.body, made.location) == ("Call Ada", "two<br>lines", "Gate 3")
        assert (made.starts, made.ends) == (Instant.parse("2026-04-01T15:30:00Z"), Instant.parse("2026-04-01T16:15:00Z"))
        assert [person.label for person in made.people] == ["Person 301", "Grace"]
        rid = made.key.rid

        edited = (await here.send(Edit({"subject": "Call Ada back", "due_date": "2026-04-02"}), rid, known=made)).activity
        assert edited is not None
        assert (edited.title, str(edited.starts)) == ("Call Ada back", "Day(date=datetime.date(2026, 4, 2))")
        assert [person.label for person in edited.people] == ["Person 301", "Grace"], "who was not named stays"
        for done in (True, False):
            activity = (await here.send(Complete(done), rid)).activity
            assert activity is not None
            assert activity.done is done
        assert rid in rids(await here.pull(pages[-1].cursor))

        assert await here.connector.still_there([rid, "999999"]) == {rid}
        assert (await here.send(Delete(), rid)).gone
        assert (await here.send(Delete(), rid)).gone
        assert isinstance(await problem_of(here.connector.fetch(rid)), Gone)
        assert await here.connector.still_there([rid]) == frozenset()
        assert isinstance(here.connector, DeletesMany)
        assert await here.connector.delete_many(rids(pages)[:5]) == set(rids(pages)[:5])
        assert len(rids(await here.pull())) == (61 if switches == "deleted=listed" else 55)

    visit("pipedrive", 60, story, switches)


def test_pipedrive_names_titles_and_choices() -> None:
    """Types and priorities by the account's own words, titles of what activities point at, the company's list."""

    async def story(here: Visit) -> None:
        identity = await here.connector.sign_in()
        activities = [activity for page in await here.pull() for activity in page.activities]
        assert all(activity.kind_label for activity in activities)
        assert {activity.priority_label for activity in activities} <= {"", "Low", "Medium", "High"}
        about = next(activity for activity in activities if activity.relations and activity.people)
        relations, people = await here.connector.resolve(about.relations, about.people)
        assert all(relation.title for relation in relations if relation.kind in ("deal", "organization", "lead"))
        assert people[0].name
        assert here.connector.web_url("deal", "1").startswith(f"https://{identity.tenant}.pipedrive.com/")
        assert isinstance(here.connector, Searches)
        found = [page async for page in here.connector.search({"company": "yes", "type": "lunch"})]
        assert {activity.kind_id for page in found for activity in page.activities} == {"lunch"}

    visit("pipedrive", 60, story)


@pytest.mark.parametrize(
    ("switches", "problem"),
    [("daily_limit=40", SlowDown), ("blocked=on", SlowDown), ("open=off", NotAllowed)],
)
def test_pipedrive_refuses_in_three_ways(switches: str, problem: type[Exception]) -> None:
    """A spent day, the firewall's page and a closed company."""

    async def story(here: Visit) -> None:
        found = await problem_of(here.connector.sign_in())
        assert isinstance(found, problem)
        assert (found.retry_after or 0) >= (900 if problem is SlowDown else 0)

    visit("pipedrive", 3, story, switches)


def test_pipedrive_over_pages_and_a_burst_limit() -> None:
    """1,250 activities although the server lets few requests through at a time."""

    async def story(here: Visit) -> None:
        assert len(set(rids(await here.pull()))) == 1250

    visit("pipedrive", 1250, story, "burst_limit=5")


@pytest.mark.parametrize("switches", CPOD)
def test_cpod_from_signing_in_to_creating(switches: str) -> None:
    """Every operation once, in each of the readings."""

    async def story(here: Visit) -> None:
        identity = await here.connector.sign_in()
        assert identity.user_id
        assert identity.capabilities.has(Feature.CHANGES) is (switches != "sort=off")
        pages = await here.pull()
        assert len(set(rids(pages))) == len(rids(pages)) == 230
        assert pages[-1].complete

        here.bench.clock.advance(120)
        fields = {"subject": "Call Ada", "type": "call", "deal_id": "dea_1", "contact_id": "con_1", "description": "**well**"}
        fields |= {"occurred_at": "2026-03-21T09:00:00Z", "custom_fields": "duration_minutes=30", "tags": "a,b"}
        made = (await here.send(Create(fields))).activity
        assert made is not None
        assert (made.title, made.body, made.tags) == ("Call Ada", "**well**", ("a", "b"))
        assert made.ends == Instant.parse("2026-03-21T09:30:00Z")
        assert made.key.rid in rids(await here.pull(pages[-1].cursor))
        assert (await here.connector.fetch(made.key.rid)).title == "Call Ada"
        assert isinstance(await problem_of(here.connector.fetch("act_nowhere")), Gone)

    visit("cpod", 230, story, switches)


def test_cpod_renews_a_token_that_lives_for_a_second() -> None:
    """More requests than one token lasts, and the person notices nothing."""

    async def story(here: Visit) -> None:
        await here.connector.sign_in()
        for _ in range(3):
            here.bench.clock.advance(5)
            assert len(rids(await here.pull())) == 10

    visit("cpod", 10, story, "token_ttl=1")
