"""Does an ETag change exactly when what it stands for changes, and does nobody overwrite what they have not seen?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from local_server.fluid_world import World

ON_BOTH_ENGINES = True


def etag(world: World, path: str) -> str:
    return str(world.user.get(path).headers["etag"])


def test_nothing_new_is_304(world: World) -> None:
    """The same list again costs no body; also among several tags, and for a weak one."""
    for path in ("", "?page=2", "?unread=true", "/3", "/3?include=names"):
        tag = etag(world, path)
        for header in (tag, f'"x", {tag}', f"W/{tag}", "*"):
            answer = world.user.get(path, headers={"if-none-match": header})
            assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
        assert world.user.get(path, headers={"if-none-match": '"x"'}).status_code == 200


CHANGES: dict[str, Callable[[World], object]] = {
    "read": lambda world: world.user.patch("/12", json={"read_at": "now"}),
    "edited": lambda world: world.company.patch("/12", json={"title": "New"}),
    "created": lambda world: world.create(),
    "deleted": lambda world: world.user.delete("/11"),
    "all read": lambda world: world.user.post("/read", json={"through_seq": 12}),
    "happened": lambda world: world.server.happen(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_changes_the_list_s_tag(world: World, change: Callable[[World], object]) -> None:
    """Reading included (I47)."""
    before = etag(world, "")
    company_before = world.company.get("").headers["etag"]
    change(world)
    assert etag(world, "") != before
    assert world.company.get("").headers["etag"] != company_before
    assert etag(world, "") == etag(world, "")


def test_what_changes_nothing_keeps_the_tag(world: World) -> None:
    """A second reading, an edit to the same words, a colleague's activity: nothing new for this user."""
    world.user.patch("/12", json={"read_at": "now"})
    title = world.user.get("/12").json()["activity"]["title"]
    before = etag(world, ""), etag(world, "/12")
    world.user.patch("/12", json={"read_at": "now"})
    world.company.patch("/12", json={"title": title})
    world.create(user_id=world.ready.other_user_id)
    world.user.post("/read", json={"through_seq": 0})
    assert (etag(world, ""), etag(world, "/12")) == before


def test_a_tag_belongs_to_one_activity_and_one_question(world: World) -> None:
    """No two answers that differ share a tag; the other activities keep theirs."""
    tags = [etag(world, path) for path in ("", "?limit=1", "?limit=2", "?unread=true", "/1", "/2", "/2?include=names")]
    assert len(set(tags)) == len(tags)
    kept = etag(world, "/1")
    world.user.patch("/12", json={"read_at": "now"})
    assert etag(world, "/1") == kept


def test_nobody_overwrites_what_they_have_not_seen(world: World) -> None:
    """`If-Match` with an old tag is 412 and changes nothing; with the present one, or `*`, it goes through."""
    old = etag(world, "/12")
    world.company.patch("/12", json={"title": "Meanwhile"})
    for answer in (
        world.user.patch("/12", json={"read_at": "now"}, headers={"if-match": old}),
        world.company.patch("/12", json={"title": "Mine"}, headers={"if-match": old}),
        world.user.delete("/12", headers={"if-match": old}),
    ):
        assert answer.status_code == 412
        assert answer.headers["content-type"] == "application/problem+json"
    assert world.user.get("/12").json()["activity"]["title"] == "Meanwhile"
    present = etag(world, "/12")
    patched = world.company.patch("/12", json={"title": "Mine"}, headers={"if-match": present})
    assert (patched.status_code, patched.headers["etag"]) == (200, etag(world, "/12"))
    assert world.user.delete("/12", headers={"if-match": "*"}).status_code == 204
