"""Does the client reach one server and no other, within its bounds, and say in words what went wrong?"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import gzip
import logging
import socket
import ssl
import sys
from collections.abc import Awaitable, Callable
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any, TypeVar

import pytest

from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.model.problems import (
    BadInput,
    Conflict,
    Gone,
    HostNotFound,
    NotAllowed,
    NotAnswering,
    NotSecure,
    Offline,
    Problem,
    Rejected,
    SignedOut,
    SlowDown,
    WrongServer,
)
from activity_desktop.transport import failures
from activity_desktop.transport.client import Client
from activity_desktop.transport.limits import Limits
from activity_desktop.transport.tls import trusted
from transport.certificates import Authority
from transport.raw_server import Answer, RawServer, Seen, reply, saying

T = TypeVar("T")
SECRETS = {"Authorization": "Bearer canary-1", "X-API-Key": "canary-2", "x-organization-id": "canary-3"}
SMALL = Limits(body=1000)
IMPATIENT = Limits(total=0.4)


class Frozen(SystemClock):
    """A clock that stands still: every failure is a quick one, however busy the machine is."""

    def monotonic(self) -> float:
        return 0.0


def run(answer: Answer, use: Callable[[Client], Awaitable[T]], **options: Any) -> tuple[T, list[Seen]]:
    """Use a client against a server that answers so; give what came of it and the requests that arrived."""

    async def main() -> tuple[T, list[Seen]]:
        async with RawServer(answer) as server:
            client = Client(server.url, clock=Frozen(), pause=no_pause, **options)
            try:
                return await use(client), server.requests
            finally:
                await client.aclose()

    return asyncio.run(main())


def problem_of(answer: Answer, method: str = "GET", **options: Any) -> tuple[Problem, list[Seen]]:
    """The problem that a request ends in."""

    async def use(client: Client) -> Problem:
        with pytest.raises(Problem) as caught:
            await client.request(method, "/x", json={"a": 1} if method in ("POST", "PATCH") else None)
        return caught.value

    return run(answer, use, **options)


async def no_pause(_seconds: float) -> None:
    """Waits take no time in a test."""


def get(path: str = "/x", **options: Any) -> Callable[[Client], Awaitable[Any]]:
    return lambda client: client.request("GET", path, **options)


# --- asking ----------------------------------------------------------------------------------------------------------


def test_a_request_says_what_it_should() -> None:
    """Path below the base's, query in order, JSON body, our name, the credentials."""

    async def main() -> Seen:
        async with RawServer(saying(reply(201, "{}"))) as server:
            client = Client(f"{server.url}/pipedrive/")
            client.use_credentials({"X-Api-Token": "  abc \n"})
            params = [("q[name]", "a b&c"), ("q[name]", "é")]
            response = await client.request("POST", "/api/v2/activities", params=params, json={"subject": "Hi", "n": [1, None]})
            assert (response.status, response.json()) == (201, {})
            await client.aclose()
            return server.requests[0]

    seen = asyncio.run(main())
    assert seen.method == "POST"
    assert seen.target == "/pipedrive/api/v2/activities?q%5Bname%5D=a%20b%26c&q%5Bname%5D=%C3%A9"
    assert seen.body == b'{"subject":"Hi","n":[1,null]}'
    assert seen.headers["content-type"] == "application/json"
    assert seen.headers["accept"] == "application/json"
    assert seen.headers["accept-encoding"] == "gzip"
    assert seen.headers["x-api-token"] == "abc"
    assert seen.headers["user-agent"].startswith("ActivityDesktop/")


