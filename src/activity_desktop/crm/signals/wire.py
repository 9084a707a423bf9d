"""What does Signals send? The JSON field for field, under its own names.

Every field is `Any`, because a value of an unexpected type must not cost the whole activity; the comments say what the
document gives ("Signals, Activities API", list response) and `translate` reads it leniently.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ..lenient import mapping, whole
from ..walking import Rows

TYPE_CODES = {1001: "Task", 1002: "Call", 1003: "Fax", 1004: "Email", 1005: "Meeting", 1006: "Note", 1007: "Letter"}
"""Codes of the built-in activity types; a type that was added by hand has none."""
STATUSES = {2001: "Scheduled", 2002: "Completed", 2003: "Cancelled", 2004: "Held"}
SCHEDULED, COMPLETED = 2001, 2002
PRIORITIES = {0: "Low", 1: "Normal", 2: "High"}
TIME_STATUSES = {0: "Free", 1: "Busy"}
REGARDING = ("Member", "Product", "StockLevel", "Opportunity")


class Activity(msgspec.Struct, kw_only=True):
    """One activity, as list, show, create, update and complete answer it."""

    id: Any = None  # 1
    subject: Any = None  # "Follow up on rental quote"
    description: Any = None  # plain text or null
    location: Any = None  # text or null
    regarding_id: Any = None  # 42
    regarding_type: Any = None  # "Member", "Product", "StockLevel", "Opportunity"
    regarding: Any = None  # {"id", "name"}, only when included
    owned_by: Any = None  # 1, a user
    owner: Any = None  # {"id", "name"}, only when included
    starts_at: Any = None  # "2026-03-21T10:00:00.000Z"
    ends_at: Any = None
    priority: Any = None  # 0, 1, 2
    type_id: Any = None  # 78, the list value's id; in Current RMS the code itself
    type_code: Any = msgspec.UNSET  # 1001 to 1007, null for custom types; Current RMS does not send it
    status_id: Any = None  # 2001 to 2004
    completed: Any = None  # true, false
    time_status: Any = None  # 0, 1
    custom_fields: Any = None  # {"name": value}
    participants: Any = None  # list of Participant; [] unless included
    activity_type_name: Any = None  # "Task"
    activity_status_name: Any = None  # "Scheduled"
    time_status_name: Any = None  # "Free"
    created_at: Any = None
    updated_at: Any = None


class Participant(msgspec.Struct, kw_only=True):
    """One member who takes part. Current RMS adds `uuid` and `assignment_id`, which say nothing about the person."""

    member_id: Any = None
    member_name: Any = None
    mute: Any = None  # true: this participant wants no notification
    member: Any = None  # {"id", "name"}, where the server includes the record itself


def activity(record: dict[str, Any]) -> Activity:
    return msgspec.convert(record, Activity)


def participants(value: Any) -> Iterator[Participant]:
    """The participants; a bare number stands for a member."""
    for item in value if isinstance(value, list) else []:
        yield msgspec.convert(item, Participant) if isinstance(item, dict) else Participant(member_id=item)


def listing(body: Any, name: str) -> Rows | None:
    """A page out of `{name: […], "meta": {…}}`; None when the body is no such thing. A bare list and `data` pass too."""
    if isinstance(body, list):
        return Rows(body)
    envelope = mapping(body)
    for key in (name, "data"):
        if isinstance(envelope.get(key), list):
            return Rows(envelope[key], _total(mapping(envelope.get("meta"))))
    return None


def single(body: Any) -> dict[str, Any] | None:
    """The record out of `{"activity": {…}}`, `{"data": {…}}` or a flat answer; None when there is none."""
    envelope = mapping(body)
    for key in ("activity", "data"):
        if isinstance(envelope.get(key), dict):
            return mapping(envelope[key])
    return envelope if "id" in envelope else None


def _total(meta: dict[str, Any]) -> int | None:
    """`total` (Signals) or `total_row_count` (Current RMS)."""
    for name in ("total", "total_row_count"):
        found = whole(meta.get(name))
        if found is not None and found >= 0:
            return found
    return None
