"""Does the Pipedrive dialect answer as Pipedrive does? Every call and every quirk, over real HTTP."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from local_server.dialect_bench import Bench, bench

ACTIVITIES = "/api/v2/activities"
ME = 14120001
COLLEAGUE = 14120002
FIELDS = {
    "id", "subject", "type", "owner_id", "creator_user_id", "is_deleted", "add_time", "update_time", "deal_id", "lead_id",
    "person_id", "org_id", "project_id", "due_date", "due_time", "duration", "busy", "done", "marked_as_done_time", "location",
    "participants", "conference_meeting_client", "conference_meeting_url", "conference_meeting_id", "public_description",
    "priority", "note",
}  # fmt: skip


@pytest.fixture
def pipedrive() -> Iterator[Bench]:
    with bench("pipedrive", 60) as running:
        yield running


def walk(running: Bench, cursor: str | None = None, *, path: str = ACTIVITIES, **parameters: Any) -> list[dict[str, Any]]:
    """All rows of a list from a cursor or the beginning on, page by page."""
    rows: list[dict[str, Any]] = []
    while True:
        page = running.get(path, **parameters, **({"cursor": cursor} if cursor else {}))
        rows += page["data"]
        cursor = page["additional_data"]["next_cursor"]
        if cursor is None:
            return rows


def refused(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The error envelope of an answer that must be refused with this status."""
    assert answer.status_code == status, answer.text
    envelope: dict[str, Any] = answer.json()
    assert envelope["success"] is False
    assert envelope["data"] is None
    assert envelope["errorCode"] == status
    return envelope


# --- the door ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [None, "wrong"])
def test_without_the_token_nothing_is_answered(pipedrive: Bench, token: str | None) -> None:
    """401 in Pipedrive's envelope, before anything else."""
    assert refused(pipedrive.ask("GET", ACTIVITIES, headers={"x-api-token": token}), 401)["error"] == "unauthorized access"


def test_a_token_in_the_query_is_not_taken(pipedrive: Bench) -> None:
    """The specification has no api_token parameter."""
    token = pipedrive.credentials["x-api-token"]
    refused(pipedrive.ask("GET", ACTIVITIES, headers={"x-api-token": None}, params={"api_token": token}), 401)


def test_each_call_costs_its_tokens(pipedrive: Bench) -> None:
    """The day's budget shrinks by the documented cost of each call, whatever its answer holds."""
    lead = pipedrive.get(ACTIVITIES, limit=500)["data"]
    lead_id = next(row["lead_id"] for row in lead if row["lead_id"])
    calls: list[tuple[str, str, Any, int]] = [
        ("GET", ACTIVITIES, None, 10),
        ("GET", f"{ACTIVITIES}/1", None, 1),
        ("POST", ACTIVITIES, {"subject": "x"}, 5),
        ("PATCH", f"{ACTIVITIES}/1", {"subject": "x"}, 5),
        ("DELETE", f"{ACTIVITIES}/1", None, 3),
        ("GET", "/v1/activities/collection", None, 10),
        ("DELETE", "/v1/activities?ids=2", None, 10),
        ("GET", "/v1/activityTypes", None, 20),
        ("GET", "/v1/activityFields", None, 20),
        ("GET", "/api/v2/activityFields", None, 10),
        ("GET", "/api/v1/users/me", None, 2),
        ("GET", f"/v1/leads/{lead_id}", None, 2),
        ("GET", "/api/v2/persons/301", None, 1),
    ]
    left = 150_000 - 10
    for method, path, body, cost in calls:
        headers = pipedrive.ask(method, path, json=body).headers
        left -= cost
        assert headers["x-daily-ratelimit-token-limit"] == "150000"
        assert int(headers["x-daily-ratelimit-token-remaining"]) == left, (method, path)
        assert headers["x-correlation-id"]


