"""What are the people and records called that a system names only by number? Remembered once told, and filled in ever after.

Names are filled in before an activity is compared with what is stored, so that a page without names is no change of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ..model.activity import Activity
from ..model.person import Person
from ..model.relation import Reach, Relation
from .database import Connection
from .rows import read_detail


def fill_in(connection: Connection, activities: Iterable[Activity]) -> list[Activity]:
    """The activities with the names and titles that are known by now, where they bring none of their own."""
    return [_filled(connection, activity) if _is_nameless(activity) else activity for activity in activities]


def remember(connection: Connection, account: str, relations: Sequence[Relation], people: Sequence[Person]) -> None:
    """A system has told what these are called."""
    connection.executemany(
        """INSERT INTO record (account, kind, rid, title, detail, url, reach) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET reach = excluded.reach, detail = excluded.detail, url = excluded.url,
             title = CASE WHEN excluded.title = '' THEN title ELSE excluded.title END""",
        ((account, r.kind, r.id, r.title, r.detail, r.url, r.reach) for r in relations if r.id and (r.title or r.reach)),
    )
    connection.executemany(
        """INSERT INTO person VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name,
             email = CASE WHEN excluded.email = '' THEN email ELSE excluded.email END""",
        ((account, p.kind, p.id, p.name, p.email) for p in people if p.id and p.name),
    )


def nameless(connection: Connection, account: str, limit: int) -> list[tuple[int, Activity]]:
    """Of an account's newest activities, those with somebody or something that has no name yet; with their arrival numbers."""
    rows = connection.execute(
        "SELECT id, detail, raw, version FROM activity WHERE account = ? AND gone = 0 ORDER BY shelf, spot DESC LIMIT ?",
        (account, limit),
    )
    found = ((row["id"], read_detail(row["detail"], row["raw"], row["version"])) for row in rows)
    return [(id_, activity) for id_, activity in found if _is_nameless(activity)]


def _is_nameless(activity: Activity) -> bool:
    return any(p.id and not p.name for p in activity.people) or any(r.is_nameless for r in activity.relations)


def _filled(connection: Connection, activity: Activity) -> Activity:
    account = activity.key.account
    return msgspec.structs.replace(
        activity,
        people=tuple(_named(connection, account, person) for person in activity.people),
        relations=tuple(_titled(connection, account, relation) for relation in activity.relations),
    )


def _named(connection: Connection, account: str, person: Person) -> Person:
    if person.name or not person.id:
        return person
    row = connection.execute(
        "SELECT name, email FROM person WHERE account = ? AND kind = ? AND pid = ?", (account, person.kind, person.id)
    )
    name, email = row.fetchone() or ("", "")
    return Person(person.kind, person.id, name, person.email or email, person.note)


def _titled(connection: Connection, account: str, relation: Relation) -> Relation:
    if relation.title or not relation.id:
        return relation
    row = connection.execute(
        "SELECT title, detail, url, reach FROM record WHERE account = ? AND kind = ? AND rid = ?",
        (account, relation.kind, relation.id),
    )
    title, detail, url, reach = row.fetchone() or ("", "", "", "")
    return Relation(relation.kind, relation.id, title, relation.detail or detail, relation.url or url, Reach(reach))
