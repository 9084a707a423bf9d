"""Does the Signals dialect answer as Signals does? Every call and every quirk, over real HTTP."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from local_server.dialect_bench import Bench, bench

ACTIVITIES = "/api/v1/activities"
ME = 5
FIELDS = {
    "id", "subject", "description", "location", "regarding_id", "regarding_type", "owned_by", "starts_at", "ends_at",
    "priority", "type_id", "type_code", "status_id", "completed", "time_status", "custom_fields", "participants",
    "activity_type_name", "activity_status_name", "time_status_name", "created_at", "updated_at", "regarding", "owner",
}  # fmt: skip


@pytest.fixture
def signals() -> Iterator[Bench]:
    with bench("signals", 60) as running:
        running.dialects.switches.turn("signals.limit=100000")
        yield running


def rows_of(running: Bench, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of one page of a hundred."""
    rows: list[dict[str, Any]] = running.get(ACTIVITIES, **{"per_page": 100, **parameters})["activities"]
    return rows


def where(running: Bench, **filters: Any) -> list[dict[str, Any]]:
    """The rows that pass these q filters."""
    return rows_of(running, **{f"q[{name}]": value for name, value in filters.items()})


def invalid(answer: httpx.Response) -> dict[str, list[str]]:
    """The errors by field of an answer that must be 422."""
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["message"].startswith(next(iter(problem["errors"].values()))[0])
    errors: dict[str, list[str]] = problem["errors"]
    return errors


# --- the door ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "Basic eDp5", "Bearer"])
def test_without_a_token_nothing_is_answered(signals: Bench, authorization: str | None) -> None:
    """401 in the framework's words."""
    answer = signals.ask("GET", ACTIVITIES, headers={"authorization": authorization})
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_whoever_does_not_ask_for_json_is_sent_to_the_login_page(signals: Bench) -> None:
    """The Accept header is not optional."""
    answer = signals.ask("GET", ACTIVITIES, headers={"authorization": None, "accept": "*/*"})
    assert answer.status_code == 302
    assert answer.headers["location"].endswith("/login")


def test_a_token_can_do_only_what_it_was_given(signals: Bench) -> None:
    """403 for each ability that is missing, and the name of it."""
    reader = {"authorization": f"Bearer {signals.dialects.signals.issue_token('activities:read')}"}
    assert signals.ask("GET", ACTIVITIES, headers=reader).status_code == 200
    assert signals.ask("GET", f"{ACTIVITIES}/1", headers=reader).status_code == 200
    writes = [
        ("POST", ACTIVITIES),
        ("PUT", f"{ACTIVITIES}/1"),
        ("DELETE", f"{ACTIVITIES}/1"),
        ("POST", f"{ACTIVITIES}/1/complete"),
    ]
    for method, path in writes:
        answer = signals.ask(method, path, headers=reader, json={"subject": "x"})
        assert answer.status_code == 403
        assert answer.json() == {"message": "Token does not have the required ability: activities:write"}
    assert signals.ask("GET", "/api/v1/list_names", headers=reader).status_code == 403
    assert signals.ask("GET", "/api/v1/users", headers=reader).status_code == 403
    writer = {"authorization": f"Bearer {signals.dialects.signals.issue_token('activities:write')}"}
    assert signals.ask("GET", ACTIVITIES, headers=writer).status_code == 403
    assert signals.ask("POST", f"{ACTIVITIES}/1/complete", headers=writer).status_code == 200


