"""Can the server be started, stopped, killed and started again without losing a thing or leaving one behind?"""

from __future__ import annotations

import asyncio
import gc
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.local_server import LocalServer
from activity_desktop.local_server.limits import Limits
from activity_desktop.local_server.store import CannotOpen
from local_server.fluid_world import USER, OpenWorld, World, client_of


def test_a_restart_keeps_everything(tmp_path: Path) -> None:
    """The same file on the same port: same tokens, same activities, same seqs, deletions remembered."""
    server = LocalServer(tmp_path / "deep" / "server.sqlite3", seed=10)
    with server as first, client_of(first, first.user_token, USER) as client:
        client.patch("/3", json={"read_at": "now"})
        client.delete("/4")
        before = client.get("/changes?since=0").json()
    with server as second, client_of(second, second.user_token, USER) as client:
        assert second == replace(first, activities=9)
        after = client.get("/changes?since=0").json()
        assert {**after, "meta": {}} == {**before, "meta": {}}
        assert after["meta"]["seq"] == before["meta"]["seq"]
        assert after["deleted"] == [{"id": 4, "seq": 11}]


def test_a_stream_survives_a_restart_by_its_last_id(tmp_path: Path) -> None:
    """What happened while the reader was away comes first."""
    server = LocalServer(tmp_path / "server.sqlite3", seed=5)
    with server as ready, client_of(ready, ready.user_token, USER) as client, client.stream("GET", "/stream") as response:
        lines = response.iter_lines()
        next(lines)
        server.happen()
        assert "id: 6" in lines
    with server as ready, client_of(ready, ready.user_token, USER) as client:
        server.happen(2)
        with client.stream("GET", "/stream", headers={"last-event-id": "6"}) as response:
            lines = response.iter_lines()
            assert "id: 7" in lines
            assert "id: 8" in lines


def test_the_seed_fills_up_and_brings_nothing_back(tmp_path: Path) -> None:
    """`seed=N` makes sure that N were made; what was deleted stays deleted, what came besides does not count."""
    path = tmp_path / "server.sqlite3"
    for seed, expected in ((5, 5), (5, 5), (8, 8), (2, 8), (0, 8)):
        with LocalServer(path, seed=seed) as ready:
            assert ready.activities == expected
    server = LocalServer(path, seed=8)
    with server as ready, client_of(ready, ready.user_token, USER) as client:
        server.happen()
        client.delete("/1")
        client.delete("/2")
    for seed, expected in ((8, 7), (10, 9)):
        with LocalServer(path, seed=seed) as ready:
            assert ready.activities == expected


def test_two_servers_do_not_share_a_file(tmp_path: Path) -> None:
    """The second one says why it does not start; the first one goes on; the file is free afterwards."""
    path = tmp_path / "server.sqlite3"
    with LocalServer(path) as ready, client_of(ready, ready.user_token, USER) as client:
        with pytest.raises(CannotOpen, match="Another server is using"):
            LocalServer(path).start()
        assert client.get("").status_code == 200
    with LocalServer(path):
        pass


def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    """Neither a text nor a newer version's file is touched."""
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, this is not a database at all. " * 100)
    newer = tmp_path / "newer.sqlite3"
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version=99")
    for file, reason in ((path, "not a database"), (newer, "has version 99")):
        before = file.read_bytes()
        with pytest.raises(CannotOpen, match=reason):
            LocalServer(file).start()
        assert file.read_bytes() == before
    with pytest.raises(CannotOpen, match="cannot be used"):
        LocalServer(tmp_path).start()


def test_the_file_is_private(tmp_path: Path) -> None:
    """The demo tokens can be worked out from it, so only its owner may read it."""
    path = tmp_path / "server.sqlite3"
    with LocalServer(path):
        for file in tmp_path.iterdir():
            assert file.stat().st_mode & 0o077 == 0, file


def test_the_file_holds_no_token(tmp_path: Path) -> None:
    """Only hashes."""
    path = tmp_path / "server.sqlite3"
    server = LocalServer(path)
    with server as ready:
        minted = server.mint_token()
    for file in tmp_path.iterdir():
        for token in (ready.user_token, ready.company_token, minted):
            assert token.encode() not in file.read_bytes()


def test_a_taken_port_is_told(open_world: OpenWorld) -> None:
    """As the operating system's own error; nothing stays behind."""
    taken = open_world().ready.port
    threads = threading.active_count()
    with pytest.raises(OSError, match="in use"):
        LocalServer(port=taken).start()
    assert threading.active_count() == threads


