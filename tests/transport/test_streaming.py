"""Does the client follow an event stream, notice when it dies, and refuse what is none?"""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from activity_desktop.model.problems import Gone, NotAnswering, Problem, SignedOut, SlowDown, WrongServer
from activity_desktop.transport.client import Client
from activity_desktop.transport.events import ServerEvent
from activity_desktop.transport.limits import Limits
from transport.raw_server import Answer, RawServer, Seen, reply, saying

OPEN = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
SMALL = Limits(event=100)
IMPATIENT = Limits(connect=0.2, read=0.2)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def follow(
    answer: Answer, *, silence: float = 30.0, limits: Limits = SMALL
) -> tuple[list[ServerEvent], Problem | None, list[Seen]]:
    """Everything a stream says until it ends, and the problem it ends in."""

    async def main() -> tuple[list[ServerEvent], Problem | None, list[Seen]]:
        heard: list[ServerEvent] = []
        problem = None
        async with RawServer(answer) as server:
            client = Client(server.url, limits=limits)
            client.use_credentials({"authorization": "Bearer t"})
            try:
                async with aclosing(client.events("/s", headers={"Last-Event-ID": "41"}, silence=silence)) as events:
                    async for together in events:
                        heard += together
            except Problem as caught:
                problem = caught
            await client.aclose()
            return heard, problem, server.requests

    return asyncio.run(main())


def sending(*pieces: bytes, end: bool = True) -> Answer:
    async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(OPEN)
        for piece in pieces:
            writer.write(chunk(piece))
            await writer.drain()
        if not end:
            await asyncio.Event().wait()
        writer.write(b"0\r\n\r\n")

    return answer


def test_a_stream_is_followed_to_its_end() -> None:
    """First the sign that it was accepted, then each event, cut anywhere, with comments as signs of life."""
    text = "id: 42\nevent: read\ndata: żółć\n\n: ping\n\n".encode()
    heard, problem, requests = follow(sending(text[:27], text[27:]))
    assert problem is None
    assert heard == [
        ServerEvent(heartbeat=True),
        ServerEvent("read", "żółć", "42"),
        ServerEvent(id="42", heartbeat=True),
    ]
    assert requests[0].headers["last-event-id"] == "41"
    assert requests[0].headers["accept"] == "text/event-stream"
    assert requests[0].headers["accept-encoding"] == "identity"
    assert requests[0].headers["authorization"] == "Bearer t"


def test_what_comes_together_is_given_together() -> None:
    """A burst can then be stored in one step."""

    async def main() -> list[list[str]]:
        async with RawServer(sending(b"data: a\n\ndata: b\n\n: ping\n\n")) as server:
            client = Client(server.url)
            heard = [[event.data for event in together] async for together in client.events("/s")]
            await client.aclose()
            return heard

    assert asyncio.run(main()) == [[""], ["a", "b", ""]]


def test_a_silent_stream_is_given_up() -> None:
    """A half-open connection says nothing for ever; what came before counts."""
    heard, problem, _ = follow(sending(b"data: a\n\n", end=False), silence=1.0)
    assert [event.data for event in heard] == ["", "a"]
    assert type(problem) is NotAnswering


def test_a_torn_stream_is_the_other_sides_fault() -> None:
    """Reset in the middle of a line."""

    async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(OPEN + chunk(b"data: a\n\ndata: b") + b"ff\r\nxx")
        await writer.drain()
        writer.transport.abort()

    heard, problem, _ = follow(answer)
    assert [event.data for event in heard][1:] in (["a"], [])
    assert type(problem) is NotAnswering


def test_an_event_that_never_ends_is_given_up() -> None:
    """The bound of one event holds on a live stream too."""
    _, problem, _ = follow(sending(b"data: " + b"x" * 101))
    assert isinstance(problem, WrongServer)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply(410, '{"type": "replay-gone"}'), Gone),
        (reply(401, ""), SignedOut),
        (reply(429, "", {"retry-after": "5"}), SlowDown),
        (reply(503, ""), NotAnswering),
        (reply(200, "{}"), WrongServer),
        (reply(200, "<html>", {"content-type": "text/html"}), WrongServer),
        (reply(200, "", {"content-type": "text/event-stream", "content-encoding": "gzip"}), WrongServer),
        (reply(302, "", {"location": "https://login.example.com"}), WrongServer),
    ],
)
def test_what_is_no_stream_is_a_problem(answer: bytes, kind: type[Problem]) -> None:
    """The same problems as everywhere, and nothing is heard."""
    heard, problem, _ = follow(saying(answer))
    assert type(problem) is kind
    assert heard == []


def test_no_content_ends_a_stream_before_it_begins() -> None:
    """204 is how a server says: do not come back."""
    assert follow(saying(reply(204, "", {"content-length": ""})))[:2] == ([], None)


def test_a_server_that_accepts_and_says_nothing_is_given_up() -> None:
    """Before the first byte the ordinary bounds hold."""

    async def nothing(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    _, problem, _ = follow(nothing, limits=IMPATIENT)
    assert type(problem) is NotAnswering


def test_leaving_a_stream_closes_its_connection() -> None:
    """A server counts its open streams, and allows few."""

    async def main() -> None:
        gone = asyncio.Event()

        async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
            writer.write(OPEN + chunk(b"data: a\n\n"))
            while not writer.is_closing():
                writer.write(chunk(b": ping\n"))
                await asyncio.sleep(0.01)
            gone.set()

        async with RawServer(answer) as server:
            client = Client(server.url)
            async with aclosing(client.events("/s")) as events:
                assert (await anext(events))[0].heartbeat
                assert (await anext(events))[0].data == "a"
            await gone.wait()
            await client.aclose()

    asyncio.run(main())


def test_waking_up_ends_a_stream() -> None:
    """Whoever follows it learns at once that nothing will come through this connection any more."""

    async def main() -> None:
        async with RawServer(sending(b"data: a\n\n", end=False)) as server:
            client = Client(server.url)
            async with aclosing(client.events("/s")) as events:
                assert [(await anext(events))[0].data for _ in range(2)] == ["", "a"]
                waiting = asyncio.ensure_future(anext(events))
                await asyncio.sleep(0)
                await client.drop_connections()
                with pytest.raises(NotAnswering):
                    await waiting
            await client.aclose()

    asyncio.run(main())