def test_sixty_requests_a_minute_and_not_one_more() -> None:
    """429 with Retry-After; each token has a minute of its own, and strangers have twenty requests."""
    with bench("signals", 1) as running:
        for left in range(59, -1, -1):
            answer = running.ask("GET", f"{ACTIVITIES}/1")
            assert (answer.headers["x-ratelimit-limit"], answer.headers["x-ratelimit-remaining"]) == ("60", str(left))
        running.clock.advance(12)
        answer = running.ask("GET", f"{ACTIVITIES}/1")
        assert (answer.status_code, answer.json(), answer.headers["retry-after"]) == (
            429,
            {"message": "Too Many Attempts."},
            "48",
        )
        other = {"authorization": f"Bearer {running.dialects.signals.issue_token('activities:read')}"}
        assert running.ask("GET", ACTIVITIES, headers=other).status_code == 200
        assert running.ask("GET", ACTIVITIES, headers={"authorization": None}).headers["x-ratelimit-limit"] == "20"
        running.clock.advance(48)
        assert running.ask("GET", ACTIVITIES).status_code == 200


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_list_has_every_field_of_the_document(signals: Bench) -> None:
    """And owner and regarding, null until they are included."""
    row = rows_of(signals)[0]
    assert set(row) == FIELDS
    assert row["participants"] == []
    assert row["owner"] is None
    assert row["regarding"] is None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z", row["created_at"])


def test_people_and_names_come_only_when_included(signals: Bench) -> None:
    """participants, participants.member, regarding and owner; unknown names are ignored."""
    rows = rows_of(signals, include="participants,regarding,owner,nonsense")
    participants = [each for row in rows for each in row["participants"]]
    assert set(participants[0]) == {"id", "member_id", "member_name", "mute"}
    assert {each["mute"] for each in participants} == {True, False}
    assert all(row["owner"]["name"] for row in rows)
    assert all((row["regarding"] is None) == (row["regarding_id"] is None) for row in rows)
    assert any(row["participants"] for row in rows_of(signals, include="participants.member"))
    assert not any(row["participants"] for row in rows_of(signals, include="participant"))


def test_the_seeded_activities_show_every_shape_of_a_value(signals: Bench) -> None:
    """All statuses and priorities, built-in and own types and none, all kinds of regarding, nulls, right-to-left text."""
    rows = rows_of(signals)
    assert {row["status_id"] for row in rows} == {2001, 2002, 2003, 2004}
    assert {row["priority"] for row in rows} == {0, 1, 2}
    assert {row["time_status"] for row in rows} == {0, 1}
    assert {row["regarding_type"] for row in rows} == {None, "Member", "Product", "StockLevel", "Opportunity"}
    assert {row["type_code"] for row in rows} == {None, *range(1001, 1008)}
    assert {row["activity_type_name"] for row in rows if row["type_code"] is None} == {"", "Site survey", "Load-out"}
    assert any(row["type_id"] is None for row in rows)
    assert any(row["completed"] != (row["status_id"] == 2002) for row in rows)
    for name in ("description", "location", "starts_at", "ends_at"):
        assert {row[name] is None for row in rows} == {True, False}, name
    assert any(row["custom_fields"] == {} for row in rows)
    assert any(row["custom_fields"].get("crew_size") for row in rows)
    assert any(re.search("[֐-ۿ]", row["subject"]) for row in rows)


def test_pages_are_clamped_and_counted(signals: Bench) -> None:
    """20 unless told, 1 to 100 whatever was told, and a total of everything visible."""
    page = signals.get(ACTIVITIES)
    assert page["meta"] == {"total": 66, "per_page": 20, "page": 1}
    assert len(page["activities"]) == 20
    for sent, used in (("0", 1), ("-5", 1), ("101", 100), ("x", 1), ("30", 30)):
        assert signals.get(ACTIVITIES, per_page=sent)["meta"]["per_page"] == used
    assert signals.get(ACTIVITIES, page=0)["meta"]["page"] == 1
    assert signals.get(ACTIVITIES, page=99)["activities"] == []


def test_the_other_systems_meta_can_be_switched_on(signals: Bench) -> None:
    """Current RMS counts in other words."""
    signals.dialects.switches.turn("signals.meta=current_rms")
    assert signals.get(ACTIVITIES, page=4)["meta"] == {"total_row_count": 66, "row_count": 6, "page": 4, "per_page": 20}


