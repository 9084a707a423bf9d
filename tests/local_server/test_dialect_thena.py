"""Does the Thena dialect answer as Thena does? Every call and every quirk, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from local_server.dialect_bench import Bench, bench

ACTIVITIES = "/v1/accounts/activities"
REQUIRED = {"accountId": "ACC7101", "activityTimestamp": "2026-03-22T10:00:00Z", "duration": 30, "location": "Phone"}
FIELDS = {
    "id", "uid", "activityId", "accountId", "account", "activityTimestamp", "duration", "location", "type", "typeId",
    "typeConfiguration", "status", "statusId", "statusConfiguration", "participants", "creator", "creatorId", "creatorEmail",
    "createdBy", "attachments", "createdAt", "updatedAt", "isActive", "deletedAt",
}  # fmt: skip
OPTIONAL = {"title", "description", "metadata"}


@pytest.fixture
def thena() -> Iterator[Bench]:
    with bench("thena", 60) as running:
        yield running


def rows_of(running: Bench, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of one page of a hundred."""
    rows: list[dict[str, Any]] = running.get(ACTIVITIES, **{"limit": 100, **parameters})["data"]
    return rows


def create(running: Bench, **fields: Any) -> httpx.Response:
    return running.ask("POST", ACTIVITIES, json=REQUIRED | fields)


def refused(answer: httpx.Response, status: int) -> Any:
    """The message of an answer that must be refused with this status."""
    assert answer.status_code == status, answer.text
    assert answer.json()["statusCode"] == status
    return answer.json()["message"]


# --- the door ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["authorization", "x-api-key", "x-org-id"])
def test_all_three_credentials_are_asked_for(thena: Bench, missing: str) -> None:
    """As the document says; and a wrong one is as bad as none."""
    assert refused(thena.ask("GET", ACTIVITIES, headers={missing: None}), 401)
    status = 403 if missing == "x-org-id" else 401
    assert refused(thena.ask("GET", ACTIVITIES, headers={missing: "wrong"}), status)


@pytest.mark.parametrize(
    ("auth", "sent", "status"),
    [
        ("bearer", {"authorization", "x-org-id"}, 200),
        ("bearer", {"authorization"}, 401),
        ("bearer", {"x-api-key", "x-org-id"}, 401),
        ("api_key", {"x-api-key"}, 200),
        ("api_key", {"authorization", "x-org-id"}, 401),
        ("any", {"x-api-key"}, 200),
        ("any", {"authorization", "x-org-id"}, 200),
        ("any", {"authorization"}, 401),
        ("any", set(), 401),
    ],
)
def test_the_other_published_ways_to_sign_in_can_be_switched_on(thena: Bench, auth: str, sent: set[str], status: int) -> None:
    """Bearer with the organisation, the API key alone, or either."""
    thena.dialects.switches.turn(f"thena.auth={auth}")
    left_out: dict[str, str | None] = dict.fromkeys({"authorization", "x-api-key", "x-org-id"} - sent)
    assert thena.ask("GET", ACTIVITIES, headers=left_out).status_code == status


def test_rate_headers_and_the_limit(thena: Bench) -> None:
    """X-RateLimit-*, with a reset in seconds since 1970; 429 with Retry-After."""
    thena.dialects.switches.turn("thena.limit=2")
    headers = thena.ask("GET", ACTIVITIES).headers
    assert (headers["x-ratelimit-limit"], headers["x-ratelimit-remaining"]) == ("2", "1")
    assert int(headers["x-ratelimit-reset"]) == int(thena.clock.time.timestamp()) + 60
    assert headers["x-ratelimit-ip"] == "127.0.0.1"
    assert headers["x-ratelimit-path"] == ACTIVITIES
    assert headers["x-ratelimit-orgid"] == thena.credentials["x-org-id"]
    assert headers["x-ratelimit-userid"]
    thena.ask("GET", ACTIVITIES)
    answer = thena.ask("GET", ACTIVITIES)
    assert refused(answer, 429) == "ThrottlerException: Too Many Requests"
    assert answer.headers["retry-after"] == "60"
    thena.clock.advance(60)
    assert thena.ask("GET", ACTIVITIES).status_code == 200


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_list_is_wrapped_and_has_every_field(thena: Bench) -> None:
    """status, message and timestamp beside the data; title, description and metadata only in some."""
    page = thena.get(ACTIVITIES, limit=100)
    assert (page["status"], page["message"]) == (True, "Success")
    assert len(page["data"]) == 60
    for row in page["data"]:
        assert set(row) - OPTIONAL == FIELDS
    assert {set(row) >= OPTIONAL for row in page["data"]} == {True, False}