def test_a_form_is_sent_as_a_form() -> None:
    """As OAuth's token endpoints want it."""
    _, requests = run(
        saying(reply(200, "{}")), lambda c: c.request("POST", "/token", form={"grant_type": "x", "secret": "a&b"})
    )
    assert requests[0].body == b"grant_type=x&secret=a%26b"
    assert requests[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_request_may_use_another_token_once() -> None:
    """Fluid's company scope has a token of its own."""

    async def use(client: Client) -> None:
        client.use_credentials({"Authorization": "Bearer user"})
        await client.request("GET", "/a", headers={"AUTHORIZATION": "Bearer company"})
        await client.request("GET", "/b")

    _, requests = run(saying(reply(200, "{}")), use)
    assert [seen.headers["authorization"] for seen in requests] == ["Bearer company", "Bearer user"]


@pytest.mark.parametrize("token", ["two\nlines", "żółć", "nul\0", "tab\there"])
def test_a_token_that_no_header_can_carry_is_said_to_be_one(token: str) -> None:
    """A bad paste must not end as a crash, nor as a second header."""
    with pytest.raises(BadInput, match="token"):
        Client("http://127.0.0.1:9").use_credentials({"authorization": f"Bearer {token}"})


def test_a_path_cannot_name_another_host() -> None:
    """`https://crm.example.com` + `@evil.example` would."""
    with pytest.raises(ValueError, match="slash"):
        asyncio.run(Client("http://127.0.0.1:9").request("GET", "@evil.example/"))


def test_making_a_client_does_nothing_yet() -> None:
    """No socket, no event loop needed, and nothing secret in its name."""
    client = Client("https://crm.example.com/")
    client.use_credentials(SECRETS)
    assert repr(client) == "Client('https://crm.example.com')"


@pytest.mark.parametrize("turns", range(0, 40, 4))
def test_closing_also_closes_what_is_under_way(turns: int) -> None:
    """Also the connection that is just being made: it would stay open as long as the program runs."""

    async def use(client: Client) -> None:
        asking = asyncio.create_task(client.request("POST", "/x", json={"a": 1}))
        for _ in range(turns):
            await asyncio.sleep(0)
        await client.aclose()
        with contextlib.suppress(Problem):
            await asking

    run(saying(reply(200, b"{}")), use)
    gc.collect()  # an open transport would warn here, and a warning is an error


def test_that_nothing_came_is_told_as_that() -> None:
    """Not as what Python calls off to find it out."""

    async def silence(seen: Seen, writer: asyncio.StreamWriter) -> None:
        pass

    assert problem_of(silence, "POST", limits=Limits(read=0.1))[0].detail == "TimeoutError"


def test_what_is_closed_does_not_try_again() -> None:
    """It would open connections of its own, which nobody closes any more."""
    arrived = asyncio.Event()

    async def silence(seen: Seen, writer: asyncio.StreamWriter) -> None:
        arrived.set()

    async def use(client: Client) -> None:
        asking = asyncio.create_task(client.request("GET", "/x"))
        await arrived.wait()
        await client.aclose()
        with pytest.raises(NotAnswering):
            await asyncio.wait_for(asking, 5.0)

    assert len(run(silence, use)[1]) == 1


@pytest.mark.parametrize("turns", range(1, 8))
def test_what_is_asked_while_the_old_connections_are_closed_has_one_of_its_own(turns: int) -> None:
    """After a sleep all are dropped, and somebody may ask before that is done."""

    async def use(client: Client) -> int:
        await client.request("POST", "/x", json={"a": 1})
        dropping = asyncio.create_task(client.drop_connections())
        for _ in range(turns):
            await asyncio.sleep(0)
        answer = await client.request("POST", "/x", json={"a": 2})
        await dropping
        return answer.status

    assert run(saying(reply(200, b"{}")), use)[0] == 200


def test_not_modified_is_an_answer() -> None:
    """With `If-None-Match`, 304 is the good news."""
    response, requests = run(saying(reply(304, "", {"etag": '"7"'})), get(headers={"If-None-Match": '"7"'}))
    assert (response.status, response.headers["etag"]) == (304, '"7"')
    assert requests[0].headers["if-none-match"] == '"7"'


def test_the_servers_clock_is_compared_with_ours() -> None:
    """For sending times to a server, and for telling a person that a clock is wrong."""

    class Noon(Frozen):
        def now(self) -> Instant:
            return Instant.parse("2025-01-15T12:00:00Z")

    async def main() -> list[float | None]:
        headers = {"date": "Wed, 15 Jan 2025 12:10:00 GMT"}
        async with RawServer(saying(reply(200, "{}", headers), reply(200, "{}", {"date": "garbled"}))) as server:
            client = Client(server.url, clock=Noon())
            found = [client.server_ahead]
            for _ in range(2):
                await client.request("GET", "/")
                found.append(client.server_ahead)
            await client.aclose()
            return found

    assert asyncio.run(main()) == [None, 600.0, 600.0]


# --- redirects -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_origin_is_followed_with_credentials(status: int) -> None:
    """GET is always re-issued; relative and absolute targets alike."""

    async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
        host = seen.headers["host"]
        hops = {"/x": "/y?z=1", "/y": f"http://{host}/z"}
        writer.write(reply(status, "", {"location": hops[seen.path]}) if seen.path in hops else reply(200, '{"ok": 1}'))

    async def use(client: Client) -> Any:
        client.use_credentials(SECRETS)
        return (await client.request("GET", "/x")).json()

    found, requests = run(answer, use)
    assert found == {"ok": 1}
    assert [seen.target for seen in requests] == ["/x", "/y?z=1", "/z"]
    assert all(seen.headers["x-api-key"] == "canary-2" for seen in requests)


@pytest.mark.parametrize(("status", "followed"), [(301, False), (302, False), (303, False), (307, True), (308, True)])
def test_a_change_is_re_issued_only_where_the_method_stays(status: int, followed: bool) -> None:
    """A POST never becomes a GET behind our back, and its body goes along."""
    answer = saying(reply(status, "", {"location": "/y"}), reply(200, "{}"))
    if followed:
        _, requests = run(answer, lambda client: client.request("POST", "/x", json={"a": 1}))
        assert [(seen.method, seen.body) for seen in requests] == [("POST", b'{"a":1}')] * 2
    else:
        problem, requests = problem_of(answer, "POST")
        assert isinstance(problem, WrongServer)
        assert len(requests) == 1


@pytest.mark.parametrize("location", ["http://127.0.0.2:{port}/x", "http://localhost:{port}/x", "https://127.0.0.1:{port}/x",
                                      "//evil.example/x", "http://127.0.0.1:1/x", "ftp://127.0.0.1/x",
                                      "http://user@evil.example/"])  # fmt: skip
def test_a_redirect_elsewhere_is_refused_and_no_credential_leaves(location: str) -> None:
    """Another host, port or scheme: nothing is sent there, and the person is told where it wanted to go."""

    async def main() -> tuple[Problem, int]:
        async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
            writer.write(reply(302, "", {"location": location.format(port=server.port)}))

        async with RawServer(answer) as server:
            client = Client(server.url)
            client.use_credentials(SECRETS)
            with pytest.raises(WrongServer, match="sends us on") as caught:
                await client.request("GET", "/x")
            await client.aclose()
            return caught.value, len(server.requests)

    problem, requests = asyncio.run(main())
    assert requests == 1
    assert "canary" not in f"{problem} {problem.detail}"


@pytest.mark.parametrize("location", ["http://127.0.0.1:port/", "\x7f\xff"])
def test_a_redirect_that_not_even_httpx_can_read_is_a_problem(location: str) -> None:
    """It refuses these before we see them."""
    problem, _ = problem_of(saying(reply(302, "", {"location": location})))
    assert isinstance(problem, WrongServer | NotAnswering)


@pytest.mark.parametrize(
    "answer",
    [
        reply(302, "", {"location": "/x"}),
        reply(302, "", {"location": "http://[bad/x"}),
        reply(302, "", {"location": "http://127.0.0.1:99999/"}),
        reply(302, ""),
        reply(300, "", {"location": "/y"}),
        reply(305, ""),
    ],
)
def test_a_redirect_that_leads_nowhere_ends(answer: bytes) -> None:
    """Circles, missing targets, statuses that mean something else."""
    problem, requests = problem_of(saying(answer))
    assert isinstance(problem, WrongServer)
    assert len(requests) <= 6


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Rejected), (401, SignedOut), (402, NotAllowed), (403, NotAllowed), (404, Gone), (405, Rejected), (409, Conflict),
     (410, Gone), (412, Conflict), (415, Rejected), (418, Rejected), (422, Rejected), (429, SlowDown), (500, NotAnswering),
     (502, NotAnswering), (503, NotAnswering), (504, NotAnswering), (599, NotAnswering)],
)  # fmt: skip
@pytest.mark.parametrize("body", ["", '{"error": "because"}', "<html>", "[", "null"])
def test_each_refusal_is_a_problem_with_its_answer(status: int, kind: type[Problem], body: str) -> None:
    """A connector may look closer, at the status, the headers and the body."""
    problem, _ = problem_of(saying(reply(status, body, {"x-mine": "1"})), "POST")
    assert type(problem) is kind
    assert (problem.response.status, problem.response.headers["x-mine"], problem.response.body) == (status, "1", body.encode())
    assert str(status) in problem.detail
    assert problem.remedy


