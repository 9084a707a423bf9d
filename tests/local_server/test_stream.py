"""Are news pushed in order, each once, from wherever a reader left off, without one reader holding up another?"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from activity_desktop.local_server.limits import Limits
from activity_desktop.local_server.owner import Owner
from activity_desktop.local_server.tokens import digest_of
from local_server.fluid_world import COMPANY, USER, Event, OpenWorld, World, read_until_closed

ON_BOTH_ENGINES = True


def test_what_happens_is_told(world: World) -> None:
    """Created, edited, read, deleted: one event each, with the user's seq as its id and the activity as it is then."""
    with world.stream() as events:
        events.next_comment()
        created = world.create()
        assert events.next() == Event(13, "activity", {"activity": created, "seq": 13})
        edited = world.company.patch("/13", json={"title": "Other"}).json()["activity"]
        assert events.next() == Event(14, "activity", {"activity": edited, "seq": 14})
        read = world.user.patch("/13", json={"read_at": "now"}).json()["activity"]
        assert events.next() == Event(15, "read", {"activity": read, "seq": 15})
        world.user.delete("/13")
        assert events.next() == Event(16, "deleted", {"id": 13, "seq": 16})


@pytest.mark.parametrize("resume", [{"headers": {"last-event-id": "13"}}, {"params": {"since": 13}}])
def test_a_reader_resumes_where_it_left_off(world: World, resume: dict[str, Any]) -> None:
    """First what was missed, then what happens; nothing twice."""
    world.server.happen(4)
    with world.stream(**resume) as events:
        assert [events.next().id for _ in range(3)] == [14, 15, 16]
        world.server.happen()
        assert events.next().id == 17


def test_the_last_event_id_wins_over_the_address(world: World) -> None:
    """A reader that reconnects by itself sends its first address again; what it has seen since counts."""
    world.server.happen(4)
    with world.stream(headers={"last-event-id": "15"}, params={"since": 12}) as events:
        assert events.next().id == 16


def test_a_long_absence_is_caught_up_in_order(open_world: OpenWorld) -> None:
    """More than is read from the file at once, by several readers at the same time."""
    world = open_world(seed=731)

    def read_all(_: int) -> list[int]:
        with world.client(world.ready.user_token) as client, world.stream(client, params={"since": 0}) as events:
            return [events.next().id for _ in range(731)]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read_all, range(4))) == [list(range(1, 732))] * 4


def test_a_quiet_stream_stays_alive_by_comments(open_world: OpenWorld) -> None:
    """They carry no id, so they move no reader; the first lines say how long to wait before reconnecting."""
    world = open_world(limits=Limits(stream_ping_seconds=0.02))
    with world.user.stream("GET", "/stream") as response:
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["x-accel-buffering"] == "no"
        lines = response.iter_lines()
        assert [next(lines) for _ in range(5)] == ["retry: 2000", ": ready at 0", "", ": ping", ""]


def test_a_stream_is_for_its_owner(world: World) -> None:
    """A colleague's stream stays silent; the company's tells of everybody."""
    with (
        world.client(world.ready.other_user_token) as robin,
        world.stream(robin, params={"since": 0}) as robins,
        world.stream(world.company) as company,
    ):
        company.next_comment()
        world.create()
        world.create(title="For Robin", user_id=world.ready.other_user_id)
        assert robins.next().data["activity"]["title"] == "For Robin"
        assert [company.next().data["activity"]["user_id"] for _ in range(2)] == [
            world.ready.user_id,
            world.ready.other_user_id,
        ]


def test_names_come_with_events_too(world: World) -> None:
    """For those who ask."""
    with world.stream(params={"include": "names", "since": 12}) as events:
        world.create(contact_id=22222)
        assert events.next().data["activity"]["contact"]["name"] == "Jane Smith"


def test_a_revoked_token_ends_its_streams(world: World) -> None:
    """At once, and only its own (I49)."""
    token = world.server.mint_token()
    with world.client(token) as client, world.stream(client) as ending, world.stream() as staying:
        ending.next_comment()
        staying.next_comment()
        world.server.revoke(token)
        assert ending.rest() == []
        world.server.happen()
        assert staying.next().id == 13


def test_an_expired_token_ends_its_streams(world: World) -> None:
    """Without anything happening."""
    with world.client(world.server.mint_token(expires_in=0.3)) as client, world.stream(client) as events:
        assert events.rest() == []


def test_a_token_has_so_many_streams_and_no_more(open_world: OpenWorld) -> None:
    """The next one is refused until one of them has ended; another token is not concerned."""
    world = open_world(limits=Limits(streams_per_token=2))
    other = world.server.mint_token()
    with world.stream() as first, world.client(other) as client:
        first.next_comment()
        with world.stream() as second:
            second.next_comment()
            refused = world.user.get("/stream")
            assert refused.status_code == 429
            assert refused.headers["retry-after"]
            with world.stream(client) as others:
                others.next_comment()
        owner, token = Owner("user", world.ready.user_id), digest_of(world.ready.user_token)
        while world.server.call(lambda server: server.hub.count(owner, token)) > 1:
            pass  # the server notices the end of a connection a little later than we make it
        with world.stream() as third:
            third.next_comment()


