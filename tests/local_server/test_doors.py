"""Does the server keep out browsers and strangers, and can nobody hold it up with half a request or too much of one?"""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from activity_desktop.local_server.limits import Limits
from local_server.fluid_world import COMPANY, USER, OpenWorld, World, read_until_closed

QUICK = Limits(header_seconds=0.2, body_seconds=0.2, linger_seconds=0.2)


def exchange(world: World, request: bytes) -> bytes:
    """Send bytes as they are, and give back whatever comes until the server closes."""
    with world.connect() as connection:
        connection.sendall(request)
        return read_until_closed(connection)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def get(world: World, *lines: str, target: str = USER, host: str | None = None) -> bytes:
    """A GET that closes the connection, with a token and more header lines."""
    host_line = f"Host: 127.0.0.1:{world.ready.port}" if host is None else f"Host: {host}"
    head = [f"GET {target} HTTP/1.1", host_line, f"Authorization: Bearer {world.ready.user_token}", "Connection: close", *lines]
    return exchange(world, "\r\n".join([*head, "", ""]).encode())


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:PORT", "localhost", "localhost:PORT", "LOCALHOST:PORT", "[::1]", "[::1]:PORT"]
)
def test_our_own_names_are_answered(world: World, host: str) -> None:
    """All ways to say "this computer"."""
    assert status_of(get(world, host=host.replace("PORT", str(world.ready.port)))) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:PORT", "127.0.0.1.evil.example:PORT", "localhost.evil.example", "127.0.0.1:1", "localhost:1",
     "0.0.0.0:PORT", "127.1", "2130706433", "[::]:PORT", "localhost.", "user@127.0.0.1", "127.0.0.1, evil.example", ""],
)  # fmt: skip
def test_other_names_are_refused(world: World, host: str) -> None:
    """A page whose name was made to point at 127.0.0.1 (DNS rebinding) is told nothing, whoever's token it has (TM16)."""
    answer = get(world, host=host.replace("PORT", str(world.ready.port)))
    assert status_of(answer) in {400, 421}
    assert b"application/problem+json" in answer
    assert b"activities" not in answer


def test_the_name_must_be_said_once(world: World) -> None:
    """Two Host lines, none, or an absolute address: refused."""
    port = world.ready.port
    for head in (
        f"GET {USER} HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\n\r\n",
        f"GET {USER} HTTP/1.1\r\nConnection: close\r\n\r\n",
        f"GET {USER} HTTP/1.0\r\n\r\n",
        f"GET http://evil.example{USER} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n",
        f"OPTIONS * HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n",
    ):
        answer = exchange(world, head.encode())
        assert status_of(answer) in {400, 421}
        assert b"application/problem+json" in answer


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:PORT", "http://localhost:PORT", "file://", ""]
)
def test_web_pages_are_refused(world: World, origin: str) -> None:
    """Any Origin, our own address included: no web page has a reason to talk to this server; and no CORS header ever comes."""
    answer = get(world, f"Origin: {origin.replace('PORT', str(world.ready.port))}")
    assert status_of(answer) == 403
    assert b"access-control" not in answer.lower()


def test_a_page_s_preflight_is_refused(world: World) -> None:
    """So a browser never sends the real request."""
    with world.client("none", "") as client:
        headers = {"origin": "http://evil.example", "access-control-request-method": "DELETE"}
        assert client.options(f"{USER}/1", headers=headers).status_code == 403


def test_only_this_computer_is_listened_to(world: World) -> None:
    """Another address of the same machine has nobody listening."""
    with socket.socket() as connection:
        connection.settimeout(5)
        assert connection.connect_ex(("127.0.0.2", world.ready.port)) != 0


def test_half_a_head_is_not_waited_for(open_world: OpenWorld) -> None:
    """One byte at a time, nothing at all, or a second request that never ends: the connection is cut (slow loris)."""
    world = open_world(limits=QUICK)
    whole = f"GET {USER} HTTP/1.1\r\nHost: localhost:{world.ready.port}\r\n\r\n".encode()
    for beginning in (b"", b"GET", b"GET / HTTP/1.1\r\nHost: x\r\nX: ", whole + b"GET", whole + b"GET / HTTP/1.1\r\n"):
        with world.connect() as connection:
            connection.sendall(beginning)
            answer = read_until_closed(connection)
            assert answer.count(b"HTTP/1.1") == (1 if whole in beginning else 0)


def test_a_trickle_does_not_help(open_world: OpenWorld) -> None:
    """More bytes do not buy more time."""
    world = open_world(limits=QUICK)
    with world.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        connection.settimeout(0.01)
        while still_open(connection):
            pass


def still_open(connection: socket.socket) -> bool:
    """Send one more header line and see."""
    try:
        connection.sendall(b"X: y\r\n")
        return connection.recv(1024) != b""
    except TimeoutError:
        return True
    except (BrokenPipeError, ConnectionResetError):
        return False


def test_half_a_body_is_not_waited_for(open_world: OpenWorld) -> None:
    """408, and the connection ends."""
    world = open_world(limits=QUICK)
    for framing in ("Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"):
        answer = exchange(world, head_of_a_post(world) + framing.encode())
        assert status_of(answer) == 408
        assert b"problem:body-timeout" in answer


def head_of_a_post(world: World, target: str = COMPANY) -> bytes:
    return (
        f"POST {target} HTTP/1.1\r\nHost: localhost:{world.ready.port}\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {world.ready.company_token}\r\n"
    ).encode()


