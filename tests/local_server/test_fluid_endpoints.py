"""Does the server have the document's nine endpoints, with its paths, its JSON and its rules?"""

from __future__ import annotations

import uuid

import pytest

from local_server.fluid_world import COMPANY, USER, OpenWorld, World

ON_BOTH_ENGINES = True

DOCUMENT_FIELDS = [
    "id",
    "user_id",
    "company_id",
    "contact_id",
    "visitor_id",
    "relation_type",
    "relation_id",
    "title",
    "description",
    "formatted_description",
    "slug",
    "read_at",
    "created_at",
]
DOCUMENT_EXAMPLE = {
    "user_id": 67890,
    "company_id": 11111,
    "contact_id": 22222,
    "visitor_id": None,
    "relation_type": "product",
    "relation_id": 33333,
    "title": "New order placed",
    "description": "Jane Smith placed an order for $150.00",
    "formatted_description": "<strong>Jane Smith</strong> placed an order for $150.00",
    "slug": "order_placed",
    "read_at": None,
}


def test_an_activity_has_exactly_the_document_s_fields(world: World) -> None:
    """What the document shows is what comes, in every scope; only a customer's activity says one thing more."""
    activities = world.user.get("", params={"limit": 200}).json()["activities"] + world.company.get("").json()["activities"]
    assert activities
    for activity in activities:
        assert [name for name in activity if name != "customer_id"] == DOCUMENT_FIELDS
        assert activity.get("customer_id", 1) is not None


def test_the_newest_activity_is_the_document_s_example(world: World) -> None:
    """Whoever compares the server with the document finds its example first."""
    newest = world.user.get("", params={"limit": 1}).json()["activities"][0]
    assert DOCUMENT_EXAMPLE.items() <= newest.items()