@contextmanager
def slow_reader(world: World) -> Iterator[socket.socket]:
    """A stream from the beginning whose reader takes nothing of its own accord, and has little room for what comes."""
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.settimeout(60)
        slow.connect(("127.0.0.1", world.ready.port))
        slow.sendall(
            f"GET {USER}/stream?since=0 HTTP/1.1\r\nHost: localhost:{world.ready.port}\r\n"
            f"Authorization: Bearer {world.ready.user_token}\r\nConnection: close\r\n\r\n".encode()
        )
        yield slow


def seqs_in(taken: bytes) -> list[int]:
    """The ids of the events that came whole."""
    pattern = rb"id: (\d+)\nevent: activity\ndata: [^\n]*\n\n"
    return [int(id_) for id_ in re.findall(pattern, taken.replace(b"\r\n", b""))]


def test_a_reader_that_takes_nothing_is_closed_and_resumes(open_world: OpenWorld) -> None:
    """It holds up nobody, costs no memory, and loses nothing: its last id leads on (I48)."""
    world = open_world(limits=Limits(stream_lag=40))
    total = 600
    with slow_reader(world) as slow, world.stream() as fast:
        fast.next_comment()
        for number in range(total):
            world.server.create(title=f"{number}", formatted_description="x" * 16_000)
            assert fast.next().id == number + 1
        seen = seqs_in(read_until_closed(slow))
    last = len(seen)
    assert seen == list(range(1, last + 1))
    assert 0 < last < total
    with world.stream(headers={"last-event-id": str(last)}) as resumed:
        assert [resumed.next().id for _ in range(total - last)] == list(range(last + 1, total + 1))


def test_a_reader_that_is_gone_without_a_word_is_closed(open_world: OpenWorld) -> None:
    """Nothing more happens, but what has happened is not taken either: a half-open connection (F8) is given up in time."""
    world = open_world(limits=Limits(stream_send_seconds=0.2))
    for _ in range(600):
        world.server.create(formatted_description="x" * 16_000)
    owner, token = Owner("user", world.ready.user_id), digest_of(world.ready.user_token)
    with slow_reader(world) as slow:
        read_until(slow, b"id: 1\n")
        while world.server.call(lambda server: server.hub.count(owner, token)):
            pass
        assert len(seqs_in(read_until_closed(slow))) < 600


def test_a_reader_too_slow_for_the_server_s_memory_starts_again(open_world: OpenWorld) -> None:
    """What was deleted while it took nothing is forgotten: its stream ends, and the next attempt is told why."""
    world = open_world()
    for _ in range(600):
        world.server.create(formatted_description="x" * 16_000)
    with slow_reader(world) as slow:
        read_until(slow, b"id: 1\n")
        world.company.delete("/300")
        world.server.forget_deletions()
        seen = seqs_in(b"id: 1\n" + read_until_closed(slow))
    assert len(seen) < 600
    assert world.user.get("/stream", headers={"last-event-id": str(seen[-1])}).status_code == 410


def test_the_stream_of_a_company_needs_its_token(world: World) -> None:
    """No stream for a token of the wrong kind."""
    with world.client(world.ready.user_token, COMPANY) as client:
        assert client.get("/stream").status_code == 403


def test_a_nonsense_last_event_id_is_as_none(world: World) -> None:
    """A reader that lost its place starts from now, or from the address."""
    world.server.happen()
    with world.stream(headers={"last-event-id": "nonsense"}, params={"since": 12}) as events:
        assert events.next().id == 13


def test_news_reach_every_reader(open_world: OpenWorld) -> None:
    """Two hundred readers, one piece of news, each once."""
    world = open_world(limits=Limits(streams_per_token=500))
    request = (
        f"GET {world.user.base_url.path}stream HTTP/1.1\r\nHost: localhost:{world.ready.port}\r\n"
        f"Authorization: Bearer {world.ready.user_token}\r\n\r\n"
    ).encode()
    readers = [world.connect() for _ in range(200)]
    try:
        for reader in readers:
            reader.sendall(request)
        for reader in readers:
            read_until(reader, b": ready at 0\n\n")
        world.server.happen()
        for reader in readers:
            assert read_until(reader, b"}\n\n").count(b"id: 1\n") == 1
    finally:
        for reader in readers:
            reader.close()


def read_until(connection: socket.socket, end: bytes) -> bytes:
    taken = b""
    while end not in taken:
        piece = connection.recv(65536)
        assert piece, taken
        taken += piece
    return taken
