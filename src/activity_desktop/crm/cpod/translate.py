"""What does a cPod activity mean to us? Pure: a record in, an `Activity` or a `BadRecord` out, never an exception.

The schema has twins (`type` and `activity_type`, `occurred_at` and `activity_date`, `description` and `notes`, `owner_id`
and `performed_by_user_id`): the first of each pair counts, the second stands in, and where both differ both are shown.
Source: cPod, Activity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ...model.activity import Activity, Attachment, BodyFormat, Fact, Key, Kind, Priority
from ...model.moment import Day, Instant, Moment
from ...model.person import Person
from ...model.relation import Relation
from ...model.words import QT_TRANSLATE_NOOP
from .. import lenient
from ..contract import BadRecord
from . import wire
from .wire import WireActivity

_KINDS = {
    kind.value: kind
    for kind in (
        *(Kind.CALL, Kind.EMAIL, Kind.MEETING, Kind.NOTE, Kind.TASK),
        *(Kind.EVENT, Kind.FAX, Kind.LETTER, Kind.LUNCH, Kind.SITE_VISIT),
    )
}
"""The schema's five, and words that tenants are likely to use besides."""
_PRIORITIES = {
    "low": Priority.LOW,
    "lowest": Priority.LOW,
    "minor": Priority.LOW,
    "normal": Priority.NORMAL,
    "medium": Priority.NORMAL,
    "high": Priority.HIGH,
    "highest": Priority.HIGH,
    "urgent": Priority.HIGH,
    "critical": Priority.HIGH,
    "p0": Priority.HIGH,
    "p1": Priority.HIGH,
    "p2": Priority.NORMAL,
    "p3": Priority.LOW,
    "p4": Priority.LOW,
}
_COMPLETED = frozenset({"completed", "complete", "done", "closed", "finished"})
_MACHINES = frozenset({"ai", "agent", "assistant", "automation", "bot", "machine", "robot", "service", "system", "workflow"})
_IDENTIFIER = re.compile(r"[a-z0-9]+((_|(?=[A-Z]))[A-Za-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LARGEST_VERSION = 2**62
_LONGEST = 60 * 24 * 366
"""Minutes of an activity; more is a mistake of the unit."""


def read(record: Any, account: str) -> Activity | BadRecord:
    """One record of a list. One without an identifier cannot be kept as an activity, so it is set aside."""
    raw = msgspec.json.encode(record)
    sent = wire.activity(lenient.mapping(record))
    rid = lenient.identifier(sent.id)
    return translate(account, rid, sent, raw) if rid else BadRecord(raw, "the record has no id")


def translate(account: str, rid: str, sent: WireActivity, raw: bytes) -> Activity:
    kind_id = lenient.text(sent.type).strip() or lenient.text(sent.activity_type).strip()
    kind = _KINDS.get(kind_id.lower(), Kind.UNKNOWN)
    occurred = lenient.instant(sent.occurred_at) or lenient.instant(sent.activity_date)
    starts, ends = _span(sent, occurred)
    body, body_format, notes = _bodies(sent)
    done, done_at = _completion(sent, kind)
    priority = lenient.text(sent.priority).strip()
    return Activity(
        key=Key(account, rid),
        kind=kind,
        kind_id=kind_id,
        kind_label=_kind_label(sent, kind, kind_id),
        title=lenient.text(sent.subject).strip(),
        body=body,
        body_format=body_format,
        notes=notes,
        created=lenient.instant(sent.created_at),
        updated=lenient.instant(sent.updated_at),
        occurred=occurred,
        starts=starts,
        ends=ends,
        done=done,
        done_at=done_at,
        status=lenient.text(sent.status).strip(),
        priority=_PRIORITIES.get(priority.lower(), Priority.NONE),
        priority_label=priority,
        deleted=sent.deleted,
        owner=_user(sent.owner_id) or _user(sent.performed_by_user_id),
        creator=_user(sent.created_by),
        people=_people(sent),
        relations=tuple(_relations(sent)),
        attachments=tuple(_attachments(sent)),
        tags=tuple(filter(None, (lenient.text(tag).strip() for tag in lenient.several(_unpacked(sent.tags))))),
        facts=_facts(sent),
        recurring=bool(_unpacked(sent.recurrence)),
        reminded=lenient.flag(sent.reminder_sent) is True,
        automatic=_is_automatic(sent),
        version=_version(sent.version),
        raw=raw,
    )


# --- what ------------------------------------------------------------------------------------------------------------


def _kind_label(sent: WireActivity, kind: Kind, kind_id: str) -> str:
    """The tenant's own word, where it says more than the short type; an identifier becomes words."""
    own = lenient.text(sent.activity_type).strip()
    said = own if own and own.lower() != kind_id.lower() else kind_id if kind is Kind.UNKNOWN else ""
    return lenient.heading(said) if _IDENTIFIER.fullmatch(said) else said


def _bodies(sent: WireActivity) -> tuple[str, BodyFormat, str]:
    """Body, its format, and the second body. Only the description is Markdown."""
    description, notes = lenient.text(sent.description), lenient.text(sent.notes)
    if not description.strip():
        return notes, BodyFormat.PLAIN, ""
    return description, BodyFormat.MARKDOWN, notes if notes.strip() != description.strip() else ""


def _completion(sent: WireActivity, kind: Kind) -> tuple[bool | None, Instant | None]:
    """Whether it is completed, and when. A logged touchpoint that was never to be completed is neither."""
    done_at = lenient.instant(sent.completed_at)
    if done_at or lenient.text(sent.status).strip().lower() in _COMPLETED:
        return True, done_at
    return (False if kind is Kind.TASK or _due(sent.due_date) else None), None


def _version(value: Any) -> int | None:
    found = lenient.whole(value)
    return found if found is not None and 0 <= found <= _LARGEST_VERSION else None


def _is_automatic(sent: WireActivity) -> bool:
    """Written by an AI or a service: the actor says so, a trace is linked, or the system itself is the source."""
    words = re.findall(r"[a-z]+", lenient.text(sent.actor_type).lower())
    from_system = lenient.text(sent.source_type).strip().lower() == "system"
    return bool(_MACHINES.intersection(words)) or bool(lenient.identifier(sent.linked_trace_id)) or from_system


# --- when ------------------------------------------------------------------------------------------------------------


def _due(value: Any) -> Moment | None:
    words = lenient.text(value).strip()
    if not _DAY.fullmatch(words):
        return lenient.instant(value)
    try:
        return Day.parse(words)
    except ValueError:
        return None


def _span(sent: WireActivity, occurred: Instant | None) -> tuple[Moment | None, Instant | None]:
    """Due, or occurred where only a duration tells that it took a while; and the end. The duration is a custom field."""
    custom = {wire.snake(name): value for name, value in lenient.mapping(_unpacked(sent.custom_fields)).items()}
    minutes = lenient.number(custom.get("duration_minutes"))
    due = _due(sent.due_date)
    if minutes is None or not 0 < minutes <= _LONGEST:
        return due, None
    starts = due or occurred
    return starts, lenient.after(starts, minutes * 60) if isinstance(starts, Instant) else None


# --- whom and what about ---------------------------------------------------------------------------------------------


def _user(value: Any) -> Person | None:
    id_ = lenient.identifier(value)
    return Person("user", id_) if id_ else None


def _people(sent: WireActivity) -> tuple[Person, ...]:
    """The primary contact, all contacts, then the participants; each once."""
    contacts = [lenient.identifier(value) for value in (sent.contact_id, *lenient.several(_unpacked(sent.contact_ids)))]
    found = {("contact", id_): Person("contact", id_) for id_ in contacts if id_}
    known = {id_ for _, id_ in found}
    for entry in lenient.several(_unpacked(sent.participants)):
        person = _participant(entry, known)
        if person is not None:
            earlier = found.get((person.kind, person.id or person.label))
            if earlier is None or not earlier.name:
                found[person.kind, person.id or person.label] = person
    return tuple(found.values())


def _participant(entry: Any, contacts: set[str]) -> Person | None:
    """A participant as an object, an address or an identifier; None for something that names nobody."""
    if not isinstance(entry, dict):
        id_ = lenient.identifier(entry)
        return _from_text(id_, contacts) if id_ else None
    fields = {wire.snake(name): value for name, value in entry.items()}
    name = _first(fields, "name", "display_name", "full_name")
    email = _first(fields, "email", "email_address")
    note = ", ".join(filter(None, (_first(fields, "role"), _first(fields, "status"))))
    for kind in ("contact", "user", "person"):
        id_ = lenient.identifier(fields.get(f"{kind}_id"))
        if id_:
            return Person(kind, id_, name, email, note)
    id_ = lenient.identifier(fields.get("id"))
    kind = _first(fields, "type", "kind").lower()
    if id_ in contacts:
        kind = "contact"
    if not (id_ or name or email):
        return None
    return Person(
        kind if kind in ("contact", "user", "person") else "participant", id_ or email.lower() or None, name, email, note
    )


def _from_text(words: str, contacts: set[str]) -> Person:
    if words in contacts:
        return Person("contact", words)
    if "@" in words:
        return Person("participant", words.lower(), email=words)
    return Person("user" if words.startswith(("usr-", "usr_")) else "participant", words)


def _relations(sent: WireActivity) -> Iterator[Relation]:
    for kind, value in (("account", sent.account_id), ("deal", sent.deal_id)):
        id_ = lenient.identifier(value)
        if id_:
            yield Relation(kind, id_)


def _attachments(sent: WireActivity) -> Iterator[Attachment]:
    """Storage keys: names without an address, so they can be shown and copied, not opened."""
    for entry in lenient.several(_unpacked(sent.attachment_refs)):
        name = _first(entry, "name", "filename", "key") if isinstance(entry, dict) else lenient.text(entry).strip()
        if name:
            yield Attachment(name)


def _facts(sent: WireActivity) -> tuple[Fact, ...]:
    owner, actor = lenient.identifier(sent.owner_id), lenient.identifier(sent.performed_by_user_id)
    return lenient.facts(
        [
            (QT_TRANSLATE_NOOP("FactLabels", "Direction"), sent.direction),
            (QT_TRANSLATE_NOOP("FactLabels", "Outcome"), sent.outcome),
            (QT_TRANSLATE_NOOP("FactLabels", "Activity date"), _other_time(sent.activity_date, sent.occurred_at)),
            (QT_TRANSLATE_NOOP("FactLabels", "Performed by"), actor if owner and actor != owner else None),
            (QT_TRANSLATE_NOOP("FactLabels", "Written by"), sent.actor_type),
            (QT_TRANSLATE_NOOP("FactLabels", "AI trace"), sent.linked_trace_id),
            (QT_TRANSLATE_NOOP("FactLabels", "Due"), sent.due_date if _due(sent.due_date) is None else None),
            (QT_TRANSLATE_NOOP("FactLabels", "Repeats"), _rule(sent.recurrence)),
            (QT_TRANSLATE_NOOP("FactLabels", "Reminder sent"), lenient.flag(sent.reminder_sent) or None),
            *_custom(sent.custom_fields),
            (QT_TRANSLATE_NOOP("FactLabels", "Source"), sent.source),
            (QT_TRANSLATE_NOOP("FactLabels", "Source type"), sent.source_type),
            (QT_TRANSLATE_NOOP("FactLabels", "App"), sent.app_id),
            (QT_TRANSLATE_NOOP("FactLabels", "Last changed by"), sent.updated_by),
            (QT_TRANSLATE_NOOP("FactLabels", "Deleted at"), sent.deleted_at),
            (QT_TRANSLATE_NOOP("FactLabels", "Deleted by"), sent.deleted_by),
            (QT_TRANSLATE_NOOP("FactLabels", "Tenant"), sent.tenant_id),
            (QT_TRANSLATE_NOOP("FactLabels", "Schema version"), sent.schema_version),
        ]
    )


def _custom(value: Any) -> list[tuple[str, Any]]:
    """The tenant's own fields, one line each; what is no object is shown as it came."""
    found = _unpacked(value)
    return list(found.items()) if isinstance(found, dict) else [(QT_TRANSLATE_NOOP("FactLabels", "Custom fields"), found)]


def _rule(value: Any) -> Any:
    """A schedule that consists of its rule alone is shown as the rule."""
    found = _unpacked(value)
    return found["rrule"] if isinstance(found, dict) and list(found) == ["rrule"] else found


def _other_time(second: Any, first: Any) -> str | None:
    """The twin's time, where both are there and differ."""
    one, other = lenient.instant(first), lenient.instant(second)
    return other.rfc3339() if one and other and one != other else None


# --- reading loosely typed JSON fields -------------------------------------------------------------------------------


def _unpacked(value: Any) -> Any:
    """A `json` field may come as JSON, or as a text that holds JSON."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            return msgspec.json.decode(value)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return value
    return value


def _first(fields: dict[str, Any], *names: str) -> str:
    return next((found for name in names if (found := lenient.text(fields.get(name)).strip())), "")