def test_a_burst_is_refused_until_its_two_seconds_are_over(pipedrive: Bench) -> None:
    """429 with nothing remaining, but tokens left for the day; then it goes on."""
    pipedrive.dialects.switches.turn("pipedrive.burst_limit=3")
    for remaining in ("2", "1", "0"):
        assert pipedrive.ask("GET", "/v1/users/me").headers["x-ratelimit-remaining"] == remaining
    answer = pipedrive.ask("GET", "/v1/users/me")
    refused(answer, 429)
    assert answer.headers["x-ratelimit-reset"] == "2"
    assert int(answer.headers["x-daily-ratelimit-token-remaining"]) > 0
    assert "retry-after" not in answer.headers
    pipedrive.clock.advance(2)
    assert pipedrive.ask("GET", "/v1/users/me").status_code == 200


def test_retry_after_can_be_switched_on(pipedrive: Bench) -> None:
    """No document promises it; some servers send it."""
    pipedrive.dialects.switches.turn("pipedrive.burst_limit=0")
    pipedrive.dialects.switches.turn("pipedrive.retry_after=on")
    assert pipedrive.ask("GET", "/v1/users/me").headers["retry-after"] == "2"


def test_the_days_tokens_run_out_and_come_back_at_midnight(pipedrive: Bench) -> None:
    """429 with 0 tokens remaining although the burst has room; the next day starts anew."""
    pipedrive.dialects.switches.turn("pipedrive.daily_limit=12")
    pipedrive.get(ACTIVITIES)
    answer = pipedrive.ask("GET", ACTIVITIES)
    refused(answer, 429)
    assert answer.headers["x-daily-ratelimit-token-remaining"] == "0"
    assert int(answer.headers["x-ratelimit-remaining"]) > 0
    pipedrive.clock.advance(86_400)
    assert pipedrive.get(ACTIVITIES)["success"] is True


def test_whoever_ignores_429_gets_the_firewalls_html_page(pipedrive: Bench) -> None:
    """403 that is not JSON, for fifteen minutes, also for what would have been allowed."""
    pipedrive.dialects.switches.turn("pipedrive.burst_limit=0")
    for _ in range(10):
        refused(pipedrive.ask("GET", ACTIVITIES), 429)
    pipedrive.dialects.switches.turn("pipedrive.burst_limit=100")
    answer = pipedrive.ask("GET", ACTIVITIES)
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    pipedrive.clock.advance(900)
    assert pipedrive.ask("GET", ACTIVITIES).status_code == 200


def test_the_firewall_and_the_unpaid_company_can_be_switched_on(pipedrive: Bench) -> None:
    """403 HTML and 402 JSON without provoking them first."""
    pipedrive.dialects.switches.turn("pipedrive.open=off")
    refused(pipedrive.ask("GET", ACTIVITIES), 402)
    pipedrive.dialects.switches.turn("pipedrive.blocked=on")
    assert "Cloudflare" in pipedrive.ask("GET", ACTIVITIES).text


@pytest.mark.parametrize(("position", "burst", "daily"), [("all", True, True), ("burst", True, False), ("none", False, False)])
def test_the_rate_headers_are_optional(pipedrive: Bench, position: str, burst: bool, daily: bool) -> None:
    """Recordings show all of them, some, or none."""
    pipedrive.dialects.switches.turn(f"pipedrive.headers={position}")
    headers = pipedrive.ask("GET", ACTIVITIES).headers
    assert ("x-ratelimit-remaining" in headers) is burst
    assert ("x-daily-ratelimit-token-remaining" in headers) is daily


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_list_has_every_field_and_attendees_only_when_asked(pipedrive: Bench) -> None:
    """The shape of v2, with nulls where nothing is set."""
    page = pipedrive.get(ACTIVITIES)
    assert page["success"] is True
    assert set(page["data"][0]) == FIELDS
    with_attendees = pipedrive.get(ACTIVITIES, include_fields="attendees")["data"]
    assert set(with_attendees[0]) == FIELDS | {"attendees"}
    guests = next(row["attendees"] for row in with_attendees if row["attendees"])
    assert set(guests[0]) == {"email", "name", "status", "is_organizer", "person_id", "user_id"}
    refused(pipedrive.ask("GET", ACTIVITIES, params={"include_fields": "everything"}), 400)


