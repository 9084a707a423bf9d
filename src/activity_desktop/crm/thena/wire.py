"""What does Thena send? The JSON field for field, under its own names.

The document lists fields by their titles ("Activity Timestamp"), the published API answers in camelCase, and the database
types it mentions are in snake_case. One table takes all three, so that it does not matter which of them a server speaks.
Every field is `Any`: `translate` reads it leniently.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from ..lenient import identifier, mapping, several, text, whole
from ..walking import Rows

TYPES = {"CALL": "Call", "EMAIL": "Email", "MEETING": "Meeting", "SITE_VISIT": "Site visit"}
"""The document's values, CALL being the default. An organisation may rename them and add others."""
NARRATED_TYPES = {"CHAT": "Chat", "REVIEW": "Review", "PRESENTATION": "Presentation", "TRAINING": "Training"}
"""Kinds that the document tells of without listing them as values."""
STATUSES = {"PENDING": "Pending", "COMPLETED": "Completed", "CANCELLED": "Cancelled"}
PENDING, COMPLETED, CANCELLED = STATUSES
_LISTS = ("data", "activities", "items", "results", "records")


class Activity(msgspec.Struct, kw_only=True):
    """One activity (Thena, Activities, "Standard fields"; fields marked * are from the published API only)."""

    id: Any = None  # "Activity ID", a number or a text
    uid: Any = None  # a ULID
    accountId: Any = None  # noqa: N815 - the wire's own name, as all below
    account: Any = None  # the account's name
    activityTimestamp: Any = None  # noqa: N815 - "2024-01-01T00:00:00Z", perhaps without a zone
    duration: Any = None  # minutes
    location: Any = None  # physical or virtual
    title: Any = None  # *
    description: Any = None  # *
    type: Any = None  # "CALL" …, or the identifier of a renamed value
    typeId: Any = None  # noqa: N815 - *
    typeConfiguration: Any = None  # noqa: N815 - *, an object that may hold the type's name
    status: Any = None  # "PENDING" …
    statusId: Any = None  # noqa: N815 - *
    statusConfiguration: Any = None  # noqa: N815 - *
    participants: Any = None  # any JSON: identifiers, addresses, names, objects
    attachments: Any = None  # *, addresses or objects
    attachmentUrls: Any = None  # noqa: N815 - addresses
    isActive: Any = None  # noqa: N815 - true unless it was archived
    creator: Any = None  # the creator's name
    creatorId: Any = None  # noqa: N815 - "Created By" in the document
    creatorEmail: Any = None  # noqa: N815
    createdAt: Any = None  # noqa: N815
    updatedAt: Any = None  # noqa: N815
    deletedAt: Any = None  # noqa: N815
    metadata: Any = None  # *, any object


def squashed(name: str) -> str:
    """A name without case, spaces and underscores: `Activity Timestamp` and `activity_timestamp` are the same field."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


FIELDS = {squashed(name): name for name in Activity.__struct_fields__} | {
    "activityid": "id",
    "createdby": "creatorId",
    "accountname": "account",
    "attachmenturl": "attachmentUrls",
}
"""Every spelling of a field, squashed, and the field it means."""


def activity(record: dict[str, Any]) -> tuple[Activity, dict[str, Any]]:
    """A record under one set of names, and what it holds besides. Of two spellings of a field the wire's own one counts,
    else the first that says something; the other is kept with the rest."""
    known: dict[str, Any] = {name: value for name, value in record.items() if name in Activity.__struct_fields__}
    rest: dict[str, Any] = {}
    for name, value in record.items():
        field = FIELDS.get(squashed(name))
        if field is None:
            rest[name] = value
        elif field != name and known.get(field) in (None, ""):
            known[field] = value
        elif field != name and known[field] != value:
            rest[name] = value
    return msgspec.convert(known, Activity), rest


def rid(record: Any) -> str | None:
    """What identifies a record: its `id`, else its `uid`."""
    sent, _ = activity(mapping(record))
    return identifier(sent.id) or identifier(sent.uid)


def creation_time(record: Any) -> Any:
    return activity(mapping(record))[0].createdAt


def listing(body: Any) -> Rows | None:
    """A page: a bare list, or a list under one of the usual names, one level deep or two. None for anything else."""
    if isinstance(body, list):
        return Rows(body)
    envelope = mapping(body)
    for name in _LISTS:
        inner = envelope.get(name)
        if isinstance(inner, list):
            return Rows(inner, _total(envelope))
        if isinstance(inner, dict) and (found := listing(inner)) is not None:
            return Rows(found.records, found.total if found.total is not None else _total(envelope))
    return None


def single(body: Any) -> dict[str, Any]:
    """The record in an answer, flat or wrapped; {} when there is none."""
    envelope = mapping(body)
    for name in ("data", "activity"):
        if isinstance(envelope.get(name), dict):
            return single(envelope[name])
        if isinstance(envelope.get(name), list) and envelope[name]:
            return mapping(envelope[name][0])
    return envelope if rid(envelope) else {}


def label(value: Any, configuration: Any, known: dict[str, str]) -> str:
    """The name of a type or status: from its configuration, else the value itself, made readable."""
    written = _named(configuration) or _named(value)
    if not written and not isinstance(value, dict | list):
        written = text(value)
    if written in known or written.removesuffix("S") in known:
        return known.get(written) or known[written.removesuffix("S")]
    return written.replace("_", " ").strip().capitalize() if "_" in written else written


def names(value: Any, configuration: Any) -> list[str]:
    """Every name a type or status goes by, as one of the document's values would be written: `Site visit` as SITE_VISIT."""
    settings, own = mapping(configuration), mapping(value)
    words = [
        text(value) if not own else "",
        *(text(one.get(key)) for one in (own, settings) for key in ("value", "key", "name", "label", "displayName")),
    ]
    return [re.sub(r"[^A-Z0-9]+", "_", word.upper()).strip("_") for word in words if word.strip()]


def urls(sent: Activity) -> list[Any]:
    """Attachments of both spellings."""
    return [*several(sent.attachments), *several(sent.attachmentUrls)]


def _named(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return next((words for key in ("label", "displayName", "name", "value") if (words := text(mapping(value).get(key)))), "")


def _total(envelope: dict[str, Any]) -> int | None:
    for holder in (envelope, mapping(envelope.get("meta")), mapping(envelope.get("pagination"))):
        for name in ("total", "totalCount", "total_count"):
            found = whole(holder.get(name))
            if found is not None and found >= 0 and not isinstance(holder.get(name), bool):
                return found
    return None