def test_the_seeded_activities_show_every_shape_of_a_value(thena: Bench) -> None:
    """All types and statuses, a type of the organisation's own, participants as text and as objects, attachments."""
    rows = rows_of(thena)
    assert {row["type"] for row in rows} == {"CALL", "EMAIL", "MEETING", "SITE_VISIT", "TRAINING"}
    assert {row["status"] for row in rows} == {"PENDING", "COMPLETED", "CANCELLED"}
    participants = [each for row in rows for each in row["participants"]]
    assert {type(each) for each in participants} == {str, dict}
    assert any(row["participants"] == [] for row in rows)
    assert any(len(row["attachments"]) == 2 for row in rows)
    assert any(row["location"].startswith("https://") for row in rows)
    titles = [row.get("title", "absent") for row in rows]
    assert {None, "absent"} < set(titles)
    assert any(re.search("[֐-ۿ]", title or "") for title in titles)
    assert {row["creatorEmail"] for row in rows} >= {"alex.morgan@northwind.example", "robin.vega@northwind.example"}
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{26}", row["id"]) and row["uid"] == row["id"] for row in rows)


def test_pages_are_counted_from_one_and_newest_comes_first(thena: Bench) -> None:
    """Until an empty page; each once."""
    pages = [rows_of(thena, page=page, limit=25) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [25, 25, 10, 0]
    stamps = [row["createdAt"] for page in pages for row in page]
    assert stamps == sorted(stamps, reverse=True)
    assert len({row["id"] for page in pages for row in page}) == 60
    assert len(thena.get(ACTIVITIES)["data"]) == 10


def test_the_first_page_may_be_number_zero(thena: Bench) -> None:
    """Then who begins at 1 misses the newest."""
    from_one = rows_of(thena, limit=25)
    thena.dialects.switches.turn("thena.first_page=0")
    assert rows_of(thena, limit=25, page=0) == rows_of(thena, limit=25) == from_one
    assert rows_of(thena, limit=25, page=1) != from_one


def test_the_oldest_may_come_first(thena: Bench) -> None:
    """No document promises an order."""
    newest_first = rows_of(thena)
    thena.dialects.switches.turn("thena.order=oldest")
    assert rows_of(thena) == newest_first[::-1]


@pytest.mark.parametrize(("name", "value"), [("page", "0"), ("page", "x"), ("limit", "0"), ("limit", "101"), ("limit", "-1")])
def test_a_page_out_of_range_is_refused(thena: Bench, name: str, value: str) -> None:
    """400 with a list of sentences."""
    message = refused(thena.ask("GET", ACTIVITIES, params={name: value}), 400)
    assert [sentence.split()[0] for sentence in message] == [name]


def test_the_list_by_account_and_by_activity(thena: Bench) -> None:
    """One activity is a list with one: there is no call for it. Both of its identifiers find it."""
    rows = rows_of(thena)
    account = rows[0]["accountId"]
    assert rows_of(thena, accountId=account) == [row for row in rows if row["accountId"] == account]
    assert rows_of(thena, activityId=rows[5]["id"]) == rows_of(thena, activityId=rows[5]["activityId"]) == [rows[5]]
    assert rows_of(thena, activityId="none") == []
    path = f"{ACTIVITIES}/{rows[0]['id']}"
    assert refused(thena.ask("GET", path), 404) == f"Cannot GET {path}"


def test_answers_without_a_wrapper(thena: Bench) -> None:
    """The bare array and the bare object of the older reference pages."""
    thena.dialects.switches.turn("thena.envelope=bare")
    rows = thena.get(ACTIVITIES)
    assert isinstance(rows, list)
    made = create(thena).json()
    assert made["account"] == "Blue Heron Studio"


def test_the_names_of_the_overviews_tables(thena: Bench) -> None:
    """`Account ID` and the others, beside the additional fields that the overview lists in camelCase; both on the way in."""
    camel = rows_of(thena)
    thena.dialects.switches.turn("thena.names=document")
    rows = rows_of(thena)
    table = {
        "Account ID", "Activity Timestamp", "Duration", "Location", "Type", "Status", "Participants", "Attachment URLs",
        "Activity ID", "UID", "Is Active", "Created By", "Created At", "Updated At", "Deleted At",
    }  # fmt: skip
    added = {"id", "account", "creator", "creatorId", "creatorEmail", "createdAt", "updatedAt"}
    assert all(table | added <= set(row) for row in rows)
    assert rows[0]["Duration"] == camel[0]["duration"]
    body = {"Account ID": "ACC7101", "Activity Timestamp": "2026-03-22T10:00:00Z", "Duration": 5, "Location": "x"}
    made = thena.ask("POST", ACTIVITIES, json=body | {"Attachment URLs": ["https://example.com/a.pdf"]}).json()["data"]
    assert made["Attachment URLs"] == ["https://example.com/a.pdf"]


def test_the_activity_timestamp_may_lack_its_zone(thena: Bench) -> None:
    """The document's column has none; the others do."""
    thena.dialects.switches.turn("thena.zone=off")
    row = rows_of(thena)[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}", row["activityTimestamp"])
    assert row["createdAt"].endswith("Z")


# --- writing ----------------------------------------------------------------------------------------------------------


def test_four_fields_make_an_activity_with_the_defaults(thena: Bench) -> None:
    """201: a pending call by me, with what the system adds."""
    answer = create(thena)
    assert answer.status_code == 201
    made = answer.json()["data"]
    assert (made["type"], made["status"], made["participants"], made["attachments"]) == ("CALL", "PENDING", [], [])
    assert made["activityTimestamp"] == "2026-03-22T10:00:00.000Z"
    assert (made["account"], made["creatorEmail"]) == ("Blue Heron Studio", "alex.morgan@northwind.example")
    assert made["createdAt"] == made["updatedAt"] == "2026-03-21T10:00:00.000Z"
    assert rows_of(thena)[0] == made


def test_every_optional_field_is_kept(thena: Bench) -> None:
    """Types and statuses by value or by identifier, participants of any shape."""
    written = {
        "title": "Kick-off",
        "description": "Bring slides",
        "type": "TRAINING",
        "status": "S202",
        "participants": ["UALEX0MORGAN", {"email": "a@b.example"}],
        "metadata": {"a": [1]},
    }
    made = create(thena, **written, attachmentUrls=["https://example.com/a.pdf"]).json()["data"]
    assert {name: made[name] for name in written} == written | {"status": "COMPLETED"}
    assert made["attachments"] == ["https://example.com/a.pdf"]
    assert made["typeId"] == "T105"


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_required_field_is_named(thena: Bench, name: str) -> None:
    """400 with a list."""
    fields = {other: value for other, value in REQUIRED.items() if other != name}
    assert refused(thena.ask("POST", ACTIVITIES, json=fields), 400) == [f"{name} should not be empty"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("activityTimestamp", "tomorrow"),
        ("activityTimestamp", 5),
        ("duration", "30"),
        ("duration", 2.5),
        ("duration", -1),
        ("duration", True),
        ("location", 7),
        ("type", "PIGEON"),
        ("status", "S999"),
        ("participants", "UALEX0MORGAN"),
        ("attachmentUrls", [1]),
        ("title", 5),
        ("metadata", []),
    ],
)
def test_a_wrong_value_is_refused(thena: Bench, name: str, value: Any) -> None:
    """On create and on update."""
    assert refused(create(thena, **{name: value}), 400)
    identifier = rows_of(thena)[0]["id"]
    assert refused(thena.ask("PUT", f"{ACTIVITIES}/{identifier}", json={name: value}), 400)