def test_the_seeded_activities_show_every_shape_of_a_value(pipedrive: Bench) -> None:
    """All-day and timed, unset as null and as an empty string, with and without seconds, HTML, right-to-left, custom types."""
    rows = walk(pipedrive, limit=500)
    assert {row["due_time"] for row in rows} >= {None, ""}
    assert any(re.fullmatch(r"\d\d:\d\d", row["due_time"] or "") for row in rows)
    assert any(re.fullmatch(r"\d\d:\d\d:\d\d", row["due_time"] or "") for row in rows)
    assert {row["duration"] for row in rows} >= {None, "", "00:30", "01:30:00"}
    assert any(row["due_date"] is None for row in rows)
    assert any(row["due_date"] and not row["due_time"] for row in rows)
    assert {row["type"] for row in rows} >= {"call", "meeting", "task", "email", "lunch", "deadline", "site_visit"}
    assert {row["note"] for row in rows} >= {None, ""}
    assert any("<ul>" in (row["note"] or "") for row in rows)
    assert any(re.search("[֐-ۿ]", row["subject"]) for row in rows)
    assert any(row["done"] for row in rows)
    assert all(bool(row["marked_as_done_time"]) == row["done"] for row in rows)
    for name in (
        "deal_id",
        "lead_id",
        "person_id",
        "org_id",
        "project_id",
        "priority",
        "location",
        "conference_meeting_url",
        "busy",
    ):
        assert any(row[name] is not None for row in rows), name
        assert any(row[name] is None for row in rows), name


def test_sixty_of_mine_and_six_of_a_colleague_each_once(pipedrive: Bench) -> None:
    """Without owner_id all visible ones are listed; with mine, exactly the seeded number."""
    rows = walk(pipedrive, limit=7)
    assert len({row["id"] for row in rows}) == len(rows) == 66
    mine = walk(pipedrive, limit=7, owner_id=ME)
    assert len(mine) == 60
    assert len(walk(pipedrive, owner_id=COLLEAGUE)) == 6


def test_pages_hold_a_hundred_unless_told_and_never_more_than_five_hundred() -> None:
    """limit 1 to 500, 100 by default, anything else is refused."""
    with bench("pipedrive", 600) as running:
        assert len(running.get(ACTIVITIES)["data"]) == 100
        assert len(running.get(ACTIVITIES, limit=500)["data"]) == 500
        for limit in ("501", "0", "-1", "many"):
            refused(running.ask("GET", ACTIVITIES, params={"limit": limit}), 400)
        assert len(walk(running, limit=500, owner_id=ME)) == 600


def test_the_cursor_is_a_place_in_the_order_and_not_a_snapshot(pipedrive: Bench) -> None:
    """What changes during a walk by update time moves to the end and is met again; nothing is missed."""
    order: dict[str, Any] = {"sort_by": "update_time", "sort_direction": "asc", "limit": 20}
    first = pipedrive.get(ACTIVITIES, **order)
    moved = first["data"][3]["id"]
    pipedrive.dialects.pipedrive.change(moved, subject="Moved")
    rest = walk(pipedrive, first["additional_data"]["next_cursor"], **order)
    assert rest[-1]["id"] == moved
    assert {row["id"] for row in first["data"] + rest} == set(range(1, 67))


@pytest.mark.parametrize(
    "cursor", ["nonsense", base64.b64encode(b"[]").decode(), base64.b64encode(b'{"field":"id"}').decode(), "é"]
)
def test_a_cursor_that_was_never_given_is_refused(pipedrive: Bench, cursor: str) -> None:
    """400, not an empty or a first page."""
    refused(pipedrive.ask("GET", ACTIVITIES, params={"cursor": cursor}), 400)


def test_a_cursor_of_another_order_is_refused(pipedrive: Bench) -> None:
    """A cursor belongs to the list that it came from."""
    cursor = pipedrive.get(ACTIVITIES, limit=5)["additional_data"]["next_cursor"]
    refused(pipedrive.ask("GET", ACTIVITIES, params={"cursor": cursor, "sort_by": "add_time"}), 400)


@pytest.mark.parametrize("field", ["id", "update_time", "add_time", "due_date"])
@pytest.mark.parametrize("direction", ["asc", "desc"])
def test_the_list_is_sorted_as_asked(pipedrive: Bench, field: str, direction: str) -> None:
    """Four fields, two directions, across pages."""
    rows = walk(pipedrive, sort_by=field, sort_direction=direction, limit=9)
    places = [(row[field] or "", row["id"]) for row in rows]
    assert places == sorted(places, reverse=direction == "desc")
    assert len(rows) == 66


