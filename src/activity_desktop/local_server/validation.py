"""Is what a client sent acceptable? JSON fields become columns, or a list of everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from . import moments
from .limits import Limits
from .problems import Fault, invalid
from .store import Row
from .wire import PERSON_KINDS, RELATION_TYPES, document_json

LARGEST_ID = 2**63 - 1
TITLE_CHARACTERS = 200
DESCRIPTION_CHARACTERS = 4_000
FORMATTED_BYTES = 16 * 1024
SLUG = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
SLUG_CHARACTERS = 64

Values = dict[str, Any]


class Broken(Exception):
    """A value breaks a rule; caught in this file."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def fields_of(body: Any) -> Mapping[str, Any]:
    """The activity's fields, wrapped as `{"activity": {…}}` or bare. Raises Problem 422."""
    fields = body.get("activity", body) if isinstance(body, dict) else body
    if not isinstance(fields, dict):
        raise invalid([Fault("", "object_expected", 'The body must be an object, such as {"activity": {…}}.')])
    return fields


def draft_of(body: Any, now_us: int, limits: Limits) -> Values:
    """The columns of a new activity. Fields that are not known are ignored. Raises Problem 422 with every fault."""
    fields = fields_of(body)
    values, faults = _checked(fields, now_us, limits)
    for name in ("user_id", "title"):
        if fields.get(name) is None:
            faults.append(Fault(_pointer(name), "required", f"{name} is required."))
    values.setdefault("read_us", None)
    faults += _rules_between(values)
    if faults:
        raise invalid(faults)
    return values


def patch_of(body: Any, row: Row, now_us: int, limits: Limits, *, only_read_at: bool) -> Values:
    """The columns that a PATCH sets. Fields that only the server sets may be sent back as they are; changing them, or
    anything but `read_at` where `only_read_at`, is a fault. Raises Problem 422 with every fault."""
    fields = fields_of(body)
    values, faults = _checked(fields, now_us, limits)
    faults += _fixed_fields(fields, row, only_read_at=only_read_at)
    if "title" in fields and fields["title"] is None:
        faults.append(Fault(_pointer("title"), "required", "title is required."))
    merged = {**dict(row), **values}
    faults += _rules_between(merged)
    if faults:
        raise invalid(faults)
    values.pop("user_id", None)
    if row["read_us"] is not None and values.get("read_us") is not None:
        del values["read_us"]  # The first reading counts.
    return values


def _checked(fields: Mapping[str, Any], now_us: int, limits: Limits) -> tuple[Values, list[Fault]]:
    """Each known field on its own."""
    values: Values = {}
    faults = []
    for name, check in _CHECKS.items():
        if name in fields and fields[name] is not None:
            try:
                values[name] = check(fields[name])
            except Broken as broken:
                faults.append(Fault(_pointer(name), broken.code, broken.detail))
        elif name in fields:
            values[name] = None
    if "read_at" in fields:
        try:
            values["read_us"] = _read_at(fields["read_at"], now_us, limits)
        except Broken as broken:
            faults.append(Fault(_pointer("read_at"), broken.code, broken.detail))
    return values, faults


def _fixed_fields(fields: Mapping[str, Any], row: Row, *, only_read_at: bool) -> list[Fault]:
    """Faults for fields that are different from what is stored, and that this caller cannot change."""
    stored = document_json(row)
    stored.setdefault("customer_id", None)
    fixed = set(stored) - {"read_at"} if only_read_at else {"id", "user_id", "company_id", "created_at"}
    return [
        Fault(_pointer(name), "read_only", f"{name} cannot be changed here.")
        for name in stored
        if name in fixed and name in fields and fields[name] != stored[name]
    ]


def _rules_between(values: Mapping[str, Any]) -> list[Fault]:
    """Rules that need more than one field."""
    faults = []
    if (values.get("relation_type") is None) != (values.get("relation_id") is None):
        faults.append(Fault(_pointer("relation_id"), "pair", "relation_type and relation_id belong together: both or neither."))
    people = [kind for kind in PERSON_KINDS if values.get(f"{kind}_id") is not None]
    if len(people) > 1:
        faults.append(Fault(_pointer(f"{people[1]}_id"), "one_person", "An activity is linked to one person at most."))
    return faults


def _pointer(name: str) -> str:
    return f"/activity/{name}"


def _identifier(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Broken("integer_expected", "An identifier is a whole number.")
    if not 0 < value <= LARGEST_ID:
        raise Broken("out_of_range", "An identifier lies between 1 and 2^63 - 1.")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Broken("string_expected", "This must be text.")
    if "\0" in value:  # SQLite could keep it, PostgreSQL cannot, and nobody can see it
        raise Broken("nul_character", "Text has no character U+0000.")
    return value


def _title(value: Any) -> str:
    if not 1 <= len(_text(value)) <= TITLE_CHARACTERS:
        raise Broken("length", f"A title has 1 to {TITLE_CHARACTERS} characters.")
    return str(value)


def _description(value: Any) -> str:
    if len(_text(value)) > DESCRIPTION_CHARACTERS:
        raise Broken("length", f"A description has at most {DESCRIPTION_CHARACTERS} characters.")
    return str(value)


def _formatted(value: Any) -> str:
    if len(_text(value).encode()) > FORMATTED_BYTES:
        raise Broken("length", f"A formatted description has at most {FORMATTED_BYTES} bytes.")
    return str(value)


def _slug(value: Any) -> str:
    if not SLUG.fullmatch(_text(value)) or len(value) > SLUG_CHARACTERS:
        raise Broken("pattern", f"A slug is like order_placed: lower case letters, digits, _ and -, at most {SLUG_CHARACTERS}.")
    return str(value)


def _relation_type(value: Any) -> str:
    if value not in RELATION_TYPES:
        raise Broken("unknown_value", f"A relation type is one of {', '.join(RELATION_TYPES)}.")
    return str(value)


def _read_at(value: Any, now_us: int, limits: Limits) -> int | None:
    if value is None:
        return None
    if value == "now":
        return now_us
    try:
        read_us = moments.read(_text(value))
    except ValueError as error:
        raise Broken("date_time", 'read_at is null, "now" or a time such as 2025-01-15T10:30:00Z.') from error
    if read_us > now_us + limits.clock_skew_seconds * moments.SECOND:
        raise Broken("future", "read_at lies in the future.")
    return read_us


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "user_id": _identifier,
    "contact_id": _identifier,
    "visitor_id": _identifier,
    "customer_id": _identifier,
    "relation_type": _relation_type,
    "relation_id": _identifier,
    "title": _title,
    "description": _description,
    "formatted_description": _formatted,
    "slug": _slug,
}
