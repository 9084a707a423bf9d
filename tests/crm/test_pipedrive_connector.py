"""Does the Pipedrive connector find out who we are, what the server keeps, and how often it may be asked?"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from activity_desktop.crm.contract import Feature
from activity_desktop.crm.pipedrive.connector import SYSTEM
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Create, Edit
from activity_desktop.model.problems import Rejected, SignedOut, SlowDown
from crm.acme_pipedrive import ME, TOKEN, Company
from crm.pipedrive_office import LIST, Office, at, ids, problem_of, request
from transport.raw_server import reply

# --- signing in ------------------------------------------------------------------------------------------------------


def test_signing_in_tells_who_i_am_and_what_was_proved() -> None:
    """The owner's number, the company's address and the labels are remembered; the token is only ever a header."""
    company = Company()
    company.add(3)

    async def story(office: Office) -> None:
        identity = await office.connector.sign_in()
        assert (identity.user_id, identity.user_name, identity.tenant) == ("77", "Sam Sales", "acme")
        assert identity.server_time == company.now
        assert identity.remember["company_domain"] == "acme"
        assert identity.remember["time_zone"] == "Europe/Tallinn"
        assert identity.capabilities.proved["order by update time"] == "yes"
        assert identity.capabilities.proved["only what changed since a time"] == "yes"
        assert identity.capabilities.proved["only one owner's activities"] == "yes"
        assert identity.capabilities.has(Feature.CHANGES)
        assert all(TOKEN not in seen.target and seen.headers["x-api-token"] == TOKEN for seen in office.server.requests)

    at(company, story)


def test_signing_in_again_costs_one_cheap_question() -> None:
    """Each session signs in; the tokens of the whole company must not pay for that."""

    async def story(office: Office) -> None:
        await office.connector.sign_in()
        before = len(office.server.requests)
        await office.connector.sign_in()
        assert [seen.path for seen in office.server.requests[before:]] == ["/v1/users/me"]

    at(Company(), story)


@pytest.mark.parametrize(
    ("company", "proof", "lost"),
    [
        (Company(obeys_since=False), "only what changed since a time", {Feature.CHANGES}),
        (Company(obeys_order=False), "order by update time", set()),
        (Company(obeys_owner=False), "only one owner's activities", set()),
    ],
    ids=["updated_since", "order", "owner"],
)
def test_what_a_server_ignores_is_not_claimed(company: Company, proof: str, lost: set[Feature]) -> None:
    """A filter that changes nothing, and an order that the answer does not show, are off."""
    company.add(2)
    company.add(owner_id=ME + 1)

    async def story(office: Office) -> None:
        identity = await office.connector.sign_in()
        assert identity.capabilities.proved[proof] == "no"
        assert not lost & identity.capabilities.can
        pages = await office.pull(None)
        assert set(ids(pages)) >= {1, 2}
        assert set(ids(await office.pull(pages[-1].cursor))) >= ({1, 2} if lost else set())

    at(company, story)


@pytest.mark.parametrize(("status", "there"), [(200, True), (403, False), (404, False), (410, False), (500, False)])
def test_the_company_list_of_version_1_is_a_capability(status: int, there: bool) -> None:
    """Not being an administrator, and a server without version 1, are reasons and not errors."""

    async def story(office: Office) -> None:
        found = (await office.connector.sign_in()).capabilities
        assert found.has(Feature.COMPANY_FEED) is there
        assert there or found.why_not[Feature.COMPANY_FEED].endswith(".")

    at(Company(collection=status), story)


def test_version_1_may_live_under_another_path() -> None:
    """`/v1` and `/api/v1` are both documented."""

    async def story(office: Office) -> None:
        identity = await office.connector.sign_in()
        assert identity.user_id == "77"
        assert identity.remember["v1"] == "/api/v1"

    at(Company(v1="/api/v1"), story)


def test_a_server_that_does_not_say_who_i_am_is_read_without_an_owner() -> None:
    """The activities' document alone must be enough."""
    company = Company(knows_me=False)
    company.add(2)
    company.add(owner_id=ME + 1)

    async def story(office: Office) -> None:
        assert (await office.connector.sign_in()).user_id == ""
        assert ids(await office.pull(None)) == [3, 2, 1]
        assert not any("owner_id" in query for query in office.asked())

    at(company, story)


@pytest.mark.parametrize(
    ("settings", "found", "parameter"),
    [
        ({}, [1], ("owner_id", "77")),
        ({"owner_id": "me"}, [1], ("owner_id", "77")),
        ({"owner_id": "78"}, [2], ("owner_id", "78")),
        ({"owner_id": "All"}, [2, 1], None),
        ({"filter_id": "9"}, [2, 1], ("filter_id", "9")),
    ],
)
def test_whose_activities_are_read_can_be_chosen(
    settings: dict[str, str], found: list[int], parameter: tuple[str, str] | None
) -> None:
    """Mine by default, a colleague's, everybody's, or those of a filter made in Pipedrive."""
    company = Company()
    company.add()
    company.add(owner_id=78)

    async def story(office: Office) -> None:
        await office.connector.sign_in()
        assert ids(await office.pull(None)) == found
        sent = {item for query in office.asked() for item in query.items() if item[0] in ("owner_id", "filter_id")}
        assert sent == ({parameter} if parameter else set())

    at(company, story, **settings)


