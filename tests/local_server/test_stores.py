"""Do several servers on one PostgreSQL behave like one, and does a server live through what a database can do to it?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from activity_desktop.local_server import LocalServer, demo
from activity_desktop.local_server.context import Context
from activity_desktop.local_server.limits import Limits
from activity_desktop.local_server.store import CannotOpen
from local_server.fluid_world import OpenWorld, World
from local_server.postgresql_server import Cluster
from local_server.server_program import program, ready_of

ADMIN = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


@pytest.fixture
def address(postgresql: Cluster) -> Iterator[str]:
    """An empty database."""
    with postgresql.database() as address:
        yield address


@pytest.fixture
def two(address: str, open_world: OpenWorld) -> tuple[World, World]:
    """Two servers on one database."""
    return open_world(database=address, seed=12), open_world(database=address, seed=12)


def name_of(address: str) -> str:
    return str(conninfo_to_dict(address)["dbname"])


def cut(postgresql: Cluster, address: str, which: str = "") -> None:
    """End the servers' connections, as a restart of PostgreSQL does."""
    with psycopg.connect(postgresql.address(), autocommit=True) as admin:
        admin.execute(f"{ADMIN} {which}".encode(), (name_of(address),))


def test_what_one_gives_out_holds_at_the_other(two: tuple[World, World]) -> None:
    """Tokens, seqs, ETags, cursors and the name of the database; sample activities are made once."""
    here, there = two
    assert there.ready.user_token == here.ready.user_token
    assert there.ready.activities == here.ready.activities == 12
    first = here.user.get("?limit=5")
    again = there.user.get("?limit=5", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    cursor = first.json()["meta"]["next_cursor"]
    ids = [one["id"] for world in two for one in world.user.get("", params={"limit": 5, "cursor": cursor}).json()["activities"]]
    assert ids[:5] == ids[5:]
    assert there.create()["id"] == 13
    assert here.seq() == 13


def test_at_once_on_both_sides_creates_once(two: tuple[World, World]) -> None:
    """Twenty repetitions of one POST, half of them at each server, get one answer."""

    def post(turn: int) -> Any:
        body = {"activity": {"title": "Once", "user_id": 67890}}
        return two[turn % 2].company.post("", json=body, headers={"idempotency-key": "once"})

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(post, range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert two[0].seq() == 13


def test_of_two_changes_to_the_same_state_one_is_refused(two: tuple[World, World]) -> None:
    """If-Match holds across processes: of those who read the same, one changes it."""
    for turn in range(10):
        etag = two[0].company.get("/1").headers["etag"]

        def patch(number: int, etag: str = etag, turn: int = turn) -> int:
            title = {"title": f"{turn} {number}"}
            return int(two[number % 2].company.patch("/1", json=title, headers={"if-match": etag}).status_code)

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(patch, range(4))) == [200, 412, 412, 412]


def test_changes_from_both_sides_are_counted_in_one_order(two: tuple[World, World]) -> None:
    """Created, read one by one and all at once, deleted, at both at the same time: no seq is given twice, and a reader who
    pages through meanwhile ends with what is there."""

    def work(turn: int) -> None:
        world = two[turn % 2]
        match turn % 5:
            case 0 | 1:
                world.create()
            case 2:
                world.user.patch(f"/{turn % 12 + 1}", json={"read_at": "now"})
            case 3:
                world.user.post("/read", json={"through_seq": turn})
            case 4:
                world.user.delete(f"/{turn % 12 + 1}")

    known: dict[int, Any] = {}
    since = 0
    with ThreadPoolExecutor(4) as pool:
        working = [pool.submit(work, turn) for turn in range(60)]
        while since < two[0].seq() or not all(one.done() for one in working):
            page = two[1].changes(since, limit=7)
            known |= {one["id"]: one for one in page["activities"]}
            for gone in page["deleted"]:
                known.pop(gone["id"], None)
            assert page["meta"]["seq"] >= since
            since = page["meta"]["seq"]
    there = two[0].user.get("?limit=200").json()["activities"]
    assert sorted(known) == sorted(one["id"] for one in there)
    assert known == {one["id"]: one for one in there}


def test_a_question_in_parts_is_of_one_moment(two: tuple[World, World]) -> None:
    """What the other server commits between the parts is not seen in any of them, so that nothing is told twice."""
    here, there = two

    def ask(server: Context) -> tuple[int, int, int]:
        with server.database.snapshot():
            before = server.activities.seq(demo.USER)
            there.create()
            return before, server.activities.seq(demo.USER), demo.how_many(server)

    assert here.server.call(ask) == (12, 12, 12)
    assert here.seq() == 13


def test_a_stream_hears_of_what_the_other_did(two: tuple[World, World]) -> None:
    """In both directions."""
    here, there = two
    with here.stream() as events, there.stream() as others:
        events.next_comment()
        others.next_comment()
        there.create()
        assert (events.next().id, others.next().id) == (13, 13)
        here.create()
        assert (events.next().id, others.next().id) == (14, 14)


def test_a_lost_hint_delays_and_loses_nothing(two: tuple[World, World], postgresql: Cluster, address: str) -> None:
    """The connection that waits for hints is cut; the server looks by itself, and listens again."""
    here, there = two
    with here.stream() as events:
        events.next_comment()
        cut(postgresql, address, "AND query LIKE 'LISTEN%%'")
        there.create()
        assert events.next().id == 13
        there.create()
        assert events.next().id == 14


def test_a_token_ended_here_ends_its_streams_there(two: tuple[World, World]) -> None:
    """Within a look."""
    here, there = two
    token = here.server.mint_token()
    with there.client(token) as client, there.stream(client) as events:
        events.next_comment()
        here.server.revoke(token)
        assert events.rest() == []
        assert client.get("").status_code == 401


def test_a_database_that_restarts_is_found_again(open_world: OpenWorld, postgresql: Cluster, address: str) -> None:
    """The first request after it works; a stream that was open goes on."""
    world = open_world(database=address, seed=12)
    with world.stream() as events:
        events.next_comment()
        cut(postgresql, address)
        assert world.create()["id"] == 13
        assert events.next().id == 13


def test_while_the_database_is_away_everybody_is_asked_to_come_again(
    open_world: OpenWorld, postgresql: Cluster, address: str
) -> None:
    """503 and Retry-After, streams end at the next sign of life; afterwards it goes on by itself."""
    world = open_world(database=address, seed=12, limits=Limits(stream_ping_seconds=0.05))
    with psycopg.connect(postgresql.address(), autocommit=True) as admin:
        name = name_of(address)
        with world.stream() as events:
            events.next_comment()
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
            cut(postgresql, address)
            answers = [world.user.get(""), world.company.post("", json={"title": "x", "user_id": 1}), world.user.get("/1")]
            assert events.rest() == []
        assert [(answer.status_code, answer.headers.get("retry-after")) for answer in answers] == [(503, "2")] * 3
        assert {answer.json()["type"].rpartition(":")[2] for answer in answers} == {"database-unavailable"}
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
    while (answer := world.user.get("")).status_code == 503:
        pass
    assert len(answer.json()["activities"]) == 12


def test_a_process_that_froze_in_a_transaction_holds_up_nobody_for_ever(
    open_world: OpenWorld, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the lock of a company is waited for only so long; then the request is refused and may come again."""
    monkeypatch.setattr(
        "activity_desktop.local_server.postgresql.SESSION", "SET search_path TO activity_desktop; SET lock_timeout TO '50ms'"
    )
    world = open_world(database=address, seed=12)
    with psycopg.connect(address) as frozen:
        frozen.execute("SELECT id FROM activity_desktop.company FOR UPDATE")
        assert world.user.patch("/1", json={"read_at": "now"}).status_code == 503
        assert world.user.get("/1").status_code == 200
    assert world.user.patch("/1", json={"read_at": "now"}).status_code == 200


def test_servers_that_start_at_once_make_one_database(address: str) -> None:
    """Tables, people and sample activities are there once."""
    with ExitStack() as stack:
        servers = [LocalServer(database=address, seed=30) for _ in range(4)]
        for server in servers:
            stack.callback(server.stop)
        with ThreadPoolExecutor(4) as pool:
            readies = list(pool.map(lambda server: server.start(), servers))
        assert {(ready.activities, ready.user_token) for ready in readies} == {(30, readies[0].user_token)}


def test_a_great_fill_is_complete_there_too(open_world: OpenWorld, address: str) -> None:
    """Eight thousand rows at once, and the numbering goes on behind them."""
    world = open_world(database=address, seed=8_000)
    assert world.ready.activities == 8_000
    assert world.create()["id"] == 8_001
    assert world.seq() == 8_001


def test_what_cannot_be_used_is_told(postgresql: Cluster, address: str) -> None:
    """No server, no such database, a newer version's tables, another encoding: one sentence each."""
    with LocalServer(database=address):
        pass
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE activity_desktop.meta SET value = '99' WHERE name = 'schema version'")
    with psycopg.connect(postgresql.address(), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS ascii")
        admin.execute("CREATE DATABASE ascii ENCODING SQL_ASCII TEMPLATE template0")
    for wrong, reason in (
        ("postgresql://postgres@/x?host=/nowhere", "cannot be used"),
        (postgresql.address("missing"), "does not exist"),
        (address, "has version 99"),
        (postgresql.address("ascii"), "encoding SQL_ASCII"),
    ):
        with pytest.raises(CannotOpen, match=reason):
            LocalServer(database=wrong).start()


def test_without_psycopg_it_says_what_to_install() -> None:
    """The package is not needed for anything else, so it may be missing."""
    code = (
        "import sys; sys.modules['psycopg'] = None;"
        "from activity_desktop.local_server.serve import serve; sys.exit(serve(path=None, database='postgresql://x/y'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "A PostgreSQL database needs psycopg: pip install 'activity-desktop[postgresql]'.\n"


def test_the_program_takes_the_address(address: str) -> None:
    """`serve --database`: ready, no file, and no word of the address, which may hold a password."""
    with program("--json", "--seed", "3", "--database", address) as process:
        ready = ready_of(process)
        assert (ready["activities"], ready["file"]) == (3, None)
        assert address not in str(ready)
        process.terminate()
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")
    with program("--all", "--database", address) as process:
        assert "does not go with --database" in process.communicate(timeout=30)[1]
    assert process.returncode == 1