@pytest.mark.parametrize("column", ["subject", "type_id", "status_id", "priority", "starts_at", "ends_at", "created_at"])
def test_the_list_is_sorted_by_what_can_be_sorted_by(signals: Bench, column: str) -> None:
    """Nulls last when ascending and first when descending; `q[s]` means the same."""
    ascending = rows_of(signals, sort=column)
    values = [row[column] for row in ascending if row[column] is not None]
    assert values == sorted(values)
    assert all(row[column] is None for row in ascending[len(values) :])
    descending = [row[column] for row in rows_of(signals, sort=f"-{column}")]
    assert [value for value in descending if value is not None] == values[::-1]
    assert all(value is None for value in descending[: len(descending) - len(values)])
    assert [row[column] for row in rows_of(signals, **{"q[s]": f"{column} desc"})] == descending


@pytest.mark.parametrize("sort", ["updated_at", "-id", "owned_by", "nonsense"])
def test_an_order_that_is_not_supported_is_silently_ignored(signals: Bench, sort: str) -> None:
    """The answer is that of no order at all."""
    signals.dialects.signals.change(7, priority=1)
    assert rows_of(signals, sort=sort) == rows_of(signals)


def test_without_an_order_an_update_moves_a_row(signals: Bench) -> None:
    """There is no default order: rows come as they lie on the disk, so a walk may meet one twice and miss another."""
    first = [row["id"] for row in rows_of(signals, per_page=33)]
    signals.dialects.signals.change(first[0], priority=1)
    second = [row["id"] for row in rows_of(signals, per_page=33, page=2)]
    seen = Counter(first + second)
    assert seen[first[0]] == 2
    assert len(seen) == 65
    ordered = [row["id"] for page in (1, 2) for row in rows_of(signals, per_page=33, page=page, sort="created_at")]
    assert len(set(ordered)) == 66


def test_an_unstable_order_can_be_switched_on(signals: Bench) -> None:
    """Ties, and everything when there is no order, fall differently on each page, the same way each time."""
    signals.dialects.switches.turn("signals.order=unstable")
    pages = [[row["id"] for row in rows_of(signals, per_page=33, page=page)] for page in (1, 2)]
    assert len(set(pages[0] + pages[1])) < 66
    assert [row["id"] for row in rows_of(signals, per_page=33, page=1)] == pages[0]
    by_time = [row["id"] for page in (1, 2) for row in rows_of(signals, per_page=33, page=page, sort="created_at")]
    assert len(set(by_time)) == 66


