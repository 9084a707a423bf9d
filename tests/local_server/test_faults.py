"""Do things go wrong exactly as planned, for the requests they were planned for, and for no others?"""

from __future__ import annotations

import httpx
import pytest

from activity_desktop.local_server.faults import ALWAYS, KINDS, Fault, fault_of
from local_server.fluid_world import COMPANY, USER, World


def test_a_refusal_lasts_as_long_as_planned(world: World) -> None:
    """Twice 429 with Retry-After, then all is well; problems keep their shape."""
    world.server.faults.next("429", 2, seconds=7)
    for _ in range(2):
        answer = world.user.get("")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
        assert answer.headers["content-type"] == "application/problem+json"
    assert world.user.get("").status_code == 200


@pytest.mark.parametrize("status", [500, 503])
def test_server_errors(world: World, status: int) -> None:
    """Nothing is done, and it is said."""
    world.server.faults.next(str(status))
    assert world.company.post("", json={"title": "x", "user_id": 67890}).status_code == status
    assert world.seq() == 12


def test_a_dropped_request_had_no_effect_and_a_lost_answer_had(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """The client sees the same twice; the server knows better."""
    for kind, seq in (("drop", 12), ("lose", 13)):
        world.server.faults.next(kind)
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            world.company.post("", json={"title": "x", "user_id": 67890})
        assert world.seq() == seq
    assert not caplog.records


def test_a_truncated_answer_is_noticed(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Half a list comes, with the length of a whole one."""
    world.server.faults.next("truncate")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        world.user.get("")
    world.server.faults.next("truncate", match="/stream")
    with pytest.raises(httpx.RemoteProtocolError), world.stream(params={"since": 0}) as events:
        events.rest()
    assert not caplog.records


def test_a_hotel_answers_instead(world: World) -> None:
    """A web page with 200, and a redirect."""
    world.server.faults.next("html")
    answer = world.user.get("")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    world.server.faults.next("redirect", location="https://login.example/")
    answer = world.user.get("")
    assert (answer.status_code, answer.headers["location"]) == (302, "https://login.example/")


def test_records_may_come_twice_or_backwards(world: World) -> None:
    """In a list and in a stream."""
    ids = [one["id"] for one in world.user.get("").json()["activities"]]
    world.server.faults.next("duplicate")
    assert [one["id"] for one in world.user.get("").json()["activities"]] == [id_ for id_ in ids for _ in range(2)]
    world.server.faults.next("reorder")
    assert [one["id"] for one in world.user.get("").json()["activities"]] == ids[::-1]
    world.server.faults.next("duplicate")
    with world.stream(params={"since": 10}) as events:
        assert [events.next().id for _ in range(4)] == [11, 11, 12, 12]
    world.server.faults.next("reorder")
    with world.stream(params={"since": 9}) as events:
        assert [events.next().id for _ in range(3)] == [12, 11, 10]


def test_a_delayed_answer_comes(world: World) -> None:
    """Late, but whole."""
    world.server.faults.next("delay", seconds=0.05)
    assert len(world.user.get("").json()["activities"]) == 12


def test_a_fault_is_for_whom_it_was_planned(world: World) -> None:
    """By part of the path and by method; several wait for their turn; one may last until it is taken back."""
    faults = world.server.faults
    faults.next("500", match=COMPANY)
    faults.next("503", method="PATCH")
    faults.next("429", ALWAYS, match=f"{USER}/3")
    assert world.user.get("").status_code == 200
    assert [world.user.get("/3").status_code for _ in range(5)] == [429] * 5
    assert world.user.patch("/4", json={"read_at": None}).status_code == 503
    assert world.company.get("").status_code == 500
    assert world.company.get("").status_code == 200
    assert faults.waiting == 1
    faults.clear()
    assert world.user.get("/3").status_code == 200


def test_faults_can_be_written_in_a_word() -> None:
    """As the command line takes them."""
    assert fault_of("drop") == Fault(kind="drop")
    assert fault_of("429:3") == Fault(kind="429", count=3)
    assert fault_of("500:*:/stream") == Fault(kind="500", count=ALWAYS, match="/stream")
    assert fault_of("500::/stream") == Fault(kind="500", match="/stream")
    for nonsense in ("", "404", "drop:x", "drop:-1", "drop:²"):
        with pytest.raises(ValueError, match="is no"):
            fault_of(nonsense)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "delay"])
def test_every_kind_is_carried_out(world: World, kind: str) -> None:
    """None is listed and then ignored."""
    normal = world.user.get("?limit=5").json()["activities"]
    world.server.faults.next(kind)
    assert faulty(world) != normal
    assert faulty(world) == normal


def faulty(world: World) -> object:
    """The activities of a list, or whatever came instead."""
    try:
        answer = world.user.get("?limit=5")
        return answer.json()["activities"]
    except httpx.RequestError as error:
        return error
    except (ValueError, KeyError):
        return answer.status_code


def test_an_unknown_kind_is_refused(world: World) -> None:
    """A typo in a test does not make it pass."""
    with pytest.raises(ValueError, match="is no fault"):
        world.server.faults.next("4299")
