"""How does an activity of Thena become one of ours? Pure: a record of the wire in, an `Activity` out, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, tzinfo
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec.structs import replace

from ...model.activity import Activity, Attachment, Fact, Key, Kind
from ...model.moment import Instant
from ...model.person import Person
from ...model.relation import Relation
from ...model.words import QT_TRANSLATE_NOOP
from ..contract import BadRecord
from ..lenient import facts, flag, identifier, instant, mapping, number, text
from . import wire
from .people import participants

KINDS = {
    "CALL": Kind.CALL,
    "EMAIL": Kind.EMAIL,
    "MEETING": Kind.MEETING,
    "SITE_VISIT": Kind.SITE_VISIT,
    "REVIEW": Kind.MEETING,
    "PRESENTATION": Kind.MEETING,
    "TRAINING": Kind.MEETING,
}
"""The document's values, and the further kinds that its text tells of ("Business activities"); also in the plural."""
_TIMES = ("activityTimestamp", "createdAt", "updatedAt", "deletedAt")
_LONGEST = 366 * 24 * 60
"""Minutes; a longer duration is shown but gives no end."""
_YES = QT_TRANSLATE_NOOP("FactValues", "yes")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?")


def read(record: Any, account: str, zone: tzinfo = UTC) -> Activity | BadRecord:
    """One record of a list. One without an identifier cannot be kept as an activity, so it is set aside."""
    if wire.rid(record) is None:
        return BadRecord(msgspec.json.encode(record), "the record has neither id nor uid")
    return translate(record, account, zone)


def translate(record: dict[str, Any], account: str, zone: tzinfo = UTC) -> Activity:
    """An activity from its record, which has an `id` or a `uid`. `zone` is meant where a time names none."""
    sent, rest = wire.activity(record)
    occurred, updated = instant(sent.activityTimestamp, zone), instant(sent.updatedAt, zone)
    kind, kind_label = kind_of(sent)
    statuses = wire.names(sent.status, sent.statusConfiguration)
    location, creator = text(sent.location), _creator(sent)
    return Activity(
        key=Key(account, wire.rid(record) or ""),
        kind=kind,
        kind_id=identifier(sent.typeId) or identifier(sent.type) or identifier(mapping(sent.type).get("id")) or kind_label,
        kind_label=kind_label,
        title=text(sent.title).strip() or _title(kind_label, _account_name(sent)),
        body=text(sent.description),
        created=instant(sent.createdAt, zone),
        updated=updated,
        occurred=occurred,
        starts=occurred,
        ends=_end(occurred, minutes(sent.duration)),
        done=wire.COMPLETED in statuses if statuses else None,
        status=_status(sent, statuses),
        active=flag(sent.isActive) is not False,
        deleted=instant(sent.deletedAt, zone) is not None,
        creator=creator,
        people=tuple(_named(person, creator) for person in participants(sent.participants)),
        relations=tuple(_account(sent)),
        location=location,
        join_url=location.strip() if _is_web(location.strip()) else "",
        attachments=tuple(_attachments(sent)),
        facts=_facts(record, sent, rest, zone),
        version=updated.us if updated else None,
        raw=msgspec.json.encode(record),
    )


def kind_of(sent: wire.Activity) -> tuple[Kind, str]:
    """Our kind, and the organisation's own name for it. A renamed type is recognised by any of its names."""
    names = wire.names(sent.type, sent.typeConfiguration)
    kind = next((KINDS[one] for name in names for one in (name, name.removesuffix("S")) if one in KINDS), Kind.UNKNOWN)
    return kind, wire.label(sent.type, sent.typeConfiguration, wire.TYPES | wire.NARRATED_TYPES)


def minutes(duration: Any) -> float | None:
    """Length in minutes: 30, "30", "30 min", "00:30"."""
    found = number(duration)
    words = text(duration).strip().lower()
    clock = _CLOCK.fullmatch(words)
    if found is None and clock:
        found = float(int(clock[1]) * 60 + int(clock[2]))
    if found is None:
        found = number(re.sub(r"\s*(m|min|mins|minutes?)\.?$", "", words))
    return found if found is not None and found >= 0 else None


