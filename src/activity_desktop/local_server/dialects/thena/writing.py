"""What may be written into an activity? Four fields are required to create one; an update names only what it changes."""

from __future__ import annotations

from typing import Any

from .. import times
from ..dialect import Json, Refusal, read_json
from ..shelf import Record
from . import world
from .shapes import in_camel_case

REQUIRED = ("accountId", "activityTimestamp", "duration", "location")
_FIELDS = (*REQUIRED, "title", "description", "type", "status", "participants", "attachmentUrls", "metadata")


def problem(status: int, message: str | list[str], error: str) -> Json:
    """An error as the framework words it. Validation says everything at once, in a list."""
    return Json({"statusCode": status, "message": message, "error": error}, status)


def read_fields(body: bytes, creating: bool) -> Record:
    """The fields that a write names, checked, in the record's words. Raises Refusal (400)."""
    try:
        given = read_json(body)
    except ValueError as reason:
        raise Refusal(problem(400, str(reason), "Bad Request")) from None
    if not isinstance(given, dict):
        raise Refusal(problem(400, "Expected an object", "Bad Request"))
    fields = {name: value for name, value in in_camel_case(given).items() if name in _FIELDS}
    wrong = [f"{name} should not be empty" for name in REQUIRED if creating and fields.get(name) in (None, "")]
    wrong += [text for name, value in fields.items() if value is not None for text in _wrong(name, value)]
    if wrong:
        raise Refusal(problem(400, wrong, "Bad Request"))
    return _in_record_words({name: value for name, value in fields.items() if value is not None or name not in REQUIRED})


def _wrong(name: str, value: Any) -> list[str]:
    """What is wrong with one value: nothing, or one sentence."""
    if name == "duration":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return [] if whole and 0 <= value < 2**31 else ["duration must be an integer number"]
    if name == "metadata":
        return [] if isinstance(value, dict) else ["metadata must be an object"]
    if name == "participants":
        return [] if isinstance(value, list) else ["participants must be an array"]
    if name == "attachmentUrls":
        good = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return [] if good else ["each value in attachmentUrls must be a string"]
    if not isinstance(value, str):
        return [f"{name} must be a string"]
    return _wrong_text(name, value)


def _wrong_text(name: str, value: str) -> list[str]:
    if name == "activityTimestamp":
        try:
            times.read_leniently(value)
        except ValueError:
            return ["activityTimestamp must be a valid ISO 8601 date string"]
    if name == "accountId" and value not in world.ACCOUNTS:
        raise Refusal(problem(404, "Account not found", "Not Found"))
    if name == "type" and world.value_of(world.TYPES, value) is None:
        return ["Activity type not found"]
    if name == "status" and world.value_of(world.STATUSES, value) is None:
        return ["Activity status not found"]
    return []


def _in_record_words(fields: Record) -> Record:
    """Types and statuses by their value, times in one spelling, attachment URLs as attachments."""
    for name, values in (("type", world.TYPES), ("status", world.STATUSES)):
        if name in fields:
            default = next(iter(values))
            fields[name] = default if fields[name] is None else world.value_of(values, fields[name])
    if "activityTimestamp" in fields:
        fields["activityTimestamp"] = times.millis(times.read_leniently(fields["activityTimestamp"]))
    if "attachmentUrls" in fields:
        fields["attachments"] = fields.pop("attachmentUrls") or []
    if fields.get("participants", ()) is None:
        fields["participants"] = []
    return fields