def test_an_unknown_account_and_a_body_that_is_no_object(thena: Bench) -> None:
    """404 for the account, 400 for the body."""
    assert refused(create(thena, accountId="ACC1"), 404) == "Account not found"
    assert refused(thena.ask("POST", ACTIVITIES, content=b"{"), 400)
    assert refused(thena.ask("POST", ACTIVITIES, json=[]), 400)


def test_put_is_partial_and_takes_either_identifier(thena: Bench) -> None:
    """Only what is named changes, and the time of the update."""
    before = rows_of(thena)[3]
    thena.clock.advance(61)
    after = thena.ask("PUT", f"{ACTIVITIES}/{before['id']}", json={"status": "CANCELLED", "title": "Off"}).json()["data"]
    changed = {"status", "statusId", "statusConfiguration", "title", "updatedAt"}
    assert {name: value for name, value in after.items() if name not in changed} == {
        name: value for name, value in before.items() if name not in changed
    }
    assert (after["status"], after["title"], after["updatedAt"]) == ("CANCELLED", "Off", "2026-03-21T10:01:01.000Z")
    by_number = thena.ask("PUT", f"{ACTIVITIES}/{before['activityId']}", json={"duration": 5}).json()["data"]
    assert (by_number["id"], by_number["duration"]) == (before["id"], 5)
    assert refused(thena.ask("PUT", f"{ACTIVITIES}/none", json={}), 404) == "Account activity not found"


