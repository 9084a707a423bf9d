"""Does a reader who asks what changed since n end up with exactly what the server has, whatever happened in between?"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from local_server.fluid_world import COMPANY, OpenWorld, World

ON_BOTH_ENGINES = True


def all_activities(world: World) -> dict[int, dict[str, Any]]:
    return {one["id"]: one for one in world.user.get("?limit=200").json()["activities"]}


def catch_up(world: World, known: dict[int, dict[str, Any]], since: int, limit: int) -> int:
    """Take in all changes, as a client does; returns the new seq."""
    while True:
        changes = world.changes(since, limit=limit)
        assert len(changes["activities"]) + len(changes["deleted"]) <= limit
        known.update({one["id"]: one for one in changes["activities"]})
        for deletion in changes["deleted"]:
            known.pop(deletion["id"], None)
        assert changes["meta"]["seq"] >= since
        since = changes["meta"]["seq"]
        if not changes["meta"]["has_more"]:
            return since


def do(world: World, action: str, choice: int) -> None:
    """One thing that can happen to the activities."""
    present = sorted(all_activities(world))
    target = present[choice % len(present)] if present else 0
    match action:
        case "create":
            world.create()
        case "burst":
            world.server.happen(3)
        case "read":
            world.user.patch(f"/{target}", json={"read_at": "now"})
        case "unread":
            world.user.patch(f"/{target}", json={"read_at": None})
        case "edit":
            world.company.patch(f"/{target}", json={"title": f"Edited {choice}"})
        case "delete":
            world.user.delete(f"/{target}")
        case "read all":
            world.user.post("/read", json={"through_seq": max(0, world.seq() - choice % 4)})


ACTIONS = st.sampled_from(["create", "burst", "read", "unread", "edit", "delete", "read all"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rounds=st.lists(st.lists(st.tuples(ACTIONS, st.integers(0, 50)), max_size=6), min_size=1, max_size=5),
    limit=st.integers(1, 9),
)
def test_replaying_the_changes_gives_what_is_there(
    open_world: OpenWorld, rounds: list[list[tuple[str, int]]], limit: int
) -> None:
    """Whatever happens, in whatever order, read in pages of whatever size: the same as a fresh look (I40, I41)."""
    world = open_world(seed=5)
    try:
        known: dict[int, dict[str, Any]] = {}
        since = catch_up(world, known, 0, limit)
        for actions in rounds:
            for action, choice in actions:
                do(world, action, choice)
            since = catch_up(world, known, since, limit)
            assert known == all_activities(world)
            assert since == world.seq()
    finally:
        world.server.stop()


def test_every_change_takes_the_next_number(world: World) -> None:
    """Per user, without a gap and in the order of the commits; what changes nothing takes none (I40)."""
    assert world.seq() == 12
    seqs = []
    for change in (
        lambda: world.user.patch("/1", json={"read_at": None}),
        lambda: world.user.patch("/1", json={"read_at": "now"}),
        lambda: world.user.patch("/1", json={"read_at": "now"}),
        lambda: world.company.patch("/1", json={"title": "Other"}),
        world.create,
        lambda: world.create(user_id=world.ready.other_user_id),
        lambda: world.user.delete("/2"),
    ):
        change()
        seqs.append(world.seq())
    steps = [after - before for before, after in zip([12, *seqs], seqs, strict=False)]
    assert steps[1:] == [1, 0, 1, 1, 0, 1]
    changes = world.changes(12)
    assert [one["id"] for one in changes["activities"]] == [1, 13]
    assert [one["id"] for one in changes["deleted"]] == [2]


def test_a_company_has_its_own_count(world: World) -> None:
    """It sees what happens to all of its users, and a foreign company sees nothing."""
    world.create(user_id=world.ready.other_user_id)
    world.user.delete("/3")
    changes = world.company.get("/changes?since=12").json()
    assert [one["user_id"] for one in changes["activities"]] == [world.ready.other_user_id]
    assert [one["id"] for one in changes["deleted"]] == [3]
    with world.client(world.ready.foreign_company_token, COMPANY) as foreign:
        assert foreign.get("/changes?since=0").json()["meta"]["seq"] == 0


def test_reading_all_reads_what_was_seen_and_no_more(world: World) -> None:
    """What arrived or changed after `through_seq` stays unread; each reading is a change of its own."""
    seen = world.seq()
    late = world.create()["id"]
    world.user.patch("/12", json={"read_at": None})
    world.company.patch("/12", json={"title": "Changed after it was seen"})
    unread = [one["id"] for one in world.user.get("?unread=true&limit=200").json()["activities"]]
    before = world.seq()
    answer = world.user.post("/read", json={"through_seq": seen}).json()
    assert answer["marked"] == len(unread) - 2
    assert answer["meta"]["seq"] == before + answer["marked"]
    assert {one["id"] for one in world.user.get("?unread=true").json()["activities"]} == {late, 12}
    assert {one["id"] for one in world.changes(before)["activities"]} == set(unread) - {late, 12}
    assert world.user.post("/read", json={"through_seq": seen}).json()["marked"] == 0


def test_reading_very_many_reads_them_all(open_world: OpenWorld) -> None:
    """More than are marked in one transaction; the readings follow one another without a gap."""
    world = open_world()
    world.server.happen(5_000)
    assert world.user.post("/read", json={"through_seq": 4_999}).json()["marked"] == 4_999
    assert [one["id"] for one in world.user.get("?unread=true").json()["activities"]] == [5_000]
    seqs, since = [], 5_000
    while since < world.seq():
        changes = world.changes(since)
        seqs += [one["id"] for one in changes["activities"]]
        since = changes["meta"]["seq"]
    assert seqs == list(range(1, 5_000))


def test_reading_all_asks_for_a_seq(world: World) -> None:
    """Anything else is refused and reads nothing."""
    bodies: list[Any] = [{}, [], {"through_seq": "9"}, {"through_seq": -1}, {"through_seq": True}, {"through_seq": None}]
    for body in bodies:
        assert world.user.post("/read", json=body).status_code == 422
    assert world.seq() == 12


def test_a_reader_from_too_long_ago_starts_again(world: World) -> None:
    """410 `replay-gone` when deletions in between are forgotten, and for a seq from the future (another file, I41)."""
    world.user.delete("/5")
    at_deletion = world.seq()
    world.create()
    assert world.changes(at_deletion - 1)["deleted"] == [{"id": 5, "seq": at_deletion}]
    world.server.forget_deletions()
    for since in (0, at_deletion - 1, 1000):
        for path in (f"/changes?since={since}", f"/stream?since={since}"):
            answer = world.user.get(path)
            assert answer.status_code == 410
            assert answer.json()["type"].endswith(":replay-gone")
    assert len(world.changes(at_deletion)["activities"]) == 1


def test_without_since_nothing_is_told(world: World) -> None:
    """A client that forgot to say where it stands is told so, instead of being given everything."""
    assert world.user.get("/changes").status_code == 400
    assert world.user.get("/changes?since=x").status_code == 400
    assert world.user.get("/changes?since=0&limit=501").status_code == 400
