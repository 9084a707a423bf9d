"""How does an activity of Signals become one of ours? Pure: a record of the wire in, an `Activity` out, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from ...model.activity import Activity, Fact, Key, Kind, Priority
from ...model.person import Person
from ...model.relation import Relation
from ...model.words import QT_TRANSLATE_NOOP
from ..contract import BadRecord
from ..lenient import facts, flag, identifier, instant, mapping, text, whole
from . import wire

KINDS = {
    1001: Kind.TASK,
    1002: Kind.CALL,
    1003: Kind.FAX,
    1004: Kind.EMAIL,
    1005: Kind.MEETING,
    1006: Kind.NOTE,
    1007: Kind.LETTER,
}
_PRIORITIES = {0: Priority.LOW, 1: Priority.NORMAL, 2: Priority.HIGH}
_TIMES = ("created_at", "updated_at", "starts_at", "ends_at")
_MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Me:
    """Who we are to this account, as far as that is known; "" where it is not."""

    user_id: str = ""
    """The number that `owned_by` holds for our own activities."""
    name: str = ""
    member_id: str = ""
    """The number that participants hold for us: members and users are counted apart in Signals."""


def read(record: Any, account: str, me: Me) -> Activity | BadRecord:
    """One record of a list. One without an identifier cannot be kept as an activity, so it is set aside."""
    rid = identifier(mapping(record).get("id"))
    if rid is None:
        return BadRecord(msgspec.json.encode(record), "the record has no id")
    return translate(record, account, me)


def translate(record: dict[str, Any], account: str, me: Me) -> Activity:
    """An activity from its record. `record` has an `id` (see `read`)."""
    sent = wire.activity(record)
    code = type_code(sent)
    participants = tuple(_participants(sent))
    people, relations = _about(sent, participants)
    priority = whole(sent.priority)
    updated = instant(sent.updated_at)
    return Activity(
        key=Key(account, identifier(sent.id) or ""),
        kind=KINDS.get(code, Kind.UNKNOWN) if code is not None else Kind.UNKNOWN,
        kind_id=identifier(sent.type_id) or "",
        kind_label=text(sent.activity_type_name) or wire.TYPE_CODES.get(code or 0, ""),
        title=text(sent.subject),
        body=text(sent.description),
        created=instant(sent.created_at),
        updated=updated,
        starts=instant(sent.starts_at),
        ends=instant(sent.ends_at),
        done=_done(sent),
        status=text(sent.activity_status_name) or wire.STATUSES.get(whole(sent.status_id) or 0, text(sent.status_id)),
        priority=Priority.NONE if priority is None else _PRIORITIES.get(priority, Priority.NONE),
        priority_label=text(sent.priority) if priority is None else wire.PRIORITIES.get(priority, str(priority)),
        owner=_owner(sent),
        people=people,
        relations=relations,
        location=text(sent.location),
        facts=_facts(record, sent),
        muted=any(_mutes(participant, me) for participant in wire.participants(sent.participants)),
        version=updated.us if updated else None,
        raw=msgspec.json.encode(record),
    )


def type_code(sent: wire.Activity) -> int | None:
    """The built-in type's code. Null means a type without one; a server that sends no such field at all is Current RMS,
    where `type_id` is the code."""
    if sent.type_code is not msgspec.UNSET:
        return whole(sent.type_code)
    code = whole(sent.type_id)
    return code if code in wire.TYPE_CODES else None


def _done(sent: wire.Activity) -> bool | None:
    """Two fields that may disagree: setting the status does not set `completed`. Either one means done."""
    completed, status = flag(sent.completed), whole(sent.status_id)
    if completed is None and status is None:
        return None
    return bool(completed) or status == wire.COMPLETED


def _owner(sent: wire.Activity) -> Person | None:
    included = mapping(sent.owner)
    number = identifier(sent.owned_by) or identifier(included.get("id"))
    name = text(included.get("name"))
    return Person("user", number, name) if number or name else None


def _participants(sent: wire.Activity) -> Iterator[Person]:
    for participant in wire.participants(sent.participants):
        member = mapping(participant.member)
        number = identifier(participant.member_id) or identifier(member.get("id"))
        name = text(participant.member_name) or text(member.get("name"))
        if number or name:
            yield Person("member", number, name, note=_MUTED if flag(participant.mute) else "")


def _about(sent: wire.Activity, participants: tuple[Person, ...]) -> tuple[tuple[Person, ...], tuple[Relation, ...]]:
    """Whom and what it is about. A member is a person, so it becomes one, the first; everything else is a relation."""
    included = mapping(sent.regarding)
    number = identifier(sent.regarding_id) or identifier(included.get("id"))
    name = text(included.get("name"))
    kind = relation_kind(text(sent.regarding_type))
    if not (number or name):
        return _distinct(participants), ()
    if kind == "member":
        return _distinct((Person("member", number, name), *participants)), ()
    return _distinct(participants), (Relation(kind, number, title=name),)


def relation_kind(regarding_type: str) -> str:
    """`StockLevel` as `stock_level`; a framework's long name such as `App\\Models\\Product` as `product`."""
    short = re.split(r"[\\.:/]", regarding_type.strip())[-1]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", short).replace(" ", "_").lower() or "record"


def _distinct(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Each member once, with the name and the note that any of the mentions has."""
    found: dict[tuple[str | None, str], Person] = {}
    for person in people:
        key = (person.id, "" if person.id else person.name)
        earlier = found.get(key, person)
        found[key] = Person("member", person.id, earlier.name or person.name, note=earlier.note or person.note)
    return tuple(found.values())


def _mutes(participant: wire.Participant, me: Me) -> bool:
    """Whether this is us, wanting no notification. By number where ours is known, else by name: a wrong guess here would
    silence something, so a user's number is never taken for a member's."""
    if not flag(participant.mute):
        return False
    member = mapping(participant.member)
    if me.member_id:
        return me.member_id in (identifier(participant.member_id), identifier(member.get("id")))
    name = text(participant.member_name) or text(member.get("name"))
    return bool(me.name) and name.strip().casefold() == me.name.strip().casefold()


def _facts(record: Mapping[str, Any], sent: wire.Activity) -> tuple[Fact, ...]:
    """What has no place in our model: busy or free, the custom fields, whatever the document does not name, and times
    that could not be read."""
    busy = text(sent.time_status_name) or wire.TIME_STATUSES.get(whole(sent.time_status) or 0, "")
    shown_as = busy if sent.time_status is not None or sent.time_status_name is not None else ""
    custom = sent.custom_fields if isinstance(sent.custom_fields, dict) else {"custom_fields": sent.custom_fields}
    known = set(wire.Activity.__struct_fields__)
    unreadable = ((name, record[name]) for name in _TIMES if record.get(name) and instant(record[name]) is None)
    return (
        *facts([(QT_TRANSLATE_NOOP("FactLabels", "Shown as"), shown_as)]),
        *facts(custom),
        *facts((name, value) for name, value in record.items() if name not in known),
        *facts(unreadable),
    )