def test_an_unknown_order_is_refused(pipedrive: Bench) -> None:
    """Only the documented values."""
    refused(pipedrive.ask("GET", ACTIVITIES, params={"sort_by": "subject"}), 400)
    refused(pipedrive.ask("GET", ACTIVITIES, params={"sort_direction": "up"}), 400)


def test_updated_since_is_inclusive_and_until_exclusive(pipedrive: Bench) -> None:
    """since ≥, until <, in whole seconds, with Z or an offset."""
    rows = sorted(walk(pipedrive), key=lambda row: str(row["update_time"]))
    middle = rows[30]["update_time"]
    since = walk(pipedrive, updated_since=middle)
    until = walk(pipedrive, updated_until=middle)
    assert min(row["update_time"] for row in since) == middle
    assert max(row["update_time"] for row in until) < middle
    assert len(since) + len(until) == 66
    assert walk(pipedrive, updated_since=middle.replace("Z", "+00:00")) == since


@pytest.mark.parametrize(
    "text",
    ["2025-01-01T10:20:00.000Z", "2025-01-01", "2025-01-01T10:20:00", "2025-13-01T10:20:00Z", "9999-12-31T23:59:59-23:59"],
)
def test_a_time_with_milliseconds_or_without_a_zone_is_refused(pipedrive: Bench, text: str) -> None:
    """The trap that real clients fall into."""
    assert "updated_since" in refused(pipedrive.ask("GET", ACTIVITIES, params={"updated_since": text}), 400)["error"]


def test_filters_narrow_the_list(pipedrive: Bench) -> None:
    """By deal, lead, person, organization and done; `type` is not a parameter of v2 and does nothing."""
    rows = walk(pipedrive)
    for name in ("deal_id", "lead_id", "person_id", "org_id"):
        wanted = next(row[name] for row in rows if row[name] is not None)
        assert walk(pipedrive, **{name: wanted}) == [row for row in rows if row[name] == wanted]
    assert walk(pipedrive, done="true") == [row for row in rows if row["done"]]
    assert walk(pipedrive, done="false") == [row for row in rows if not row["done"]]
    assert walk(pipedrive, type="call") == rows
    refused(pipedrive.ask("GET", ACTIVITIES, params={"done": "1"}), 400)
    refused(pipedrive.ask("GET", ACTIVITIES, params={"owner_id": "me"}), 400)


def test_ids_leaves_out_what_is_gone(pipedrive: Bench) -> None:
    """The documented probe for deletions: up to a hundred ids, the missing ones are simply not there."""
    pipedrive.dialects.pipedrive.remove(3)
    assert [row["id"] for row in walk(pipedrive, ids="2,3,4,999")] == [2, 4]
    refused(pipedrive.ask("GET", ACTIVITIES, params={"ids": ",".join(map(str, range(1, 102)))}), 400)
    refused(pipedrive.ask("GET", ACTIVITIES, params={"ids": "1,x"}), 400)


def test_a_saved_filter_overrides_ids_and_owner(pipedrive: Bench) -> None:
    """filter_id wins; one that does not exist is refused."""
    rows = walk(pipedrive)
    assert walk(pipedrive, filter_id=1, owner_id=COLLEAGUE, ids="1") == [row for row in rows if not row["done"]]
    assert walk(pipedrive, filter_id=2) == [row for row in rows if row["type"] == "meeting"]
    refused(pipedrive.ask("GET", ACTIVITIES, params={"filter_id": "77"}), 400)


def test_one_activity_is_read_with_and_without_attendees(pipedrive: Bench) -> None:
    """GET by id; 404 for none."""
    assert set(pipedrive.get(f"{ACTIVITIES}/1")["data"]) == FIELDS
    assert "attendees" in pipedrive.get(f"{ACTIVITIES}/1", include_fields="attendees")["data"]
    refused(pipedrive.ask("GET", f"{ACTIVITIES}/999"), 404)
    refused(pipedrive.ask("GET", f"{ACTIVITIES}/first"), 404)


