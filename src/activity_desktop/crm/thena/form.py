"""What may a person enter, and how does it travel to Thena? Pure: form values in, the body of a request out, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import Any

import msgspec

from ...model.activity import Activity
from ...model.problems import Rejected
from ...model.words import translate
from .. import entered
from ..contract import FieldType, FormField
from ..lenient import identifier, instant, mapping, text
from . import wire
from .people import participants
from .translate import minutes

FORM = (
    FormField("title", "Title", help="Use a clear subject line."),
    FormField("accountId", "Account ID", required=True, editable=False),
    FormField("activityTimestamp", "When", FieldType.MOMENT, required=True),
    FormField("duration", "Minutes", FieldType.NUMBER, required=True),
    FormField("location", "Location", required=True, help="A place, or the address of an online meeting."),
    FormField("type", "Type", FieldType.CHOICE, choices=tuple(wire.TYPES.items())),
    FormField("status", "Status", FieldType.CHOICE, choices=tuple(wire.STATUSES.items())),
    FormField("participants", "Participants", FieldType.LIST, help="Their identifiers or addresses, one a line."),
    FormField("description", "Description", FieldType.TEXT, help="Include all relevant details."),
    FormField("attachmentUrls", "Attachments", FieldType.LIST, help="Web addresses, one a line."),
)
"""The fields of the document, and the two texts of the published API (PUT /v1/accounts/activities/{activityId})."""
REQUIRED = {field.name: field.label for field in FORM if field.required}
_CLEARED: dict[str, Any] = {"title": "", "description": "", "participants": [], "attachmentUrls": []}
"""What empties a field; the others cannot be empty."""
_ALIASES = {
    "subject": "title",
    "body": "description",
    "account": "accountId",
    "minutes": "duration",
    "attachments": "attachmentUrls",
}
"""Names that people try first, besides every spelling that `wire` knows."""


class Choices(msgspec.Struct, frozen=True):
    """Types and statuses that this organisation uses, by the value that is sent."""

    types: dict[str, str] = {}
    statuses: dict[str, str] = {}


def form(choices: Choices) -> tuple[FormField, ...]:
    """The form with the organisation's own types and statuses after the document's."""
    own = {"type": wire.TYPES | choices.types, "status": wire.STATUSES | choices.statuses}
    return tuple(replace(field, choices=tuple(own[field.name].items())) if field.name in own else field for field in FORM)


def values(activity: Activity, zone: tzinfo = UTC) -> dict[str, Any]:
    """An activity as values of the form, read from the record it came as."""
    sent, _ = wire.activity(mapping(msgspec.json.decode(activity.raw)))
    found: dict[str, Any] = {field.name: text(getattr(sent, field.name)) for field in FORM}
    moment, length = instant(sent.activityTimestamp, zone), minutes(sent.duration)
    found["activityTimestamp"] = moment.rfc3339() if moment else ""
    found["duration"] = f"{length:g}" if length is not None else ""
    found["participants"] = [one.id or one.email or one.name for one in participants(sent.participants)]
    found["attachmentUrls"] = [attachment.url for attachment in activity.attachments if attachment.url]
    return found


def body(fields: Mapping[str, Any], choices: Choices, *, creating: bool) -> dict[str, Any]:
    """The fields as the wire wants them. Raises Rejected, with a sentence per field, before anything is sent."""
    sent: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    writers = _writers(choices)
    for given, value in fields.items():
        name = _ALIASES.get(given) or wire.FIELDS.get(wire.squashed(given), given)
        if name not in writers:
            wrong[given] = "There is no such field."
        elif not creating and name == "accountId":
            wrong[name] = "The account cannot be changed afterwards."
        elif entered.is_empty(value):
            sent |= {} if creating or name not in _CLEARED else {name: _CLEARED[name]}
            wrong |= {} if creating or name in _CLEARED else {name: "This cannot be empty."}
        else:
            try:
                sent[name] = writers[name](value)
            except ValueError as error:
                wrong[name] = str(error)
    if creating:
        missing = (name for name in REQUIRED if name not in sent and name not in wrong)
        needed = translate("Problems", "{field} is needed.")
        wrong |= {name: needed.format(field=translate("Texts", REQUIRED[name])) for name in missing}
    if wrong:
        raise Rejected(
            translate("Problems", "The activity cannot be saved like this: {wrong}").format(wrong=entered.in_words(wrong)),
            fields=wrong,
        )
    return sent


def _writers(choices: Choices) -> dict[str, Callable[[Any], Any]]:
    """How each field is written. Every writer raises ValueError with a sentence for the person."""
    return {
        "title": text,
        "accountId": lambda value: text(value).strip(),
        "activityTimestamp": lambda value: entered.point_in_time(value).rfc3339(),
        "duration": entered.count,
        "location": text,
        "type": lambda value: _value(value, wire.TYPES | choices.types),
        "status": lambda value: _value(value, wire.STATUSES | choices.statuses),
        "participants": entered.lines,
        "description": text,
        "attachmentUrls": lambda value: [_web_address(line) for line in entered.lines(value)],
    }


def _value(value: Any, words: Mapping[str, str]) -> str:
    """A type or status by its value or by its name. Others pass as they are: an organisation may have its own, and the
    server knows them."""
    word = text(value).strip()
    for sent, shown in words.items():
        if word.casefold() in (sent.casefold(), shown.casefold()):
            return sent
    return word


def _web_address(line: str) -> str:
    if not line.lower().startswith(("https://", "http://")):
        raise ValueError(translate("Problems", "{address} is no web address.").format(address=line))
    return line


# --- what became of it -----------------------------------------------------------------------------------------------


def differences(sent: Mapping[str, Any], record: Mapping[str, Any], zone: tzinfo = UTC) -> list[str]:
    """Names of the fields that the server's record holds otherwise than they were sent. Lists are not compared: servers
    turn identifiers into names and addresses into files."""
    held, _ = wire.activity(dict(record))
    return [name for name, value in sent.items() if name in _COMPARED and not _COMPARED[name](value, held, zone)]


def _same_text(name: str) -> Callable[[Any, wire.Activity, tzinfo], bool]:
    return lambda value, held, _: text(value).strip() == text(getattr(held, name)).strip()


def _same_choice(value: Any, held: Any, other_id: Any, configuration: Any) -> bool:
    return value in (text(held), identifier(other_id)) or value.upper() in wire.names(held, configuration)


_COMPARED: dict[str, Callable[[Any, wire.Activity, tzinfo], bool]] = {
    **{name: _same_text(name) for name in ("title", "accountId", "location", "description")},
    "activityTimestamp": lambda value, held, zone: instant(value) == instant(held.activityTimestamp, zone),
    "duration": lambda value, held, _: minutes(value) == minutes(held.duration),
    "type": lambda value, held, _: _same_choice(value, held.type, held.typeId, held.typeConfiguration),
    "status": lambda value, held, _: _same_choice(value, held.status, held.statusId, held.statusConfiguration),
}


def labels(names: list[str]) -> str:
    """Fields by what the form calls them, for a sentence."""
    titles = {field.name: field.label for field in FORM}
    return ", ".join(titles.get(name, name) for name in names)