@pytest.mark.parametrize(
    ("body", "title", "fields"),
    [
        (
            '{"errors": {"subject": ["The subject field is required.", "Too short."]}}',
            "",
            {"subject": "The subject field is required.; Too short."},
        ),
        ('{"message": "The given data was invalid.", "errors": {"a.b": "bad"}}', "The given data was invalid.", {"a.b": "bad"}),
        (
            '{"detail": "Not accepted.", "errors": [{"pointer": "/activity/title", "code": "required", "detail": "is due."}]}',
            "Not accepted.",
            {"title": "is due."},
        ),
        (
            '{"statusCode": 400, "message": ["duration must be a number", "type is empty"], "error": "Bad Request"}',
            "duration must be a number; type is empty",
            {},
        ),
        ('{"success": false, "error": "Bad request", "error_info": "See the docs"}', "Bad request. See the docs", {}),
        ('{"errors": [17, {"field": "x"}], "message": "\\u0000 two\\nlines "}', "two lines", {"x": "not accepted"}),
        ("[1]", "", {}),
    ],
)
def test_the_servers_own_words_are_passed_on(body: str, title: str, fields: dict[str, str]) -> None:
    """Rails and Laravel, RFC 9457, NestJS, Pipedrive: each says it in its own way."""
    problem, _ = problem_of(saying(reply(422, body)))
    assert isinstance(problem, Rejected)
    assert problem.fields == fields
    assert problem.title.endswith(title or "did not accept that.")


