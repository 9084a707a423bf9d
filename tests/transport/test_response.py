"""Is an answer read within its bounds, and only as what it claims to be?"""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.model.moment import Instant
from activity_desktop.model.problems import WrongServer
from activity_desktop.transport.endless_text import Collector, TooLarge
from activity_desktop.transport.inflate import Inflater, NotCompressedLikeThat
from activity_desktop.transport.response import MENDABLE, Response, deeper_than, mend

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def _answer(body: bytes, content_type: str = "application/json", depth: int = 64) -> Response:
    return Response(200, {"content-type": content_type}, body, "crm.example.com", depth)


def _levels(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max((_levels(inner) for inner in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_levels(inner) for inner in value), default=0)
    return 0


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", "application/problem+json", "text/json", ""]
)
def test_json_is_read_where_it_is_said_to_be(content_type: str) -> None:
    """A server that says nothing of its type gets the benefit of the doubt."""
    assert _answer(b'{"a": 1}', content_type).json() == {"a": 1}


@pytest.mark.parametrize("content_type", ["text/html", "text/plain", "application/xml", "application/octet-stream"])
def test_nothing_else_is_tried_as_json(content_type: str) -> None:
    """A hotel's sign-in page is no CRM, whatever status it comes with."""
    with pytest.raises(WrongServer, match=r"crm\.example\.com") as caught:
        _answer(b"[]", content_type).json()
    assert content_type in caught.value.detail
    assert caught.value.response.status == 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1,]", b"<html>", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"nul", b"[1] [2]"]
)
def test_what_is_no_json_is_a_problem(body: bytes) -> None:
    """Never an exception of a library, not even for a hundred thousand brackets."""
    with pytest.raises(WrongServer):
        _answer(body).json()


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'{"a": "\\ud800", "b": 1}', {"a": "\ufffd", "b": 1}),
        (b'{"a": "\\ud83d\\udeb2"}', {"a": "🚲"}),
        (b'{"a": "x\x01\ty"}', {"a": "x\x01\ty"}),
        (b'{"a": "\xff", "b": 1}', {"a": "\ufffd", "b": 1}),
        (b'{"a": NaN, "b": [Infinity, -Infinity], "c": ": Infinity"}', {"a": None, "b": [None, None], "c": ": Infinity"}),
        (b'{"a": 1e400, "b": 1}', {"a": None, "b": 1}),
    ],
)
def test_one_bad_character_does_not_cost_the_whole_answer(body: bytes, value: Any) -> None:
    """Strict parsers refuse these pages whole; we read them without the bad part."""
    assert _answer(body).json() == value


def test_a_huge_broken_answer_is_not_repaired() -> None:
    """Repairing takes several times the memory of reading."""
    with pytest.raises(WrongServer):
        _answer(b'["' + b"x" * MENDABLE + b'", NaN]').json()


@given(ANY_JSON)
def test_mending_good_json_changes_nothing(value: Any) -> None:
    """The repair is only for what is broken."""
    assert json.loads(mend(json.dumps(value).encode())) == value


def test_a_typed_answer_must_have_that_shape() -> None:
    """A list where an object was due is another server."""
    assert _answer(b"[1, 2]").decode(list[int]) == [1, 2]
    with pytest.raises(WrongServer):
        _answer(b"{}").decode(list[int])
    assert [bytes(raw) for raw in _answer(b"[1, {}]").decode(list[msgspec.Raw])] == [b"1", b"{}"]


@given(ANY_JSON, st.integers(0, 8))
def test_depth_is_counted_without_parsing(value: Any, levels: int) -> None:
    """Brackets inside text, escaped quotes and backslashes do not count."""
    assert deeper_than(json.dumps(value).encode(), levels) == (_levels(value) > levels)
    assert deeper_than(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), levels) == (
        _levels(value) > levels
    )


def test_64_levels_are_read_and_65_are_not() -> None:
    """The bound of every answer."""
    assert _answer(b"[" * 64 + b"]" * 64).json()
    with pytest.raises(WrongServer):
        _answer(b"[" * 65 + b"]" * 65).json()


def test_the_servers_clock_is_read_from_the_date() -> None:
    """A garbled one is as good as none."""
    assert Response(200, {"date": "Wed, 15 Jan 2025 10:30:00 GMT"}, b"", "h").date == Instant.parse("2025-01-15T10:30:00Z")
    assert Response(200, {"date": "yesterday"}, b"", "h").date is None
    assert Response(200, {}, b"", "h").date is None


def test_an_answer_does_not_show_itself_in_a_traceback() -> None:
    """Headers and bodies may hold what must not be logged."""
    assert "sesame" not in repr(Response(200, {"set-cookie": "sesame"}, b"sesame", "h"))


# --- decompression ---------------------------------------------------------------------------------------------------


def _inflate(body: bytes, encoding: str, limit: int = 1000, piece: int = 7) -> bytes:
    inflater = Inflater(encoding, limit)
    for start in range(0, len(body), piece):
        inflater.feed(body[start : start + piece])
    return inflater.body()


@pytest.mark.parametrize("piece", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("", b"x" * 999), ("identity", b"x" * 999), ("gzip", gzip.compress(b"x" * 999)), ("X-GZIP", gzip.compress(b"x" * 999)),
     ("deflate", zlib.compress(b"x" * 999))],
)  # fmt: skip
def test_a_body_is_unpacked(encoding: str, packed: bytes, piece: int) -> None:
    """In whatever pieces the network brings it."""
    assert _inflate(packed, encoding, piece=piece) == b"x" * 999


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_one_byte_too_many_is_too_many(encoding: str) -> None:
    """The bound is exact."""
    pack = gzip.compress if encoding else bytes
    assert len(_inflate(pack(b"x" * 1000), encoding)) == 1000
    with pytest.raises(TooLarge):
        _inflate(pack(b"x" * 1001), encoding)


@pytest.mark.parametrize("piece", [1, 2, 7, 100_000])
@pytest.mark.parametrize("letter", ["x", "\\", '"', '\\"', "ü", "\n"])
def test_a_text_larger_than_an_answer_may_be_is_left_out(letter: str, piece: int) -> None:
    """Whatever is in it, and wherever the network cuts it; all around it is as it was."""
    around = [{"id": 1, "body": "\\"}, {"id": 2, "body": letter * 300}, {"id": 3, "body": 'end"'}]
    sent = json.dumps(around, ensure_ascii=False).encode()
    collector = Collector(200, instead="too “large”")
    for start in range(0, len(sent), piece):
        collector.feed(sent[start : start + piece])
    around[1]["body"] = "too “large”"
    assert json.loads(collector.body) == around


@pytest.mark.parametrize(
    "sent",
    [b'["' + b"x" * 150 + b'", "' + b"x" * 150 + b'"]', b"[" + b"1," * 150, b'["' + b"x" * 10_000],
    ids=["two texts that a smaller page would hold", "no text at all", "a text without an end"],
)
def test_everything_else_that_is_too_large_is_refused(sent: bytes) -> None:
    """What a smaller page would bring is not left out, and no answer goes on for ever."""
    with pytest.raises(TooLarge):
        Collector(200, instead="too large").feed(sent)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("br", b"x"), ("gzip, gzip", gzip.compress(gzip.compress(b"x"))), ("gzip", b"not packed at all"),
     ("gzip", gzip.compress(b"x" * 999)[:-9])],
)  # fmt: skip
def test_what_is_not_packed_as_it_says_is_refused(encoding: str, packed: bytes) -> None:
    """Packed twice, packed otherwise, cut off."""
    with pytest.raises(NotCompressedLikeThat):
        _inflate(packed, encoding)
