"""What may a person enter, and how does it travel to Signals? Pure: form values in, the body of a request out, and back.

Three states per field (Signals, Activities API, "Clearing nullable fields"): a field that is not named stays as it is, a
value sets it, and `None` clears it, for which the wire wants "" because null means "unchanged".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from ...model.activity import Activity
from ...model.problems import Rejected
from ...model.words import translate
from .. import entered
from ..contract import FieldType, FormField
from ..lenient import flag, identifier, instant, mapping, text, whole
from . import wire

_REGARDING_LABELS = {"Member": "Member", "Product": "Product", "StockLevel": "Stock level", "Opportunity": "Opportunity"}
_LINE = 255
"""Longest subject and location that Signals takes."""
ALIASES = {"title": "subject", "body": "description", "type": "type_id", "status": "status_id", "owner": "owned_by"}
"""Names that people try first; see `FORM` for the real ones."""


def _choices(words: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), word) for number, word in words.items())


FORM = (
    FormField("subject", "Subject", required=True, max_length=_LINE),
    FormField("type_id", "Type", FieldType.CHOICE, choices=_choices(wire.TYPE_CODES)),
    FormField("starts_at", "Starts", FieldType.MOMENT),
    FormField("ends_at", "Ends", FieldType.MOMENT),
    FormField("location", "Location", max_length=_LINE),
    FormField("description", "Description", FieldType.TEXT),
    FormField("priority", "Priority", FieldType.CHOICE, choices=_choices(wire.PRIORITIES)),
    FormField("status_id", "Status", FieldType.CHOICE, choices=_choices(wire.STATUSES)),
    FormField("regarding_type", "About", FieldType.CHOICE, choices=tuple(_REGARDING_LABELS.items())),
    FormField("regarding_id", "Its number", FieldType.NUMBER, help="As in its address in the web app: /products/42."),
    FormField("owned_by", "Owner", FieldType.NUMBER, help="The user's number. Empty: you."),
    FormField("participants", "Participants", FieldType.LIST, help="Member numbers, one a line."),
    FormField("time_status", "Shown as", FieldType.CHOICE, choices=_choices(wire.TIME_STATUSES)),
)
FILTERS = (
    FormField("subject_cont", "Subject contains"),
    FormField("type_id_eq", "Type", FieldType.CHOICE, choices=_choices(wire.TYPE_CODES)),
    FormField("status_id_eq", "Status", FieldType.CHOICE, choices=_choices(wire.STATUSES)),
    FormField("completed_true", "Only completed", FieldType.SWITCH),
    FormField("owned_by_eq", "Owner", FieldType.NUMBER),
)
CLEARABLE = frozenset({"description", "location", "starts_at", "ends_at", "regarding_type", "regarding_id"})


class ActivityType(msgspec.Struct, frozen=True):
    """One value of the list "Activity Type". `id` is what is written, `code` the built-in type behind it, if any."""

    id: str
    name: str
    code: int | None = None


class User(msgspec.Struct, frozen=True):
    id: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What this server's own lists hold; empty where they could not be read."""

    types: tuple[ActivityType, ...] = ()
    users: tuple[User, ...] = ()


def form(choices: Choices) -> tuple[FormField, ...]:
    """The form with this server's own types and users to choose from."""
    types = tuple((item.id, item.name) for item in choices.types)
    users = tuple((user.id, user.name or user.email or user.id) for user in choices.users)
    own = {"type_id": types, "owned_by": users}
    return tuple(
        replace(field, type=FieldType.CHOICE, choices=own[field.name]) if own.get(field.name) else field for field in FORM
    )


def values(activity: Activity) -> dict[str, Any]:
    """An activity as values of the form, read from the record it came as."""
    record = mapping(msgspec.json.decode(activity.raw))
    sent = wire.activity(record)
    found: dict[str, Any] = {field.name: text(record.get(field.name)) for field in FORM}
    for name in ("starts_at", "ends_at"):
        moment = instant(record.get(name))
        found[name] = moment.rfc3339() if moment else ""
    found["participants"] = [number for one in wire.participants(sent.participants) if (number := identifier(one.member_id))]
    return found


def body(fields: Mapping[str, Any], choices: Choices, *, creating: bool, known: Activity | None = None) -> dict[str, Any]:
    """The fields as the wire wants them. Raises Rejected, with a sentence per field, before anything is sent."""
    record = mapping(msgspec.json.decode(known.raw)) if known else {}
    wanted = {ALIASES.get(name, name): value for name, value in fields.items()}
    writers = _writers(choices, record)
    sent: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in wanted.items():
        empty = entered.is_empty(value)
        if name not in writers:
            wrong[name] = "There is no such field."
        elif empty and name in CLEARABLE:
            sent |= {} if creating else {name: ""}
        elif empty and name == "participants":
            sent |= {} if creating else {name: []}
        elif empty:
            wrong |= {} if creating else {name: "This cannot be empty."}
        else:
            try:
                sent[name] = writers[name](value)
            except ValueError as error:
                wrong[name] = str(error)
    if creating and "subject" not in sent and "subject" not in wrong:
        wrong["subject"] = "An activity needs a subject."
    wrong |= _complete_regarding(sent, record) | _order_times(sent, record)
    if wrong:
        raise Rejected(
            translate("Problems", "The activity cannot be saved like this: {wrong}").format(wrong=entered.in_words(wrong)),
            fields=wrong,
        )
    return sent


