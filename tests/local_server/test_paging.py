"""Does a walk over the pages see every activity exactly once, whatever happens meanwhile, and do filters keep their word?"""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import urlsplit

import pytest

from local_server.fluid_world import USER, OpenWorld, World

ON_BOTH_ENGINES = True


def walk(world: World, **query: Any) -> list[list[dict[str, Any]]]:
    """All pages by cursor."""
    pages, cursor = [], None
    while True:
        answer = world.user.get("", params={**query, **({} if cursor is None else {"cursor": cursor})}).json()
        pages.append(answer["activities"])
        cursor = answer["meta"]["next_cursor"]
        assert answer["meta"]["has_more"] == (cursor is not None)
        if cursor is None:
            return pages


def ids(pages: list[list[dict[str, Any]]]) -> list[int]:
    return [one["id"] for page in pages for one in page]


@pytest.mark.parametrize("limit", [1, 7, 50, 200])
def test_a_walk_sees_everything_once_newest_first(open_world: OpenWorld, limit: int) -> None:
    """By cursor, with any page size."""
    world = open_world(seed=121)
    pages = walk(world, limit=limit)
    assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert len(set(ids(pages))) == 121
    times = [one["created_at"] for page in pages for one in page]
    assert times == sorted(times, reverse=True)


def test_identical_times_do_not_confuse_a_walk(open_world: OpenWorld) -> None:
    """More activities of one moment than fit on a page (F15)."""
    world = open_world()
    for number in range(23):
        world.server.create(title=f"{number}", created_at="2026-01-01T00:00:00Z")
    assert sorted(ids(walk(world, limit=5))) == list(range(1, 24))


def test_news_during_a_walk_do_not_shift_it(open_world: OpenWorld) -> None:
    """Each activity that was there at the start comes exactly once, while others are created and deleted (I46)."""
    world = open_world(seed=300)
    stopping, begun = threading.Event(), threading.Event()
    made: list[int] = []

    def busy() -> None:
        while not stopping.is_set():
            made.extend(one["id"] for one in world.server.happen(3))
            made.append(world.server.create(created_at="2026-11-01T00:00:00Z")["id"])
            world.company.delete(f"/{made.pop(0)}")
            begun.set()

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        assert begun.wait(30)
        seen = ids(walk(world, limit=4))
    finally:
        stopping.set()
        thread.join()
    assert made
    assert len(seen) == len(set(seen))
    assert set(range(1, 301)) <= set(seen)


def test_reading_during_a_walk_does_not_shift_it(open_world: OpenWorld) -> None:
    """A client that marks each page read while it walks still sees every one."""
    world = open_world(seed=60)
    cursor, seen = None, []
    while True:
        page = world.user.get("", params={"limit": 7, **({"cursor": cursor} if cursor else {})}).json()
        seen += [one["id"] for one in page["activities"]]
        world.user.post("/read", json={"through_seq": page["meta"]["seq"]})
        cursor = page["meta"]["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == list(range(1, 61))


def test_the_link_header_leads_on(open_world: OpenWorld) -> None:
    """`rel="next"` keeps the filters and ends with the list."""
    world = open_world(seed=9)
    with world.client(world.ready.user_token, "") as client:
        answer = client.get(f"{USER}?limit=5&include=names")
        address = answer.headers["link"].removeprefix("<").removesuffix('>; rel="next"')
        assert urlsplit(address).path == USER
        rest = client.get(address)
        assert len(rest.json()["activities"]) == 4
        assert any("relation" in one for one in rest.json()["activities"])
        assert "link" not in rest.headers


def test_pages_by_number_work_beside_it(open_world: OpenWorld) -> None:
    """As the sibling resources have them: at most 100 on a page, 20 unless said otherwise."""
    world = open_world(seed=130)
    assert [len(world.user.get("", params={"page": page, "per_page": 1000}).json()["activities"]) for page in (1, 2, 3)] == [
        100,
        30,
        0,
    ]
    assert len(world.user.get("?page=1").json()["activities"]) == 20
    assert world.user.get("?page=1000000000").json()["activities"] == []


def test_a_cursor_is_for_the_list_it_came_from(open_world: OpenWorld) -> None:
    """Moved to other filters, another user or another scope, or changed in one letter, it is refused."""
    world = open_world(seed=9)
    cursor = world.user.get("?limit=1&unread=true").json()["meta"]["next_cursor"]
    assert world.user.get("", params={"cursor": cursor, "unread": "true"}).status_code == 200
    assert world.user.get("", params={"cursor": cursor, "relation_type": "page"}).status_code == 400
    assert world.company.get("", params={"cursor": cursor}).status_code == 400
    with world.client(world.ready.other_user_token) as client:
        assert client.get("", params={"cursor": cursor}).status_code == 400
    for place in range(len(cursor)):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        answer = world.user.get("", params={"cursor": changed, "unread": "true"})
        assert answer.status_code == 400, place


def test_filters_keep_their_word(open_world: OpenWorld) -> None:
    """Each filter gives exactly the activities that a look at all of them would choose."""
    world = open_world(seed=200)
    everything = [one for page in walk(world, limit=200, include="names") for one in page]
    middle = everything[100]
    contact = next(one["contact_id"] for one in everything if one["contact_id"])
    visitor = next(one["visitor_id"] for one in everything if one["visitor_id"])
    customer = next(one["customer_id"] for one in everything if one.get("customer_id"))
    for query, chosen in (
        ({"unread": "true"}, [one for one in everything if one["read_at"] is None]),
        ({"unread": "0"}, [one for one in everything if one["read_at"] is not None]),
        ({"relation_type": "event"}, [one for one in everything if one["relation_type"] == "event"]),
        ({"contact_id": contact}, [one for one in everything if one["contact_id"] == contact]),
        ({"visitor_id": visitor}, [one for one in everything if one["visitor_id"] == visitor]),
        ({"customer_id": customer}, [one for one in everything if one.get("customer_id") == customer]),
        ({"created_since": middle["created_at"]}, [one for one in everything if one["created_at"] >= middle["created_at"]]),
        ({"since_seq": 150}, [one for one in everything if one["id"] > 150]),
        ({"unread": "true", "relation_type": "page"},
         [one for one in everything if one["read_at"] is None and one["relation_type"] == "page"]),
    ):  # fmt: skip
        assert ids(walk(world, limit=13, **query)) == [one["id"] for one in chosen], query
    assert [one for one in everything if one["read_at"] is None]
