"""What may be written into an activity? The rules of the create and update forms, with every error of a body at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import times
from ..dialect import Json, Refusal, read_json
from ..shelf import Record
from ..switches import SignalsSwitches
from . import world

Rule = Callable[[Any], str | None]
"""What is wrong with a value, said after `The … field `; None when it is good. A leading `!` replaces the sentence."""

_INVALID = "!The selected {name} is invalid."


def _string(limit: int | None) -> Rule:
    def rule(value: Any) -> str | None:
        if not isinstance(value, str):
            return "must be a string."
        too_long = limit is not None and len(value) > limit
        return f"must not be greater than {limit} characters." if too_long else None

    return rule


def _integer(value: Any) -> str | None:
    whole = (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, str) and value.isdecimal())
    return None if whole and abs(int(value)) < 2**31 else "must be an integer."


def _one_of(there: Any) -> Rule:
    """A whole number that is one of those that are there."""
    return lambda value: _integer(value) or (None if int(value) in there else _INVALID)


def _enum(there: Any) -> Rule:
    return lambda value: None if isinstance(value, int) and value in there else _INVALID


def _regarding_type(value: Any) -> str | None:
    return _string(None)(value) or (None if value in world.REGARDING else _INVALID)


def _boolean(value: Any) -> str | None:
    return None if value in (True, False, "1", "0") else "must be true or false."


def _date(value: Any) -> str | None:
    try:
        times.read_leniently(value)
    except (ValueError, AttributeError):
        return "must be a valid date."
    return None


def _participants(value: Any) -> str | None:
    if not isinstance(value, list):
        return "must be an array."
    good = all(
        isinstance(each, dict) and isinstance(each.get("member_id"), int) and each["member_id"] in world.MEMBERS
        for each in value
    )
    return None if good else "!The selected participants.0.member_id is invalid."


def _object(value: Any) -> str | None:
    return None if isinstance(value, dict) or value == [] else "must be an array."


RULES: dict[str, Rule] = {
    "subject": _string(255),
    "description": _string(None),
    "location": _string(255),
    "regarding_id": _integer,
    "regarding_type": _regarding_type,
    "owned_by": _one_of(world.USERS),
    "starts_at": _date,
    "ends_at": _date,
    "priority": _enum(world.PRIORITIES),
    "type_id": _one_of(world.TYPES),
    "status_id": _enum(world.STATUSES),
    "completed": _boolean,
    "time_status": _enum(world.TIME_STATUSES),
    "participants": _participants,
    "custom_fields": _object,
}
CLEARABLE = {"description", "location", "regarding_id", "regarding_type", "starts_at", "ends_at"}


def read_fields(body: bytes, switches: SignalsSwitches, creating: bool) -> Record:
    """The fields that a write names, checked and in the column's type. Null leaves a field as it is. Raises Refusal (422).

    A cleared field comes back as None. What cannot be read as JSON counts as an empty form, as the framework does.
    """
    given = _form(body, switches)
    cleared = [name for name in given if given[name] == "" and name in CLEARABLE]
    named = {name: value for name, value in given.items() if name in RULES and value is not None and name not in cleared}
    errors = {name: _sentence(name, wrong) for name, value in named.items() if (wrong := RULES[name](value))}
    if creating and not named.get("subject"):
        errors["subject"] = "The subject field is required."
    errors |= _between_fields(named, errors)
    if errors:
        raise _unprocessable(errors)
    fields = {name: _column(name, value) for name, value in named.items()}
    if switches.empty_string == "clears":
        fields |= dict.fromkeys(cleared)
    return fields


def _form(body: bytes, switches: SignalsSwitches) -> Record:
    try:
        given = read_json(body)
    except ValueError:
        return {}
    if switches.body == "wrapped" and isinstance(given, dict):
        given = given.get("activity")
    return given if isinstance(given, dict) else {}


def _between_fields(named: Record, errors: dict[str, str]) -> dict[str, str]:
    """The rules about two fields together."""
    found: dict[str, str] = {}
    for name, other in (("regarding_id", "regarding_type"), ("regarding_type", "regarding_id")):
        if other in named and name not in named:
            found[name] = f"The {_words(name)} field is required when {_words(other)} is present."
    both = "starts_at" in named and "ends_at" in named and not errors.keys() & {"starts_at", "ends_at"}
    if both and times.read_leniently(named["ends_at"]) < times.read_leniently(named["starts_at"]):
        found["ends_at"] = "The ends at field must be a date after or equal to starts at."
    return found


def _column(name: str, value: Any) -> Any:
    if name in ("regarding_id", "owned_by", "type_id"):
        return int(value)
    if name in ("starts_at", "ends_at"):
        return times.millis(times.read_leniently(value))
    if name == "completed":
        return value in (True, "1")
    if name == "custom_fields":
        return value or {}
    return value


def _sentence(name: str, wrong: str) -> str:
    return wrong[1:].format(name=_words(name)) if wrong.startswith("!") else f"The {_words(name)} field {wrong}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _unprocessable(errors: dict[str, str]) -> Refusal:
    first, *rest = errors.values()
    more = f" (and {len(rest)} more error{'s' if len(rest) > 1 else ''})" if rest else ""
    return Refusal(Json({"message": first + more, "errors": {name: [text] for name, text in errors.items()}}, 422))