def filter_value(name: str, value: Any, choices: Choices) -> str:
    """A filter's value as the query wants it; types and statuses may be named. Raises Rejected."""
    try:
        if name == "type_id_eq":
            return str(_type(value, choices.types))
        if name == "status_id_eq":
            return str(entered.choice(value, wire.STATUSES))
        return "true" if name == "completed_true" else text(value)
    except ValueError as error:
        raise Rejected(str(error), fields={name: str(error)}) from None


def _complete_regarding(sent: dict[str, Any], record: Mapping[str, Any]) -> dict[str, str]:
    """What it is about has two fields that only go together: the other half is filled in from what is known."""
    pair = ("regarding_type", "regarding_id")
    given = [name for name in pair if name in sent]
    if any(sent[name] == "" for name in given):
        sent.update(dict.fromkeys(pair, ""))
        return {}
    for name in pair:
        if given and name not in sent:
            value = record.get(name)
            if value in (None, ""):
                return {name: "Kind and number of what it is about are only saved together."}
            sent[name] = value
    return {}


def _order_times(sent: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, str]:
    starts, ends = (instant(sent.get(name, record.get(name))) for name in ("starts_at", "ends_at"))
    touched = "starts_at" in sent or "ends_at" in sent
    return {"ends_at": "It ends before it starts."} if touched and starts and ends and ends < starts else {}


# --- one field -------------------------------------------------------------------------------------------------------


def _writers(choices: Choices, record: Mapping[str, Any]) -> dict[str, Callable[[Any], Any]]:
    """How each field is written. Every writer raises ValueError with a sentence for the person."""
    return {
        "subject": lambda value: entered.short_text(value, _LINE),
        "type_id": lambda value: _type(value, choices.types),
        "starts_at": lambda value: entered.point_in_time(value).rfc3339(),
        "ends_at": lambda value: entered.point_in_time(value).rfc3339(),
        "location": lambda value: entered.short_text(value, _LINE),
        "description": text,
        "priority": lambda value: entered.choice(value, wire.PRIORITIES),
        "status_id": lambda value: entered.choice(value, wire.STATUSES),
        "regarding_type": _regarding_type,
        "regarding_id": entered.count,
        "owned_by": lambda value: _owner(value, choices.users),
        "participants": lambda value: _participants(value, record),
        "time_status": lambda value: entered.choice(value, wire.TIME_STATUSES),
    }


def _regarding_type(value: Any) -> str:
    word = text(value).strip().replace("_", "").replace(" ", "").casefold()
    for name in wire.REGARDING:
        if name.casefold() == word:
            return name
    raise entered.none_of(wire.REGARDING)


def _type(value: Any, types: tuple[ActivityType, ...]) -> int:
    """The list value to write, found by its id, its name or its built-in code. Where the server's list could not be
    read, a built-in code goes out as it is, which is what the document's own example does."""
    word = text(value).strip().casefold()
    code = next((number for number, name in wire.TYPE_CODES.items() if name.casefold() == word), whole(value))
    for match in (
        [item for item in types if item.id == word],
        [item for item in types if item.name.strip().casefold() == word],
        [item for item in types if item.code is not None and item.code == code],
    ):
        if match:
            return entered.count(match[0].id)
    if code is None or (types and code in wire.TYPE_CODES):
        raise entered.none_of([item.name for item in types] or wire.TYPE_CODES.values())
    return code


def _participants(value: Any, record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Members by number. Who has muted the activity keeps it muted."""
    muted = {identifier(one.member_id) for one in wire.participants(record.get("participants")) if flag(one.mute)}
    numbers = [entered.count(line) for line in entered.lines(value)]
    return [{"member_id": number, "mute": True} if str(number) in muted else {"member_id": number} for number in numbers]


def _owner(value: Any, users: tuple[User, ...]) -> int:
    """A user by name or by number; the number may be one that is not on the list, which is not always complete."""
    word = text(value).strip().casefold()
    named = next((user.id for user in users if user.name.casefold() == word), value)
    return entered.count(named)


# --- what became of it -----------------------------------------------------------------------------------------------


def differences(sent: Mapping[str, Any], record: Mapping[str, Any]) -> list[str]:
    """Names of the fields that the server's record holds otherwise than they were sent. Participants are not compared:
    many answers leave them out."""
    return [name for name, value in sent.items() if name != "participants" and not _same(name, value, record)]


def _same(name: str, value: Any, record: Mapping[str, Any]) -> bool:
    held = record.get(name)
    if name in ("starts_at", "ends_at") and value != "":
        wanted, got = instant(value), instant(held)
        return bool(wanted and got and abs(wanted.seconds_since(got)) < 1)
    if name == "type_id":
        return text(value) in (text(held), text(record.get("type_code")))
    if name == "completed":
        return flag(value) == flag(held)
    return text(value).strip() == text(held).strip()


def labels(names: list[str]) -> str:
    """Fields by what the form calls them, for a sentence."""
    titles = {field.name: field.label for field in FORM}
    return ", ".join(titles.get(name, name) for name in names)
