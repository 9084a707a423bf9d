"""What does cPod's JSON look like? Field for field, under its own names, whichever spelling and envelope a server uses.

The schema is written in snake case, one of its notes in camel case, so both are read. Lists come as `{"data", "next_cursor"}`,
`{"items"}` or a bare array. Every field takes any value; `translate.py` reads them leniently. Source: cPod, Activity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from .. import lenient

_CURSORS = ("next_cursor", "nextCursor")
_LISTS = ("data", "items", "activities", "results")
_ASIDE = ("meta", "pagination", "page_info", "pageInfo")
"""Where an envelope may keep its cursor."""
_RECORDS = ("data", "activity", "item")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class WireActivity(msgspec.Struct):
    """One activity, in the order of the schema."""

    id: Any = None
    tenant_id: Any = None
    app_id: Any = None
    created_at: Any = None
    updated_at: Any = None
    created_by: Any = None
    updated_by: Any = None
    source: Any = None
    source_type: Any = None
    is_deleted: Any = None
    deleted_at: Any = None
    deleted_by: Any = None
    schema_version: Any = None
    account_id: Any = None
    deal_id: Any = None
    contact_id: Any = None
    contact_ids: Any = None
    activity_type: Any = None
    subject: Any = None
    description: Any = None
    activity_date: Any = None
    due_date: Any = None
    completed_at: Any = None
    status: Any = None
    priority: Any = None
    direction: Any = None
    outcome: Any = None
    actor_type: Any = None
    performed_by_user_id: Any = None
    participants: Any = None
    linked_trace_id: Any = None
    attachment_refs: Any = None
    recurrence: Any = None
    reminder_sent: Any = None
    custom_fields: Any = None
    tags: Any = None
    version: Any = None
    type: Any = None
    owner_id: Any = None
    notes: Any = None
    occurred_at: Any = None

    @property
    def deleted(self) -> bool:
        return lenient.flag(self.is_deleted) is True or lenient.instant(self.deleted_at) is not None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page. `says_end`: the envelope speaks of a next page and says that there is none."""

    records: list[Any]
    next_cursor: str = ""
    says_end: bool = False


def snake(name: str) -> str:
    """`accountId` and `account_id` are the same field."""
    return _HUMP.sub("_", name).lower()


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def activity(record: dict[str, Any]) -> WireActivity:
    """A record in either spelling. Where both are there, the one that holds something counts."""
    fields: dict[str, Any] = {}
    for name, value in record.items():
        if fields.get(snake(name)) is None:
            fields[snake(name)] = value
    return msgspec.convert(fields, WireActivity)


def listing(document: Any) -> Listing | None:
    """A page of the list; None when the document holds no list at all."""
    if isinstance(document, list):
        return Listing(document)
    envelope = lenient.mapping(document)
    records = next((envelope[name] for name in _LISTS if isinstance(envelope.get(name), list)), None)
    if records is None:
        return None
    places = [envelope, *(lenient.mapping(envelope.get(name)) for name in _ASIDE)]
    told = [place[name] for place in places for name in _CURSORS if name in place]
    cursor = next((found for value in told if (found := lenient.text(value).strip())), "")
    no_more = any(lenient.flag(place.get(name)) is False for place in places for name in ("has_more", "hasMore"))
    return Listing(records, cursor, not cursor and (bool(told) or no_more))


def record(document: Any) -> dict[str, Any]:
    """One activity, bare or wrapped; empty when there is none."""
    found = lenient.mapping(document)
    inner = next((found[name] for name in _RECORDS if isinstance(found.get(name), dict)), None)
    return inner if inner is not None and "id" not in found else found
