"""Who are the people, across all accounts? Names, and which of them are the same person."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.feed import PersonKey
from ..model.person import Person
from .database import Connection


def person(connection: Connection, key: PersonKey) -> Person | None:
    row = connection.execute("SELECT name, email FROM person WHERE (account, kind, pid) = (?, ?, ?)", key).fetchone()
    return Person(key.kind, key.id, row[0], row[1]) if row else None


def same_as(connection: Connection, key: PersonKey) -> tuple[PersonKey, ...]:
    """Everybody whom a person has linked to this one by hand, without this one."""
    rows = connection.execute(
        """SELECT other.account, other.kind, other.pid FROM same_person me JOIN same_person other USING (circle)
           WHERE (me.account, me.kind, me.pid) = (?, ?, ?) ORDER BY 1, 2, 3""",
        key,
    )
    return tuple(PersonKey(*row) for row in rows if tuple(row) != tuple(key))


def link_same(connection: Connection, one: PersonKey, other: PersonKey) -> None:
    """Say that two are the same person; their circles become one."""
    circles = [c for c in (_circle(connection, one), _circle(connection, other)) if c is not None]
    circle = min(circles) if circles else _new_circle(connection)
    for old in circles:
        connection.execute("UPDATE same_person SET circle = ? WHERE circle = ?", (circle, old))
    for key in (one, other):
        connection.execute("INSERT OR IGNORE INTO same_person VALUES (?, ?, ?, ?)", (*key, circle))


def unlink(connection: Connection, key: PersonKey) -> None:
    """Take one out of their circle; a circle of one is none."""
    circle = _circle(connection, key)
    connection.execute("DELETE FROM same_person WHERE (account, kind, pid) = (?, ?, ?)", key)
    if (
        circle is not None
        and connection.execute("SELECT count(*) FROM same_person WHERE circle = ?", (circle,)).fetchone()[0] < 2
    ):
        connection.execute("DELETE FROM same_person WHERE circle = ?", (circle,))


def set_groups(connection: Connection, groups: Sequence[Sequence[PersonKey]]) -> None:
    """Make the members of each group the same person, and nobody of them the same as anybody else: what undoing needs."""
    for group in groups:
        for key in group:
            unlink(connection, key)
    for group in groups:
        for other in group[1:]:
            link_same(connection, group[0], other)


def search(connection: Connection, text: str, limit: int = 20) -> list[tuple[PersonKey, str]]:
    """People whose name or address contains a text, for choosing one."""
    pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = connection.execute(
        r"""SELECT account, kind, pid, CASE WHEN name = '' THEN email ELSE name END FROM person
            WHERE name LIKE ? ESCAPE '\' OR email LIKE ? ESCAPE '\' ORDER BY 4 LIMIT ?""",
        (pattern, pattern, limit),
    )
    return [(PersonKey(*row[:3]), row[3]) for row in rows]


def _circle(connection: Connection, key: PersonKey) -> int | None:
    row = connection.execute("SELECT circle FROM same_person WHERE (account, kind, pid) = (?, ?, ?)", key).fetchone()
    return row[0] if row else None


def _new_circle(connection: Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(circle), 0) + 1 FROM same_person").fetchone()[0])