def test_null_gives_optional_fields_their_default_back(thena: Bench) -> None:
    """And leaves required ones alone."""
    made = create(thena, type="EMAIL", participants=["a"], attachmentUrls=["https://example.com/a"], title="t").json()["data"]
    nothing = dict.fromkeys(("type", "participants", "attachmentUrls", "title", "duration"))
    after = thena.ask("PUT", f"{ACTIVITIES}/{made['id']}", json=nothing).json()["data"]
    assert (after["type"], after["participants"], after["attachments"], after["title"]) == ("CALL", [], [], None)
    assert after["duration"] == 30


def test_a_deleted_activity_is_gone_but_may_still_be_listed(thena: Bench) -> None:
    """Soft: with the switch it is listed, inactive and with its time."""
    gone = rows_of(thena)[0]["id"]
    thena.clock.advance(5)
    answer = thena.ask("DELETE", f"{ACTIVITIES}/{gone}")
    assert (answer.status_code, answer.json()["data"]) == (200, {"id": gone})
    assert refused(thena.ask("DELETE", f"{ACTIVITIES}/{gone}"), 404)
    assert refused(thena.ask("PUT", f"{ACTIVITIES}/{gone}", json={}), 404)
    assert gone not in [row["id"] for row in rows_of(thena)]
    thena.dialects.switches.turn("thena.deleted=listed")
    row = next(row for row in rows_of(thena) if row["id"] == gone)
    assert (row["isActive"], row["deletedAt"]) == (False, "2026-03-21T10:00:05.000Z")


def test_an_attachment_is_removed_by_its_url_or_name(thena: Bench) -> None:
    """The rest stays; one that is not there is 404."""
    urls = ["https://example.com/x/a.pdf", "https://example.com/x/b.pdf"]
    made = create(thena, attachmentUrls=urls).json()["data"]
    path = f"{ACTIVITIES}/{made['id']}/attachments"
    assert thena.ask("DELETE", f"{path}/a.pdf").json()["data"]["attachments"] == urls[1:]
    assert thena.ask("DELETE", f"{path}/https%3A%2F%2Fexample.com%2Fx%2Fb.pdf").json()["data"]["attachments"] == []
    assert refused(thena.ask("DELETE", f"{path}/a.pdf"), 404) == "Attachment not found"


def test_what_happens_is_listed_first(thena: Bench) -> None:
    """A colleague's new activity, a change by either identifier, a deletion."""
    thena.clock.advance(60)
    new = thena.dialects.thena.happen(title="The customer called")
    first = rows_of(thena)[0]
    assert (first["id"], first["title"], first["creatorEmail"]) == (
        new["id"],
        "The customer called",
        "robin.vega@northwind.example",
    )
    thena.dialects.thena.change(new["activityId"], status="COMPLETED")
    assert rows_of(thena)[0]["status"] == "COMPLETED"
    thena.dialects.thena.remove(new["id"])
    assert len(rows_of(thena)) == 60
    with pytest.raises(KeyError):
        thena.dialects.thena.change("none")
