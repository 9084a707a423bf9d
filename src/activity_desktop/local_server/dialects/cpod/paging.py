"""Where does a page of cPod's list begin? After the place that its opaque cursor marks in the order."""

from __future__ import annotations

import base64
import binascii

import msgspec

from ..dialect import Refusal
from ..shelf import Record
from .writing import problem


class _Mark(msgspec.Struct, array_like=True):
    """What a cursor says once it is decoded: the order, and the last record that was seen in it."""

    sort: str
    value: str
    id: str


def all_of(records: list[Record], sort: str) -> list[Record]:
    """Sorted by a field, `-` in front for descending; records without it count as the smallest."""
    return sorted(records, key=lambda record: _place(record, sort), reverse=sort.startswith("-"))


def page_of(records: list[Record], sort: str, limit: int, cursor: str | None) -> tuple[list[Record], str | None]:
    """One page, and the cursor of the next. Raises Refusal (400) for what is no cursor of this list."""
    records = all_of(records, sort)
    if cursor:
        seen = _read(cursor, sort)
        later = [_place(record, sort) < seen if sort.startswith("-") else _place(record, sort) > seen for record in records]
        records = [record for record, is_later in zip(records, later, strict=True) if is_later]
    rows = records[:limit]
    return rows, _mark(rows[-1], sort) if len(records) > limit else None


def _place(record: Record, sort: str) -> tuple[str, str]:
    return record[sort.removeprefix("-")] or "", record["id"]


def _mark(record: Record, sort: str) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(_Mark(sort, *_place(record, sort)))).decode()


def _read(cursor: str, sort: str) -> tuple[str, str]:
    try:
        mark = msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=_Mark)
    except (binascii.Error, msgspec.DecodeError, ValueError):
        mark = _Mark("", "", "")
    if mark.sort != sort:
        raise Refusal(problem(400, "bad_request", "cursor is not valid.", {"cursor": "not valid"}))
    return mark.value, mark.id