def test_the_older_spelling_can_be_switched_on(pipedrive: Bench) -> None:
    """`primary_flag` and `email_address`, as some answers had them."""
    pipedrive.dialects.switches.turn("pipedrive.spelling=v1")
    rows = pipedrive.get(ACTIVITIES, include_fields="attendees")["data"]
    participants = next(row["participants"] for row in rows if row["participants"])
    attendees = next(row["attendees"] for row in rows if row["attendees"])
    assert set(participants[0]) == {"person_id", "primary_flag"}
    assert "email_address" in attendees[0]
    assert "email" not in attendees[0]


# --- writing ----------------------------------------------------------------------------------------------------------


def create(running: Bench, **fields: Any) -> httpx.Response:
    return running.ask("POST", ACTIVITIES, json=fields)


def test_a_new_activity_is_answered_with_200_and_kept(pipedrive: Bench) -> None:
    """Every writable field comes back as it was written; the server fills in the rest."""
    wanted = {
        "subject": "Hand over the keys",
        "type": "site_visit",
        "owner_id": ME,
        "deal_id": 21,
        "lead_id": next(row["lead_id"] for row in walk(pipedrive) if row["lead_id"]),
        "org_id": 52,
        "project_id": 5,
        "due_date": "2026-04-01",
        "due_time": "14:30",
        "duration": "01:15",
        "busy": True,
        "done": False,
        "public_description": "At the gate",
        "priority": 383,
        "note": "<b>Bring</b> both",
    }
    people = {"participants": [{"person_id": 302, "primary": True}, {"person_id": 305, "primary": False}]}
    guests = {"attendees": [{"email": "a@b.example"}], "location": {"value": "Pier 4", "locality": "Bristol"}}
    answer = create(pipedrive, **wanted, **people, **guests)
    assert answer.status_code == 200
    made = answer.json()["data"]
    assert {name: made[name] for name in wanted} == wanted
    assert made["participants"] == people["participants"]
    assert made["person_id"] == 302
    assert made["location"]["value"] == "Pier 4"
    assert made["location"]["country"] is None
    assert made["add_time"] == made["update_time"] == "2026-03-21T10:00:00Z"
    assert made["creator_user_id"] == ME
    assert made["attendees"][0]["email"] == "a@b.example"
    assert pipedrive.get(f"{ACTIVITIES}/{made['id']}", include_fields="attendees")["data"] == made


def test_nothing_at_all_is_required(pipedrive: Bench) -> None:
    """The document marks no field as required: a call without a date."""
    made = create(pipedrive).json()["data"]
    assert (made["type"], made["subject"], made["due_date"], made["done"]) == ("call", "Call", None, False)


def test_the_context_hint_tells_whether_more_is_planned(pipedrive: Bench) -> None:
    """more_activities_scheduled_in_context, and a server of today that no longer sends it."""
    first = create(pipedrive, deal_id=28, subject="Only one", participants=[]).json()
    again = create(pipedrive, deal_id=28, subject="A second").json()
    assert again["additional_data"] == {"more_activities_scheduled_in_context": True}
    alone = create(pipedrive, subject="Without any context").json()
    assert alone["additional_data"] == {"more_activities_scheduled_in_context": False}
    pipedrive.dialects.switches.turn("pipedrive.more_activities=off")
    assert "additional_data" not in create(pipedrive, deal_id=28).json()
    assert first["success"] is True


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", 7),
        ("subject", None),
        ("type", "carrier-pigeon"),
        ("owner_id", "14120001"),
        ("owner_id", 99),
        ("deal_id", "21"),
        ("deal_id", True),
        ("deal_id", 9999),
        ("lead_id", "not-a-lead"),
        ("org_id", 1),
        ("project_id", 1.5),
        ("due_date", "01.04.2026"),
        ("due_date", "20260401"),
        ("due_time", "25:00"),
        ("due_time", "2 pm"),
        ("duration", "90"),
        ("busy", 1),
        ("done", 0),
        ("done", "true"),
        ("location", "Pier 4"),
        ("location", {"value": 4}),
        ("location", {"planet": "Mars"}),
        ("participants", [302]),
        ("participants", [{"person_id": "302"}]),
        ("participants", [{"person_id": 302, "primary": 1}]),
        ("attendees", [{"name": "No address"}]),
        ("public_description", 5),
        ("priority", 263),
        ("priority", "High"),
        ("note", ["a"]),
    ],
)
def test_types_are_strict_and_ids_must_exist(pipedrive: Bench, field: str, value: Any) -> None:
    """400 with the field's name, on create as on update."""
    envelope = refused(create(pipedrive, **{field: value}), 400)
    assert envelope["error"].startswith(f"Validation failed: {field}: ")
    assert envelope["code"] == "ERR_SCHEMA_VALIDATION_FAILED"
    refused(pipedrive.ask("PATCH", f"{ACTIVITIES}/1", json={field: value}), 400)


