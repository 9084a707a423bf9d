"""How does an activity of Fluid become one of ours? Pure: the bytes of a record in, an `Activity` out, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ...model.activity import Activity, BodyFormat, Key, Kind
from ...model.moment import Instant
from ...model.person import Person
from ...model.relation import Relation
from ..contract import BadRecord
from ..lenient import heading
from . import wire

PERSON_KINDS = ("contact", "visitor", "customer")
"""What an activity can be linked to as a person, the likeliest first ("Rules", Fluid document)."""
RELATION_TYPES = ("media", "library", "event", "task", "contact", "note", "product", "page")
KINDS = {name: Kind(name) for name in (*RELATION_TYPES, *PERSON_KINDS)}


def translate(raw: bytes, account: str, version: int | None = None) -> Activity | BadRecord:
    """An activity from its JSON. `version` is the server's sequence number for this state, where it has one."""
    sent = wire.record(raw)
    rid = _id(sent.id) if sent else None
    if sent is None or rid is None:
        return BadRecord(raw, "the record has no id")
    relation_type = (sent.relation_type or "").strip().lower().replace(" ", "_")
    people = tuple(_people(sent, relation_type))
    kind = _kind(relation_type, people)
    formatted, plain = sent.formatted_description or "", sent.description or ""
    owner = _id(sent.user_id)
    return Activity(
        key=Key(account, rid),
        kind=kind,
        kind_id=sent.slug or "",
        kind_label=heading(relation_type or sent.slug or "") if kind is Kind.UNKNOWN else "",
        title=sent.title or "",
        body=formatted or plain,
        body_format=BodyFormat.HTML if formatted else BodyFormat.PLAIN,
        plain=plain,
        created=_instant(sent.created_at),
        read_at=_instant(sent.read_at),
        owner=Person("user", owner) if owner else None,
        people=people,
        relations=_relations(sent, relation_type),
        version=version,
        raw=raw,
    )


def _kind(relation_type: str, people: tuple[Person, ...]) -> Kind:
    """By what it is about; without a relation, by whom."""
    if relation_type:
        return KINDS.get(relation_type, Kind.UNKNOWN)
    return KINDS.get(people[0].kind, Kind.UNKNOWN) if people else Kind.UNKNOWN


def _people(sent: wire.Record, relation_type: str) -> Iterator[Person]:
    """Everyone it is linked to, each once: by a field of their own, or as the relation."""
    related = _id(sent.relation_id) if relation_type in PERSON_KINDS else None
    for kind, value, name in (
        ("contact", sent.contact_id, sent.contact),
        ("visitor", sent.visitor_id, sent.visitor),
        ("customer", sent.customer_id, sent.customer),
    ):
        if (id_ := _id(value)) is not None:
            yield Person(kind, id_, name.name or "" if name else "", name.email or "" if name else "")
            if kind == relation_type and id_ == related:
                related = None
    if related is not None:
        yield Person(relation_type, related, sent.relation.title or "" if sent.relation else "")


def _relations(sent: wire.Record, relation_type: str) -> tuple[Relation, ...]:
    """None or one. A relation without an identifier, or of a kind we do not know, is still shown by its label."""
    id_ = _id(sent.relation_id)
    if not relation_type and id_ is None:
        return ()
    named = sent.relation or wire.Named()
    return (Relation(relation_type or "record", id_, named.title or "", named.detail or "", named.url or ""),)


def _id(value: int | str | None) -> str | None:
    if value is None:
        return None
    return str(value).strip() or None


def _instant(moment: datetime | None) -> Instant | None:
    """A time within what a calendar can show in every time zone. Fluid means UTC where it names no zone."""
    if moment is None or not 1 < moment.year < 9999:
        return None
    return Instant.parse(moment.isoformat()) if moment.tzinfo is None else Instant.of(moment)
