"""Is a POST whose answer was lost safe to send again?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from local_server.fluid_world import COMPANY, World

ON_BOTH_ENGINES = True

ACTIVITY = {"activity": {"title": "Once", "user_id": 67890}}


def post(world: World, key: str, body: object = ACTIVITY) -> httpx.Response:
    answer: httpx.Response = world.company.post("", json=body, headers={"idempotency-key": key})
    return answer


def test_the_same_key_and_body_create_once(world: World) -> None:
    """The second answer is the first one, byte for byte (I43)."""
    first, again = post(world, "k1"), post(world, "k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["etag"] == first.headers["etag"]
    assert world.seq() == 13


def test_a_key_is_for_one_body(world: World) -> None:
    """The same key with another body is a mistake of the client, told as 422."""
    post(world, "k1")
    answer = post(world, "k1", {"activity": {"title": "Twice", "user_id": 67890}})
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("idempotency-key-reused")
    assert world.seq() == 13


def test_a_refused_body_does_not_use_up_its_key(world: World) -> None:
    """What was never created may be corrected under the same key."""
    assert post(world, "k1", {"activity": {"title": ""}}).status_code == 422
    assert post(world, "k1").status_code == 201


def test_each_token_has_its_own_keys(world: World) -> None:
    """Two programs that count their keys alike do not meet."""
    post(world, "k1")
    with world.client(world.server.mint_token(company=True), COMPANY) as other:
        answer = other.post("", json={"activity": {"title": "Other", "user_id": 67890}}, headers={"idempotency-key": "k1"})
    assert answer.status_code == 201
    assert answer.json()["activity"]["title"] == "Other"


def test_an_answer_stays_even_when_the_activity_is_gone(world: World) -> None:
    """A late repetition does not bring a deleted activity back."""
    first = post(world, "k1")
    world.company.delete(f"/{first.json()['activity']['id']}")
    assert post(world, "k1").content == first.content
    assert world.seq() == 14


def test_at_once_from_many_sides_creates_once(world: World) -> None:
    """Twenty repetitions on the wire at the same time give twenty times the same answer."""
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: post(world, "k1"), range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert world.seq() == 13


def test_a_lost_answer_is_had_again(world: World) -> None:
    """The effect happened, the answer did not come; the repetition brings it (F13)."""
    world.server.faults.next("lose", match=COMPANY, method="POST")
    with pytest.raises(httpx.RemoteProtocolError):
        post(world, "k1")
    assert world.seq() == 13
    assert post(world, "k1").json()["activity"]["id"] == 13
    assert world.seq() == 13


@pytest.mark.parametrize("key", ["", "with space", "x" * 256, "ü"])
def test_a_key_that_is_none_is_refused(world: World, key: str) -> None:
    """Better than silently creating twice."""
    answer = world.company.post("", json=ACTIVITY, headers={b"idempotency-key": key.encode()})
    assert answer.status_code == 400