def test_a_stop_leaves_nothing_behind(tmp_path: Path) -> None:
    """No thread, no open file, although streams are open, requests are half sent and faults are being waited for."""
    gc.collect()
    threads, files = threading.active_count(), open_files()
    for _ in range(3):
        server = LocalServer(tmp_path / "server.sqlite3", seed=5)
        ready = server.start()
        stream = f"GET {USER}/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ready.user_token}\r\n\r\n"
        connections = []
        for request in (stream, "GET / HTTP/1.1\r\n", "", stream.replace("/stream", "")):
            connections.append(socket.create_connection(("127.0.0.1", ready.port)))
            connections[-1].sendall(request.encode())
        connections[0].recv(100)
        connections[3].recv(100)
        server.stop()
        server.stop()
        for connection in connections:
            connection.close()
    gc.collect()
    assert (threading.active_count(), open_files()) == (threads, files)


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_a_stop_does_not_wait_for_what_takes_long(open_world: OpenWorld, caplog: pytest.LogCaptureFixture) -> None:
    """A request that is being delayed for ten minutes is cut off, without a word in the log."""
    world = open_world()
    world.server.faults.next("delay", seconds=600)
    with world.connect() as connection:
        connection.sendall(f"GET {USER} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while world.server.faults.waiting:
            pass
        world.server.stop()
        assert connection.recv(100) == b""
    assert not caplog.records


def test_whoever_knocks_while_it_stops_is_cut_off_too(open_world: OpenWorld) -> None:
    """What was accepted in the last moment has no name yet: without a close of ours, nobody would ever close it."""
    world = open_world(seed=1)
    stopped, heard = threading.Event(), threading.Event()

    def knock() -> None:
        while not stopped.is_set():
            with suppress(OSError), socket.create_connection(("127.0.0.1", world.ready.port), timeout=5):
                heard.set()

    knocking = [threading.Thread(target=knock) for _ in range(3)]
    for thread in knocking:
        thread.start()
    assert heard.wait(10)
    world.server.stop()
    stopped.set()
    for thread in knocking:
        thread.join()
    gc.collect()  # an open transport would warn here, and a warning is an error


def test_what_is_not_running_says_so() -> None:
    """A call before the start or after the stop, and a second start, are mistakes of the caller."""
    server = LocalServer()
    with pytest.raises(RuntimeError):
        server.happen()
    with server, pytest.raises(RuntimeError):
        server.start()


def test_the_package_is_cheap_to_import() -> None:
    """A command line that only wants the options pays for no web server."""
    code = (
        "import sys; import activity_desktop.local_server, activity_desktop.local_server.serve;"
        "print([name for name in ('uvicorn', 'starlette', 'h11', 'asyncio', 'sqlite3', 'httpx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "uvicorn" not in done.stdout
    assert "starlette" not in done.stdout


def test_other_systems_can_be_mounted(open_world: OpenWorld) -> None:
    """What answers below a prefix gets the same file, and stands behind the same door and the same faults."""

    def make(server: Any) -> Any:
        server.database.connection.execute("CREATE TABLE IF NOT EXISTS toy (word TEXT)")

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await receive()
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": scope["path"].encode()})

        return app

    world = open_world(mounts={"/toy": make}, limits=Limits(body_bytes=100))
    with world.client("token", "/toy") as client:
        assert client.get("/things?x=1").text == "/toy/things"
        assert client.get("/things", headers={"origin": "http://evil.example"}).status_code == 403
        assert client.get("/things", headers={"host": "evil.example"}).status_code == 421
        assert client.post("/things", content=b"x" * 101).status_code == 413
        world.server.faults.next("503", match="/toy")
        assert client.get("/things").status_code == 503
        assert client.get("/things").status_code == 200
    assert world.user.get("").status_code == 200


def test_python_and_http_can_work_at_the_same_time(world: World) -> None:
    """Activities made from other threads and over HTTP all arrive, each with its own id and seq."""

    def make(count: int) -> None:
        for _ in range(count):
            world.server.create()

    threads = [threading.Thread(target=make, args=(20,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        world.create()
    for thread in threads:
        thread.join()
    assert world.seq() == 12 + 100
    ids = [one["id"] for one in world.user.get("?limit=200").json()["activities"]]
    assert sorted(ids) == list(range(1, 113))


def test_it_also_works_where_an_event_loop_is_running(open_world: OpenWorld) -> None:
    """A test or program with asyncio of its own may start it too."""

    async def start_and_ask() -> int:
        world = open_world(seed=1)
        return world.user.get("").status_code

    assert asyncio.run(start_and_ask()) == 200
