"""Does the cPod dialect answer as cPod does? Every call and every quirk, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from local_server.dialect_bench import Bench, bench

ACTIVITIES = "/api/v1/crm/activities"
TOKEN = "/api/v1/auth/token"
FIELDS = {
    "id", "tenant_id", "app_id", "created_at", "updated_at", "created_by", "updated_by", "source", "source_type",
    "is_deleted", "deleted_at", "deleted_by", "schema_version", "account_id", "deal_id", "contact_id", "contact_ids",
    "activity_type", "subject", "description", "activity_date", "due_date", "completed_at", "status", "priority",
    "direction", "outcome", "actor_type", "performed_by_user_id", "participants", "linked_trace_id", "attachment_refs",
    "recurrence", "reminder_sent", "custom_fields", "tags", "version", "type", "owner_id", "notes", "occurred_at",
}  # fmt: skip


@pytest.fixture
def cpod() -> Iterator[Bench]:
    with bench("cpod", 60) as running:
        yield running


def walk(running: Bench, **parameters: Any) -> list[dict[str, Any]]:
    """All rows, page by page."""
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = running.get(ACTIVITIES, **parameters, **({"cursor": cursor} if cursor else {}))
        rows += page["data"]
        cursor = page["next_cursor"]
        if cursor is None:
            return rows


def refused(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The error of an answer that must be refused with this status."""
    assert answer.status_code == status, answer.text
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) == {"code", "message", "details"}
    return error


def as_a_person(running: Bench) -> dict[str, str | None]:
    return {"authorization": f"Bearer {running.dialects.cpod.human_token()}"}


# --- the door ---------------------------------------------------------------------------------------------------------


def test_client_credentials_become_a_token_that_looks_like_a_jwt(cpod: Bench) -> None:
    """Three parts, a bearer, an hour."""
    secrets = cpod.dialects.cpod.secrets
    answer = cpod.ask(
        "POST", TOKEN, json={**secrets, "grant_type": "client_credentials"}, headers={"authorization": None}
    ).json()
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)
    assert re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+", answer["access_token"])


def test_wrong_credentials_make_no_token(cpod: Bench) -> None:
    """401 for a wrong secret, 400 for another grant or no JSON; the emulator's switch takes any client."""
    wrong = {"client_id": "x", "client_secret": "y", "grant_type": "client_credentials"}
    assert refused(cpod.ask("POST", TOKEN, json=wrong), 401)["code"] == "invalid_client"
    assert refused(cpod.ask("POST", TOKEN, json=wrong | {"grant_type": "password"}), 400)["code"] == "unsupported_grant_type"
    assert refused(cpod.ask("POST", TOKEN, content=b"x"), 400)["code"] == "invalid_request"
    assert cpod.ask("GET", TOKEN).status_code == 405
    cpod.dialects.switches.turn("cpod.any_client=on")
    assert cpod.ask("POST", TOKEN, json=wrong).status_code == 200


@pytest.mark.parametrize("token", [None, "", "Bearer x", "Bearer a.b.c", "Basic eDp5"])
def test_without_a_good_token_nothing_is_answered(cpod: Bench, token: str | None) -> None:
    """401 that says whose fault it is."""
    answer = cpod.ask("GET", ACTIVITIES, headers={"authorization": token})
    assert refused(answer, 401)["code"] == "unauthorized"
    assert "invalid_token" in answer.headers["www-authenticate"]


def test_a_forged_token_is_refused(cpod: Bench) -> None:
    """Other claims under the old signature."""
    head, claims, signature = cpod.credentials["authorization"].split(".")
    refused(cpod.ask("GET", ACTIVITIES, headers={"authorization": f"{head}.{claims[:-2]}AA.{signature}"}), 401)


def test_a_token_ends_when_it_said(cpod: Bench) -> None:
    """After that only a new one helps."""
    cpod.clock.advance(3599)
    assert cpod.ask("GET", ACTIVITIES).status_code == 200
    cpod.clock.advance(1)
    refused(cpod.ask("GET", ACTIVITIES), 401)
    cpod.dialects.switches.turn("cpod.token_ttl=5")
    secrets = cpod.dialects.cpod.secrets
    short = cpod.ask("POST", TOKEN, json={**secrets, "grant_type": "client_credentials"}).json()
    assert short["expires_in"] == 5


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_list_has_every_field_of_the_schema(cpod: Bench) -> None:
    """Sixty records, each with all fields, null where nothing is set."""
    rows = walk(cpod)
    assert len({row["id"] for row in rows}) == len(rows) == 60
    for row in rows:
        assert set(row) == FIELDS
    for name in FIELDS - {"deleted_at", "deleted_by"}:
        assert any(row[name] not in (None, "", [], {}) or row[name] is False for row in rows), name


