"""Does the server say no in one shape, for the right reason, and name every fault at once?"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from local_server.fluid_world import COMPANY, USER, OpenWorld, World


def faults(answer: httpx.Response) -> set[tuple[str, str]]:
    return {(fault["pointer"].removeprefix("/activity/"), fault["code"]) for fault in answer.json()["errors"]}


def assert_problem(answer: httpx.Response, status: int, name: str) -> None:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["type"].rpartition(":")[2]) == (status, status, name)
    assert problem["title"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, {("title", "length")}),
        ({"title": "x" * 201}, {("title", "length")}),
        ({"title": None}, {("title", "required")}),
        ({"title": 7, "slug": "Not A Slug"}, {("title", "string_expected"), ("slug", "pattern")}),
        ({"description": "x" * 4001}, {("description", "length")}),
        ({"formatted_description": "ü" * 8193}, {("formatted_description", "length")}),
        ({"user_id": None}, {("user_id", "required")}),
        ({"user_id": True}, {("user_id", "integer_expected")}),
        ({"user_id": "67890"}, {("user_id", "integer_expected")}),
        ({"contact_id": 0}, {("contact_id", "out_of_range")}),
        ({"contact_id": 2**63}, {("contact_id", "out_of_range")}),
        ({"contact_id": 1, "visitor_id": 2}, {("visitor_id", "one_person")}),
        ({"relation_type": "product"}, {("relation_id", "pair")}),
        ({"relation_id": 5}, {("relation_id", "pair")}),
        ({"relation_type": "planet", "relation_id": 5}, {("relation_type", "unknown_value"), ("relation_id", "pair")}),
        ({"read_at": "yesterday"}, {("read_at", "date_time")}),
        ({"read_at": "2026-01-15T10:30:00"}, {("read_at", "date_time")}),
        ({"read_at": "0001-01-01T00:00:00+14:00"}, {("read_at", "date_time")}),
        ({"read_at": "2999-01-15T10:30:00Z"}, {("read_at", "future")}),
        ({"title": "a\0b", "description": "\0"}, {("title", "nul_character"), ("description", "nul_character")}),
    ],
)
def test_each_broken_rule_is_named(world: World, fields: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    """All faults of a request in one answer, with a pointer to the field and a code (I45)."""
    answer = world.company.post("", json={"activity": {"user_id": world.ready.user_id, "title": "Fine", **fields}})
    assert_problem(answer, 422, "invalid")
    assert faults(answer) == expected


def test_what_only_just_fits_is_taken_unchanged(world: World) -> None:
    """The limits themselves are allowed, and any text comes back as it went in."""
    awkward = "\x01\u202e <script>alert(1)</script> 👩\u200d🍳 שלום \u200f"
    created = world.create(
        title="t" * 200,
        description=awkward + "d" * (4000 - len(awkward)),
        formatted_description="f" * 16384,
        slug="a" * 64,
        contact_id=2**63 - 1,
    )
    assert world.user.get(f"/{created['id']}").json()["activity"] == created
    assert created["description"].startswith(awkward)


def test_unknown_fields_are_ignored(world: World) -> None:
    """A newer client may send more than this server knows; what the server decides, it decides."""
    created = world.create(colour="blue", id=1, created_at="2001-01-01T00:00:00Z", company_id=5)
    assert created["id"] > 12
    assert created["company_id"] == world.ready.company_id
    assert created["created_at"] > "2026"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b'{"activity": []}', b'{"title": "\\ud800"}', b'{"title": NaN}', b"[" * 60_000, b"\xff"]
)
def test_what_is_not_an_object_is_refused(world: World, body: bytes) -> None:
    """No body makes the server stumble."""
    answer = world.company.post("", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""]
)
def test_only_json_is_read(world: World, content_type: str) -> None:
    """What a web page can send without asking is refused before it is looked at."""
    body = b'{"activity": {"title": "Sneaky", "user_id": 67890}}'
    answer = world.company.post("", content=body, headers={"content-type": content_type})
    assert_problem(answer, 415, "json-only")
    assert world.user.post("/read", content=b'{"through_seq": 99}', headers={"content-type": content_type}).status_code == 415


def test_json_with_a_charset_or_a_vendor_s_name_is_json(world: World) -> None:
    """`application/json; charset=utf-8` and `application/merge-patch+json` are what clients really send."""
    for content_type in ("application/json; charset=utf-8", "application/merge-patch+json", "Application/JSON"):
        answer = world.user.patch("/3", content=b'{"read_at": "now"}', headers={"content-type": content_type})
        assert answer.status_code == 200


def test_compressed_bodies_are_refused(world: World) -> None:
    """Nothing is ever inflated."""
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    assert_problem(world.company.post("", content=b"{}", headers=headers), 415, "no-encoding")


def test_a_user_changes_nothing_but_the_reading(world: World) -> None:
    """Title, person and the like belong to the company; sending them back unchanged is fine."""
    stored = world.create()
    address = f"/{stored['id']}"
    refused = world.user.patch(address, json={"activity": {"title": "Mine", "read_at": "now", "contact_id": 4}})
    assert_problem(refused, 422, "invalid")
    assert faults(refused) == {("title", "read_only"), ("contact_id", "read_only")}
    assert world.user.get(address).json()["activity"] == stored
    assert world.user.patch(address, json={"activity": {**stored, "read_at": "now"}}).status_code == 200


def test_a_company_cannot_rewrite_history(world: World) -> None:
    """Whose it is and when it was created stays."""
    changes = {"id": 99, "user_id": world.ready.other_user_id, "company_id": 5, "created_at": "2001-01-01T00:00:00Z"}
    answer = world.company.patch("/3", json={"activity": changes})
    assert faults(answer) == {(name, "read_only") for name in changes}


def test_a_company_s_change_keeps_the_rules_between_fields(world: World) -> None:
    """A person cannot be added beside another one, nor half a relation be taken away; clearing both is fine."""
    id_ = world.create(contact_id=1, relation_type="task", relation_id=2)["id"]
    assert faults(world.company.patch(f"/{id_}", json={"visitor_id": 3})) == {("visitor_id", "one_person")}
    assert faults(world.company.patch(f"/{id_}", json={"relation_id": None})) == {("relation_id", "pair")}
    assert faults(world.company.patch(f"/{id_}", json={"title": None})) == {("title", "required")}
    cleared = world.company.patch(f"/{id_}", json={"contact_id": None, "relation_id": None, "relation_type": None})
    assert cleared.status_code == 200
    assert cleared.json()["activity"]["contact_id"] is None


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=501", "limit=x", "unread=maybe", "since_seq=-1", "relation_type=planet", "contact_id=a",
     "created_since=2026-01-01", "cursor=AAAA", "cursor=%FF", "page=0", "per_page=0", "page=1&cursor=x"],
)  # fmt: skip
def test_a_parameter_that_cannot_be_used_is_named(world: World, query: str) -> None:
    """A typo never silently returns everything."""
    answer = world.user.get(f"?{query}")
    assert_problem(answer, 400, "bad-parameter")
    assert answer.json()["errors"][0]["pointer"] in query


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic dTpw", "Bearer wrong", "Bearer ünwrong"])
@pytest.mark.parametrize("base", [USER, COMPANY])
def test_without_a_token_that_holds_nothing_is_told(world: World, base: str, header: str | None) -> None:
    """401 with a challenge, whatever is wrong with the token."""
    headers = {} if header is None else {b"authorization": header.encode()}
    with world.client("none", "") as client:
        del client.headers["authorization"]
        for path in (base, f"{base}/1", f"{base}/stream", f"{base}/changes?since=0"):
            answer = client.get(path, headers=headers)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer realm=")
            assert answer.headers["content-type"] == "application/problem+json"


def test_each_token_is_for_its_own_scope(world: World) -> None:
    """A user's token opens no company door, nor a company's a user's."""
    with world.client(world.ready.user_token, COMPANY) as user, world.client(world.ready.company_token, USER) as company:
        assert_problem(user.get(""), 403, "wrong-token")
        assert_problem(company.get(""), 403, "wrong-token")