def test_a_web_page_is_never_quoted() -> None:
    """Details are for reading, not for a page of HTML."""
    problem, _ = problem_of(saying(reply(403, "<html>block</html>", {"content-type": "text/html"})))
    assert problem.detail == "403 (a web page)"


@pytest.mark.parametrize(
    ("header", "seconds"), [("90", 90.0), ("Wed, 15 Jan 2025 10:31:00 GMT", 60.0), ("-1", 0.0), ("nonsense", None)]
)
def test_the_advice_when_to_come_back_is_kept(header: str, seconds: float | None) -> None:
    """A date is counted from the server's own clock."""
    headers = {"retry-after": header, "date": "Wed, 15 Jan 2025 10:30:00 GMT"}
    problem, _ = problem_of(saying(*[reply(429, "", headers)] * 9), "POST")
    assert isinstance(problem, SlowDown)
    assert problem.retry_after == seconds


# --- trying again ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_passing_failure_is_tried_again(method: str) -> None:
    """Two more times, for requests that do no harm when they arrive twice."""
    response, requests = run(
        saying(reply(503, ""), reply(502, ""), reply(200, "{}")), lambda client: client.request(method, "/x")
    )
    assert response.status == 200
    assert len(requests) == 3
    _, requests = problem_of(saying(reply(503, "")), method)
    assert len(requests) == 3


def test_what_could_happen_twice_is_sent_once() -> None:
    """A POST is not repeated, unless its caller says that the server recognises it."""
    _, requests = problem_of(saying(reply(503, "")), "POST")
    assert len(requests) == 1
    response, requests = run(
        saying(reply(503, ""), reply(200, "{}")), lambda c: c.request("POST", "/x", json={}, idempotent=True)
    )
    assert (response.status, len(requests)) == (200, 2)


def test_a_short_advice_is_followed_a_long_one_is_handed_on() -> None:
    """At most three short waits within a call; whoever plans the next look gets the rest."""
    short = {"retry-after": "1"}
    response, requests = run(saying(*[reply(429, "", short)] * 3, reply(200, "{}")), get())
    assert (response.status, len(requests)) == (200, 4)
    problem, requests = problem_of(saying(reply(429, "", short)), "POST")
    assert (problem.retry_after, len(requests)) == (1.0, 4)
    problem, requests = problem_of(saying(reply(429, "", {"retry-after": "3"})))
    assert (problem.retry_after, len(requests)) == (3.0, 1)