def test_filters_of_the_document(signals: Bench) -> None:
    """Subject, type, status, completed."""
    rows = rows_of(signals)
    word = rows[0]["subject"].split()[0]
    assert where(signals, subject_cont=word.upper()) == [row for row in rows if word.lower() in row["subject"].lower()]
    assert where(signals, type_id_eq=79) == [row for row in rows if row["type_id"] == 79]
    assert where(signals, status_id_eq=2002) == [row for row in rows if row["status_id"] == 2002]
    assert where(signals, completed_true=1) == [row for row in rows if row["completed"]]
    assert len(where(signals, owned_by_eq=ME)) == 60


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ({"priority_not_eq": 1}, lambda row: row["priority"] != 1),
        ({"type_id_not_eq": 79}, lambda row: row["type_id"] not in (79, None)),
        ({"priority_lt": 1}, lambda row: row["priority"] < 1),
        ({"priority_lteq": 1}, lambda row: row["priority"] <= 1),
        ({"priority_gt": 1}, lambda row: row["priority"] > 1),
        ({"priority_gteq": 1}, lambda row: row["priority"] >= 1),
        ({"priority_in": "0,2"}, lambda row: row["priority"] in (0, 2)),
        ({"priority_not_in": "0,2"}, lambda row: row["priority"] == 1),
        ({"subject_not_cont": "call"}, lambda row: "call" not in row["subject"].lower()),
        ({"subject_start": "call"}, lambda row: row["subject"].lower().startswith("call")),
        ({"subject_end": "LYON"}, lambda row: row["subject"].lower().endswith("lyon")),
        ({"subject_matches": "%offer%"}, lambda row: "offer" in row["subject"].lower()),
        ({"starts_at_null": 1}, lambda row: row["starts_at"] is None),
        ({"starts_at_not_null": 1}, lambda row: row["starts_at"] is not None),
        ({"regarding_type_present": 1}, lambda row: bool(row["regarding_type"])),
        ({"regarding_type_blank": 1}, lambda row: not row["regarding_type"]),
        ({"completed_false": 1}, lambda row: not row["completed"]),
        ({"completed_eq": "true"}, lambda row: row["completed"]),
        ({"regarding_id_gt": 45, "regarding_type_eq": "Member"},
         lambda row: row["regarding_type"] == "Member" and row["regarding_id"] > 45),
        ({"created_at_gteq": "2026-03-20T12:00:00Z"}, lambda row: row["created_at"] >= "2026-03-20T12:00:00.000Z"),
        ({"created_at_lt": "2026-03-20"}, lambda row: row["created_at"] < "2026-03-20T00:00:00.000Z"),
    ],
)  # fmt: skip
def test_every_predicate_does_what_it_says(signals: Bench, filters: dict[str, Any], passes: Any) -> None:
    """As in SQL: null is neither equal nor unequal to anything."""
    assert where(signals, **filters) == [row for row in rows_of(signals) if passes(row)]


@pytest.mark.parametrize("key", ["id_eq", "updated_at_gteq", "subjekt_cont", "subject", "subject_contains", "_eq"])
def test_an_unknown_filter_is_silently_ignored(signals: Bench, key: str) -> None:
    """A typing error returns everything: a client must prove its filters by their effect."""
    assert len(where(signals, **{key: "2026-03-20"})) == 66


@pytest.mark.parametrize(
    ("key", "value"), [("created_at_gteq", "yesterday"), ("type_id_eq", "Task"), ("completed_eq", "perhaps")]
)
def test_a_value_that_the_database_refuses_is_a_server_error(signals: Bench, key: str, value: str) -> None:
    """500, not 422."""
    answer = signals.ask("GET", ACTIVITIES, params={f"q[{key}]": value})
    assert (answer.status_code, answer.json()) == (500, {"message": "Server Error"})


def test_one_activity_is_shown_under_its_key(signals: Bench) -> None:
    """`activity`, with includes; 404 names the model."""
    assert set(signals.get(f"{ACTIVITIES}/1")["activity"]) == FIELDS
    assert signals.get(f"{ACTIVITIES}/1", include="owner")["activity"]["owner"] == {"id": ME, "name": "Alex Morgan"}
    answer = signals.ask("GET", f"{ACTIVITIES}/999")
    assert (answer.status_code, answer.json()) == (404, {"message": "No query results for model [App\\Models\\Activity] 999"})


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_flat_body_makes_an_activity(signals: Bench) -> None:
    """201, everything as written, the people in the answer, times in UTC."""
    written = {
        "subject": "Load the truck",
        "description": "Bay 3",
        "location": "Warehouse 2",
        "regarding_type": "Opportunity",
        "regarding_id": 3001,
        "owned_by": 6,
        "starts_at": "2026-03-22T10:00:00+02:00",
        "ends_at": "2026-03-22T10:30:00Z",
        "priority": 2,
        "type_id": 131,
        "status_id": 2004,
        "time_status": 1,
        "completed": False,
        "custom_fields": {"po_number": "PO-1"},
        "participants": [{"member_id": 42, "mute": True}, {"member_id": 43}],
    }
    answer = signals.ask("POST", ACTIVITIES, json=written)
    assert answer.status_code == 201
    made = answer.json()["activity"]
    changed = {"starts_at": "2026-03-22T08:00:00.000Z", "ends_at": "2026-03-22T10:30:00.000Z"}
    plain = {name: value for name, value in written.items() if name != "participants"} | changed
    assert {name: made[name] for name in plain} == plain
    assert [(each["member_id"], each["mute"]) for each in made["participants"]] == [(42, True), (43, False)]
    assert (made["type_code"], made["activity_type_name"]) == (None, "Site survey")
    assert made["owner"]["id"] == 6
    assert made["created_at"] == made["updated_at"] == "2026-03-21T10:00:00.000Z"


