"""What does an event stream say? A parser for `text/event-stream`, byte for byte as the WHATWG's HTML standard (9.2.6) has it.

Our own, because the known library loses the first event after a byte order mark, invents an empty event for each
comment after an `id:` line, and accepts `retry: -5`. It takes bytes in any pieces, also cut within a character.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass


class EventTooLarge(Exception):
    """A line or an event that passes the limit; the stream cannot be trusted any more."""


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event, or (`heartbeat`) only a sign that the stream is alive: it was accepted, or a comment came."""

    name: str = "message"
    data: str = ""
    id: str = ""
    """The last identifier the stream gave, here or earlier: where to resume after this event."""
    retry: float | None = None
    """Seconds to wait before connecting again, where the stream has said so."""
    heartbeat: bool = False


class EventParser:
    """Feed it bytes, get events. `limit` bounds one event, in characters."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._first = True
        self._after_cr = False
        self._line: list[str] = []
        self._line_size = 0
        self._name = ""
        self._data: list[str] = []
        self._data_size = 0
        self._id = ""
        self._retry: float | None = None

    def feed(self, chunk: bytes) -> Iterator[ServerEvent]:
        """The events that `chunk` completes. Raises EventTooLarge."""
        for line in self._lines(self._decode(chunk)):
            event = self._take(line)
            if event is not None:
                yield event

    def _lines(self, text: str) -> Iterator[str]:
        """Complete lines. They end with CR LF, LF or CR; the two halves of a CR LF may come in different pieces."""
        if self._first and text:
            self._first = False
            text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
        if self._after_cr and text:
            self._after_cr = False
            text = text.removeprefix("\n")
        if text.endswith("\r"):
            self._after_cr = True
        *complete, rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in complete:
            self._keep(line)
            yield "".join(self._line)
            self._line.clear()
            self._line_size = 0
        self._keep(rest)

    def _keep(self, part: str) -> None:
        self._line_size += len(part)
        if self._line_size > self._limit:
            raise EventTooLarge
        if part:
            self._line.append(part)

    def _take(self, line: str) -> ServerEvent | None:
        if not line:
            return self._dispatch()
        if line.startswith(":"):
            return ServerEvent(id=self._id, retry=self._retry, heartbeat=True)
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "event":
                self._name = value
            case "data":
                self._data_size += len(value) + 1
                if self._data_size > self._limit:
                    raise EventTooLarge
                self._data.append(value)
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdecimal():
                self._retry = min(int(value[:12]) / 1000, 86_400.0)
        return None

    def _dispatch(self) -> ServerEvent | None:
        """An empty line ends an event. Without a data line there is none, whatever else was said."""
        event = None
        if self._data:
            event = ServerEvent(self._name or "message", "\n".join(self._data), self._id, self._retry)
        self._name = ""
        self._data.clear()
        self._data_size = 0
        return event
