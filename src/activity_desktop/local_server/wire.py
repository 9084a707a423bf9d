"""What does an activity look like as JSON? Exactly as the document shows it, and with names for those who ask for them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import Any, Literal

from .moments import SECOND, now_us, written
from .people import People, Person
from .store import Row

PERSON_KINDS: tuple[Literal["contact", "visitor", "customer"], ...] = ("contact", "visitor", "customer")
RELATION_TYPES = ("media", "library", "event", "task", "contact", "note", "product", "page")


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a caller is told. Bare: the document's thirteen fields and nothing else."""

    bare: bool = False
    names: bool = False
    """The extension `?include=names`."""


def activity_json(row: Row, shape: Shape, people: People) -> dict[str, Any]:
    """An activity for this caller.

    The document's prose knows customers, its JSON has no field for them: `customer_id` is there only where there is one.
    """
    activity = document_json(row)
    if row["customer_id"] is not None and not shape.bare:
        activity["customer_id"] = row["customer_id"]
    if shape.names:
        activity.update(_names(row, people))
    return activity


def document_json(row: Row) -> dict[str, Any]:
    """The thirteen fields of the document, "JSON Structure"."""
    return {
        "id": row["id"],
        "user_id": row["user_id"],
        "company_id": row["company_id"],
        "contact_id": row["contact_id"],
        "visitor_id": row["visitor_id"],
        "relation_type": row["relation_type"],
        "relation_id": row["relation_id"],
        "title": row["title"],
        "description": row["description"],
        "formatted_description": row["formatted_description"],
        "slug": row["slug"],
        "read_at": None if row["read_us"] is None else written(row["read_us"]),
        "created_at": written(row["created_us"]),
    }


def _names(row: Row, people: People) -> dict[str, Any]:
    """The people and the relation that have a name here; the others are left out."""
    named: dict[str, Any] = {}
    for kind in PERSON_KINDS:
        person = people.person(kind, row[f"{kind}_id"]) if row[f"{kind}_id"] is not None else None
        if person is not None:
            named[kind] = _person_json(person)
    related = people.related(row["relation_type"], row["relation_id"]) if row["relation_type"] is not None else None
    if related is not None:
        named["relation"] = related._asdict()
    return named


def _person_json(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "email": person.email}


def meta_json(**more: Any) -> dict[str, Any]:
    """`meta` of every answer, as its sibling resources have it."""
    return {"request_id": _random_uuid(), "timestamp": written(now_us() // SECOND * SECOND), **more}


def _random_uuid() -> str:
    """Of version 4 (RFC 9562, section 5.4). An object of Python's for each answer would take longer than its cursor."""
    digits = os.urandom(16).hex()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{'89ab'[int(digits[16], 16) & 3]}{digits[17:20]}-{digits[20:]}"


def etag_of(*parts: object) -> str:
    """A strong ETag over what decides an answer: whose it is, its seq, and what was asked."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