def test_only_a_subject_is_required(signals: Bench) -> None:
    """Type Task, Scheduled, Normal, Free, mine."""
    made = signals.ask("POST", ACTIVITIES, json={"subject": "x"}).json()["activity"]
    assert (made["type_code"], made["status_id"], made["priority"], made["time_status"], made["owned_by"]) == (
        1001,
        2001,
        1,
        0,
        ME,
    )
    for body in ({}, {"subject": ""}, {"subject": None}, {"activity": {"subject": "x"}}, [1]):
        assert invalid(signals.ask("POST", ACTIVITIES, json=body)) == {"subject": ["The subject field is required."]}
    broken = signals.ask("POST", ACTIVITIES, content=b"{", headers={"content-type": "application/json"})
    assert "subject" in invalid(broken)


def test_the_wrapped_reading_can_be_switched_on(signals: Bench) -> None:
    """As the document's sample has it: then a flat body lacks its subject. A body of both kinds passes under both."""
    both = {"subject": "x", "activity": {"subject": "x"}}
    assert signals.ask("POST", ACTIVITIES, json=both).status_code == 201
    signals.dialects.switches.turn("signals.body=wrapped")
    assert invalid(signals.ask("POST", ACTIVITIES, json={"subject": "x"})) == {"subject": ["The subject field is required."]}
    assert signals.ask("POST", ACTIVITIES, json={"activity": {"subject": "x"}}).status_code == 201
    assert signals.ask("POST", ACTIVITIES, json=both).status_code == 201
    assert signals.ask("PUT", f"{ACTIVITIES}/1", json={"activity": {"subject": "y"}}).json()["activity"]["subject"] == "y"


def test_an_update_in_the_wrong_wrapping_changes_nothing_and_says_200(signals: Bench) -> None:
    """All fields are optional, so nobody notices: a client must look at the answer."""
    before = signals.get(f"{ACTIVITIES}/1")["activity"]
    answer = signals.ask("PUT", f"{ACTIVITIES}/1", json={"activity": {"subject": "y"}})
    assert answer.status_code == 200
    assert answer.json()["activity"]["subject"] == before["subject"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("subject", 5, "The subject field must be a string."),
        ("subject", "x" * 256, "The subject field must not be greater than 255 characters."),
        ("location", "x" * 256, "The location field must not be greater than 255 characters."),
        ("type_id", 1001, "The selected type id is invalid."),
        ("type_id", "Task", "The type id field must be an integer."),
        ("status_id", 1, "The selected status id is invalid."),
        ("priority", 3, "The selected priority is invalid."),
        ("priority", "1", "The selected priority is invalid."),
        ("time_status", 2, "The selected time status is invalid."),
        ("owned_by", 99, "The selected owned by is invalid."),
        ("starts_at", "soon", "The starts at field must be a valid date."),
        ("completed", "yes", "The completed field must be true or false."),
        ("participants", "42", "The participants field must be an array."),
        ("participants", [{"member_id": 1}], "The selected participants.0.member_id is invalid."),
        ("custom_fields", "x", "The custom fields field must be an array."),
        ("regarding_type", "Planet", "The selected regarding type is invalid."),
    ],
)
def test_a_wrong_value_is_refused_with_its_sentence(signals: Bench, field: str, value: Any, sentence: str) -> None:
    """422 on create and update; `1001` is a code and not the id of a type."""
    assert invalid(signals.ask("POST", ACTIVITIES, json={"subject": "x", field: value}))[field] == [sentence]
    assert invalid(signals.ask("PUT", f"{ACTIVITIES}/1", json={field: value}))[field] == [sentence]


