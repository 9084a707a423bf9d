"""What may a person enter, and how does it travel to Pipedrive? Pure: form values in, the body of a request out, and back.

Version 2 is strict: a number is no text, `1` is no `true`, `person_id` may only be read (a primary participant sets it),
times are `HH:MM` in UTC. Whatever would be refused is found here first. Sources: Pipedrive, Activities, add and update;
v2 migration guide; pipedrive/client-nodejs 661 (`due_time`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from ...model.activity import Activity
from ...model.moment import Instant, parse_moment, write_moment
from ...model.problems import Rejected
from .. import entered, lenient
from ..contract import FieldType, FormField
from . import guests
from .translate import Words, clock_time, due, seconds
from .wire import WireActivity, read_activity, reference

_ID = "Its number, as at the end of its address in Pipedrive."
FORM = (
    FormField("subject", "Subject", required=True),
    FormField("type", "Type", FieldType.CHOICE),
    FormField("due_date", "Due", FieldType.MOMENT, help="A day means all day."),
    FormField("duration", "Duration", help="Hours and minutes, as in 0:30."),
    FormField("person_id", "Person", FieldType.NUMBER, help=_ID),
    FormField("participants", "Further participants", FieldType.LIST, help="Numbers of persons, one a line."),
    FormField("attendees", "Guests", FieldType.LIST, help="Addresses, one a line. Invited if the owner syncs a calendar."),
    FormField("deal_id", "Deal", FieldType.NUMBER, help=_ID),
    FormField("lead_id", "Lead", help="Its identifier, as at the end of its address in Pipedrive."),
    FormField("org_id", "Organization", FieldType.NUMBER, help=_ID),
    FormField("project_id", "Project", FieldType.NUMBER, help=_ID),
    FormField("location", "Location"),
    FormField("note", "Note", FieldType.TEXT, help="Seen by colleagues only."),
    FormField("public_description", "Description", FieldType.TEXT, help="Guests see this."),
    FormField("priority", "Priority", FieldType.CHOICE),
    FormField("busy", "Show me as busy", FieldType.SWITCH),
    FormField("done", "Done", FieldType.SWITCH),
    FormField("owner_id", "Owner", FieldType.NUMBER, help="The user's number. Empty: you."),
)
ALIASES = {
    "title": "subject",
    "body": "note",
    "due": "due_date",
    "starts": "due_date",
    "owner": "owner_id",
    "person": "person_id",
    "deal": "deal_id",
    "lead": "lead_id",
    "organization": "org_id",
    "project": "project_id",
}
"""Names that people try first. `due_time`, alone, is understood too."""
_USUAL_TYPES = (
    ("call", "Call"),
    ("meeting", "Meeting"),
    ("task", "Task"),
    ("deadline", "Deadline"),
    ("email", "Email"),
    ("lunch", "Lunch"),
)
"""What a new company starts with; offered until the account's own types are known."""
_MARKUP = re.compile(
    r"</?(a|b|blockquote|br|code|div|em|h[1-6]|i|img|li|ol|p|pre|s|span|strong|table|td|tr|u|ul)\b[^<>]*>", re.IGNORECASE
)
_MINUTES_A_DAY = 24 * 60


def form(words: Words) -> tuple[FormField, ...]:
    """The form with this account's own types and priorities."""
    choices = {"type": _types(words), "priority": tuple(words.priorities.items())}
    return tuple(replace(item, choices=choices[item.name]) if item.name in choices else item for item in FORM)