def test_an_owner_that_is_no_number_is_named() -> None:
    """A typing mistake in the form leads to the field it was made in."""

    async def story(office: Office) -> None:
        problem = await problem_of(office.connector.sign_in())
        assert isinstance(problem, Rejected)
        assert set(problem.fields) == {"owner_id"}

    at(Company(), story, owner_id="Sam")


def test_a_wrong_token_is_told_at_once() -> None:
    """401 at sign-in."""

    async def story(office: Office) -> None:
        assert isinstance(await problem_of(office.connector.sign_in()), SignedOut)

    at(Company(), story, token="mistyped")


def test_a_later_session_knows_what_an_earlier_one_learned() -> None:
    """Reading goes on without asking again who we are."""
    company = Company()
    company.add()

    async def story(office: Office) -> None:
        identity = await office.connector.sign_in()
        office.connector = office.restarted(dict(identity.remember))
        before = len(office.server.requests)
        assert ids(await office.pull(None)) == [1]
        assert [seen.path for seen in office.server.requests[before:]] == [LIST]

    at(company, story)


# --- the budget and the form -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pool", "left", "seconds"),
    [("30000", "29000", 288), ("60000", "59000", 144), ("150000", "146526", 60), ("150000", "9000", 900), ("", "", 288)],
)
def test_the_pace_follows_the_budget_in_the_headers(pool: str, left: str, seconds: float) -> None:
    """A tenth of the company's tokens at most; less when others need what is left."""
    company = Company(headers={"x-daily-ratelimit-token-limit": pool, "x-daily-ratelimit-token-remaining": left})

    async def story(office: Office) -> None:
        await office.pull(None)
        assert office.connector.pace().idle == pytest.approx(seconds)

    at(company, story)


def test_the_form_offers_the_accounts_own_choices() -> None:
    """Types by key, priorities by number, both with the account's labels; before they are known, the usual types."""
    types = [{"key_string": "tour", "name": "Tour", "order_nr": 1}, {"key_string": "old", "name": "Old", "active_flag": False}]
    options = [{"field_code": "priority", "options": [{"id": 911, "label": "High"}]}]

    def lists(seen: Any, _writer: asyncio.StreamWriter) -> bytes | None:
        answers = {"/v1/activityTypes": types, "/api/v2/activityFields": options}
        return reply(200, json.dumps({"success": True, "data": answers[seen.path]})) if seen.path in answers else None

    async def story(office: Office) -> None:
        before = {item.name: item.choices for item in office.connector.form()}
        assert ("call", "Call") in before["type"]
        identity = await office.connector.sign_in()
        for connector in (office.connector, office.restarted(dict(identity.remember))):
            choices = {item.name: item.choices for item in connector.form()}
            assert choices["type"] == (("tour", "Tour"),)
            assert choices["priority"] == (("911", "High"),)
        await office.connector.send(request(Create({"subject": "x", "priority": "high"})))
        assert office.bodies("POST") == [{"subject": "x", "type": "tour", "priority": 911}]
        assert {item.name for item in SYSTEM.form} == set(before)

    at(Company(faults=[lists]), story)


def test_what_the_form_shows_is_what_it_would_send() -> None:
    """Opening the form and saving it unchanged changes nothing."""
    company = Company()
    company.add(
        due_date="2025-07-01", due_time="10:00:00", duration="01:30", person_id=1, deal_id=5, lead_id="46c3", priority=911,
        participants=[{"person_id": 1, "primary": True}, {"person_id": 2, "primary": False}], location={"value": "Gate"},
        attendees=[{"email": "g@x.org", "name": "G", "status": "accepted"}], note="<p>as it <b>is</b></p>", busy=True,
    )  # fmt: skip
    before = {name: value for name, value in company.records[1].items() if name not in ("update_time", "due_time", "busy")}

    async def story(office: Office) -> None:
        known = await office.connector.fetch("1")
        shown = {name: value for name, value in office.connector.form_values(known).items() if value not in (None, "", [])}
        await office.connector.send(request(Edit(shown), 1, known=known))
        assert {name: company.records[1][name] for name in before} == before
        assert office.connector.form_values(Activity(key=Key("acc", "1"), raw=b"17"))["subject"] == ""

    at(company, story)


class Hours:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> Instant:
        return Instant(0)

    def monotonic(self) -> float:
        return self.passed

    boottime = monotonic


def test_a_spent_day_is_asked_about_once_an_hour_with_the_cheapest_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tokens instead of ten, and nothing in between, until the budget has recovered."""
    clock = Hours()
    monkeypatch.setattr("activity_desktop.crm.pipedrive.budget.SystemClock", lambda: clock)
    company = Company(headers={"x-daily-ratelimit-token-limit": "30000", "x-daily-ratelimit-token-remaining": "0"})
    company.add()

    async def story(office: Office) -> None:
        assert isinstance(await problem_of(office.pull(None)), SlowDown)
        for clock.passed in (10.0, 3599.0):
            assert isinstance(await problem_of(office.pull(None)), SlowDown)
        assert [seen.path for seen in office.server.requests] == ["/v1/users/me"]
        clock.passed = 3601.0
        assert isinstance(await problem_of(office.pull(None)), SlowDown)
        assert [seen.path for seen in office.server.requests] == ["/v1/users/me"] * 2
        clock.passed = 7300.0
        company.headers["x-daily-ratelimit-token-remaining"] = "30000"
        assert ids(await office.pull(None)) == [1]

    at(company, story)