def _end(occurred: Instant | None, length: float | None) -> Instant | None:
    if occurred is None or length is None or not 0 < length <= _LONGEST:
        return None
    return occurred.plus(length * 60)


def _title(kind_label: str, account: str) -> str:
    """The document has no title: "Call · Acme" says what its fields say."""
    return " · ".join(part for part in (kind_label, account) if part)


def _status(sent: wire.Activity, statuses: list[str]) -> str:
    """The organisation's name for the status; a cancelled one keeps the plain word, so that it is seen to be cancelled."""
    if wire.CANCELLED in statuses or "CANCELED" in statuses:
        return wire.STATUSES[wire.CANCELLED]
    return wire.label(sent.status, sent.statusConfiguration, wire.STATUSES)


def _account_name(sent: wire.Activity) -> str:
    own = mapping(sent.account)
    return (text(own.get("name")) if own else text(sent.account)).strip()


def _account(sent: wire.Activity) -> Iterator[Relation]:
    who = identifier(sent.accountId) or identifier(mapping(sent.account).get("id"))
    if who or _account_name(sent):
        yield Relation("account", who, title=_account_name(sent))


def _creator(sent: wire.Activity) -> Person | None:
    own = mapping(sent.creator)
    who = identifier(sent.creatorId) or identifier(own.get("id"))
    name = text(own.get("name")) if own else text(sent.creator)
    email = text(sent.creatorEmail) or text(own.get("email"))
    return Person("user", who, name, email) if who or name or email else None


def _named(person: Person, creator: Person | None) -> Person:
    """A participant of whom only the number is given, by name when it is the creator."""
    if creator is None or person.id is None or person.id != creator.id or person.name:
        return person
    return replace(person, name=creator.name, email=creator.email)


def _attachments(sent: wire.Activity) -> Iterator[Attachment]:
    """Each file once: an address, or an object with an address and a name."""
    seen: set[str] = set()
    for item in wire.urls(sent):
        own = mapping(item)
        url = next((text(own[key]) for key in ("url", "link", "href") if own.get(key)), "") if own else text(item)
        url = url.strip()
        name = text(own.get("name")) or text(own.get("fileName")) or _file_name(url) or text(own.get("id"))
        if (url or name) and (url or name) not in seen:
            seen.add(url or name)
            yield Attachment(name, url if _is_web(url) else "")


def _file_name(url: str) -> str:
    """The last part of a web address or a path; anything else as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return (unquote(parts.path.rstrip("/").rpartition("/")[2]) if parts.scheme in ("", "http", "https") else "") or url


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(character.isspace() for character in url)


def _facts(record: dict[str, Any], sent: wire.Activity, rest: dict[str, Any], zone: tzinfo) -> tuple[Fact, ...]:
    """What has no place in our model: the length, the second identifier, archived, the organisation's word for
    "cancelled", the metadata, whatever the document does not name, and times that could not be read."""
    length = minutes(sent.duration)
    shown_length = f"{length:g} min" if length is not None else text(sent.duration)
    own_word = wire.label(sent.status, sent.statusConfiguration, wire.STATUSES)
    shown_status = _status(sent, wire.names(sent.status, sent.statusConfiguration))
    lines = [
        (QT_TRANSLATE_NOOP("FactLabels", "Duration"), shown_length),
        (
            QT_TRANSLATE_NOOP("FactLabels", "Archived"),
            _YES if flag(sent.isActive) is False else "",
        ),
        (QT_TRANSLATE_NOOP("FactLabels", "Status name"), own_word if own_word != shown_status else ""),
        (QT_TRANSLATE_NOOP("FactLabels", "UID"), identifier(sent.uid) if identifier(sent.uid) != wire.rid(record) else ""),
    ]
    metadata = sent.metadata if isinstance(sent.metadata, dict) else {"metadata": sent.metadata}
    unreadable = ((name, value) for name in _TIMES if (value := getattr(sent, name)) and instant(value, zone) is None)
    return (*facts(lines), *facts(metadata), *facts(rest), *facts(unreadable))
