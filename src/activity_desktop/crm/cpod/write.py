"""What may a person enter, and how does it travel to cPod? Pure: form values in, the body of the POST out.

Of each pair of twin fields one is written. What the server stamps itself (identifiers, provenance, versions, deletion,
traces) is no input. Source: cPod, Activity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ...model.activity import Activity
from ...model.moment import Day, parse_moment
from ...model.problems import Rejected
from .. import entered, lenient
from ..contract import FieldType, FormField
from . import wire

TYPES = ("call", "email", "meeting", "note", "task")
ANCHORS = ("account_id", "deal_id", "contact_id")
"""At least one of them must be set."""
_ONE_OF_THREE = "Enter an account, a deal or a contact: cPod wants at least one of them."
_ID = "Its identifier in cPod."
FORM = (
    FormField("subject", "Subject"),
    FormField("type", "Type", FieldType.CHOICE, choices=tuple((name, name.capitalize()) for name in TYPES)),
    FormField("contact_id", "Contact", help=_ID),
    FormField("contact_ids", "All contacts", FieldType.LIST, help="Identifiers, one a line."),
    FormField("account_id", "Account", help=_ID),
    FormField("deal_id", "Deal", help=_ID),
    FormField("occurred_at", "When it happened", FieldType.MOMENT),
    FormField("due_date", "Due", FieldType.MOMENT),
    FormField("description", "Description", FieldType.TEXT, help="Markdown is allowed."),
    FormField("activity_type", "Type in your own words"),
    FormField("status", "Status"),
    FormField("priority", "Priority"),
    FormField("direction", "Direction", help="Of a call or an e-mail, such as inbound."),
    FormField("outcome", "Outcome"),
    FormField("completed_at", "Completed", FieldType.MOMENT),
    FormField("participants", "Participants", FieldType.LIST, help="Addresses or identifiers, one a line."),
    FormField("owner_id", "Owner", help="A user's identifier. Empty: you."),
    FormField("recurrence", "Repeats", help="A rule such as FREQ=WEEKLY."),
    FormField("tags", "Tags", FieldType.LIST, help="One a line."),
    FormField("attachment_refs", "Attachments", FieldType.LIST, help="Storage keys of files already uploaded, one a line."),
    FormField("custom_fields", "Your own fields", FieldType.LIST, help="One a line, as in duration_minutes=30."),
)
ALIASES = {
    "title": "subject",
    "body": "description",
    "due": "due_date",
    "account": "account_id",
    "deal": "deal_id",
    "contact": "contact_id",
    "owner": "owner_id",
}
"""Names that people try first. The second of each pair of twins (`notes`, `activity_date`, `performed_by_user_id`) is
understood too, though the form asks for the first only."""


def new_body(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a POST. Raises Rejected with what is wrong with which field."""
    body: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for written, value in fields.items():
        name = wire.snake(written)
        name = ALIASES.get(name, name)
        if value is None or value in ("", [], {}):
            continue
        reader = _READERS.get(name)
        if reader is None:
            wrong[written] = "cPod has no such field, or fills it itself."
            continue
        try:
            body[name] = reader(value)
        except ValueError as error:
            wrong[written] = str(error)
    if not any(body.get(name) for name in ANCHORS):
        wrong |= dict.fromkeys(ANCHORS, _ONE_OF_THREE)
    if wrong:
        raise Rejected(entered.in_words(wrong), "Correct it and try again.", fields=wrong)
    return body


def in_camel_case(body: Mapping[str, Any]) -> dict[str, Any]:
    """The same body in the spelling of the schema's note: `accountId`. What is inside the values stays as it is."""
    return {wire.camel(name): value for name, value in body.items()}


def values(activity: Activity) -> dict[str, Any]:
    """An activity as values of the form, to make a similar one."""
    sent = wire.activity(lenient.mapping(msgspec.json.decode(activity.raw)))
    return {item.name: value for item in FORM if (value := getattr(sent, item.name)) not in (None, "", [], {})}


def _text(value: Any) -> str:
    return lenient.text(value).strip()


def _moment(value: Any) -> str:
    """cPod knows date-times only; a day begins at midnight UTC."""
    try:
        moment = parse_moment(lenient.text(value))
    except ValueError:
        raise ValueError("This is no date or time. Write 2025-05-03, or 2025-05-03T15:00:00Z.") from None
    return f"{moment.iso()}T00:00:00Z" if isinstance(moment, Day) else moment.rfc3339()


def _kind(value: Any) -> str:
    found = _text(value).lower()
    if found not in TYPES:
        raise entered.none_of(TYPES)
    return found


def _list(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[\n,]", value) if part.strip()]
    return lenient.several(value)


def _recurrence(value: Any) -> Any:
    return {"rrule": value.strip()} if isinstance(value, str) else value


def _custom(value: Any) -> dict[str, Any]:
    """Lines of `name=value`; a value that reads as JSON (30, true) is sent as that."""
    if isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for line in value.splitlines() if isinstance(value, str) else lenient.several(value):
        name, equals, written = lenient.text(line).partition("=")
        if not (name.strip() and equals):
            raise ValueError("One a line, as in duration_minutes=30.")
        try:
            found[name.strip()] = msgspec.json.decode(written)
        except (msgspec.MsgspecError, ValueError):
            found[name.strip()] = written.strip()
    return found


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("subject", "account_id", "deal_id", "contact_id", "activity_type", "status", "priority"), _text),
    **dict.fromkeys(("direction", "outcome", "owner_id", "performed_by_user_id"), _text),
    **dict.fromkeys(("occurred_at", "activity_date", "due_date", "completed_at"), _moment),
    **dict.fromkeys(("contact_ids", "participants", "tags", "attachment_refs"), _list),
    "description": lenient.text,
    "notes": lenient.text,
    "type": _kind,
    "recurrence": _recurrence,
    "custom_fields": _custom,
}
