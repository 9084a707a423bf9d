"""Is the sample data varied, believable, quick, and the same each time?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from activity_desktop.local_server import story
from local_server.fluid_world import OpenWorld, World

NOW_US = 1_790_000_000_000_000


def everything(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = world.user.get("", params={"limit": "200", "include": "names", **cursor}).json()
        found += answer["activities"]
        if not answer["meta"]["has_more"]:
            return found
        cursor = {"cursor": answer["meta"]["next_cursor"]}


def test_it_has_one_of_everything(open_world: OpenWorld) -> None:
    """All eight relations, all kinds of people and nobody; rich, long, empty, right-to-left and emoji texts; read or not."""
    found = everything(open_world(seed=400))
    assert len(found) == 400
    assert {one["relation_type"] for one in found} == {
        None, "media", "library", "event", "task", "contact", "note", "product", "page",
    }  # fmt: skip
    people = [[kind for kind in ("contact", "visitor", "customer") if one.get(f"{kind}_id")] for one in found]
    assert {tuple(kinds) for kinds in people} == {("contact",), ("visitor",), ("customer",), ()}
    texts = "".join(one["title"] + (one["description"] or "") + (one["formatted_description"] or "") for one in found)
    for part in ("<ul><li>", "<a href=", "<strong>", "طلب", "הערה", "🎂"):
        assert part in texts
    assert any(one["description"] == "" for one in found)
    assert any(one["formatted_description"] is None for one in found)
    assert any(len(one["description"]) > 1_500 for one in found)
    assert len({one["slug"] for one in found}) > 15
    unread = sum(one["read_at"] is None for one in found)
    assert 20 < unread < 200


def test_everybody_and_everything_has_a_name(open_world: OpenWorld) -> None:
    """Whatever the story points at, the extension can name."""
    for one in everything(open_world(seed=400)):
        for kind in ("contact", "visitor", "customer"):
            assert (one.get(f"{kind}_id") is not None) == (kind in one)
        assert (one["relation_type"] is not None) == ("relation" in one)
        if "relation" in one:
            assert (one["relation"]["type"], one["relation"]["id"]) == (one["relation_type"], one["relation_id"])
            assert one["relation"]["title"]


def test_it_goes_back_45_days_and_up_to_now(open_world: OpenWorld) -> None:
    """Oldest about six weeks, newest minutes; nothing in the future, nothing read before it was created."""
    found = everything(open_world(seed=300))
    now = datetime.now(UTC)
    times = [datetime.fromisoformat(one["created_at"]) for one in found]
    assert timedelta(minutes=2) < now - times[0] < timedelta(minutes=10)
    assert timedelta(days=40) < now - times[-1] < timedelta(days=46)
    assert times == sorted(times, reverse=True)
    for one in found:
        assert one["read_at"] is None or one["created_at"] <= one["read_at"] <= now.isoformat()


def test_the_same_number_tells_the_same_story() -> None:
    """And another one another."""
    first, again, other = (list(story.past(seed, 50, NOW_US)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert story.live(1, 7) == story.live(1, 7)
    assert story.live(1, 7) != story.live(2, 7)


def test_no_sentence_has_a_hole_in_it() -> None:
    """Every placeholder is filled, within the limits that the server sets for others."""
    for draft in [*story.past(3, 2_000, NOW_US), *(story.live(3, number) for number in range(500))]:
        for text in (draft["title"], draft["description"], draft["formatted_description"] or ""):
            assert "{" not in text
            assert "Somebody" not in text
        assert 1 <= len(draft["title"]) <= 200
        assert len(draft["description"]) <= 4_000
        assert len((draft["formatted_description"] or "").encode()) <= 16_384


def test_a_great_fill_is_complete(open_world: OpenWorld) -> None:
    """Twenty thousand, made with the indexes taken away meanwhile: as numbered, as readable and as quick to page as few."""
    world = open_world(seed=20_000)
    assert world.ready.activities == 20_000
    assert world.changes(19_998)["meta"] | {"request_id": "", "timestamp": ""} == {
        "request_id": "", "timestamp": "", "seq": 20_000, "has_more": False,
    }  # fmt: skip
    indexes = world.server.call(
        lambda server: {row["name"] for row in server.database.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    )
    assert {"activity_user_time", "activity_unread", "activity_user_seq", "activity_company_seq"} <= indexes


def test_the_story_goes_on(world: World) -> None:
    """What happens is new, unread, varied, and created now."""
    before = datetime.now(UTC)
    happened = world.server.happen(40)
    after = datetime.now(UTC)
    assert [one["id"] for one in happened] == list(range(13, 53))
    assert len({one["title"] for one in happened}) > 10
    for one in happened:
        assert one["read_at"] is None
        assert before <= datetime.fromisoformat(one["created_at"]) <= after
    assert happened[::-1] == world.user.get("?limit=40").json()["activities"]
