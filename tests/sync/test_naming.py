"""Are people and records called by their names once somebody has told them, for good?"""

from __future__ import annotations

import asyncio
from pathlib import Path

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import FeedQuery
from activity_desktop.model.person import Person
from activity_desktop.model.problems import SlowDown
from activity_desktop.model.relation import Reach, Relation
from activity_desktop.store import feed
from activity_desktop.sync.ingest import Terms
from activity_desktop.sync.naming import Namer
from activity_desktop.sync.round import Round
from sync.toy import FULL, Heard, ToyClock, ToyConnector, ToyServer, new_database

TERMS = Terms("toy", server_reads=True, user_id="me", source="poll")
NAMES = {"7": "Ann Lee"}
TITLES = {"9": "Big deal"}


class Telling(ToyConnector):
    """A server that names people and deals only when asked."""

    asked = 0

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        self.asked += 1
        self._call("resolve")
        titled = tuple(Relation(r.kind, r.id, TITLES.get(r.id or "", "")) for r in relations)
        return titled, tuple(Person(p.kind, p.id, NAMES.get(p.id or "", "")) for p in people)


def test_a_number_becomes_a_name_and_stays_one(tmp_path: Path) -> None:
    """Asked once; found by search; not lost by the next page, which again has only numbers; known for later activities."""
    server, clock, heard = ToyServer(), ToyClock(), Heard()
    database, connector = new_database(tmp_path), Telling(server, FULL)
    namer = Namer(database, "toy")

    def look() -> list[tuple[str, str]]:
        clock.advance(60)
        asyncio.run(Round(database, connector, TERMS, clock, heard).pull())
        asyncio.run(namer.name_the_newest(connector))
        rows = feed.page(database.connection, FeedQuery(), None, 10)
        return [(row.person, row.relation) for row in rows]

    people, relations = (Person("person", "7"),), (Relation("deal", "9"), Relation("deal", "8"))
    server.put("1", people=people, relations=relations)
    assert look() == [("Ann Lee", "Big deal")]
    assert look() == [("Ann Lee", "Big deal")]
    server.put("1", people=people, relations=relations)
    server.put("2", people=people)
    assert look() == [("Ann Lee", ""), ("Ann Lee", "Big deal")]
    assert connector.asked == 1
    assert len(feed.page(database.connection, FeedQuery(text="ann"), None, 10)) == 2
    database.close()


class Refusing(Telling):
    """A server whose deals are all deleted."""

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        self.asked += 1
        return tuple(Relation(r.kind, r.id, reach=Reach.DELETED) for r in relations), people


def test_a_deleted_record_is_remembered_as_such(tmp_path: Path) -> None:
    """It is not asked for again, also not by the next program, and a later page does not make a change of it."""
    server, clock, heard = ToyServer(), ToyClock(), Heard()
    database, connector = new_database(tmp_path), Refusing(server, FULL)
    server.put("1", relations=(Relation("deal", "8"),))
    for _ in range(2):
        clock.advance(60)
        asyncio.run(Round(database, connector, TERMS, clock, heard).pull())
        asyncio.run(Namer(database, "toy").name_the_newest(connector))
    activity = feed.activity(database.connection, Key("toy", "1"))
    assert activity is not None
    assert activity.relations == (Relation("deal", "8", reach=Reach.DELETED),)
    assert connector.asked == 1
    database.close()


def test_a_server_that_will_not_tell_now_costs_nothing(tmp_path: Path) -> None:
    """Numbers are shown, and the look has succeeded all the same."""
    server, clock, heard = ToyServer(), ToyClock(), Heard()
    database, connector = new_database(tmp_path), Telling(server, FULL)
    server.put("1", people=(Person("person", "7"),))
    asyncio.run(Round(database, connector, TERMS, clock, heard).pull())
    connector.fail = [SlowDown()]
    assert asyncio.run(Namer(database, "toy").name_the_newest(connector)) == []
    (row,) = feed.page(database.connection, FeedQuery(), None, 10)
    assert row.person == "Person 7"
    database.close()
