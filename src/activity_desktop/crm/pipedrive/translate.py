"""What does a Pipedrive activity mean to us? Pure: its JSON and the account's own words in, an `Activity` out.

Times: `add_time`, `update_time` and `marked_as_done_time` are UTC. `due_time` is UTC too; without one the activity is
all-day on its `due_date`, which is never converted (Pipedrive, Date format; v1 specification, due_time).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from msgspec.structs import replace

from ...model.activity import Activity, BodyFormat, Fact, Key, Kind, Priority
from ...model.moment import Day, Instant, Moment
from ...model.person import Person
from ...model.problems import Unreadable
from ...model.relation import Relation
from ...model.words import QT_TRANSLATE_NOOP
from .. import lenient
from .wire import WireActivity, reference

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?")
_SPAN = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")
_KINDS = {
    "call": Kind.CALL,
    "meeting": Kind.MEETING,
    "task": Kind.TASK,
    "deadline": Kind.TASK,
    "email": Kind.EMAIL,
    "lunch": Kind.LUNCH,
    "note": Kind.NOTE,
    "event": Kind.EVENT,
    "letter": Kind.LETTER,
    "fax": Kind.FAX,
    "visit": Kind.SITE_VISIT,
    "site_visit": Kind.SITE_VISIT,
}
"""Pipedrive's own six, and keys that companies are likely to add."""
_KIND_OF_ICON = {
    **_KINDS,
    "smartphone": Kind.CALL,
    "calendar": Kind.EVENT,
    "checkbox": Kind.TASK,
    "document": Kind.NOTE,
    "picture": Kind.MEDIA,
    "camera": Kind.MEDIA,
    "presentation": Kind.MEETING,
    "car": Kind.SITE_VISIT,
    "signpost": Kind.SITE_VISIT,
}
"""What the account's icon for a type of its own suggests. Pipedrive, ActivityTypes, icon_key."""
_SHOWN_AS = {True: QT_TRANSLATE_NOOP("FactValues", "Busy"), False: QT_TRANSLATE_NOOP("FactValues", "Free")}
_HIGH = frozenset({"high", "highest", "urgent", "critical", "top"})
_LOW = frozenset({"low", "lowest", "minor"})
_ADDRESS_PARTS = (
    "subpremise",
    "street_number",
    "route",
    "sublocality",
    "locality",
    "postal_code",
    "admin_area_level_2",
    "admin_area_level_1",
    "country",
)
"""From the door to the country."""


@dataclass(frozen=True, slots=True)
class ActivityType:
    """One of the account's types. `active` ones can be chosen for new activities."""

    name: str
    icon: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """What the account itself calls things; empty until it has been asked."""

    types: Mapping[str, ActivityType] = field(default_factory=dict)
    """By `key_string`."""
    priorities: Mapping[str, str] = field(default_factory=dict)
    """Labels by option id, which differs from account to account."""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)


def translate(account: str, wire: WireActivity, raw: bytes, words: Words) -> Activity:
    """One activity in our own words. Raises Unreadable when it has no identifier; everything else may be missing."""
    rid = lenient.identifier(wire.id)
    if rid is None:
        raise Unreadable(detail="an activity without an id")
    updated = lenient.instant(wire.update_time)
    starts = due(wire)
    kind_id = lenient.text(wire.type).strip()
    done = lenient.flag(wire.done)
    priority, priority_label = _priority(wire, words)
    return Activity(
        key=Key(account, rid),
        kind=_kind(kind_id, words),
        kind_id=kind_id,
        kind_label=_kind_label(kind_id, lenient.text(wire.type_name).strip(), words),
        title=lenient.text(wire.subject).strip(),
        body=lenient.text(wire.note),
        body_format=BodyFormat.HTML,
        notes=lenient.text(wire.public_description),
        created=lenient.instant(wire.add_time),
        updated=updated,
        starts=starts,
        ends=_end(starts, seconds(wire.duration)),
        done=bool(done),
        done_at=lenient.instant(wire.marked_as_done_time) if done else None,
        status="done" if done else "open",
        priority=priority,
        priority_label=priority_label,
        deleted=wire.deleted,
        owner=_user(wire.owner, lenient.text(wire.owner_name).strip(), words),
        creator=_user(wire.creator, "", words),
        people=people(wire),
        relations=tuple(_relations(wire)),
        location=_location(wire),
        join_url=lenient.text(wire.conference_meeting_url).strip(),
        facts=_facts(wire, words),
        recurring=bool(lenient.text(wire.rec_rule).strip() or lenient.identifier(wire.rec_master_activity_id)),
        version=updated.us if updated else None,
        raw=raw,
    )


