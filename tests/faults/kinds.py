"""Which faults are there? Each is a function of one exchange, for `Proxy.plan`."""

from __future__ import annotations

import asyncio
import json
import random
import zlib
from collections.abc import Mapping

from faults.proxy import Exchange, Fault

LOGIN_PAGE = b"<!doctype html><html><body><h1>Welcome to the hotel</h1><form action='/login'></form></body></html>"


def page(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """A whole answer, JSON unless the headers say something else."""
    given = {"content-type": "application/json", "content-length": str(len(body)), "connection": "close", **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode("latin-1") + body


def says(status: int, body: bytes = b"{}", **headers: str) -> Fault:
    """Answer this without asking the server."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def fault(exchange: Exchange) -> None:
        await exchange.say(page(status, body, named))

    return fault


async def refused(exchange: Exchange) -> None:
    """The connection ends before a word is said; nothing was done (F12)."""
    exchange.reset()


async def answer_lost(exchange: Exchange) -> None:
    """The server does what was asked, and nobody hears of it (F13)."""
    await exchange.ask()
    exchange.reset()


def torn(at: float) -> Fault:
    """The answer ends in its midst, at this fraction of it (F4)."""

    async def fault(exchange: Exchange) -> None:
        answer = await exchange.ask()
        await exchange.say(answer.raw[: int(len(answer.raw) * at)])

    return fault


def wrong_length(more: int) -> Fault:
    """The length that the head tells is not that of the body (F5)."""

    async def fault(exchange: Exchange) -> None:
        answer = await exchange.ask()
        whole = answer.with_body(answer.body)
        said = b"content-length: %d" % len(answer.body)
        await exchange.say(whole.replace(said, b"content-length: %d" % max(0, len(answer.body) + more)))

    return fault


async def drips(exchange: Exchange) -> None:
    """One byte at a time, for ever (F6)."""
    raw = (await exchange.ask()).raw
    await exchange.say(*(raw[i : i + 1] for i in range(len(raw))), every=0.05)


async def silent(exchange: Exchange) -> None:
    """Half-open: the request was taken, and nothing ever comes (F8)."""
    await asyncio.sleep(3600)


def resets_after(pieces: int) -> Fault:
    """A stream that is reset in the middle of a line and of a character (F7)."""

    async def fault(exchange: Exchange) -> None:
        left = pieces

        def cut(piece: bytes) -> bytes:
            nonlocal left
            left -= 1
            if left > 0:
                return piece
            exchange.writer.write(piece[: len(piece) // 2] + b"\xe2\x82")
            exchange.reset()
            return b""

        await exchange.forward(cut)

    return fault


async def falls_silent(exchange: Exchange) -> None:
    """A stream that opens well, and of which nothing more is heard (F8)."""
    first = True

    def only_first(piece: bytes) -> bytes:
        nonlocal first
        passed, first = (piece if first else b""), False
        return passed

    await exchange.forward(only_first)


def _events(piece: bytes) -> tuple[list[bytes], bytes]:
    *whole, rest = piece.split(b"\n\n")
    return [event + b"\n\n" for event in whole], rest


async def events_twice(exchange: Exchange) -> None:
    """Every event of a stream comes twice (F9)."""

    def twice(piece: bytes) -> bytes:
        if piece.startswith(b"HTTP"):
            return piece
        events, rest = _events(piece)
        return b"".join(event * 2 for event in events) + rest

    await _unframed(exchange, twice)


async def events_reordered(exchange: Exchange) -> None:
    """The events of a burst come in another order (F10)."""
    dice = random.Random(7)  # noqa: S311 - an order, not a secret

    def mixed(piece: bytes) -> bytes:
        events, rest = _events(piece)
        dice.shuffle(events)
        return b"".join(events) + rest

    await _unframed(exchange, mixed)


async def _unframed(exchange: Exchange, change: object) -> None:
    """A stream without chunked framing, so that its bytes may be changed."""
    exchange.request = exchange.request.replace(b" HTTP/1.1\r\n", b" HTTP/1.0\r\n", 1)
    assert callable(change)
    await exchange.forward(change)


async def late(exchange: Exchange) -> None:
    """The answer is right, and a second late (F11)."""
    answer = await exchange.ask()
    await asyncio.sleep(0.3)
    await exchange.say(answer.raw)


async def not_utf8(exchange: Exchange) -> None:
    """Bytes that are no text, and a NUL (F30)."""
    answer = await exchange.ask()
    await exchange.say(answer.with_body(b"\xff\xfe\x00" + answer.body[3:]))


async def cut_json(exchange: Exchange) -> None:
    """A whole answer that is only the first half of a JSON document (F4)."""
    answer = await exchange.ask()
    await exchange.say(answer.with_body(answer.body[: len(answer.body) // 2]))


async def deep_json(exchange: Exchange) -> None:
    """A hundred thousand brackets (F29)."""
    await exchange.say(page(200, b'{"activities":' + b"[" * 100_000 + b"]" * 100_000 + b"}"))


async def huge_json(exchange: Exchange) -> None:
    """A hundred megabytes (F28)."""
    await exchange.say(page(200, b"", {"content-length": str(100 * 2**20)}) + b'{"activities": ["')
    for _ in range(100):
        await exchange.say(b"x" * 2**20)


async def gzip_bomb(exchange: Exchange) -> None:
    """A hundred megabytes in a hundred kilobytes (F27)."""
    packer = zlib.compressobj(wbits=31)  # gzip; in pieces, because the memory of this process is what is measured
    bomb = packer.compress(b"[") + b"".join(packer.compress(b" " * 2**20) for _ in range(100)) + packer.flush()
    await exchange.say(page(200, bomb, {"content-encoding": "gzip"}))


EMPTY_DOCUMENT = says(200, b"{}")
EMPTY_PAGE = says(200, b'{"activities": []}')
HOTEL = says(200, LOGIN_PAGE, content_type="text/html")
BAD_GATEWAY = says(502, LOGIN_PAGE, content_type="text/html")
UNKNOWN_ENCODING = says(200, b"{}", content_encoding="rot13")
NOT_GZIP = says(200, b"{}", content_encoding="gzip")
TO_LOGIN = says(302, b"", location="http://login.example.invalid/")
TO_ITSELF = says(302, b"", location="/api/user/crm/v202506/activities")


def clock_says(date: str | None) -> Fault:
    """The server's clock is another, or it tells no time at all (F17). Streams pass with their first line changed only."""

    def changed(head: bytes) -> bytes:
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"date:")]
        if date is not None:
            lines.insert(1, b"date: " + date.encode())
        return b"\r\n".join(lines)

    async def fault(exchange: Exchange) -> None:
        first = True

        def change(piece: bytes) -> bytes:
            nonlocal first
            if not first:
                return piece
            first = False
            head, end, rest = piece.partition(b"\r\n\r\n")
            return changed(head) + end + rest

        await exchange.forward(change)

    return fault


async def of_somebody_else(exchange: Exchange) -> None:
    """Among what was asked for comes an activity of another user (F46)."""
    answer = await exchange.ask()
    try:
        document = json.loads(answer.body)
        theirs = {**document["activities"][0], "id": 999_999, "user_id": 888_888, "title": "Not yours", "read_at": None}
    except (ValueError, LookupError, TypeError):
        await exchange.say(answer.raw)
        return
    document["activities"].insert(0, theirs)
    await exchange.say(answer.with_body(json.dumps(document).encode()))
