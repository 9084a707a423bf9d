"""What are the records called that an activity names by number? Version 2 sends no names, so they are asked for and kept.

One token each (two for a lead). Sources: Pipedrive, Persons, Organizations, Deals, Leads (get one).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from ...model.person import Person
from ...model.problems import Gone, NotAllowed, Rejected, Unreadable, WrongServer
from ...model.relation import Reach, Relation
from .. import lenient
from ..absent import reach_after
from .calls import Calls, has_title

_MOST_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Title:
    """A record's name and, for a person, the address; or why there is none."""

    text: str = ""
    email: str = ""
    reach: Reach = Reach.OPEN


class Titles:
    """Asks for each record once in the life of the connector. One that may not be seen, or is gone, keeps its number."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._kept: dict[tuple[str, str], Title] = {}

    async def of_relation(self, relation: Relation) -> Relation:
        if relation.title or relation.id is None or not has_title(relation.kind):
            return relation
        title = await self._title(relation.kind, relation.id)
        return replace(relation, title=title.text, reach=title.reach)

    async def of_person(self, person: Person) -> Person:
        if person.name or person.id is None or not has_title(person.kind):
            return person
        title = await self._title(person.kind, person.id)
        return replace(person, name=title.text, email=person.email or title.email)

    async def _title(self, kind: str, id_: str) -> Title:
        known = self._kept.get((kind, id_))
        if known is not None:
            return known
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        title = self._kept[kind, id_] = await self._asked(kind, id_)
        return title

    async def _asked(self, kind: str, id_: str) -> Title:
        try:
            text, record = await self._calls.record(kind, id_)
        except (Gone, NotAllowed) as problem:
            return Title(reach=reach_after(problem))
        except (Rejected, Unreadable, WrongServer):
            return Title()
        return Title(text, _email(record) if kind == "person" else "", Reach.DELETED if _is_deleted(record) else Reach.OPEN)


def _is_deleted(record: Mapping[str, Any]) -> bool:
    """For thirty days a deleted record is still shown, marked so: `is_deleted`, or in version 1 `active_flag` or `status`."""
    return (
        lenient.flag(record.get("is_deleted")) is True
        or lenient.flag(record.get("active_flag")) is False
        or lenient.text(record.get("status")) == "deleted"
    )


def _email(record: Mapping[str, Any]) -> str:
    """The primary address of a person: `emails` in version 2, `email` in version 1."""
    listed = [entry for entry in lenient.several(record.get("emails") or record.get("email")) if isinstance(entry, dict)]
    listed.sort(key=lambda entry: lenient.flag(entry.get("primary")) is not True)
    return lenient.text(listed[0].get("value")).strip() if listed else ""