# --- when ------------------------------------------------------------------------------------------------------------


def due(wire: WireActivity) -> Moment | None:
    """An instant where there is a due time, else the whole day, else nothing."""
    try:
        day = Day.parse(lenient.text(wire.due_date).strip()[:10])
    except ValueError:
        return None
    clock = clock_time(wire.due_time)
    return day if clock is None else lenient.instant(f"{day.iso()}T{clock.isoformat()}Z") or day


def clock_time(value: Any) -> time | None:
    """`HH:MM` or `HH:MM:SS`; None for nothing and for what is no time of day."""
    found = _CLOCK.fullmatch(lenient.text(value).strip())
    if not found:
        return None
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def seconds(value: Any) -> int | None:
    """A duration of `HH:MM` or `HH:MM:SS` in seconds; None for nothing and for zero."""
    found = _SPAN.fullmatch(lenient.text(value).strip())
    return (int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)) or None if found else None


def _end(starts: Moment | None, duration: int | None) -> Instant | None:
    return lenient.after(starts, duration) if isinstance(starts, Instant) and duration else None


# --- what ------------------------------------------------------------------------------------------------------------


def _kind(key: str, words: Words) -> Kind:
    known = _KINDS.get(key.lower())
    own = words.types.get(key)
    return known or _KIND_OF_ICON.get(own.icon.lower() if own else "", Kind.UNKNOWN)


def _kind_label(key: str, sent: str, words: Words) -> str:
    """The account's own name for the type; a type we were never told of by its key."""
    own = words.types.get(key)
    return (own.name if own else "") or sent or lenient.heading(key)


def _priority(wire: WireActivity, words: Words) -> tuple[Priority, str]:
    option = lenient.identifier(wire.priority)
    if option is None:
        return Priority.NONE, ""
    label = words.priorities.get(option, "").strip()
    if not label:
        return Priority.NONE, option
    first = label.lower().split()[0]
    return Priority.HIGH if first in _HIGH else Priority.LOW if first in _LOW else Priority.NORMAL, label


def _location(wire: WireActivity) -> str:
    if isinstance(wire.location, dict):
        place = wire.location
        return lenient.text(place.get("value")).strip() or lenient.text(place.get("formatted_address")).strip()
    return lenient.text(wire.location).strip() or lenient.text(wire.location_formatted_address).strip()


def _facts(wire: WireActivity, words: Words) -> tuple[Fact, ...]:
    busy = wire.shown_as_busy
    outcome = lenient.identifier(wire.outcome)
    address, details = _address(wire)
    return lenient.facts(
        [
            (QT_TRANSLATE_NOOP("FactLabels", "Due"), wire.due_date if due(wire) is None else None),
            (QT_TRANSLATE_NOOP("FactLabels", "Outcome"), words.outcomes.get(outcome, outcome) if outcome else None),
            (QT_TRANSLATE_NOOP("FactLabels", "Duration"), wire.duration),
            (QT_TRANSLATE_NOOP("FactLabels", "Shown as"), None if busy is None else _SHOWN_AS[busy]),
            (QT_TRANSLATE_NOOP("FactLabels", "Private"), lenient.flag(wire.private) or None),
            (QT_TRANSLATE_NOOP("FactLabels", "Conference"), wire.conference_meeting_client),
            (QT_TRANSLATE_NOOP("FactLabels", "Conference id"), wire.conference_meeting_id),
            (QT_TRANSLATE_NOOP("FactLabels", "Address"), address),
            (QT_TRANSLATE_NOOP("FactLabels", "Address details"), details),
            (QT_TRANSLATE_NOOP("FactLabels", "Repeats"), wire.rec_rule),
        ]
    )