def test_a_company_creates_reads_changes_and_deletes(world: World) -> None:
    """The five company endpoints, one after the other."""
    wanted = {**DOCUMENT_EXAMPLE, "title": "Ein Anruf"}
    answer = world.company.post("", json={"activity": wanted})
    created = answer.json()["activity"]
    assert answer.status_code == 201
    assert wanted.items() <= created.items()
    assert answer.headers["location"] == f"{COMPANY}/{created['id']}"
    assert world.company.get(f"/{created['id']}").json()["activity"] == created
    assert world.company.get("").json()["activities"][0] == created
    changed = world.company.patch(f"/{created['id']}", json={"activity": {"title": "Zwei Anrufe", "slug": "calls"}})
    assert changed.status_code == 200
    assert changed.json()["activity"] == {**created, "title": "Zwei Anrufe", "slug": "calls"}
    gone = world.company.delete(f"/{created['id']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert world.company.get(f"/{created['id']}").status_code == 404


def test_a_user_reads_marks_and_deletes(world: World) -> None:
    """The four user endpoints, one after the other; an unread activity has `read_at` null."""
    created = world.create()
    address = f"/{created['id']}"
    assert world.user.get("").json()["activities"][0] == created
    assert world.user.get(address).json()["activity"] == created
    read = world.user.patch(address, json={"activity": {"read_at": "2026-01-15T10:31:00Z"}}).json()["activity"]
    assert read == {**created, "read_at": "2026-01-15T10:31:00Z"}
    unread = world.user.patch(address, json={"read_at": None}).json()["activity"]
    assert unread == created
    assert world.user.patch(address, json={"read_at": "now"}).json()["activity"]["read_at"] >= created["created_at"]
    assert world.user.delete(address).status_code == 204
    assert world.user.get(address).status_code == 404


def test_the_first_reading_counts(world: World) -> None:
    """Reading again, on another device or later, changes nothing."""
    address = f"/{world.create()['id']}"
    first = world.user.patch(address, json={"activity": {"read_at": "2026-01-15T10:31:00Z"}}).json()
    again = world.user.patch(address, json={"activity": {"read_at": "now"}}).json()
    assert again["activity"] == first["activity"]
    assert again["meta"]["seq"] == first["meta"]["seq"]


def test_a_get_changes_nothing(world: World) -> None:
    """Asking is not visiting: after every GET there is, all is as before (I44)."""
    before = world.changes(0)
    for path in ("", "?page=1", "?unread=true", "/changes?since=0", f"/{before['activities'][0]['id']}", "/nothing"):
        world.user.get(path)
        world.company.get(path)
    with world.stream(params={"since": 0}) as events:
        events.next()
    after = world.changes(0)
    assert (after["activities"], after["meta"]["seq"]) == (before["activities"], before["meta"]["seq"])


def test_a_user_cannot_create(world: World) -> None:
    """The document has no POST in user scope; the answer says what there is."""
    answer = world.user.post("", json={"activity": {"title": "Mine"}})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("base", "path", "allowed"),
    [
        (USER, "", "GET, HEAD, OPTIONS"),
        (COMPANY, "", "GET, HEAD, OPTIONS, POST"),
        (USER, "/1", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        (COMPANY, "/1", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        (USER, "/read", "OPTIONS, POST"),
    ],
)
def test_every_address_tells_its_methods(world: World, base: str, path: str, allowed: str) -> None:
    """OPTIONS and a wrong method name the right ones, without asking for a token."""
    with world.client("none", base) as client:
        answer = client.options(path)
        assert (answer.status_code, answer.headers["allow"]) == (204, allowed)
        wrong = client.put(path, json={})
        assert (wrong.status_code, wrong.headers["allow"]) == (405, allowed)


def test_head_is_get_without_a_body(world: World) -> None:
    """The same headers, nothing else."""
    got, head = world.user.get("/3"), world.user.head("/3")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-length"] == got.headers["content-length"]


def test_what_is_somebody_else_s_does_not_exist(world: World) -> None:
    """Another user's, another company's and no activity at all are the same 404, byte for byte (I42)."""
    mine = world.create()["id"]
    missing = world.user.get("/999999999").content
    ready = world.ready
    for token, base in (
        (ready.other_user_token, USER),
        (ready.foreign_user_token, USER),
        (ready.foreign_company_token, COMPANY),
    ):
        with world.client(token, base) as stranger:
            for answer in (
                stranger.get(f"/{mine}"),
                stranger.patch(f"/{mine}", json={"read_at": "now"}),
                stranger.delete(f"/{mine}"),
            ):
                assert (answer.status_code, answer.content) == (404, missing)
            assert stranger.get("").json()["activities"] == []
            assert stranger.get("/changes?since=0").json()["activities"] == []
    assert world.user.get(f"/{mine}").json()["activity"]["read_at"] is None


@pytest.mark.parametrize("id_", ["0", "-1", "1e3", "x", "٣", "9223372036854775807", "9223372036854775808", "1" * 3000])
def test_what_cannot_be_an_id_does_not_exist(world: World, id_: str) -> None:
    """No spelling of an id makes anything but a 404."""
    assert world.user.get(f"/{id_}").status_code == 404


def test_an_activity_goes_to_the_user_it_names(world: World) -> None:
    """The company creates for Robin; Robin has it, and nobody else."""
    ready = world.ready
    created = world.create(user_id=ready.other_user_id)
    with world.client(ready.other_user_token) as robin:
        assert robin.get("").json()["activities"] == [created]
    assert world.user.get(f"/{created['id']}").status_code == 404
    assert world.company.get(f"/{created['id']}").json()["activity"] == created


def test_an_activity_cannot_go_to_a_stranger(world: World) -> None:
    """A user of another company is no user at all."""
    answer = world.company.post("", json={"title": "Hello", "user_id": world.ready.foreign_user_id})
    assert answer.status_code == 422
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("/activity/user_id", "unknown_user")]


def test_all_eight_relations_and_three_kinds_of_people_are_taken(world: World) -> None:
    """Every relation type and person of the document comes back as it was sent."""
    for relation in ("media", "library", "event", "task", "contact", "note", "product", "page"):
        created = world.create(relation_type=relation, relation_id=7)
        assert (created["relation_type"], created["relation_id"]) == (relation, 7)
    for person in ("contact_id", "visitor_id", "customer_id"):
        assert world.create(**{person: 9})[person] == 9


def test_the_answer_to_me_names_me(world: World) -> None:
    """A client can greet its user."""
    with world.client(world.ready.user_token, "") as client:
        assert client.get("/api/user/me").json()["user"] == {
            "id": 67890,
            "name": "Alex Morgan",
            "email": "alex.morgan@northwind.example",
            "company_id": 11111,
            "company_name": "Northwind",
        }


def test_names_come_with_those_who_ask(world: World) -> None:
    """`?include=names` tells who and what is meant, in lists, single activities and changes; unknown ones are left out."""
    id_ = world.create(contact_id=22222, relation_type="product", relation_id=33333)["id"]
    jane = {"id": 22222, "name": "Jane Smith", "email": "jane.smith@example.com"}
    kit = {
        "id": 33333,
        "type": "product",
        "title": "Starter Kit, Cedar",
        "detail": "24 in stock",
        "url": "https://northwind.example/products/33333",
    }
    seq = world.seq()
    for named in (
        world.user.get("?include=names").json()["activities"][0],
        world.user.get(f"/{id_}?include=names").json()["activity"],
        world.changes(seq - 1, include="names")["activities"][0],
    ):
        assert (named["contact"], named["relation"]) == (jane, kit)
    assert "contact" not in world.user.get(f"/{id_}").json()["activity"]
    unknown = world.create(visitor_id=1, relation_type="page", relation_id=1)
    assert world.user.get(f"/{unknown['id']}?include=names").json()["activity"] == unknown


def test_everything_offered_is_advertised(world: World) -> None:
    """A client finds each extension at the one well-known address, and each path that stands there answers."""
    with world.client(world.ready.user_token, "") as client:
        offer = client.get("/.well-known/activity-desktop").json()
        assert offer["name"] == "activity-desktop"
        assert offer["extensions"].keys() >= {"stream", "changes", "bulk_read", "names", "etag", "me"}
        assert client.get(offer["extensions"]["me"]["path"]).status_code == 200
        assert client.get(offer["extensions"]["changes"]["path"], params={"since": 0}).status_code == 200
        assert client.post(offer["extensions"]["bulk_read"]["path"], json={"through_seq": 0}).status_code == 200
        assert client.head(offer["extensions"]["stream"]["path"]).headers["content-type"].startswith("text/event-stream")


def test_each_answer_has_a_number_of_its_own(world: World) -> None:
    """A random UUID, as the document shows it, that a log can be searched for."""
    given = [uuid.UUID(world.user.get("").json()["meta"]["request_id"]) for _ in range(50)]
    assert len(set(given)) == 50
    assert {(one.version, one.variant) for one in given} == {(4, uuid.RFC_4122)}


def test_a_bare_server_has_the_document_and_nothing_else(open_world: OpenWorld) -> None:
    """No advertisement, no extension, no cursor, no seq, no ETag: what a client must be content with."""
    world = open_world(seed=45, bare=True)
    answer = world.user.get("", params={"include": "names", "unread": "true", "limit": "nonsense"})
    assert answer.json().keys() == {"activities", "meta"}
    assert answer.json()["meta"].keys() == {"request_id", "timestamp"}
    assert "etag" not in answer.headers
    assert all(list(one) == DOCUMENT_FIELDS for one in answer.json()["activities"])
    pages = [world.user.get("", params={"page": page, "per_page": 20}).json()["activities"] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [20, 20, 5, 0]
    ids = [one["id"] for page in pages for one in page]
    assert len(set(ids)) == 45
    assert world.user.get("/stream").status_code == 404
    assert world.user.get("/changes?since=0").status_code == 404
    assert world.user.post("/read", json={"through_seq": 1}).status_code == 405
    for path in ("/.well-known/activity-desktop", "/api/user/me"):
        with world.client(world.ready.user_token, "") as client:
            assert client.get(path).status_code == 404
    read = world.user.patch(f"/{ids[0]}", json={"read_at": "now"}, headers={"if-match": '"other"'})
    assert (read.status_code, read.json().keys()) == (200, {"activity", "meta"})
    assert "seq" not in read.json()["meta"]