def test_rules_between_fields_and_several_errors_at_once(signals: Bench) -> None:
    """What something regards needs type and id; an end is not before its start; the message counts the rest."""
    assert invalid(signals.ask("POST", ACTIVITIES, json={"subject": "x", "regarding_id": 42})) == {
        "regarding_type": ["The regarding type field is required when regarding id is present."]
    }
    times = {"starts_at": "2026-03-22T10:00:00Z", "ends_at": "2026-03-22T09:00:00Z"}
    assert "ends_at" in invalid(signals.ask("POST", ACTIVITIES, json={"subject": "x", **times}))
    answer = signals.ask("POST", ACTIVITIES, json={"type_id": 1001, "priority": 9})
    assert answer.json()["message"].endswith("(and 2 more errors)")
    assert set(invalid(answer)) == {"subject", "type_id", "priority"}


def test_an_update_is_partial_and_null_changes_nothing(signals: Bench) -> None:
    """Only what is named; null means unchanged; the time of the update moves."""
    before = signals.get(f"{ACTIVITIES}/1", include="owner,participants")["activity"]
    signals.clock.advance(61)
    everything_null = dict.fromkeys(("subject", "description", "location", "starts_at", "priority", "type_id", "participants"))
    answer = signals.ask("PUT", f"{ACTIVITIES}/1", json={**everything_null, "time_status": 0})
    assert answer.json()["activity"] == before | {
        "time_status": 0,
        "time_status_name": "Free",
        "updated_at": "2026-03-21T10:01:01.000Z",
    }
    assert signals.ask("PUT", f"{ACTIVITIES}/999", json={}).status_code == 404
    assert signals.ask("PATCH", f"{ACTIVITIES}/1", json={}).status_code == 405


def test_an_empty_string_clears_unless_switched(signals: Bench) -> None:
    """As the document says; or it becomes null on the way and changes nothing, as the framework's default would have it."""
    texts = {"description": "a", "location": "b", "starts_at": "2026-03-22T10:00:00Z", "ends_at": "2026-03-22T10:00:00Z"}
    links = {"regarding_type": "Member", "regarding_id": 42}
    signals.ask("PUT", f"{ACTIVITIES}/1", json=texts | links)
    empty = dict.fromkeys(texts | links, "")
    signals.dialects.switches.turn("signals.empty_string=unchanged")
    unchanged = signals.ask("PUT", f"{ACTIVITIES}/1", json=empty).json()["activity"]
    assert (unchanged["description"], unchanged["regarding_id"]) == ("a", 42)
    signals.dialects.switches.turn("signals.empty_string=clears")
    cleared = signals.ask("PUT", f"{ACTIVITIES}/1", json=empty).json()["activity"]
    assert {cleared[name] for name in empty} == {None}


def test_participants_are_replaced_as_a_whole(signals: Bench) -> None:
    """Also by nobody."""
    two = signals.ask("PUT", f"{ACTIVITIES}/1", json={"participants": [{"member_id": 44}, {"member_id": 45}]})
    assert [each["member_id"] for each in two.json()["activity"]["participants"]] == [44, 45]
    none = signals.ask("PUT", f"{ACTIVITIES}/1", json={"participants": []})
    assert none.json()["activity"]["participants"] == []