def test_person_id_is_read_only_unless_switched(pipedrive: Bench) -> None:
    """The older document lists it; today it is refused, also beside participants."""
    refused(create(pipedrive, subject="x", person_id=302, participants=[{"person_id": 302, "primary": True}]), 400)
    pipedrive.dialects.switches.turn("pipedrive.person_id=writable")
    made = create(pipedrive, subject="x", person_id=302).json()["data"]
    assert made["participants"] == [{"person_id": 302, "primary": True}]


def test_the_first_participant_is_primary_where_none_says_so(pipedrive: Bench) -> None:
    """And person_id follows it, down to null."""
    made = create(pipedrive, participants=[{"person_id": 303}, {"person_id": 304}]).json()["data"]
    assert made["person_id"] == 303
    emptied = pipedrive.ask("PATCH", f"{ACTIVITIES}/{made['id']}", json={"participants": []}).json()["data"]
    assert emptied["person_id"] is None


def test_due_times_can_be_refused_without_seconds(pipedrive: Bench) -> None:
    """The intermittent complaint of real servers: on it, HH:MM:SS works."""
    pipedrive.dialects.switches.turn("pipedrive.due_time=seconds")
    assert "due_time" in refused(create(pipedrive, due_time="14:30"), 400)["error"]
    assert create(pipedrive, due_time="14:30:00").json()["data"]["due_time"] == "14:30:00"


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"subject=x", "application/x-www-form-urlencoded"), (b"{", "application/json"), (b"[]", "application/json")],
)
def test_only_a_json_object_is_taken(pipedrive: Bench, body: bytes, kind: str) -> None:
    """Neither forms nor broken JSON."""
    refused(pipedrive.ask("POST", ACTIVITIES, content=body, headers={"content-type": kind}), 400)


def test_patch_changes_what_it_names_and_moves_the_update_time(pipedrive: Bench) -> None:
    """The other fields stay; null clears."""
    before = pipedrive.get(f"{ACTIVITIES}/2")["data"]
    pipedrive.clock.advance(61)
    after = pipedrive.ask("PATCH", f"{ACTIVITIES}/2", json={"subject": "New words", "due_date": None}).json()["data"]
    assert after == before | {"subject": "New words", "due_date": None, "update_time": "2026-03-21T10:01:01Z"}
    refused(pipedrive.ask("PATCH", f"{ACTIVITIES}/999", json={}), 404)
    assert pipedrive.ask("PUT", f"{ACTIVITIES}/2", json={}).status_code == 405


def test_done_and_undone_keep_their_time(pipedrive: Bench) -> None:
    """marked_as_done_time is set and taken away by the server."""
    open_id = next(row["id"] for row in walk(pipedrive) if not row["done"])
    done = pipedrive.ask("PATCH", f"{ACTIVITIES}/{open_id}", json={"done": True}).json()["data"]
    assert done["marked_as_done_time"] == "2026-03-21T10:00:00Z"
    undone = pipedrive.ask("PATCH", f"{ACTIVITIES}/{open_id}", json={"done": False}).json()["data"]
    assert undone["marked_as_done_time"] is None