def test_the_seeded_records_show_every_shape_of_a_value(cpod: Bench) -> None:
    """Twins alone, together and different; AI with a trace; recurrence; right-to-left; no subject."""
    rows = walk(cpod)
    assert {row["type"] for row in rows} == {"call", "email", "meeting", "note", "task"}
    assert {(row["occurred_at"] is None, row["activity_date"] is None) for row in rows} == {
        (True, False),
        (False, True),
        (False, False),
    }
    twins = [row for row in rows if row["notes"] and row["description"]]
    assert {row["notes"] == row["description"] for row in twins} == {True, False}
    assert any("- [x]" in (row["description"] or "") for row in rows)
    assert all((row["actor_type"] == "ai") == bool(row["linked_trace_id"]) for row in rows)
    assert {row["actor_type"] for row in rows} == {"ai", "service", "user"}
    assert any(row["recurrence"] for row in rows)
    assert {None, "low", "medium", "high", "P1"} == {row["priority"] for row in rows}
    assert "Awaiting reply" in {row["status"] for row in rows}
    assert {None, ""} & {row["subject"] for row in rows}
    assert any(re.search("[֐-ۿ]", row["subject"] or "") for row in rows)
    assert any((row["custom_fields"] or {}).get("gongCallId") for row in rows)
    assert any(row["due_date"] for row in rows if row["type"] == "task")
    assert all(row["account_id"] or row["deal_id"] or row["contact_id"] for row in rows)
    assert all(row["id"].startswith("act_") and row["owner_id"].startswith("usr-") for row in rows)
    assert {type(each) for row in rows for each in row["participants"] or []} == {str, dict}


def test_only_ones_own_records_of_ones_own_application_are_seen(cpod: Bench) -> None:
    """An application's token sees its application's; a person's own session also those of none; nobody another's."""
    with_app = {row["id"] for row in walk(cpod)}
    page = cpod.ask("GET", ACTIVITIES, headers=as_a_person(cpod), params={"limit": 200}).json()
    as_person = {row["id"] for row in page["data"]}
    assert with_app < as_person
    without_app = next(row for row in page["data"] if row["id"] not in with_app)
    assert "app_id" not in without_app
    refused(cpod.ask("GET", f"{ACTIVITIES}/{without_app['id']}"), 404)
    owners = {record["owner_id"] for record in cpod.dialects.cpod.activities.all()}
    assert len(owners) == 2
    assert len({row["owner_id"] for row in page["data"]}) == 1


def test_deleted_records_are_left_out_unless_asked_for(cpod: Bench) -> None:
    """Soft: excluded from default lists, and not found one by one."""
    rows = walk(cpod, include_deleted="true")
    deleted = [row for row in rows if row["is_deleted"]]
    assert deleted
    assert all(row["deleted_at"] and row["deleted_by"] for row in deleted)
    assert len(rows) - len(deleted) == 60
    refused(cpod.ask("GET", f"{ACTIVITIES}/{deleted[0]['id']}"), 404)


