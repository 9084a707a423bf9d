"""Can people of several accounts be made one, and parted again, without losing or doubling an activity?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.changes import Change, Told
from activity_desktop.model.feed import FeedQuery, PersonKey, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.model.problems import BadInput, NotFound
from activity_desktop.operations.same_person import SamePerson
from activity_desktop.operations.undo import History
from activity_desktop.store import accounts, activities, feed, people
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
NORTH, SOUTH, EAST, WEST = (PersonKey(name, "contact", "1") for name in ("north", "south", "east", "west"))


class World:
    """Four accounts that each know one Jane, with one activity of hers."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.history = History()
        self.told: list[Change] = []
        self.same = SamePerson(self.database, self.history, self.told.append)
        with self.database.write() as connection:
            for key in (NORTH, SOUTH, EAST, WEST):
                account = Account(id=key.account, system="fluid", name=key.account, url="http://127.0.0.1", linked_us=0)
                accounts.add(connection, account)
                jane = Person(key.kind, key.id, f"Jane {key.account.title()}")
                one = Activity(key=Key(key.account, "1"), created=NOON, title="Hello", people=(jane,))
                activities.insert(connection, [Arrival(prepare(one), None)], NOON)

    def group(self, key: PersonKey) -> set[PersonKey]:
        return {key, *people.same_as(self.database.connection, key)}

    def accounts_on_the_page(self, key: PersonKey) -> list[str]:
        rows = feed.page(self.database.connection, FeedQuery(Shelf.EVERYTHING, person=key), None, 50)
        return sorted(row.key.account for row in rows)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "activity.db")
    yield made
    made.database.close()


def test_each_page_shows_the_activities_of_both_once(world: World) -> None:
    """Linking twice changes nothing more."""
    world.same.link(NORTH, SOUTH)
    world.same.link(SOUTH, NORTH)
    assert world.accounts_on_the_page(NORTH) == world.accounts_on_the_page(SOUTH) == ["north", "south"]
    assert [told.text for told in world.told if isinstance(told, Told)] == ["Jane North and Jane South are the same person"]


def test_undoing_a_link_of_two_groups_makes_two_groups_again(world: World) -> None:
    """Not four people, and not one: exactly what was before."""
    world.same.link(NORTH, SOUTH)
    world.same.link(EAST, WEST)
    world.same.link(SOUTH, EAST)
    assert world.group(NORTH) == {NORTH, SOUTH, EAST, WEST}
    world.history.undo()
    assert (world.group(NORTH), world.group(WEST)) == ({NORTH, SOUTH}, {EAST, WEST})
    world.history.redo()
    assert world.group(NORTH) == {NORTH, SOUTH, EAST, WEST}


def test_parting_takes_one_out_and_can_be_undone(world: World) -> None:
    """The others stay together."""
    world.same.link(NORTH, SOUTH)
    world.same.link(NORTH, EAST)
    world.same.unlink(NORTH)
    assert (world.group(NORTH), world.group(SOUTH)) == ({NORTH}, {SOUTH, EAST})
    world.history.undo()
    assert world.group(NORTH) == {NORTH, SOUTH, EAST}


def test_nonsense_is_refused_with_a_sentence(world: World) -> None:
    """Nobody is the same as themselves, or as somebody who is not here."""
    with pytest.raises(BadInput):
        world.same.link(NORTH, NORTH)
    with pytest.raises(NotFound, match="nobody"):
        world.same.link(NORTH, PersonKey("north", "contact", "nobody"))
    with pytest.raises(NotFound, match="not linked"):
        world.same.unlink(NORTH)
    assert not world.history.can_undo
