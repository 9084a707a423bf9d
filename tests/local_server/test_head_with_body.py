"""Does an answer's head leave with its body, and never wait for one that does not come?"""

from __future__ import annotations

import asyncio
from typing import cast

from activity_desktop.local_server.connection import Together


class Line:
    """A transport that remembers what was sent through it, piece by piece."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        assert not self.closed
        self.sent.append(data)

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


def together(line: Line) -> Together:
    return Together(cast("asyncio.Transport", line), asyncio.get_running_loop())


async def _head_and_body() -> list[bytes]:
    line = Line()
    transport = together(line)
    transport.wait_for_more()
    for piece in (b"head", b"body", b"more"):
        transport.write(piece)
    await asyncio.sleep(0)
    return line.sent


def test_the_head_leaves_with_the_body_and_later_pieces_leave_at_once() -> None:
    """One packet for a small answer, and nothing is kept back twice."""
    assert asyncio.run(_head_and_body()) == [b"headbody", b"more"]


async def _head_alone() -> list[list[bytes]]:
    line = Line()
    transport = together(line)
    transport.wait_for_more()
    transport.write(b"head")
    before = list(line.sent)
    await asyncio.sleep(0)
    return [before, line.sent]


def test_a_head_that_nothing_follows_leaves_in_the_same_turn() -> None:
    """A stream's reader sees that it is open before the first news."""
    assert asyncio.run(_head_alone()) == [[], [b"head"]]


async def _closed() -> Line:
    line = Line()
    transport = together(line)
    transport.wait_for_more()
    transport.write(b"refusal")
    transport.close()
    await asyncio.sleep(0)
    return line


def test_closing_sends_what_was_kept_back() -> None:
    """A refusal without a body still arrives."""
    line = asyncio.run(_closed())
    assert line.sent == [b"refusal"]
    assert line.is_closing()