@pytest.mark.parametrize("cut", [0, 10, 40, -1])
def test_an_answer_that_is_torn_off_is_tried_again_and_then_told(cut: int) -> None:
    """Whatever the byte at which the connection ends."""
    whole = reply(200, '{"a": 1}')

    async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(whole[:cut])
        await writer.drain()
        writer.close()

    problem, requests = problem_of(answer)
    assert type(problem) is NotAnswering
    assert len(requests) == 3
    problem, requests = problem_of(answer, "PATCH")
    assert len(requests) == 1


# --- bounds ----------------------------------------------------------------------------------------------------------


def test_a_body_of_just_the_limit_is_read_and_one_byte_more_is_not() -> None:
    """With and without compression; a bomb is not even unpacked."""
    body = b'"' + b"x" * 998 + b'"'
    packed = {"content-encoding": "gzip"}
    for answer in (reply(200, body), reply(200, gzip.compress(body), packed)):
        response, _ = run(saying(answer), get(), limits=SMALL)
        assert response.body == body
    for answer in (
        reply(200, body + b" "),
        reply(200, gzip.compress(body + b" "), packed),
        reply(200, gzip.compress(bytes(10**7)), packed),
    ):
        problem, _ = problem_of(saying(answer), limits=SMALL)
        assert isinstance(problem, WrongServer)
        assert "more than we accept" in problem.title


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_a_compression_that_was_not_asked_for_is_refused(encoding: str) -> None:
    """Packed twice is a trick, not a saving."""
    problem, _ = problem_of(saying(reply(200, "{}", {"content-encoding": encoding})))
    assert isinstance(problem, WrongServer)


async def drip(seen: Seen, writer: asyncio.StreamWriter) -> None:
    """One byte after the other, for ever: no single silence is ever long."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n[")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def say_nothing(seen: Seen, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("answer", [drip, say_nothing])
def test_a_server_that_never_finishes_is_given_up(answer: Answer) -> None:
    """The whole call has a deadline, not only each silence within it."""
    problem, requests = problem_of(answer, limits=IMPATIENT)
    assert type(problem) is NotAnswering
    assert "127.0.0.1" in problem.title
    assert len(requests) <= 1


def test_waking_up_drops_what_waits_on_dead_connections() -> None:
    """After a sleep the sockets look open and nothing will come through them; the next request connects anew."""

    async def main() -> tuple[Problem, int]:
        arrived = asyncio.Event()

        async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
            if seen.path == "/hang":
                arrived.set()
                await asyncio.Event().wait()
            writer.write(reply(200, "{}"))

        async with RawServer(answer) as server:
            client = Client(server.url)
            hanging = asyncio.ensure_future(client.request("GET", "/hang"))
            await arrived.wait()
            await client.drop_connections()
            with pytest.raises(NotAnswering) as caught:
                await hanging
            status = (await client.request("GET", "/fine")).status
            await client.aclose()
            return caught.value, status

    assert asyncio.run(main())[1] == 200


# --- the way there ---------------------------------------------------------------------------------------------------


def test_a_name_that_does_not_exist_is_named() -> None:
    """`.invalid` never resolves, by RFC 6761. Without any network this is "offline", which accuses nobody of a mistake."""
    with pytest.raises(Problem) as caught:
        asyncio.run(Client("https://crm.example.invalid").request("GET", "/"))
    assert isinstance(caught.value, HostNotFound) == ("crm.example.invalid" in caught.value.title)
    assert caught.value.exit_code == 4


def test_nobody_listening_is_the_other_sides_fault() -> None:
    """Refused: said with the host's name."""

    async def main() -> None:
        async with RawServer(say_nothing) as server:
            port = server.port
        with pytest.raises(NotAnswering, match=rf"127\.0\.0\.1:{port} is not answering"):
            await Client(f"http://127.0.0.1:{port}", pause=no_pause).request("GET", "/")

    asyncio.run(main())


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


def _over_tls(authority: Authority, extra: Path | None, host: str = "127.0.0.1", *, expired: bool = False) -> int:
    async def main() -> int:
        async with RawServer(saying(reply(200, "{}")), authority.server(host, expired=expired)) as server:
            client = Client(server.url, verify=trusted(extra))
            client.use_credentials(SECRETS)
            try:
                return (await client.request("GET", "/")).status
            finally:
                await client.aclose()
                assert len(server.requests) <= 1

    return asyncio.run(main())


