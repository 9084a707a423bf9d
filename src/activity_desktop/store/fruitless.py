"""Which searches are known to find nothing? Then nothing is found either by what is typed on behind one.

That takes longest of all: while something is found, a page is soon full, but to be sure that no activity has two common words
FTS5 compares the whole lists of both, tens of milliseconds in a million activities. It happens at one letter of what is typed,
and would again at each one after it.
"""

from __future__ import annotations

from msgspec.structs import replace

from ..model.feed import FeedQuery
from .database import Connection
from .vocabulary import Reader

MOST = 20
"""So many are remembered."""


def since_last_write(connection: Connection) -> list[FeedQuery]:
    """What was searched in vain since anybody last wrote. Nobody uses this list any more once somebody has written, so what
    was searched meanwhile may be added to it."""
    if not isinstance(connection, Reader):
        return []
    connection.forget_if_outdated()
    return connection.fruitless


def has(fruitless: list[FeedQuery], query: FeedQuery) -> bool:
    """Whether this finds nothing, because something that asks for less found nothing."""
    return any(_narrows(query, known) for known in fruitless)


def add(fruitless: list[FeedQuery], query: FeedQuery) -> None:
    """Nothing that asks for days, which begin at another time once the computer is in another time zone."""
    terms = query.terms
    if not (query.by_due or terms.since or terms.before):
        fruitless.append(query)
        del fruitless[:-MOST]


def _narrows(query: FeedQuery, known: FeedQuery) -> bool:
    """Whether it is the known one with more typed behind its words, or behind those of its last person.

    Each word is searched as a beginning. With more behind it, it stays the same, becomes longer, or becomes part of a phrase,
    all of which finds less.
    """
    return query.text.startswith(known.text) and _of_less(query, known) == _of_less(known, known)


def _of_less(query: FeedQuery, known: FeedQuery) -> FeedQuery:
    """Without what may be longer than in the known one."""
    people = query.terms.people
    if known.terms.people and len(people) == len(known.terms.people) and people[-1].startswith(known.terms.people[-1]):
        people = (*people[:-1], "")
    return replace(query, text="", terms=replace(query.terms, people=people))
