"""What becomes of a text that is larger than a whole answer may be? It is left out, and everything around it is read.

A note with twenty photographs in it is one JSON string. No smaller page could ever bring it, and with a cursor for a place
nothing behind it could be asked for either: one such activity would hide all that follows it.
"""

from __future__ import annotations

import re

import msgspec

_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_NEXT_QUOTE = re.compile(rb'(?<!\\)(?:\\\\)*"')
_TIMES = 8
"""So many times the limit may be left out of one answer: more is a server that never ends."""


class TooLarge(Exception):
    """More bytes than the limit allows."""


class Collector:
    """Collects the bytes of one JSON answer, at most `limit` of them. `instead` stands for a text that is larger than that.

    Every other answer that is larger raises TooLarge. Without `instead` nothing is left out.
    """

    def __init__(self, limit: int, instead: str | None = None) -> None:
        self.body = bytearray()
        self._limit = limit
        self._instead = None if instead is None else msgspec.json.encode(instead)
        self._left_out = 0
        self._text = 0
        """Bytes of the text that is being left out; 0 outside of one."""
        self._backslash = False
        """The last chunk ended in the middle of an escape."""

    def feed(self, chunk: bytes) -> None:
        """Raises TooLarge."""
        while chunk:
            chunk = self._leave_out(chunk) if self._text else self._take(chunk)

    def _take(self, chunk: bytes) -> bytes:
        """Gives what could not be taken yet: what follows the first byte that is too many."""
        room = max(1, self._limit + 1 - len(self.body))
        self.body += chunk[:room]
        if len(self.body) <= self._limit:
            return b""
        begin = None if self._instead is None else _begin_of_open_text(self.body)
        if begin is None or self._instead is None:
            raise TooLarge
        tail = bytes(self.body[begin:])
        self._text = len(tail)
        self._backslash = _ends_in_escape(tail)
        del self.body[begin:]
        self.body += self._instead
        return chunk[room:]

    def _leave_out(self, chunk: bytes) -> bytes:
        """Gives what follows the text's end."""
        piece = b"\\" + chunk if self._backslash else chunk
        end = _NEXT_QUOTE.search(piece) if b'"' in piece else None
        length = end.end() if end else len(piece)
        self._text += length
        self._left_out += length
        if self._left_out > _TIMES * self._limit:
            raise TooLarge
        if end is None:
            self._backslash = _ends_in_escape(piece)
            return b""
        if self._text <= self._limit:
            raise TooLarge  # in a smaller page there is room for it
        self._text, self._backslash = 0, False
        return piece[length:]


def _begin_of_open_text(body: bytearray) -> int | None:
    """Where the text begins in whose midst these bytes end; None when they end in none."""
    quotes_only = _ESCAPED.sub(b"  ", body)
    return quotes_only.rfind(b'"') if quotes_only.count(b'"') % 2 else None


def _ends_in_escape(piece: bytes) -> bool:
    return (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 1