def test_the_cursor_leads_through_all_pages_whatever_happens_meanwhile(cpod: Bench) -> None:
    """New records on top neither repeat nor hide one further down."""
    first = cpod.get(ACTIVITIES, limit=20)
    cpod.clock.advance(60)
    cpod.dialects.cpod.happen()
    cpod.dialects.cpod.remove(first["data"][0]["id"])
    seen = [row["id"] for row in first["data"]]
    cursor = first["next_cursor"]
    while cursor:
        page = cpod.get(ACTIVITIES, limit=20, cursor=cursor)
        seen += [row["id"] for row in page["data"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 60


def test_pages_hold_fifty_unless_told(cpod: Bench) -> None:
    """1 to 200; a cursor that was never given, or belongs to another order, is refused."""
    page = cpod.get(ACTIVITIES)
    assert len(page["data"]) == 50
    for limit in ("0", "201", "x"):
        refused(cpod.ask("GET", ACTIVITIES, params={"limit": limit}), 400)
    for cursor in ("x", "bm9uc2Vuc2U=", "é"):
        refused(cpod.ask("GET", ACTIVITIES, params={"cursor": cursor}), 400)
    refused(cpod.ask("GET", ACTIVITIES, params={"cursor": page["next_cursor"], "sort": "updated_at"}), 400)


@pytest.mark.parametrize("sort", ["created_at", "-created_at", "updated_at", "-updated_at", "-occurred_at", "due_date"])
def test_sort_is_obeyed_or_by_switch_ignored(cpod: Bench, sort: str) -> None:
    """A client has to prove by the answer that its order was obeyed."""
    name = sort.removeprefix("-")
    values = [row[name] or "" for row in walk(cpod, sort=sort, limit=7)]
    assert values == sorted(values, reverse=sort.startswith("-"))
    newest_first = walk(cpod)
    assert walk(cpod, sort="nonsense") == newest_first
    cpod.dialects.switches.turn("cpod.sort=off")
    assert walk(cpod, sort=sort) == newest_first


def test_filters_and_search(cpod: Bench) -> None:
    """By the linked ids, owner, type, status and priority; search in the texts; others do nothing."""
    rows = walk(cpod)
    for name in ("account_id", "deal_id", "contact_id", "owner_id", "type", "status", "priority"):
        wanted = next(row[name] for row in rows if row[name])
        assert walk(cpod, **{name: wanted}) == [row for row in rows if row[name] == wanted]
    found = walk(cpod, search="BUDGET")
    assert found == [row for row in rows if "budget" in f"{row['subject']} {row['description']} {row['notes']}".lower()]
    assert found
    assert walk(cpod, tags="vip") == rows


@pytest.mark.parametrize(
    ("envelope", "key", "cursor"),
    [("data", "data", "next_cursor"), ("camel", "data", "nextCursor"), ("items", "items", "next_cursor")],
)
def test_the_lists_wrapper_can_be_switched(cpod: Bench, envelope: str, key: str, cursor: str) -> None:
    """Three spellings of the same page."""
    cpod.dialects.switches.turn(f"cpod.envelope={envelope}")
    page = cpod.get(ACTIVITIES, limit=5)
    assert set(page) == {key, cursor}
    assert len(page[key]) == 5
    assert page[cursor]


def test_a_bare_array_holds_everything(cpod: Bench) -> None:
    """Without a cursor there are no pages."""
    cpod.dialects.switches.turn("cpod.envelope=array")
    assert len(cpod.get(ACTIVITIES, limit=5)) == 60


def test_one_record_is_bare_or_by_switch_under_data(cpod: Bench) -> None:
    """GET by id."""
    row = walk(cpod)[0]
    assert cpod.get(f"{ACTIVITIES}/{row['id']}") == row
    cpod.dialects.switches.turn("cpod.single=data")
    assert cpod.get(f"{ACTIVITIES}/{row['id']}") == {"data": row}
    refused(cpod.ask("GET", f"{ACTIVITIES}/act_none"), 404)


def test_camel_case_can_be_switched_on(cpod: Bench) -> None:
    """The document writes accountId in one place and account_id in all others."""
    cpod.dialects.switches.turn("cpod.names=camel")
    row = cpod.get(ACTIVITIES)["data"][0]
    assert {"accountId", "occurredAt", "performedByUserId", "isDeleted", "type"} <= set(row)
    assert not any("_" in name for name in row)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_record_is_created_and_stamped_by_the_server(cpod: Bench) -> None:
    """201; what the server stamps is not taken from the body, everything else is."""
    written = {
        "account_id": "acc_1",
        "deal_id": "deal_1",
        "contact_id": "con_1",
        "contact_ids": ["con_1", "con_2"],
        "activity_type": "Call with legal",
        "type": "call",
        "subject": "Contract",
        "description": "**Done**",
        "notes": "Done",
        "activity_date": "2026-03-21T09:00:00Z",
        "occurred_at": "2026-03-21T09:00:00Z",
        "due_date": "2026-03-25T09:00:00+01:00",
        "completed_at": "2026-03-21T09:30:00Z",
        "status": "completed",
        "priority": "high",
        "direction": "outbound",
        "outcome": "Agreed",
        "actor_type": "ai",
        "performed_by_user_id": "usr-1",
        "participants": [{"id": "con_1"}],
        "linked_trace_id": "trc_1",
        "attachment_refs": ["a/b.pdf"],
        "recurrence": {"rrule": "FREQ=DAILY"},
        "reminder_sent": True,
        "custom_fields": {"duration_minutes": 5},
        "tags": ["x"],
        "source": "phone",
        "source_type": "frontend",
    }
    stamped = {
        "id": "mine",
        "tenant_id": "t",
        "app_id": "a",
        "created_at": "x",
        "version": 9,
        "is_deleted": True,
        "created_by": "me",
    }
    answer = cpod.ask("POST", ACTIVITIES, json=written | stamped)
    assert answer.status_code == 201
    made = answer.json()
    assert {name: made[name] for name in written} == written
    assert not any(made[name] == value for name, value in stamped.items())
    assert (made["version"], made["schema_version"], made["is_deleted"], made["app_id"]) == (1, 1, False, "app_inbox")
    assert made["created_at"] == made["updated_at"] == "2026-03-21T10:00:00.000Z"
    assert cpod.get(f"{ACTIVITIES}/{made['id']}") == made
    assert walk(cpod)[0] == made


@pytest.mark.parametrize("link", ["account_id", "deal_id", "contact_id", "accountId", "dealId", "contactId"])
def test_one_link_is_enough_in_either_spelling(cpod: Bench, link: str) -> None:
    """With the defaults of everything else; a person's own session stamps no application."""
    made = cpod.ask("POST", ACTIVITIES, json={link: "x"}, headers=as_a_person(cpod)).json()
    assert (made["source"], made["source_type"], made["reminder_sent"]) == ("edm", "api", False)
    assert "app_id" not in made


@pytest.mark.parametrize("body", [{}, {"subject": "x"}, {"account_id": ""}, {"account_id": None, "deal_id": None}])
def test_a_record_needs_account_deal_or_contact(cpod: Bench, body: dict[str, Any]) -> None:
    """422 with the document's sentence."""
    error = refused(cpod.ask("POST", ACTIVITIES, json=body), 422)
    assert error["message"] == "At least one of accountId, dealId, contactId must be set."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "fax"),
        ("source_type", "moon"),
        ("occurred_at", "yesterday"),
        ("due_date", "2026-03-25"),
        ("subject", 5),
        ("reminder_sent", "yes"),
        ("account_id", 5),
    ],
)
def test_a_wrong_value_is_refused(cpod: Bench, name: str, value: Any) -> None:
    """422 that names the field; what is no object is 400."""
    error = refused(cpod.ask("POST", ACTIVITIES, json={"deal_id": "d", name: value}), 422)
    assert [detail["field"] for detail in error["details"]] == [name]
    refused(cpod.ask("POST", ACTIVITIES, json=[]), 400)
    refused(cpod.ask("POST", ACTIVITIES, content=b"{"), 400)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed_or_deleted(cpod: Bench, method: str) -> None:
    """405 with what is allowed."""
    answer = cpod.ask(method, f"{ACTIVITIES}/{walk(cpod)[0]['id']}", json={})
    assert refused(answer, 405)["code"] == "method_not_allowed"
    assert answer.headers["allow"] == "GET, HEAD"
    assert cpod.ask(method, ACTIVITIES, json={}).headers["allow"] == "GET, HEAD, POST"
    refused(cpod.ask("GET", "/api/v1/crm/nothing"), 404)


def test_what_happens_counts_its_versions(cpod: Bench) -> None:
    """A new record by another person, two changes, a deletion."""
    cpod.clock.advance(60)
    new = cpod.dialects.cpod.happen(subject="Call back", status="open")
    assert walk(cpod)[0]["subject"] == "Call back"
    assert new["created_by"] != walk(cpod)[-1]["created_by"]
    cpod.dialects.cpod.change(new["id"], status="scheduled")
    cpod.dialects.cpod.change(new["id"], status="completed")
    assert cpod.get(f"{ACTIVITIES}/{new['id']}")["version"] == 3
    cpod.dialects.cpod.remove(new["id"])
    assert len(walk(cpod)) == 60
    with pytest.raises(KeyError):
        cpod.dialects.cpod.change("act_none")
