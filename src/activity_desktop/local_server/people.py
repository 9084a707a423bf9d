"""Who and what do the activities speak of? Companies, users, the people and the records that have a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .store import Store


class Person(NamedTuple):
    kind: str
    """`contact`, `visitor` or `customer`."""
    id: int
    name: str
    email: str


class Related(NamedTuple):
    """A record that an activity can point at. `detail` is a short fact such as "24 in stock"."""

    type: str
    id: int
    title: str
    detail: str
    url: str


class User(NamedTuple):
    id: int
    name: str
    email: str
    company_id: int
    company_name: str


class People:
    """The names of one file. The few hundred people and records that have one are kept in memory."""

    def __init__(self, database: Store) -> None:
        self._database = database
        self._people: dict[tuple[str, int], Person] = {}
        self._related: dict[tuple[str, int], Related] = {}
        for row in self._database.execute("SELECT kind, id, name, email FROM person"):
            self._people[row["kind"], row["id"]] = Person(**row)
        for row in self._database.execute("SELECT type, id, title, detail, url FROM relation"):
            self._related[row["type"], row["id"]] = Related(**row)

    def person(self, kind: str, id_: int) -> Person | None:
        return self._people.get((kind, id_))

    def related(self, type_: str, id_: int) -> Related | None:
        return self._related.get((type_, id_))

    def user(self, id_: int) -> User | None:
        row = self._database.execute(
            "SELECT member.id, member.name, member.email, company_id, company.name AS company_name"
            ' FROM "user" AS member JOIN company ON company.id = company_id WHERE member.id = ?',
            (id_,),
        ).fetchone()
        return None if row is None else User(**row)

    def add_company(self, id_: int, name: str) -> None:
        self._database.execute("INSERT INTO company (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", (id_, name))

    def add_user(self, id_: int, company_id: int, name: str, email: str) -> None:
        self._database.execute(
            'INSERT INTO "user" (id, company_id, name, email) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
            (id_, company_id, name, email),
        )

    def add_people(self, people: Iterable[Person]) -> None:
        query = (
            "INSERT INTO person (kind, id, name, email) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name, email = excluded.email"
        )
        for person in people:
            self._database.execute(query, person)
            self._people[person.kind, person.id] = person

    def add_related(self, related: Iterable[Related]) -> None:
        query = (
            "INSERT INTO relation (type, id, title, detail, url) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (type, id) DO UPDATE SET title = excluded.title, detail = excluded.detail, url = excluded.url"
        )
        for one in related:
            self._database.execute(query, one)
            self._related[one.type, one.id] = one
