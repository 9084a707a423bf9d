"""What may be written into an activity? Strict types, as v2 wants them: `1` is not `true`, and `"123"` is not 123."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from ..dialect import Refusal, read_json
from ..shelf import Record
from ..switches import PipedriveSwitches
from . import world
from .answers import failure, invalid
from .shapes import LOCATION_PARTS, location

Check = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_SPAN = re.compile(r"\d{1,3}:[0-5]\d(:[0-5]\d)?")


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "must be a string"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "must be a boolean"


def _whole(value: Any) -> str | None:
    return None if isinstance(value, int) and not isinstance(value, bool) else "must be an integer"


def _known(there: Any, what: str) -> Check:
    """A check that a whole number names one of those who are there."""
    return lambda value: _whole(value) or (None if value in there else f"{what} not found or not accessible.")


def _type(value: Any) -> str | None:
    return _text(value) or (None if value in world.TYPES else "Activity type not found.")


def _lead(value: Any) -> str | None:
    return _text(value) or (None if value in world.LEADS else "Lead not found or not accessible.")


def _date(value: Any) -> str | None:
    try:
        return _text(value) or (None if str(date.fromisoformat(value)) == value else "This value is not a valid date.")
    except ValueError:
        return "This value is not a valid date."


def _span(value: Any) -> str | None:
    return _text(value) or (None if _SPAN.fullmatch(value) else "This value is not a valid time.")


def _location(value: Any) -> str | None:
    if not isinstance(value, dict):
        return "must be an object"
    unknown = value.keys() - {"value", *LOCATION_PARTS}
    if unknown:
        return f"{min(unknown)} is not allowed"
    return None if all(part is None or isinstance(part, str) for part in value.values()) else "must hold strings"


def _participants(value: Any) -> str | None:
    if not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
        return "must be an array of objects"
    person = _known(world.PERSONS, "Person")
    for each in value:
        wrong = person(each.get("person_id")) or _flag(each.get("primary", False))
        if wrong:
            return wrong
    return None


def _attendees(value: Any) -> str | None:
    if not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
        return "must be an array of objects"
    return None if all(isinstance(each.get("email"), str) for each in value) else "email must be a string"


CHECKS: dict[str, Check] = {
    "subject": _text,
    "type": _type,
    "owner_id": _known(world.USERS, "User"),
    "deal_id": _known(world.DEALS, "Deal"),
    "lead_id": _lead,
    "person_id": _known(world.PERSONS, "Person"),
    "org_id": _known(world.ORGANIZATIONS, "Organization"),
    "project_id": _known(world.PROJECTS, "Project"),
    "due_date": _date,
    "due_time": _text,
    "duration": _span,
    "busy": _flag,
    "done": _flag,
    "location": _location,
    "participants": _participants,
    "attendees": _attendees,
    "public_description": _text,
    "priority": _known(world.PRIORITIES, "Option"),
    "note": _text,
}
NEVER_NULL = {"subject", "type", "owner_id", "done"}


def read_fields(body: bytes, content_type: str, switches: PipedriveSwitches) -> Record:
    """The fields that a create or update names, checked. Unknown ones are dropped. Raises Refusal (400)."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refusal(failure(400, "Content-Type must be application/json.", "ERR_BAD_REQUEST"))
    try:
        given = read_json(body)
    except ValueError:
        raise Refusal(failure(400, "Request body is not valid JSON.", "ERR_BAD_REQUEST")) from None
    if not isinstance(given, dict):
        raise Refusal(failure(400, "Request body must be an object.", "ERR_BAD_REQUEST"))
    if "person_id" in given and switches.person_id == "read_only":
        raise invalid("person_id", "is read-only. Use participants instead.")
    fields = {name: value for name, value in given.items() if name in CHECKS}
    for name, value in fields.items():
        wrong = _wrong(name, value, switches)
        if wrong:
            raise invalid(name, wrong)
    return fields


def _wrong(name: str, value: Any, switches: PipedriveSwitches) -> str | None:
    if value is None:
        return "must not be null" if name in NEVER_NULL else None
    wrong = CHECKS[name](value)
    if wrong is None and name == "due_time":
        good = _CLOCK.fullmatch(value) and (switches.due_time == "any" or value.count(":") == 2)
        wrong = None if good else "This value is not a valid datetime"
    return wrong


def with_fields(record: Record, fields: Record, now: str) -> Record:
    """The record with these fields, and with what follows from them: the primary person, and when it was done."""
    record = {**record, **fields, "update_time": now}
    if fields.get("location") is not None:
        place = fields["location"]
        record["location"] = location(**{"value": "", **place})
    if fields.get("participants") is not None:
        record["participants"] = _with_one_primary(fields["participants"])
    if "participants" in fields:
        record["person_id"] = next((each["person_id"] for each in record["participants"] or [] if each["primary"]), None)
    elif "person_id" in fields:
        person = fields["person_id"]
        record["participants"] = [{"person_id": person, "primary": True}] if person else None
    if fields.get("attendees") is not None:
        record["attendees"] = [attendee(**each) for each in fields["attendees"]]
    if "done" in fields and bool(record["marked_as_done_time"]) != record["done"]:
        record["marked_as_done_time"] = now if record["done"] else None
    return record


def attendee(email: str, name: str | None = None, status: str = "noreply", **more: Any) -> Record:
    return {
        "email": email,
        "name": name,
        "status": status,
        "is_organizer": bool(more.get("is_organizer", False)),
        "person_id": more.get("person_id"),
        "user_id": more.get("user_id"),
    }


def _with_one_primary(participants: list[Record]) -> list[Record]:
    """Exactly one is primary: the first that says so, else the first."""
    primary = next((each["person_id"] for each in participants if each.get("primary")), None)
    if primary is None and participants:
        primary = participants[0]["person_id"]
    return [{"person_id": each["person_id"], "primary": each["person_id"] == primary} for each in participants]
