"""Does a search find what somebody would who reads every activity, whatever was typed and written before?"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.feed import FeedQuery, Shelf, Terms
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.store import accounts, activities, feed
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.conditions import finds_nothing
from activity_desktop.store.database import Connection, Database, open_reader
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
WORDS = ("order", "orders", "ordered", "orchid", "René", "renew", "o'brien", "e-mail", "2026", "20261", "to", "the")
NAMES = ("Jane Order", "René Orchid", "")
FEW = 3
"""Rows to a page: what is found stands on several of them."""


class Written(NamedTuple):
    """What an activity says, and when it came, in seconds."""

    title: str
    body: str
    name: str
    at: int

    def activity(self, number: int) -> Activity:
        people = (Person("contact", self.name[0], self.name),) if self.name else ()
        return Activity(
            key=Key("north", str(number)), title=self.title, body=self.body, people=people, created=NOON.plus(self.at)
        )


A_TEXT = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
SOMETHING = st.builds(Written, A_TEXT, A_TEXT, st.sampled_from(NAMES), st.integers(0, 5))
STEPS = st.tuples(st.sampled_from(("write", "write", "write", "delete", "forget")), st.integers(1, 12), SOMETHING)
TYPED = st.lists(st.sampled_from((*WORDS, "ord", '"order to"', '"the')), min_size=1, max_size=3).map(" ".join)
PEOPLE = st.sampled_from(((), (), ("jane",), ("rene orch",)))


def _begin(database: Database) -> None:
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1", linked_us=0))


def _take(connection: sqlite3.Connection, there: dict[int, Written], what: str, number: int, written: Written) -> None:
    """One change of the store, and of what is known to be `there`."""
    ids = activities.ids_of(connection, [Key("north", str(number))])
    if what == "write" and ids:
        activities.update(connection, ids[0], prepare(written.activity(number)))
    elif what == "write":
        activities.insert(connection, [Arrival(prepare(written.activity(number)), None)], NOON)
    elif what == "delete":
        activities.set_gone(connection, ids, 1)
    else:
        for id_ in ids:
            activities.forget(connection, id_)
    there.pop(number, None)
    if what == "write":
        there[number] = written


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _plain(text))


def _has(text: str, phrase: list[str], *, whole: bool) -> bool:
    """Whether these words stand there one after the other; the last one perhaps only as a beginning."""
    words = _words(text)
    runs = (words[at : at + len(phrase)] for at in range(len(words)))
    return any(
        run[:-1] == phrase[:-1] and (run[-1] == phrase[-1] if whole else run[-1].startswith(phrase[-1]))
        for run in runs
        if len(run) == len(phrase)
    )


def _finds(query: FeedQuery, one: Written) -> bool:
    """By reading it. A quoted phrase is found as it stands, everything else by its beginning."""
    fields = (one.title, f"{one.body} {one.name}")
    *pairs, rest = re.split(r'"([^"]*)"', query.text)
    phrases = [(_words(part), True) for part in pairs[1::2]]
    phrases += [(_words(part), False) for part in " ".join((*pairs[::2], rest)).replace('"', " ").split()]
    return all(any(_has(field, words, whole=whole) for field in fields) for words, whole in phrases if words) and all(
        any(name.startswith(start) for name in _words(one.name)) for wanted in query.terms.people for start in _words(wanted)
    )


def _listed(connection: Connection, query: FeedQuery) -> list[str]:
    rids: list[str] = []
    after = None
    while rows := feed.page(connection, query, after, FEW):
        rids += [row.key.rid for row in rows]
        after = rows[-1].position
    return rids


def _in_order(connection: Connection, numbers: list[int]) -> list[str]:
    """Newest first; of the same moment, as the list of everything has them."""
    rids = {str(number) for number in numbers}
    return [rid for rid in _listed(connection, FeedQuery(Shelf.EVERYTHING)) if rid in rids]


@given(st.lists(st.tuples(st.lists(STEPS, max_size=8), TYPED, PEOPLE), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_what_is_typed_letter_by_letter_finds_what_reading_everything_would(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[tuple[list[tuple[str, int, Written]], str, tuple[str, ...]]]
) -> None:
    """In the same order, also where much comes late, is edited or deleted between two searches of the same window."""
    database = Database(tmp_path_factory.mktemp("store") / "activity.db")
    _begin(database)
    reader = open_reader(database.path)
    there: dict[int, Written] = {}
    for steps, typed, people in rounds:
        with database.write() as connection:
            for what, number, written in steps:
                _take(connection, there, what, number, written)
        times = [there[int(rid)].at for rid in _in_order(reader, list(there))]
        assert times == sorted((one.at for one in there.values()), reverse=True)
        for end in [*range(1, len(typed) + 1), len(typed) - 1]:
            query = FeedQuery(Shelf.EVERYTHING, text=typed[:end], terms=Terms(people=people))
            meant = [] if finds_nothing(query) else [number for number, one in there.items() if _finds(query, one)]
            assert _listed(reader, query) == _in_order(reader, meant), query
    reader.close()
    database.close()
