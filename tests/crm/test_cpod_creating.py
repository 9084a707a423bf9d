"""Does the cPod connector create activities once, and say what it cannot do instead of trying?"""

from __future__ import annotations

from typing import Any

import pytest

from activity_desktop.model.activity import Key
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.operation import Complete, Create, Delete, Edit, SetRead
from activity_desktop.model.problems import (
    CannotDo,
    Rejected,
)
from crm.pipedrive_office import problem_of
from crm.tenant_cpod import Desk, Tenant, at, request
from transport.raw_server import reply

CLIENT = {"client_id": "id-1", "client_secret": "secret-1"}


# --- creating --------------------------------------------------------------------------------------------------------


def test_a_new_activity_goes_out_with_what_was_entered() -> None:
    """One of each pair of twins, date-times in UTC, own fields with their types."""
    tenant = Tenant()
    fields = {
        "title": "Call", "type": "Call", "contact_id": "con_3", "contact_ids": "con_3\ncon_4", "accountId": "acc_1",
        "occurred_at": "2025-06-01T12:00:00+02:00", "due_date": "2025-07-01", "body": "*well*", "direction": "inbound",
        "custom_fields": "duration_minutes=30\ngongCallId=g-17", "tags": ["a", "b"], "recurrence": "FREQ=WEEKLY", "status": "",
    }  # fmt: skip

    async def story(desk: Desk) -> None:
        receipt = await desk.connector.send(request(Create(fields)))
        assert desk.bodies() == [
            {
                "subject": "Call", "type": "call", "contact_id": "con_3", "contact_ids": ["con_3", "con_4"],
                "account_id": "acc_1", "occurred_at": "2025-06-01T10:00:00Z",
                "due_date": "2025-07-01T00:00:00Z", "description": "*well*",
                "direction": "inbound", "custom_fields": {"duration_minutes": 30, "gongCallId": "g-17"}, "tags": ["a", "b"],
                "recurrence": {"rrule": "FREQ=WEEKLY"},
            }
        ]  # fmt: skip
        assert receipt.activity is not None
        assert receipt.activity.key.rid == "act_00001"
        assert receipt.activity.recurring
        assert desk.connector.form_values(receipt.activity)["contact_ids"] == ["con_3", "con_4"]

    at(tenant, story)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"subject": "x"}, {"account_id", "deal_id", "contact_id"}),
        ({"subject": "x", "contact_ids": ["c"]}, {"account_id", "deal_id", "contact_id"}),
        ({"deal_id": "d", "type": "fax"}, {"type"}),
        ({"deal_id": "d", "due_date": "soon"}, {"due_date"}),
        ({"deal_id": "d", "custom_fields": "duration"}, {"custom_fields"}),
        ({"deal_id": "d", "version": 3}, {"version"}),
    ],
    ids="+".join,
)
def test_what_would_be_refused_is_found_before_sending(fields: dict[str, Any], wrong: set[str]) -> None:
    """At least one of account, deal and contact; each mistake named by its field."""

    async def story(desk: Desk) -> None:
        problem = await problem_of(desk.connector.send(request(Create(fields))))
        assert isinstance(problem, Rejected)
        assert set(problem.fields) == wrong
        assert not desk.server.requests

    at(Tenant(), story)


def test_a_server_that_reads_the_other_spelling_gets_it() -> None:
    """It refuses snake case and names a field in camel case; any other refusal stands."""
    tenant = Tenant(spelling="camel")

    async def story(desk: Desk) -> None:
        receipt = await desk.connector.send(request(Create({"deal_id": "d", "custom_fields": {"my_field": 1}})))
        assert desk.bodies()[-1] == {"dealId": "d", "customFields": {"my_field": 1}}
        assert receipt.activity is not None
        tenant.fault = lambda seen: reply(422, '{"message": "no such deal"}') if seen.method == "POST" else None
        assert isinstance(await problem_of(desk.connector.send(request(Create({"deal_id": "d"})))), Rejected)
        assert len(desk.bodies()) == 3

    at(tenant, story)


def test_an_answer_that_cannot_be_read_does_not_create_twice() -> None:
    """It was taken; what it became is told by the next look."""
    tenant = Tenant(fault=lambda seen: reply(201, "<html>") if seen.method == "POST" else None)

    async def story(desk: Desk) -> None:
        assert (await desk.connector.send(request(Create({"deal_id": "d"})))).activity is None
        assert len(desk.bodies()) == 1

    at(tenant, story)


@pytest.mark.parametrize("sorting", ["obeyed", "ignored"])
def test_a_create_whose_answer_was_lost_is_found(sorting: str) -> None:
    """The same in words, and created since the person asked, by the server's clock."""
    tenant = Tenant(sorting=sorting)
    tenant.add(120, subject="Call Ada", deal_id="d")

    async def story(desk: Desk) -> None:
        await desk.connector.sign_in()
        tenant.now = tenant.now.plus(3600)
        create = request(Create({"subject": "Call Ada", "deal_id": "d"}), asked=SystemClock().now())
        assert await desk.connector.find_created(create) is None
        asked = tenant.now
        rid = tenant.add(subject="Call Ada", deal_id="d")
        tenant.add(subject="Call Bob", deal_id="d")
        tenant.now = asked.plus(1)
        found = await desk.connector.find_created(create)
        assert found is not None
        assert found.key == Key("acc", rid)
        undated = request(Create({"subject": "Call Ada", "deal_id": "d"}))
        assert isinstance(await problem_of(desk.connector.find_created(undated)), CannotDo)

    at(tenant, story)


def test_what_cpod_cannot_do_is_said_and_never_tried() -> None:
    """List, fetch and create are all there is; each refusal has its reason."""

    async def story(desk: Desk) -> None:
        connector = desk.connector
        for operation in (Edit({"subject": "x"}), Complete(), Delete(), SetRead(1)):
            problem = await problem_of(connector.send(request(operation)))
            assert isinstance(problem, CannotDo)
            assert problem.title.startswith("cPod")
        assert isinstance(await problem_of(connector.still_there(["a"])), CannotDo)
        assert isinstance(await problem_of(connector.send_read_up_to("x")), CannotDo)
        with pytest.raises(CannotDo):
            connector.stream(None)
        assert await connector.resolve((), ()) == ((), ())
        assert connector.web_url("deal", "d") == ""
        assert not desk.server.requests

    at(Tenant(), story)
