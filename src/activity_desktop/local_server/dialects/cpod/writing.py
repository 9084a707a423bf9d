"""What may a new record hold? Texts, times and JSON of the right kind, and at least one of account, deal and contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import times
from ..dialect import Json, Refusal, read_json
from ..shelf import Record
from .shapes import WRITABLE, in_snake_case

TYPES = ("call", "email", "meeting", "note", "task")
SOURCE_TYPES = ("frontend", "backend", "server", "system", "api")
_DATES = ("activity_date", "due_date", "completed_at", "occurred_at")
_JSON = ("contact_ids", "participants", "attachment_refs", "recurrence", "custom_fields", "tags")


def problem(status: int, code: str, message: str, details: Mapping[str, str] | None = None) -> Json:
    """An error. `details` says what is wrong with which field."""
    errors = [{"field": field, "message": text} for field, text in (details or {}).items()]
    return Json({"error": {"code": code, "message": message, "details": errors}}, status)


def read_fields(body: bytes) -> Record:
    """The writable fields of a create call, checked. Raises Refusal (400, 422)."""
    try:
        given = read_json(body)
    except ValueError:
        raise Refusal(problem(400, "bad_request", "The body is not valid JSON.")) from None
    if not isinstance(given, dict):
        raise Refusal(problem(400, "bad_request", "The body must be an object."))
    fields = {name: value for name, value in in_snake_case(given).items() if name in WRITABLE and value is not None}
    wrong = {name: text for name, value in fields.items() if (text := _wrong(name, value))}
    if wrong:
        raise Refusal(problem(422, "validation_failed", "The record is not valid.", wrong))
    if not any(fields.get(name) for name in ("account_id", "deal_id", "contact_id")):
        message = "At least one of accountId, dealId, contactId must be set."
        raise Refusal(problem(422, "validation_failed", message, {"account_id": message}))
    return fields


def _wrong(name: str, value: Any) -> str:
    """What is wrong with a value, or nothing."""
    if name in _JSON:
        return ""
    if name == "reminder_sent":
        return "" if isinstance(value, bool) else "must be a boolean"
    if not isinstance(value, str):
        return "must be a string"
    choices = {"type": TYPES, "source_type": SOURCE_TYPES}.get(name)
    if choices and value not in choices:
        return f"must be one of {', '.join(choices)}"
    if name in _DATES:
        return _wrong_date(value)
    return ""


def _wrong_date(value: str) -> str:
    try:
        times.read(value)
    except ValueError:
        return "must be a date-time"
    return ""
