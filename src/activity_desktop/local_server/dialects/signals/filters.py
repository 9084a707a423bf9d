"""How are `q[…]`, `sort`, `page` and `per_page` understood? As a whitelist: what is not on it is silently ignored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from starlette.datastructures import QueryParams

from .. import cast, times
from ..dialect import Json, Refusal
from ..shelf import Record

Reader = Callable[[str], Any]
"""Turns a query's text into what the column holds. Raises ValueError, which the database answers with an error."""

_KEY = re.compile(r"q\[(\w+)\](\[\])?")
_PREDICATES = (
    "not_cont",
    "not_null",
    "not_eq",
    "not_in",
    "present",
    "matches",
    "blank",
    "false",
    "start",
    "lteq",
    "gteq",
    "cont",
    "null",
    "true",
    "end",
    "lt",
    "gt",
    "eq",
    "in",
)
"""The longest first, so that `status_not_cont` is not taken for a field `status_not`."""


def boolean(text: str) -> bool:
    if text.lower() not in ("true", "false", "1", "0", "t", "f"):
        raise ValueError(text)
    return text.lower() in ("true", "1", "t")


def instant(text: str) -> str:
    return times.millis(times.read_leniently(text))


def filtered(records: list[Record], query: QueryParams, columns: Mapping[str, Reader]) -> list[Record]:
    """The records that pass every filter on one of `columns`. Raises Refusal (500) for a value that the database refuses."""
    for key, value in query.multi_items():
        match = _KEY.fullmatch(key)
        parsed = _field_and_predicate(match[1]) if match else None
        if parsed is None or parsed[0] not in columns:
            continue
        field, predicate = parsed
        try:
            passes = _test(predicate, value, columns[field])
        except ValueError:
            raise Refusal(Json({"message": "Server Error"}, 500)) from None
        records = [record for record in records if passes(record[field])]
    return records


def _field_and_predicate(key: str) -> tuple[str, str] | None:
    for predicate in _PREDICATES:
        field = key.removesuffix(f"_{predicate}")
        if field and field != key:
            return field, predicate
    return None


def _test(predicate: str, text: str, reader: Reader) -> Callable[[Any], bool]:
    """What a column's value must be. As in SQL, nothing is equal, unequal, greater or less than null."""
    if predicate in ("null", "not_null", "present", "blank"):
        wanted = predicate in ("null", "blank")
        blank = ("",) if predicate in ("present", "blank") else ()
        return lambda value: (value is None or value in blank) == wanted
    if predicate in ("true", "false"):
        return lambda value: value is (predicate == "true")
    compare = _comparison(predicate, text, reader)
    return lambda value: value is not None and compare(value)


def _comparison(predicate: str, text: str, reader: Reader) -> Callable[[Any], bool]:
    if predicate in ("in", "not_in"):
        wanted = {reader(part) for part in text.split(",")}
        return lambda value: (value in wanted) == (predicate == "in")
    if predicate in ("cont", "not_cont", "start", "end", "matches"):
        return _text_comparison(predicate, text.casefold())
    bound = reader(text)
    comparisons: dict[str, Callable[[Any], bool]] = {
        "eq": lambda value: bool(value == bound),
        "not_eq": lambda value: bool(value != bound),
        "lt": lambda value: bool(value < bound),
        "lteq": lambda value: bool(value <= bound),
        "gt": lambda value: bool(value > bound),
        "gteq": lambda value: bool(value >= bound),
    }
    return comparisons[predicate]


def _text_comparison(predicate: str, part: str) -> Callable[[Any], bool]:
    pattern = re.compile("".join({"%": ".*", "_": "."}.get(letter, re.escape(letter)) for letter in part), re.DOTALL)
    comparisons: dict[str, Callable[[str], bool]] = {
        "cont": lambda value: part in value,
        "not_cont": lambda value: part not in value,
        "start": lambda value: value.startswith(part),
        "end": lambda value: value.endswith(part),
        "matches": lambda value: pattern.fullmatch(value) is not None,
    }
    return lambda value: comparisons[predicate](str(value).casefold())


def asked_sort(query: Mapping[str, str], columns: Sequence[str]) -> tuple[str, bool] | None:
    """Column and whether descending, from `sort=-created_at` or `q[s]=created_at desc`; None where it is not sortable."""
    text = query.get("sort") or query.get("q[s]") or ""
    descending = text.startswith("-") or text.endswith(" desc")
    column = text.removeprefix("-").removesuffix(" desc").removesuffix(" asc").strip()
    return (column, descending) if column in columns else None


def ordered(records: list[Record], sort: tuple[str, bool] | None) -> list[Record]:
    """Sorted by that column, nulls last when ascending and first when descending; ties stay as they came."""
    if sort is None:
        return records
    column, descending = sort
    return sorted(records, key=lambda record: _place(record[column]), reverse=descending)


def _place(value: Any) -> tuple[bool, Any]:
    return (True, 0) if value is None else (False, value)


def shuffled(records: Iterable[Record], page: int, per_page: int) -> list[Record]:
    """In an order of chance, the same one each time for the same page."""
    mixed = list(records)
    cast.dice(f"signals order {per_page}", page).shuffle(mixed)
    return mixed


def page_of(query: Mapping[str, str]) -> tuple[int, int]:
    """`page` and `per_page`, each forced into its range whatever was sent."""
    return max(_number(query.get("page"), 1), 1), max(min(_number(query.get("per_page"), 20), 100), 1)


def _number(text: str | None, default: int) -> int:
    if text is None:
        return default
    match = re.match(r"\s*[+-]?\d{1,15}", text, re.ASCII)
    return int(match[0]) if match else 0