def _address(wire: WireActivity) -> tuple[str, str]:
    """The full address where it says more than the location, and the parts that stand in neither."""
    place = lenient.mapping(wire.location)
    formatted = lenient.text(place.get("formatted_address") or wire.location_formatted_address).strip()
    shown = f"{_location(wire)} {formatted}"
    parts = [lenient.text(place.get(name)).strip() for name in _ADDRESS_PARTS]
    return formatted if formatted != _location(wire) else "", ", ".join(part for part in parts if part and part not in shown)


# --- whom and what about ---------------------------------------------------------------------------------------------


def _user(value: Any, name: str, words: Words) -> Person | None:
    id_, sent = reference(value)
    return Person("user", id_, sent or name or words.users.get(id_, "")) if id_ else None


def people(wire: WireActivity) -> tuple[Person, ...]:
    """The primary person, the further participants, then the invited guests; somebody named twice appears once."""
    found: dict[tuple[str, str], Person] = {}
    for person in (*_participants(wire), *_attendees(wire)):
        place = (person.kind, person.id or person.label)
        earlier = found.get(place)
        found[place] = _merged(earlier, person) if earlier else person
    return tuple(found.values())


def _merged(first: Person, second: Person) -> Person:
    return replace(first, name=first.name or second.name, email=first.email or second.email, note=first.note or second.note)


def _participants(wire: WireActivity) -> Iterator[Person]:
    primary, name = reference(wire.person_id)
    if primary:
        yield Person("person", primary, name or lenient.text(wire.person_name).strip())
    listed = [entry for entry in lenient.several(wire.participants) if isinstance(entry, dict)]
    for entry in sorted(listed, key=lambda entry: not is_primary(entry)):
        id_, name = reference(entry.get("person_id"))
        if id_:
            yield Person("person", id_, name or lenient.text(entry.get("name")).strip())


def is_primary(participant: Mapping[str, Any]) -> bool:
    """Version 2 calls it `primary`, version 1 `primary_flag`."""
    return lenient.flag(participant.get("primary")) is True or lenient.flag(participant.get("primary_flag")) is True


def _attendees(wire: WireActivity) -> Iterator[Person]:
    for entry in lenient.several(wire.attendees):
        if not isinstance(entry, dict):
            entry = {"email": entry}
        email = lenient.text(entry.get("email") or entry.get("email_address")).strip()
        name = lenient.text(entry.get("name")).strip()
        words = [lenient.text(entry.get("status")).strip(), "organizer" if lenient.flag(entry.get("is_organizer")) else ""]
        note = ", ".join(word for word in words if word)
        person, user = lenient.identifier(entry.get("person_id")), lenient.identifier(entry.get("user_id"))
        if person or user:
            yield Person("person" if person else "user", person or user, name, email, note)
        elif email or name:
            yield Person("attendee", email.lower() or None, name, email, note)


def _relations(wire: WireActivity) -> Iterator[Relation]:
    for kind, value, title in (
        ("deal", wire.deal_id, wire.deal_title),
        ("lead", wire.lead_id, wire.lead_title),
        ("organization", wire.org_id, wire.org_name),
        ("project", wire.project_id, wire.project_title),
    ):
        id_, name = reference(value)
        if id_:
            yield Relation(kind, id_, name or lenient.text(title).strip())