def test_many_half_requests_hold_up_nobody(world: World) -> None:
    """While three hundred connections dawdle, others are served."""
    dawdling = [world.connect() for _ in range(300)]
    try:
        for connection in dawdling:
            connection.sendall(b"GET / HTTP/1.1\r\nHost:")
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(lambda _: world.user.get("").status_code, range(40))) == {200}
    finally:
        for connection in dawdling:
            connection.close()


def test_a_body_has_its_limit(world: World) -> None:
    """64 KiB, declared or not, for every API behind the door; the refusal can be read although more is being sent."""
    for framing in (
        b"Content-Length: 65537\r\n\r\n" + b"x" * 65_537,
        b"Content-Length: 300000000\r\n\r\n" + b"x" * 3_000_000,
        b"Content-Length: 99999999999999999999\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n" + b"10000\r\n" + b"x" * 65_536 + b"\r\n1\r\nx\r\n0\r\n\r\n",
    ):
        with world.connect() as connection:
            connection.sendall(head_of_a_post(world) + framing)
            answer = connection.recv(65536)
            assert status_of(answer) in {400, 413}
            assert b"application/problem+json" in answer
    title = b'{"activity": {"user_id": 67890, "title": "x"}, "more": "' + b"x" * 60_000 + b'"}'
    assert world.company.post("", content=title, headers={"content-type": "application/json"}).status_code == 201


def test_a_refused_body_does_not_keep_its_connection(open_world: OpenWorld) -> None:
    """What is sent after the refusal is thrown away for a moment, then the connection is cut."""
    world = open_world(limits=QUICK)
    with world.connect() as connection:
        connection.sendall(head_of_a_post(world, "/nowhere") + b"Content-Length: 60000\r\n\r\nx")
        assert status_of(read_until_closed(connection)) == 404


def test_a_head_has_its_limit(world: World) -> None:
    """16 KiB for all headers together, 431, in one piece or many, as one line or many."""
    for lines in (
        ["X-Big: " + "x" * 17_000],
        ["X-Big: " + "x" * 300_000],
        [f"X-{number}: {'x' * 100}" for number in range(200)],
    ):
        answer = get(world, *lines)
        assert status_of(answer) == 431
        assert b"application/problem+json" in answer
    assert status_of(get(world, target=f"{USER}?x={'x' * 17_000}")) == 431
    assert status_of(get(world, "X-Big: " + "x" * 14_000)) == 200


@pytest.mark.parametrize(
    "garbage",
    [b"\r\n\r\n\x00", b"HELLO\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 300,
     b"GET  HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
     b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
     b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"],
)  # fmt: skip
def test_what_is_not_http_is_refused_in_the_same_shape(world: World, garbage: bytes) -> None:
    """TLS, noise and smuggling attempts get a 400, and the server lives on (I45)."""
    answer = exchange(world, garbage)
    assert status_of(answer) == 400
    assert b"application/problem+json" in answer
    assert world.user.get("").status_code == 200


def test_a_broken_chunk_does_not_stop_the_server(world: World) -> None:
    """Nonsense in the middle of a body."""
    answer = exchange(world, head_of_a_post(world) + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nzz\r\n")
    assert status_of(answer) == 400
    assert world.user.get("").status_code == 200


def test_nonsense_after_the_answer_ends_the_connection(world: World) -> None:
    """The answer was given before the body was looked at; what follows it is not HTTP."""
    with world.connect() as connection:
        connection.sendall(head_of_a_post(world, "/nowhere") + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
        answer = b""
        while not answer.endswith(b"}"):
            answer += connection.recv(65536)
        assert status_of(answer) == 404
        connection.sendall(b"zz\r\n")
        assert read_until_closed(connection) == b""


def test_a_client_that_leaves_in_the_middle_is_forgotten(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Before its body, before its answer, in its stream: nothing is logged as an error, nothing is created."""
    for request in (
        head_of_a_post(world) + b"Content-Length: 100\r\n\r\n{",
        f"GET {USER}?limit=200 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {world.ready.user_token}\r\n\r\n".encode(),
        f"GET {USER}/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {world.ready.user_token}\r\n\r\n".encode(),
    ):
        for _ in range(20):
            with world.connect() as connection:
                connection.sendall(request)
    assert world.seq() == 12
    world.server.stop()
    assert not caplog.records


def test_a_get_with_an_endless_body_does_not_hold_a_stream(open_world: OpenWorld) -> None:
    """A stream whose request never ends is closed, not leaked."""
    world = open_world(limits=QUICK)
    request = f"GET {USER}/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {world.ready.user_token}\r\n"
    answer = exchange(world, request.encode() + b"Content-Length: 10\r\n\r\nx")
    assert status_of(answer) == 200
    assert answer.endswith(b"0\r\n\r\n")


def test_requests_in_one_go_are_answered_in_order(world: World) -> None:
    """Pipelining works, with bodies and refusals in between."""
    head = f"Host: localhost:{world.ready.port}\r\nAuthorization: Bearer {world.ready.user_token}\r\n"
    answer = exchange(
        world,
        f"GET {USER}/1 HTTP/1.1\r\n{head}\r\nPATCH {USER}/1 HTTP/1.1\r\n{head}Content-Type: application/json\r\n"
        f'Content-Length: 17\r\n\r\n{{"read_at":"now"}}GET {USER}/99 HTTP/1.1\r\n{head}Connection: close\r\n\r\n'.encode(),
    )
    assert [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]] == [200, 200, 404]
