"""Does our parser read an event stream as the WHATWG's standard has it? Its vectors, and every way to cut them into pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.transport.events import EventParser, EventTooLarge, ServerEvent

Expected = list[tuple[str, str, str]]
"""Name, data and last identifier of each event."""

VECTORS: dict[str, tuple[bytes, Expected]] = {
    "one": (b"data: hello\n\n", [("message", "hello", "")]),
    "several lines": (b"data: a\ndata: b\ndata: c\n\n", [("message", "a\nb\nc", "")]),
    "CR LF": (b"data: a\r\ndata: b\r\n\r\n", [("message", "a\nb", "")]),
    "CR": (b"data: a\rdata: b\r\r", [("message", "a\nb", "")]),
    "mixed line ends": (b"data: a\rdata: b\r\ndata: c\n\r\n", [("message", "a\nb\nc", "")]),
    "byte order mark": (b"\xef\xbb\xbfdata: first\n\n", [("message", "first", "")]),
    "a second byte order mark is text": (b"\xef\xbb\xbf\xef\xbb\xbfdata: x\n\ndata: y\n\n", [("message", "y", "")]),
    "a byte order mark later is text": (b"data: \xef\xbb\xbfx\n\n", [("message", "\ufeffx", "")]),
    "name": (b"event: read\ndata: 1\n\n", [("read", "1", "")]),
    "the name holds for one event": (b"event: read\ndata: 1\n\ndata: 2\n\n", [("read", "1", ""), ("message", "2", "")]),
    "an empty name is none": (b"event: read\nevent:\ndata: 1\n\n", [("message", "1", "")]),
    "identifier": (b"id: 7\ndata: a\n\ndata: b\n\n", [("message", "a", "7"), ("message", "b", "7")]),
    "an empty identifier resets": (b"id: 7\ndata: a\n\nid\ndata: b\n\n", [("message", "a", "7"), ("message", "b", "")]),
    "an identifier with NUL is ignored": (
        b"id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n",
        [("message", "a", "7"), ("message", "b", "7")],
    ),
    "an identifier without data counts": (b"id: 9\n\ndata: a\n\n", [("message", "a", "9")]),
    "no data, no event": (b"event: x\nid: 1\n\n\n\n", []),
    "empty data is an event": (b"data\n\ndata:\n\n", [("message", "", ""), ("message", "", "")]),
    "two empty lines of data": (b"data\ndata\n\n", [("message", "\n", "")]),
    "one space is taken off": (b"data:  two\ndata:none\ndata:\ttab\n\n", [("message", " two\nnone\n\ttab", "")]),
    "colons in the value": (b"data: a:b: c\n\n", [("message", "a:b: c", "")]),
    "unknown fields are ignored": (b"foo: bar\ndata: a\n Data: b\nDATA: c\n\n", [("message", "a", "")]),
    "an unfinished event is dropped": (b"data: a\n\ndata: b\n", [("message", "a", "")]),
    "UTF-8": ("data: żółć 🚲 שלום\n\n".encode(), [("message", "żółć 🚲 שלום", "")]),
    "broken UTF-8": (b"data: a\xffb\n\n", [("message", "a\ufffdb", "")]),
    "next line characters are text": ("data: a\u2028b\u0085c\x0bd\n\n".encode(), [("message", "a\u2028b\u0085c\x0bd", "")]),
    "comments leave no event": (b": hi\n\nid: 3\ndata: a\n\n:keepalive\n\n:keepalive\n\n", [("message", "a", "3")]),
    "a comment within an event": (b"data: a\n: b\ndata: c\n\n", [("message", "a\nc", "")]),
}


def _parse(*pieces: bytes, limit: int = 1000) -> list[ServerEvent]:
    parser = EventParser(limit)
    return [event for piece in pieces for event in parser.feed(piece)]


def _told(events: list[ServerEvent]) -> Expected:
    return [(event.name, event.data, event.id) for event in events if not event.heartbeat]


@pytest.mark.parametrize(("stream", "events"), VECTORS.values(), ids=list(VECTORS))
def test_a_stream_is_read_as_the_standard_says(stream: bytes, events: Expected) -> None:
    """Each rule of section 9.2.6 on its own."""
    assert _told(_parse(stream)) == events


@given(st.sampled_from(sorted(VECTORS)), st.lists(st.integers(0, 80), max_size=12))
def test_how_a_stream_is_cut_into_pieces_changes_nothing(name: str, cuts: list[int]) -> None:
    """Also in the middle of a character, of a line end, and of a byte order mark."""
    stream, events = VECTORS[name]
    places = sorted({min(cut, len(stream)) for cut in cuts})
    pieces = [stream[a:b] for a, b in zip([0, *places], [*places, len(stream)], strict=True)]
    assert _told(_parse(*pieces)) == events


@pytest.mark.parametrize(("stream", "events"), VECTORS.values(), ids=list(VECTORS))
def test_byte_by_byte_is_the_same(stream: bytes, events: Expected) -> None:
    """The worst way to cut."""
    assert _told(_parse(*(stream[i : i + 1] for i in range(len(stream))))) == events


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(stream: bytes) -> None:
    """A hostile stream can at most say nothing."""
    _parse(stream)


def test_a_comment_is_a_sign_of_life() -> None:
    """It carries the identifier to resume from, and nothing to show."""
    events = _parse(b"id: 5\ndata: a\n\n: ping\n\n")
    assert events[-1] == ServerEvent(id="5", heartbeat=True)


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        (b"retry: 2000", 2.0),
        (b"retry: 0", 0.0),
        (b"retry: 99999999999999999999", 86_400.0),
        (b"retry: -5", None),
        (b"retry: +5", None),
        (b"retry: 1_0", None),
        ("retry: ٣".encode(), None),
        (b"retry: 5s", None),
        (b"retry:", None),
    ],
)
def test_only_digits_say_when_to_come_back(line: bytes, seconds: float | None) -> None:
    """Nothing that merely looks like a number."""
    assert _parse(line + b"\ndata: a\n\n")[0].retry == seconds


@pytest.mark.parametrize("stream", [b"data: " + b"x" * 1001, b"x" * 1001, b"data: xxxxx\n" * 200, b":" + b"x" * 1001 + b"\n"])
def test_an_endless_line_or_event_is_given_up(stream: bytes) -> None:
    """A stream must not fill the memory before it is understood."""
    with pytest.raises(EventTooLarge):
        _parse(stream)


def test_an_event_after_a_large_one_has_the_whole_limit_again() -> None:
    """The bound is for one event, not for the stream."""
    assert len(_told(_parse(b"data: " + b"x" * 900 + b"\n\n", b"data: " + b"y" * 900 + b"\n\n"))) == 2