def test_a_companys_own_authority_can_be_trusted(authority: Authority) -> None:
    """The file that a person adds in the settings."""
    assert _over_tls(authority, authority.file) == 200


@pytest.mark.parametrize(
    ("known", "host", "expired", "why"),
    [
        (False, "127.0.0.1", False, "not trusted"),
        (True, "127.0.0.2", False, "belongs to another name"),
        (True, "crm.example.com", False, "belongs to another name"),
        (True, "127.0.0.1", True, "has expired"),
    ],
)
def test_a_connection_that_is_not_secure_is_never_used(
    authority: Authority, known: bool, host: str, expired: bool, why: str
) -> None:
    """There is no "connect anyway"; the reason is named."""
    with pytest.raises(NotSecure, match=why) as caught:
        _over_tls(authority, authority.file if known else None, host, expired=expired)
    assert "127.0.0.1" in caught.value.title


def test_a_server_without_tls_is_told_from_a_broken_connection(authority: Authority) -> None:
    """Plain http where TLS was due is not secure; a TLS connection that ends too early is merely broken."""

    async def plain() -> None:
        async def no_greeting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1)
            writer.write(reply(400, ""))
            writer.close()

        async with await asyncio.start_server(no_greeting, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            client = Client(f"https://127.0.0.1:{port}", verify=trusted(authority.file), pause=no_pause)
            with pytest.raises(NotSecure, match="safe protocol"):
                await client.request("GET", "/")
            await client.aclose()

    async def torn() -> None:
        async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
            writer.write(reply(200, "{}")[:-1])
            await writer.drain()
            writer.transport.abort()

        async with RawServer(answer, authority.server()) as server:
            client = Client(server.url, verify=trusted(authority.file), pause=no_pause)
            with pytest.raises(NotAnswering):
                await client.request("GET", "/")
            await client.aclose()

    asyncio.run(plain())
    asyncio.run(torn())


@pytest.mark.parametrize(
    ("cause", "kind", "words"),
    [
        (OSError(errno.ENETUNREACH, "no route"), Offline, "Offline"),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), Offline, "Offline"),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), HostNotFound, "crm.example.com"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), NotAnswering, "crm.example.com"),
        (ssl.SSLError(1, "WRONG_VERSION_NUMBER"), NotSecure, "safe protocol"),
        (ssl.SSLEOFError(8, "EOF occurred"), NotAnswering, "crm.example.com"),
        (ExceptionGroup("all failed", [OSError(errno.EHOSTUNREACH, "no route")]), Offline, "Offline"),
    ],
)
def test_a_broken_connection_is_named_by_what_broke_it(cause: Exception, kind: type[Problem], words: str) -> None:
    """However deep the libraries have wrapped it, and even when they have tied a knot."""
    outer = RuntimeError("wrapped")
    outer.__cause__ = cause
    cause.__context__ = outer
    problem = failures.broken(outer, "crm.example.com")
    assert type(problem) is kind
    assert words in problem.title


def test_the_systems_certificates_are_loaded_once() -> None:
    """All clients share one context."""
    assert trusted() is trusted()


def test_no_library_logs_addresses_or_headers(caplog: pytest.LogCaptureFixture) -> None:
    """However much somebody wants to have logged."""
    caplog.set_level(logging.DEBUG)

    async def use(client: Client) -> None:
        client.use_credentials(SECRETS)
        await client.request("GET", "/x", params=[("cursor", "canary-4")])

    run(saying(reply(200, "{}")), use)
    assert "canary" not in caplog.text


def test_nothing_is_searched_for_on_the_disk_while_requests_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where something is imported that is not installed: a third of what a request takes of the processor."""
    searched: list[str] = []

    class Witness(MetaPathFinder):
        def find_spec(self, name: str, path: object, target: object = None) -> None:
            searched.append(name)

    async def use(client: Client) -> None:
        await client.request("GET", "/first")
        monkeypatch.setattr(sys, "meta_path", [Witness(), *sys.meta_path])
        await client.request("GET", "/second")

    run(saying(reply(200, "{}")), use)
    assert searched == []
