"""What is it called? Kinds, records and people in the person's language; a system's own word wins where it has one."""

from __future__ import annotations

from ..model.activity import Kind
from ..model.feed import FeedRow
from ..model.person import Person
from ..model.relation import Relation
from ..model.words import QT_TRANSLATE_NOOP, translate

_KINDS: dict[Kind, str] = {
    Kind.PRODUCT: QT_TRANSLATE_NOOP("Kinds", "Product"),
    Kind.MEDIA: QT_TRANSLATE_NOOP("Kinds", "Media"),
    Kind.LIBRARY: QT_TRANSLATE_NOOP("Kinds", "Library"),
    Kind.EVENT: QT_TRANSLATE_NOOP("Kinds", "Event"),
    Kind.TASK: QT_TRANSLATE_NOOP("Kinds", "Task"),
    Kind.CONTACT: QT_TRANSLATE_NOOP("Kinds", "Contact"),
    Kind.VISITOR: QT_TRANSLATE_NOOP("Kinds", "Visitor"),
    Kind.CUSTOMER: QT_TRANSLATE_NOOP("Kinds", "Customer"),
    Kind.NOTE: QT_TRANSLATE_NOOP("Kinds", "Note"),
    Kind.PAGE: QT_TRANSLATE_NOOP("Kinds", "Page"),
    Kind.CALL: QT_TRANSLATE_NOOP("Kinds", "Call"),
    Kind.EMAIL: QT_TRANSLATE_NOOP("Kinds", "Email"),
    Kind.MEETING: QT_TRANSLATE_NOOP("Kinds", "Meeting"),
    Kind.SITE_VISIT: QT_TRANSLATE_NOOP("Kinds", "Site visit"),
    Kind.FAX: QT_TRANSLATE_NOOP("Kinds", "Fax"),
    Kind.LETTER: QT_TRANSLATE_NOOP("Kinds", "Letter"),
    Kind.LUNCH: QT_TRANSLATE_NOOP("Kinds", "Lunch"),
    Kind.DEAL: QT_TRANSLATE_NOOP("Kinds", "Deal"),
    Kind.LEAD: QT_TRANSLATE_NOOP("Kinds", "Lead"),
    Kind.UNKNOWN: QT_TRANSLATE_NOOP("Kinds", "Activity"),
}
_BY_WORD = {kind.value: kind for kind in Kind if kind is not Kind.UNKNOWN}
_RECORDS: dict[str, str] = {
    "activity": QT_TRANSLATE_NOOP("Records", "Activity"),
    "organization": QT_TRANSLATE_NOOP("Records", "Organization"),
    "project": QT_TRANSLATE_NOOP("Records", "Project"),
    "account": QT_TRANSLATE_NOOP("Records", "Account"),
    "stock_level": QT_TRANSLATE_NOOP("Records", "Stock level"),
    "opportunity": QT_TRANSLATE_NOOP("Records", "Opportunity"),
    "person": QT_TRANSLATE_NOOP("Records", "Person"),
    "participant": QT_TRANSLATE_NOOP("Records", "Participant"),
    "attendee": QT_TRANSLATE_NOOP("Records", "Attendee"),
    "member": QT_TRANSLATE_NOOP("Records", "Member"),
    "user": QT_TRANSLATE_NOOP("Records", "User"),
}
_RECORD_TILES: dict[str, Kind] = {
    "opportunity": Kind.DEAL,
    "stock_level": Kind.PRODUCT,
    "organization": Kind.CUSTOMER,
    "account": Kind.CUSTOMER,
    "project": Kind.LIBRARY,
}
"""Which tile a record has that is no kind of activity."""


def kind_word(kind: Kind, label: str = "") -> str:
    """The system's own word for the kind, else ours: `Site visit`."""
    return label or translate("Kinds", _KINDS[kind])


def title_of(row: FeedRow) -> str:
    """Where the server gave no title, the kind says more than "no title" would."""
    return row.title or kind_word(row.kind, row.kind_label)


def record_word(kind: str) -> str:
    """What sort of record or person: `Product`, `Stock level`; a word nobody foresaw is shown as it came."""
    if kind in _RECORDS:
        return translate("Records", _RECORDS[kind])
    known = _kind_of(kind)
    if known is not None:
        return kind_word(known)
    return kind.replace("_", " ").capitalize()


def record_tile(kind: str) -> Kind:
    """The tile for a record: its own, a similar one, or the neutral one."""
    return _kind_of(kind) or _RECORD_TILES.get(kind, Kind.UNKNOWN)


def relation_title(relation: Relation) -> str:
    """The record's title, or `Product 33333` as long as nothing else is known."""
    return relation.title or " ".join(part for part in (record_word(relation.kind), relation.id or "") if part)


def relation_sub(relation: Relation) -> str:
    """What is known besides the title: `Product 33333 · 24 in stock`."""
    named = f"{record_word(relation.kind)} {relation.id or ''}".strip() if relation.title else ""
    return dotted(named, relation.detail)


def person_name(person: Person) -> str:
    return person.name or person.email or f"{record_word(person.kind)} {person.id or ''}".strip()


def person_seed(account: str, person: Person) -> str:
    """What decides the colour of a person's disc: the same in every list and on every start."""
    return person.id or person.name or account


def dotted(*parts: str) -> str:
    """The parts that there are, with a middle dot between them."""
    return "  ·  ".join(part for part in parts if part)


def _kind_of(kind: str) -> Kind | None:
    return _BY_WORD.get(kind)