def test_delete_hides_at_once_and_says_410_the_second_time(pipedrive: Bench) -> None:
    """As was recorded of the real one: 410 with success."""
    answer = pipedrive.ask("DELETE", f"{ACTIVITIES}/5")
    assert (answer.status_code, answer.json()) == (200, {"success": True, "data": {"id": 5}})
    again = pipedrive.ask("DELETE", f"{ACTIVITIES}/5")
    assert (again.status_code, again.json()["success"]) == (410, True)
    refused(pipedrive.ask("GET", f"{ACTIVITIES}/5"), 404)
    refused(pipedrive.ask("DELETE", f"{ACTIVITIES}/999"), 404)
    assert 5 not in [row["id"] for row in walk(pipedrive)]


def test_deleted_ones_can_be_listed_for_thirty_days(pipedrive: Bench) -> None:
    """The other reading: the delta returns them with is_deleted, and update_time is when."""
    pipedrive.dialects.switches.turn("pipedrive.deleted=listed")
    pipedrive.clock.advance(5)
    pipedrive.dialects.pipedrive.remove(5)
    delta = walk(pipedrive, updated_since="2026-03-21T10:00:05Z", sort_by="update_time")
    assert [(row["id"], row["is_deleted"]) for row in delta] == [(5, True)]
    assert pipedrive.get(f"{ACTIVITIES}/5")["data"]["is_deleted"] is True
    pipedrive.clock.advance(30 * 86_400)
    assert 5 not in [row["id"] for row in walk(pipedrive)]


# --- version 1, and the names of things -------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["/v1", "/api/v1"])
def test_the_v1_collection_has_the_older_names(pipedrive: Bench, prefix: str) -> None:
    """user_id, busy_flag, active_flag, times with a space, a location in pieces; unset is an empty string."""
    rows = walk(pipedrive, path=f"{prefix}/activities/collection", limit=25)
    assert len(rows) == 66
    first = rows[0]
    assert {"user_id", "busy_flag", "active_flag", "location_locality", "company_id"} <= set(first)
    assert not {"owner_id", "busy", "is_deleted", "note"} & set(first)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", first["update_time"])
    assert "" in {row["marked_as_done_time"] for row in rows}
    assert isinstance(next(row["location"] for row in rows if row["location"]), str)


def test_the_v1_collection_filters(pipedrive: Bench) -> None:
    """By time, owner, done and several types."""
    path = "/v1/activities/collection"
    rows = walk(pipedrive, path=path)
    middle = sorted(row["update_time"] for row in rows)[30]
    since, until = walk(pipedrive, path=path, since=middle), walk(pipedrive, path=path, until=middle)
    assert len(since) + len(until) == 66
    assert min(row["update_time"] for row in since) == middle
    assert len(walk(pipedrive, path=path, user_id=COLLEAGUE)) == 6
    assert walk(pipedrive, path=path, done="true") == [row for row in rows if row["done"]]
    assert walk(pipedrive, path=path, done="0") == [row for row in rows if not row["done"]]
    assert walk(pipedrive, path=path, type="call,lunch") == [row for row in rows if row["type"] in ("call", "lunch")]
    refused(pipedrive.ask("GET", path, params={"since": "yesterday"}), 400)


def test_many_are_deleted_at_once_by_v1(pipedrive: Bench) -> None:
    """The answer names those that were there."""
    answer = pipedrive.ask("DELETE", "/v1/activities", params={"ids": "5,6,999"})
    assert answer.json() == {"success": True, "data": {"id": [5, 6]}}
    assert {5, 6}.isdisjoint(row["id"] for row in walk(pipedrive))
    refused(pipedrive.ask("DELETE", "/v1/activities"), 400)


@pytest.mark.parametrize(("position", "status"), [("off", 404), ("gone", 410)])
def test_v1_activities_can_be_gone_while_the_rest_of_v1_stays(pipedrive: Bench, position: str, status: int) -> None:
    """404 or 410 for the collection and the bulk delete; types, fields and users answer on."""
    pipedrive.dialects.switches.turn(f"pipedrive.v1={position}")
    refused(pipedrive.ask("GET", "/v1/activities/collection"), status)
    refused(pipedrive.ask("DELETE", "/v1/activities?ids=1"), status)
    assert pipedrive.get("/v1/users/me")["success"] is True
    assert pipedrive.get("/v1/activityTypes")["success"] is True