def test_a_token_may_be_for_reading_only(world: World) -> None:
    """Without the scope for writing every change is refused, and says which scope is missing."""
    with world.client(world.server.mint_token(write=False)) as reader:
        assert reader.get("").status_code == 200
        for answer in (
            reader.patch("/3", json={"read_at": "now"}),
            reader.delete("/3"),
            reader.post("/read", json={"through_seq": 9}),
        ):
            assert_problem(answer, 403, "scope-missing")
            assert 'scope="activities:write"' in answer.headers["www-authenticate"]
    assert world.user.get("/3").status_code == 200


def test_a_token_ends_when_it_is_revoked_or_expires(world: World) -> None:
    """From then on it is as good as none."""
    revoked, expired = world.server.mint_token(), world.server.mint_token(expires_in=0)
    with world.client(revoked) as client:
        assert client.get("").status_code == 200
        world.server.revoke(revoked)
        assert_problem(client.get(""), 401, "token-invalid")
    with world.client(expired) as client:
        assert_problem(client.get(""), 401, "token-invalid")
    assert world.user.get("").status_code == 200


def test_every_refusal_has_the_same_shape(world: World) -> None:
    """Wrong path, wrong method, wrong anything: problem+json (I45)."""
    with world.client(world.ready.user_token, "") as client:
        for answer, status, name in (
            (client.get("/"), 404, "not-found"),
            (client.get("/api/user/crm/v202507/activities"), 404, "not-found"),
            (client.delete(USER), 405, "method-not-allowed"),
            (client.post("/.well-known/activity-desktop"), 405, "method-not-allowed"),
            (client.request("BREW", USER), 405, "method-not-allowed"),
        ):
            assert_problem(answer, status, name)


def test_a_mistake_of_the_server_is_told_as_one(open_world: OpenWorld) -> None:
    """An exception in any API behind the door becomes a 500 without its insides, and the server goes on."""

    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise ZeroDivisionError("secret detail")

    world = open_world(mounts={"/broken": lambda _context: broken})
    with world.client(world.ready.user_token, "") as client:
        answer = client.get("/broken/anything")
        assert_problem(answer, 500, "internal")
        assert b"secret" not in answer.content
        assert client.get(USER).status_code == 200


def test_a_token_that_asks_too_often_has_to_wait(open_world: OpenWorld) -> None:
    """429 with Retry-After, for this caller alone."""
    from activity_desktop.local_server.limits import Limits

    world = open_world(limits=Limits(requests_per_second=0.01, request_burst=3))
    assert [world.user.get("").status_code for _ in range(3)] == [200, 200, 200]
    refused = world.user.get("")
    assert_problem(refused, 429, "too-many-requests")
    assert 1 <= int(refused.headers["retry-after"]) <= 100
    assert world.company.get("").status_code == 200
