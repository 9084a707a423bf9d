"""Does the cPod connector sign in by each of the two ways, and keep its token fresh?"""

from __future__ import annotations

import base64
import json

import pytest

from activity_desktop.crm.cpod.tokens import Tokens, claims
from activity_desktop.model.moment import Instant
from activity_desktop.model.problems import (
    Problem,
    SignedOut,
    WrongServer,
)
from crm.pipedrive_office import problem_of
from crm.tenant_cpod import Desk, Tenant, at, ids
from transport.raw_server import reply

CLIENT = {"client_id": "id-1", "client_secret": "secret-1"}


# --- signing in ------------------------------------------------------------------------------------------------------


def test_a_client_id_and_secret_become_a_token_that_tells_who_we_are() -> None:
    """Fetched once, used for everything, never shown in an address."""
    tenant = Tenant()
    tenant.add(3)

    async def story(desk: Desk) -> None:
        identity = await desk.connector.sign_in()
        assert (identity.user_id, identity.user_name, identity.tenant) == ("per_7", "Robot", "ten_1")
        assert identity.server_time == tenant.now
        await desk.pull(None)
        assert tenant.fetched == 1
        assert all("secret-1" not in seen.target for seen in desk.server.requests)

    at(tenant, story, **CLIENT)


def test_a_token_is_renewed_before_it_ends() -> None:
    """At 80 % of its life: one that lives no time at all is renewed for each request."""
    tenant = Tenant(life=1e-9)

    async def story(desk: Desk) -> None:
        await desk.pull(None)
        await desk.pull(None)
        assert tenant.fetched == 2

    at(tenant, story, **CLIENT)


def test_a_token_that_is_refused_early_is_renewed_silently_once() -> None:
    """The server restarted and forgot it; a second refusal is for the person."""
    tenant = Tenant()
    tenant.add()

    async def story(desk: Desk) -> None:
        await desk.pull(None)
        tenant.tokens = []
        assert ids(await desk.pull(None)) == [1]
        assert tenant.fetched == 2
        tenant.fault = lambda seen: reply(401, "{}") if seen.method == "GET" else None
        assert isinstance(await problem_of(desk.pull(None)), SignedOut)
        assert tenant.fetched == 3

    at(tenant, story, **CLIENT)


@pytest.mark.parametrize(
    "secrets", [{"token": "wrong"}, {"client_id": "id-1", "client_secret": "wrong"}, {"client_id": "id-1"}]
)
def test_credentials_that_do_not_work_are_told_apart_from_a_broken_server(secrets: dict[str, str]) -> None:
    """A wrong token, a wrong secret, and half of a pair all ask the person."""

    async def story(desk: Desk) -> None:
        assert isinstance(await problem_of(desk.connector.sign_in()), SignedOut)

    at(Tenant(), story, **secrets)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [(reply(404, "{}"), WrongServer), (reply(200, "{}"), WrongServer), (reply(403, "{}"), SignedOut)],
)
def test_a_token_endpoint_that_is_none(answer: bytes, problem: type[Problem]) -> None:
    """The address may lead somewhere else."""

    async def story(desk: Desk) -> None:
        assert isinstance(await problem_of(desk.connector.sign_in()), problem)

    at(Tenant(fault=lambda seen: answer if seen.method == "POST" else None), story, **CLIENT)


def test_a_token_of_another_tenant_stops_the_account() -> None:
    """Two tenants' activities must never be mixed in one account."""

    async def story(desk: Desk) -> None:
        remembered = dict((await desk.connector.sign_in()).remember)
        assert (await desk.restarted(remembered).sign_in()).tenant == "ten_1"
        problem = await problem_of(desk.restarted({**remembered, "tenant": "ten_2"}).sign_in())
        assert isinstance(problem, SignedOut)

    at(Tenant(), story, **CLIENT)


@pytest.mark.parametrize("token", ["", "one.two", "a.b.c", "a.!!.c", "a.W10.c", "a.eyJzdWIi.c"])
def test_a_token_that_is_no_jwt_tells_nothing(token: str) -> None:
    """It may be anything; only the server has to understand it."""
    assert claims(token) == {}


def test_a_lifetime_may_stand_in_the_token_itself() -> None:
    """Where the answer names none; the clock is the one that goes on while the computer sleeps."""

    class Hours:
        def __init__(self) -> None:
            self.passed = 0.0

        def now(self) -> Instant:
            return Instant(0)

        def monotonic(self) -> float:
            return self.passed

        boottime = monotonic

    middle = base64.urlsafe_b64encode(json.dumps({"iat": 1000, "exp": 1100}).encode()).decode().rstrip("=")
    tenant = Tenant(fault=lambda seen: reply(200, json.dumps({"token": f"e30.{middle}.x"})) if seen.method == "POST" else None)
    clock = Hours()

    async def story(desk: Desk) -> None:
        tokens = Tokens(desk.client, CLIENT, clock)
        for clock.passed in (0.0, 79.0, 81.0, 160.0, 162.0):
            await tokens.ready()
        assert len(desk.asked("/api/v1/auth/token", "POST")) == 3

    at(tenant, story, **CLIENT)