def test_whoever_is_no_admin_may_not_read_everything(pipedrive: Bench) -> None:
    """403 in JSON for the collection and for the v2 fields; v1 fields remain."""
    pipedrive.dialects.switches.turn("pipedrive.admin=off")
    refused(pipedrive.ask("GET", "/v1/activities/collection"), 403)
    refused(pipedrive.ask("GET", "/api/v2/activityFields"), 403)
    assert pipedrive.get("/v1/activityFields")["success"] is True
    assert pipedrive.get("/v1/users/me")["data"]["is_admin"] == 0


def test_me_tells_company_and_time_zone(pipedrive: Bench) -> None:
    """What a client needs to know of itself."""
    me = pipedrive.get("/v1/users/me")["data"]
    assert me["id"] == ME
    assert {"name", "email", "timezone_name", "timezone_offset", "company_id", "company_domain"} <= set(me)


def test_types_and_priorities_have_words(pipedrive: Bench) -> None:
    """Every type and every priority that an activity uses is explained, in both spellings of the fields."""
    rows = walk(pipedrive)
    types = {each["key_string"]: each for each in pipedrive.get("/v1/activityTypes")["data"]}
    assert {row["type"] for row in rows} <= set(types)
    assert types["site_visit"]["is_custom_flag"] is True
    assert types["fax"]["active_flag"] is False
    old = next(each for each in pipedrive.get("/v1/activityFields")["data"] if each["key"] == "priority")
    new = next(each for each in pipedrive.get("/api/v2/activityFields")["data"] if each["field_code"] == "priority")
    assert old["options"] == new["options"]
    assert {row["priority"] for row in rows} - {None} <= {option["id"] for option in old["options"]}


@pytest.mark.parametrize(
    ("field", "path", "word"),
    [
        ("person_id", "/api/v2/persons/{}", "name"),
        ("org_id", "/api/v2/organizations/{}", "name"),
        ("deal_id", "/api/v2/deals/{}", "title"),
        ("project_id", "/api/v2/projects/{}", "title"),
        ("lead_id", "/v1/leads/{}", "title"),
    ],
)
def test_every_linked_id_has_a_title(pipedrive: Bench, field: str, path: str, word: str) -> None:
    """Titles are not in the activity; each is one more call."""
    for identifier in {row[field] for row in walk(pipedrive)} - {None}:
        assert pipedrive.get(path.format(identifier))["data"][word]
    refused(pipedrive.ask("GET", path.format("4711")), 404)


def test_an_unknown_path_is_refused_in_pipedrives_words(pipedrive: Bench) -> None:
    """JSON with success false, also for a method that does not exist."""
    refused(pipedrive.ask("GET", "/api/v2/activitys"), 404)
    refused(pipedrive.ask("GET", "/v2/activities"), 404)
    refused(pipedrive.ask("POST", f"{ACTIVITIES}/1"), 405)


# --- what happens without a request -----------------------------------------------------------------------------------


def test_what_happens_is_listed_next_and_requests_are_remembered(pipedrive: Bench) -> None:
    """A colleague's new activity for me, a change, a deletion; and the log of what was asked."""
    pipedrive.clock.advance(10)
    new = pipedrive.dialects.pipedrive.happen(subject="Ring back")
    assert (new["owner_id"], new["creator_user_id"]) == (ME, COLLEAGUE)
    pipedrive.dialects.pipedrive.change(1, priority=383)
    delta = walk(pipedrive, owner_id=ME, updated_since="2026-03-21T10:00:10Z", sort_by="id", sort_direction="desc")
    assert delta[0]["subject"] == "Ring back"
    assert {row["id"] for row in delta} == {new["id"], 1}
    with pytest.raises(KeyError):
        pipedrive.dialects.pipedrive.change(999, subject="x")
    seen = pipedrive.dialects.pipedrive.requests[-1]
    assert (seen.method, seen.path, seen.status) == ("GET", ACTIVITIES, 200)
    assert "updated_since" in seen.query
    create(pipedrive, subject="x")
    assert json.loads(pipedrive.dialects.pipedrive.requests[-1].body) == {"subject": "x"}
