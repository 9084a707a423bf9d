"""What did the server answer? Status, headers and body, and the only two ways to read the body: typed, or as plain JSON."""

from __future__ import annotations

import json as stdlib_json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from ..model.moment import Instant
from ..model.problems import WrongServer
from ..model.words import translate
from .limits import MEBIBYTE
from .retry import http_date

T = TypeVar("T")
_MALFORMED = (msgspec.MsgspecError, ValueError, RecursionError)
"""UnicodeDecodeError (a ValueError) and RecursionError both escape msgspec's own family of errors."""
MENDABLE = 2 * MEBIBYTE
"""Bytes up to which a broken answer is repaired; larger ones would take too much memory on the way."""
MOST_OBJECTS = 200_000
"""Objects and lists in one answer. The smallest take two bytes each; millions of them would fit into an answer and keep this
computer busy for minutes."""
_LONGEST_NUMBER = 400
"""Digits. Python refuses some thousand, because reading a number takes the square of its length."""
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_BRACKETS_AND_QUOTES = b'[]{}"'
_EVERYTHING_ELSE = bytes(byte for byte in range(256) if byte not in _BRACKETS_AND_QUOTES)
_CURLY_TO_SQUARE = bytes.maketrans(b"{}", b"[]")


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. Header names are lower case; the body is decompressed and within the limits."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    host: str
    depth: int = field(default=64, repr=False)

    @property
    def content_type(self) -> str:
        """`application/json`, without parameters, lower case; empty when the server did not say."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether the body claims to be JSON. A server that says nothing gets the benefit of the doubt."""
        kind = self.content_type
        return kind in ("", "application/json", "text/json") or kind.endswith("+json")

    @property
    def date(self) -> Instant | None:
        """The server's clock."""
        return http_date(self.headers.get("date"))

    def decode(self, shape: type[T]) -> T:
        """The body as a typed value. Raises WrongServer when it is not JSON of that shape."""
        self._check()
        try:
            return msgspec.json.decode(self.body, type=shape)
        except _MALFORMED as first:
            if len(self.body) > MENDABLE:
                raise self._not_understood(str(first)) from first
            try:
                return msgspec.json.decode(mend(self.body), type=shape)
            except _MALFORMED:
                raise self._not_understood(str(first)) from first

    def json(self) -> Any:
        """The body as plain dicts and lists. Raises WrongServer when it is not JSON."""
        return self.decode(object)

    def _check(self) -> None:
        if not self.is_json:
            raise self._not_understood(f"JSON was due, {self.content_type} came")
        if len(self.body) > 2 * MOST_OBJECTS and self.body.count(b"{") + self.body.count(b"[") > MOST_OBJECTS:
            raise self._not_understood(f"JSON of more than {MOST_OBJECTS} objects")
        if deeper_than(self.body, self.depth):
            raise self._not_understood(f"JSON of more than {self.depth} levels")

    def _not_understood(self, detail: str) -> WrongServer:
        problem = WrongServer(
            translate("Problems", "{host} answers, but not like this system.").format(host=self.host), detail=detail
        )
        problem.response = self
        return problem


def deeper_than(body: bytes, levels: int) -> bool:
    """Whether JSON is nested deeper than `levels`, told without parsing it. True as well for brackets that do not match."""
    marks = _ESCAPED.sub(b"", body).translate(_CURLY_TO_SQUARE, _EVERYTHING_ELSE).replace(b'""', b"")
    skeleton = b"".join(marks.split(b'"')[::2])  # what stands outside quotes
    for _ in range(levels):
        if not skeleton:
            return False
        skeleton = skeleton.replace(b"[]", b"")
    return bool(skeleton)


def mend(body: bytes) -> bytes:
    """The same JSON without what strict parsers refuse: NaN, endless numbers, lone surrogates, raw control characters, a byte
    order mark, broken UTF-8. One such character in one title must not cost a whole page. Raises ValueError or RecursionError
    when it is no JSON even so.
    """
    text = body.decode("utf-8-sig", "replace")
    value = stdlib_json.loads(text, strict=False, parse_constant=lambda _: None, parse_float=_finite, parse_int=_short)
    return _HALF_A_PAIR.sub("\N{REPLACEMENT CHARACTER}", stdlib_json.dumps(value, ensure_ascii=False)).encode()


def _short(text: str) -> int | None:
    return int(text) if len(text) <= _LONGEST_NUMBER else None


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