def test_complete_sets_both_marks_and_a_status_alone_does_not(signals: Bench) -> None:
    """Two fields that can disagree; reopening is an update of both."""
    made = signals.ask("POST", ACTIVITIES, json={"subject": "x"}).json()["activity"]
    path = f"{ACTIVITIES}/{made['id']}"
    by_status = signals.ask("PUT", path, json={"status_id": 2002}).json()["activity"]
    assert (by_status["status_id"], by_status["completed"]) == (2002, False)
    completed = signals.ask("POST", f"{path}/complete").json()["activity"]
    assert (completed["status_id"], completed["completed"], completed["activity_status_name"]) == (2002, True, "Completed")
    reopened = signals.ask("PUT", path, json={"completed": False, "status_id": 2001}).json()["activity"]
    assert (reopened["status_id"], reopened["completed"]) == (2001, False)
    signals.dialects.switches.turn("signals.complete=sample")
    sample = signals.ask("POST", f"{path}/complete").json()["activity"]
    assert (sample["status_id"], sample["completed"]) == (2001, True)
    assert signals.ask("POST", f"{ACTIVITIES}/999/complete").status_code == 404


def test_delete_is_for_good(signals: Bench) -> None:
    """204 without a body, then 404; the number never comes back."""
    answer = signals.ask("DELETE", f"{ACTIVITIES}/66")
    assert (answer.status_code, answer.content) == (204, b"")
    assert signals.ask("DELETE", f"{ACTIVITIES}/66").status_code == 404
    assert signals.ask("GET", f"{ACTIVITIES}/66").status_code == 404
    assert signals.ask("POST", ACTIVITIES, json={"subject": "x"}).json()["activity"]["id"] == 67


# --- the lists, the users, and what happens ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["list_names", "list_of_values"])
def test_the_activity_types_are_an_editable_list(signals: Bench, name: str) -> None:
    """Found by the name of the list; under both addresses; built-in values carry the code, own ones do not."""
    lists = signals.get(f"/api/v1/{name}", **{"q[name_eq]": "Activity Type"})
    assert lists["meta"]["total"] == 1
    number = lists["list_names"][0]["id"]
    assert signals.get(f"/api/v1/{name}/{number}")["list_name"]["name"] == "Activity Type"
    values = signals.get(f"/api/v1/{name}/{number}/list_values")
    assert values["meta"] == {"total": 10, "per_page": 10, "page": 1}
    by_id = {value["id"]: value for value in values["list_values"]}
    assert by_id[78]["metadata"] == {"icon": "task", "code": 1001}
    assert by_id[132]["metadata"] is None
    for row in rows_of(signals):
        if row["type_id"] is not None:
            assert by_id[row["type_id"]]["name"] == row["activity_type_name"]
    active = signals.get(f"/api/v1/{name}/{number}/list_values", **{"q[is_active_eq]": "true"})["list_values"]
    assert len(active) == 9
    assert signals.get(f"/api/v1/{name}/3/list_values")["list_values"] == []
    assert signals.ask("GET", f"/api/v1/{name}/99/list_values").status_code == 404


def test_the_person_is_found_among_the_users_by_address(signals: Bench) -> None:
    """There is no /me."""
    users = signals.get("/api/v1/users", **{"q[email_eq]": "alex.morgan@northwind.example"})["users"]
    assert [user["id"] for user in users] == [ME]
    assert signals.get("/api/v1/users", per_page=1)["meta"] == {"total": 3, "per_page": 1, "page": 1}
    answer = signals.ask("GET", "/api/v1/me")
    assert (answer.status_code, answer.json()) == (404, {"message": "The route api/v1/me could not be found."})


def test_what_happens_is_listed(signals: Bench) -> None:
    """A new one first by time, a change, a deletion for good."""
    signals.clock.advance(60)
    new = signals.dialects.signals.happen(subject="The truck is late")
    assert rows_of(signals, sort="-created_at")[0]["id"] == new["id"]
    signals.dialects.signals.change(1, status_id=2003)
    assert signals.get(f"{ACTIVITIES}/1")["activity"]["activity_status_name"] == "Cancelled"
    signals.dialects.signals.remove(1)
    with pytest.raises(KeyError):
        signals.dialects.signals.remove(1)
    assert len(rows_of(signals)) == 66