def _types(words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((key, own.name or key) for key, own in words.types.items() if own.active) or _USUAL_TYPES


def values(activity: Activity) -> dict[str, Any]:
    """An activity as values of the form, read from the record as the server sent it."""
    wire = _as_sent(activity)
    primary, others = guests.participants(wire)
    starts = due(wire)
    location = wire.location.get("value") if isinstance(wire.location, dict) else wire.location
    span = seconds(wire.duration)
    return {
        "subject": lenient.text(wire.subject),
        "type": lenient.text(wire.type),
        "due_date": write_moment(starts) if starts else None,
        "duration": f"{span // 3600:02}:{span // 60 % 60:02}" if span else None,
        "person_id": _number(primary),
        "participants": [lenient.whole(other) for other in others],
        "attendees": [guests.line(guest) for guest in guests.invited(wire)],
        "deal_id": _number(reference(wire.deal_id)[0]),
        "lead_id": reference(wire.lead_id)[0],
        "org_id": _number(reference(wire.org_id)[0]),
        "project_id": _number(reference(wire.project_id)[0]),
        "location": lenient.text(location),
        "note": lenient.text(wire.note),
        "public_description": lenient.text(wire.public_description),
        "priority": lenient.identifier(wire.priority),
        "busy": bool(wire.shown_as_busy),
        "done": bool(lenient.flag(wire.done)),
        "owner_id": _number(reference(wire.owner)[0]),
    }


def new_body(fields: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The body of a POST. Raises Rejected with what is wrong with which field."""
    body = _body(fields, words, None)
    if not body.get("subject"):
        raise _rejected({"subject": "An activity needs a subject."})
    body.setdefault("type", _types(words)[0][0])
    return {name: value for name, value in body.items() if value is not None and value != []}


def changed_body(fields: Mapping[str, Any], words: Words, known: Activity | None) -> dict[str, Any]:
    """The body of a PATCH: only what was named; None clears. Raises Rejected."""
    body = _body(fields, words, known)
    if "subject" in body and not body["subject"]:
        raise _rejected({"subject": "An activity needs a subject."})
    return body


def _body(fields: Mapping[str, Any], words: Words, known: Activity | None) -> dict[str, Any]:
    body: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    named = {ALIASES.get(name, name): value for name, value in fields.items()}
    for name in sorted(named, key=lambda name: name == "due_time"):
        try:
            body.update(_wired(name, named[name], words))
        except ValueError as error:
            wrong[name] = str(error)
    if wrong:
        raise _rejected(wrong)
    before = _as_sent(known) if known else WireActivity()
    if "person_id" in body or "participants" in body:
        body["participants"] = guests.all_participants(body, before)
        body.pop("person_id", None)
    if body.get("attendees"):
        body["attendees"] = guests.with_what_is_known(body["attendees"], before)
    return body


def _as_sent(activity: Activity) -> WireActivity:
    """The record from which the activity was made; an empty one when it could not be read."""
    try:
        return read_activity(activity.raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return WireActivity()


def _wired(name: str, value: Any, words: Words) -> dict[str, Any]:
    """One form field as fields of the wire. Raises ValueError with a sentence for the person."""
    if name == "due_date":
        return _due(value)
    if name == "priority":
        return {"priority": _option(value, words)}
    reader = _READERS.get(name)
    if reader is None:
        raise ValueError("Pipedrive's activities have no such field.")
    return {name: None if _is_nothing(value) else reader(value)}


def _due(value: Any) -> dict[str, Any]:
    """A day alone is all-day; an instant becomes a date and a time, both in UTC."""
    if _is_nothing(value):
        return {"due_date": None, "due_time": None}
    try:
        moment = parse_moment(lenient.text(value))
    except ValueError:
        raise ValueError("This is no date or time. Write 2025-05-03, or 2025-05-03T15:00:00Z.") from None
    if isinstance(moment, Instant):
        return {"due_date": moment.utc.strftime("%Y-%m-%d"), "due_time": moment.utc.strftime("%H:%M")}
    return {"due_date": moment.iso(), "due_time": None}


def _time_of_day(value: Any) -> str:
    clock = clock_time(value)
    if clock is None:
        raise ValueError("A time is written as 15:00, in UTC.")
    return clock.strftime("%H:%M")


def _duration(value: Any) -> str:
    """`1:30`, `01:30:00`, or minutes."""
    minutes = lenient.whole(value)
    span = minutes * 60 if minutes is not None and 0 < minutes < _MINUTES_A_DAY else seconds(value)
    if span is None:
        raise ValueError("A duration is written as 0:30, or in minutes.")
    return f"{span // 3600:02}:{span // 60 % 60:02}"


def _positive(value: Any) -> int:
    found = lenient.whole(value)
    if found is None or found <= 0:
        raise ValueError("This must be a number.")
    return found


def _switch(value: Any) -> bool:
    found = lenient.flag(value)
    if found is None:
        raise ValueError("This is either yes or no.")
    return found


def _option(value: Any, words: Words) -> int | None:
    """A priority by its number or its label."""
    if _is_nothing(value):
        return None
    wanted = lenient.text(value).strip()
    by_label = {label.lower(): id_ for id_, label in words.priorities.items()}
    found = lenient.whole(by_label.get(wanted.lower(), wanted))
    if found is None or (words.priorities and str(found) not in words.priorities):
        raise (
            entered.none_of(words.priorities.values())
            if words.priorities
            else ValueError("Write a number that your account uses.")
        )
    return found


def _lines(value: Any) -> list[Any]:
    """A list as it is; a text one value a line, or separated by commas."""
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[\n,]", value) if part.strip()]
    return lenient.several(value)


def _note(value: Any) -> str:
    """A note is HTML. What somebody typed without any markup becomes HTML that looks the same."""
    text = lenient.text(value)
    return text if _MARKUP.search(text) else html.escape(text, quote=False).replace("\n", "<br>")


_READERS: dict[str, Callable[[Any], Any]] = {
    "subject": lambda value: lenient.text(value).strip(),
    "type": lambda value: lenient.text(value).strip(),
    "due_time": _time_of_day,
    "duration": _duration,
    "person_id": _positive,
    "participants": lambda value: [_positive(id_) for id_ in _lines(value)],
    "attendees": lambda value: [guests.read(line) for line in _lines(value)],
    "deal_id": _positive,
    "lead_id": lambda value: lenient.text(value).strip(),
    "org_id": _positive,
    "project_id": _positive,
    "location": lambda value: {"value": lenient.text(value).strip()},
    "note": _note,
    "public_description": lenient.text,
    "busy": _switch,
    "done": _switch,
    "owner_id": _positive,
}


def _number(id_: str | None) -> int | None:
    return lenient.whole(id_)


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [])


def _rejected(fields: dict[str, str]) -> Rejected:
    return Rejected(entered.in_words(fields), "Correct it and try again.", fields=fields)
