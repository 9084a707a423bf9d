"""What can be written into an activity of Fluid? The fields of the create and edit forms, and how they go onto the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.activity import Activity
from ..contract import FieldType, FormField
from ..lenient import identifier, text
from . import wire
from .translate import RELATION_TYPES

_IDS = ("user_id", "relation_id", "contact_id", "visitor_id", "customer_id")

FORM = (
    FormField("title", "Title", required=True, max_length=200, help="Short and clear: it is the notification's first line."),
    FormField(
        "user_id", "For whom", FieldType.NUMBER, help="The user who is notified; yourself when left empty.", editable=False
    ),
    FormField("description", "Description", FieldType.TEXT, max_length=4000, help="Plain text, also for the notification."),
    FormField("formatted_description", "Description with formatting", FieldType.TEXT, help="HTML, shown in the detail."),
    FormField("slug", "Type", max_length=64, help="A name of your own such as order_placed."),
    FormField(
        "relation_type",
        "Related to",
        FieldType.CHOICE,
        choices=(("", "nothing"), *((name, name.capitalize()) for name in RELATION_TYPES)),
    ),
    FormField("relation_id", "Its number", FieldType.NUMBER),
    FormField("contact_id", "Contact", FieldType.NUMBER, help="The number of the contact it is about."),
    FormField("visitor_id", "Visitor", FieldType.NUMBER),
    FormField("customer_id", "Customer", FieldType.NUMBER),
)
_NAMES = frozenset(field.name for field in FORM)


def values(activity: Activity) -> dict[str, Any]:
    """An activity as values of the form, from the record it came as."""
    sent = wire.record(activity.raw)
    return {name: value for name in _NAMES if sent is not None and (value := getattr(sent, name)) is not None}


def to_create(fields: Mapping[str, Any], user_id: str) -> dict[str, Any]:
    """The wire's fields of a new activity; without a user it is for ourselves. Empty ones are left out."""
    filled = {name: value for name, value in _on_the_wire(fields).items() if value is not None}
    if user_id and "user_id" not in filled:
        filled["user_id"] = _identifier(user_id)
    return filled


def to_edit(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The wire's fields of a change; empty ones are cleared. For whom it is cannot be changed."""
    return {name: value for name, value in _on_the_wire(fields).items() if name != "user_id"}


def same(wanted: Mapping[str, Any], sent: wire.Record) -> bool:
    """Whether an activity has everything that a create asked for."""
    return all(text(getattr(sent, name)) == text(value) for name, value in wanted.items())


def _on_the_wire(fields: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in fields.items() if name in _NAMES}
    return {name: _identifier(value) if name in _IDS else (text(value) or None) for name, value in known.items()}


def _identifier(value: Any) -> int | str | None:
    """As a number where it is one, because that is what the document shows."""
    found = identifier(value)
    return int(found) if found and found.isascii() and found.isdecimal() and len(found) < 19 else found
