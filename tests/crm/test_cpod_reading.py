"""Does the cPod connector read and follow every activity, whichever reading of the document a server follows?"""

from __future__ import annotations

import json

import pytest

from activity_desktop.crm.contract import Feature, Page, Walk
from activity_desktop.model.problems import (
    Gone,
    ReplayGone,
    WrongServer,
)
from crm.pipedrive_office import problem_of
from crm.tenant_cpod import Desk, Tenant, at, ids
from transport.raw_server import reply

CLIENT = {"client_id": "id-1", "client_secret": "secret-1"}


# --- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sorting", ["obeyed", "ignored", "newest", "refused"])
@pytest.mark.parametrize("paging", ["cursor", "page", "none"])
@pytest.mark.parametrize("envelope", ["data", "camel", "items", "bare", "meta"])
def test_every_activity_arrives_once_whatever_the_envelope(envelope: str, paging: str, sorting: str) -> None:
    """Three ways of paging, five envelopes, four attitudes to sorting."""
    tenant = Tenant(envelope=envelope, paging="page" if (envelope, paging) == ("bare", "cursor") else paging, sorting=sorting)
    tenant.add(230)

    async def story(desk: Desk) -> None:
        await desk.connector.sign_in()
        pages = await desk.pull(None)
        assert sorted(ids(pages)) == list(range(1, 231))
        assert [page.complete for page in pages[:-1]] == [False] * (len(pages) - 1)
        assert pages[-1].complete
        assert pages[-1].cursor is not None

    at(tenant, story)


@pytest.mark.parametrize(
    ("sorting", "changes", "walk", "found"),
    [
        ("obeyed", True, Walk.CHANGES, {231, 7}),
        ("newest", False, Walk.NEWEST_FIRST, {231}),
        ("ignored", False, Walk.EVERYTHING, {231, 7}),
        ("refused", False, Walk.EVERYTHING, {231, 7}),
    ],
)
def test_an_order_is_used_only_if_it_was_shown(sorting: str, changes: bool, walk: Walk, found: set[int]) -> None:
    """Changes alone where `sort` turns the answer round; otherwise as much of a walk as the server's own order demands."""
    tenant = Tenant(sorting=sorting)
    tenant.add(230)

    async def story(desk: Desk) -> None:
        identity = await desk.connector.sign_in()
        assert identity.capabilities.has(Feature.CHANGES) is changes
        assert "obeyed" in identity.capabilities.proved["order by latest change"]
        desk.connector = desk.restarted(dict(identity.remember))
        cursor = (await desk.pull(None))[-1].cursor
        tenant.change("act_00007", subject="Edited")
        tenant.add()
        before = len(desk.asked())
        pages: list[Page] = [page async for page in desk.connector.pull(cursor)]
        assert {page.walk for page in pages} == {walk}
        assert set(ids(pages)) >= found
        assert len(desk.asked()) - before == (1 if changes else 3)

    at(tenant, story)


def test_a_page_out_of_order_does_not_end_a_walk() -> None:
    """The order was proved once and is broken now: reading on loses nothing."""
    tenant = Tenant()
    tenant.add(150)

    async def story(desk: Desk) -> None:
        await desk.connector.sign_in()
        cursor = (await desk.pull(None))[-1].cursor
        tenant.change("act_00150", subject="Edited")
        tenant.sorting = "ignored"
        assert {activity.title for page in await desk.pull(cursor) for activity in page.activities} >= {"Edited"}

    at(tenant, story)


def test_deleted_activities_are_missed_not_told() -> None:
    """They leave the list; asking for one says that it is gone."""
    tenant = Tenant()
    tenant.add(2)

    async def story(desk: Desk) -> None:
        cursor = (await desk.pull(None))[-1].cursor
        tenant.change("act_00001", is_deleted=True, deleted_at=tenant.now.rfc3339())
        assert ids(await desk.pull(cursor, Walk.EVERYTHING)) == [2]
        for rid in ("act_00001", "act_00009"):
            assert isinstance(await problem_of(desk.connector.fetch(rid)), Gone)
        assert (await desk.connector.fetch("act_00002")).version == 1

    at(tenant, story)


def test_a_full_page_that_comes_again_does_not_prove_that_it_is_all() -> None:
    """A server without paging that cuts off at our limit: nothing may be believed deleted."""
    tenant = Tenant(paging="none", envelope="bare")
    tenant.add(100)

    async def story(desk: Desk) -> None:
        pages = await desk.pull(None)
        assert sorted(ids(pages)) == list(range(1, 101))
        assert not pages[-1].complete

    at(tenant, story)


def test_a_cursor_that_repeats_ends_with_a_problem() -> None:
    """Not with an endless loop, and not with a walk that calls itself complete."""
    answer = reply(200, json.dumps({"data": [{"id": "a"}], "next_cursor": "again"}))

    async def story(desk: Desk) -> None:
        assert isinstance(await problem_of(desk.pull(None)), WrongServer)
        assert len(desk.asked()) < 5

    at(Tenant(fault=lambda _seen: answer), story)


def test_an_empty_tenant_is_complete_and_follows_on() -> None:
    """Nothing yet, and then something."""
    tenant = Tenant()

    async def story(desk: Desk) -> None:
        await desk.connector.sign_in()
        pages = await desk.pull(None)
        assert [(page.complete, page.activities) for page in pages] == [(True, ())]
        tenant.add()
        assert ids(await desk.pull(pages[-1].cursor)) == [1]
        assert isinstance(await problem_of(desk.pull("page 3")), ReplayGone)

    at(tenant, story)
