"""Can one change in the outbox be tried again, corrected and given up, each without touching the others?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.crm.contract import Feature
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.changes import Change, OutboxChanged
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Create, Edit
from activity_desktop.model.problems import CannotDo, NotFound
from activity_desktop.operations.desk import Desk
from activity_desktop.store import accounts, activities, feed, outbox
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")
ONE = Key("north", "1")


class World:
    """One account, one activity, and a desk whose changes nobody sends."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.told: list[Change] = []
        self.woken: list[str] = []
        self.desk = Desk(
            self.database,
            SystemClock(),
            self.told.append,
            lambda _account, _feature: True,
            lambda _account, feature: f"It cannot {feature.value}.",
            self.woken.append,
        )
        with self.database.write() as connection:
            account = Account(id="north", system="pipedrive", name="North", url="http://127.0.0.1", linked_us=0)
            accounts.add(connection, account)
            new = Activity(key=ONE, created=NOON, title="Hello")
            activities.insert(connection, [Arrival(prepare(new), None)], NOON)

    def waiting(self) -> list[outbox.Waiting]:
        return outbox.all_waiting(self.database.connection)

    def refuse(self, op: int, problem: str = "Rejected") -> None:
        found = outbox.one(self.database.connection, op)
        assert found is not None
        with self.database.write() as connection:
            outbox.claim(connection, [op], NOON)
            outbox.park(connection, found, problem, "Not like this.")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "activity.db")
    yield made
    made.database.close()


def test_a_ticket_names_the_change_for_ever(world: World) -> None:
    """It is the idempotency key, so every try goes under it."""
    op = world.desk.editing.create("north", {"subject": "A"}, ticket="mine")
    world.refuse(op)
    world.desk.unsent.retry_one(op)
    (waiting,) = world.waiting()
    assert (waiting.idempotency_key, waiting.state, waiting.problem) == ("mine", "pending", "")
    assert world.woken[-1] == "north"
    assert OutboxChanged() in world.told


def test_a_correction_replaces_what_was_refused(world: World) -> None:
    """In one step: never both, never neither."""
    op = world.desk.editing.create("north", {"subject": ""})
    world.refuse(op)
    other = world.desk.editing.create("north", {"subject": "Another"})
    world.desk.editing.create("north", {"subject": "Corrected"}, replaces=op)
    assert [w.operation for w in world.waiting()] == [
        Create(fields={"subject": "Another"}),
        Create(fields={"subject": "Corrected"}),
    ]
    assert outbox.one(world.database.connection, other) is not None


def test_a_correction_does_not_replace_what_is_on_its_way_again(world: World) -> None:
    """It may have arrived already."""
    op = world.desk.editing.create("north", {"subject": "A"})
    world.refuse(op)
    world.desk.unsent.retry_one(op)
    world.desk.editing.create("north", {"subject": "B"}, replaces=op)
    assert len(world.waiting()) == 2


def test_giving_a_delete_up_brings_the_activity_back(world: World) -> None:
    """It is in the list again, and nothing is sent."""
    world.desk.editing.delete([ONE])
    assert feed.row(world.database.connection, ONE) is None
    (waiting,) = world.waiting()
    world.desk.unsent.drop(waiting.op)
    assert feed.row(world.database.connection, ONE) is not None
    assert world.waiting() == []


def test_what_is_being_sent_cannot_be_given_up(world: World) -> None:
    """Nobody can know whether it has arrived."""
    world.desk.editing.edit(ONE, {"subject": "B"})
    (waiting,) = world.waiting()
    with world.database.write() as connection:
        outbox.claim(connection, [waiting.op], NOON)
    with pytest.raises(CannotDo):
        world.desk.unsent.drop(waiting.op)
    world.desk.unsent.retry_one(waiting.op)
    assert [w.state for w in world.waiting()] == ["sending"]


def test_what_is_not_there_is_said(world: World) -> None:
    """It may have been sent while the person looked at it."""
    for act in (world.desk.unsent.retry_one, world.desk.unsent.drop):
        with pytest.raises(NotFound):
            act(99)


def test_an_edit_joins_the_one_that_waits(world: World) -> None:
    """Both fields go in one request."""
    world.desk.editing.edit(ONE, {"subject": "B"})
    world.desk.editing.edit(ONE, {"note": "C"})
    assert [w.operation for w in world.waiting()] == [Edit(fields={"subject": "B", "note": "C"})]


def test_only_what_lasts_is_counted(world: World) -> None:
    """What is sent within a moment is nobody's worry; what was refused always is."""
    now = SystemClock().now()
    world.desk.editing.edit(ONE, {"subject": "B"})
    assert outbox.count_lasting(world.database.connection, now.plus(-10)) == 0
    assert outbox.count_lasting(world.database.connection, now.plus(10)) == 1
    world.refuse(world.waiting()[0].op)
    assert outbox.count_lasting(world.database.connection, now.plus(-10)) == 1


def test_what_the_system_cannot_do_is_refused_before_anything_is_kept(world: World) -> None:
    """With the reason, as the form and the command line show it."""
    desk = Desk(
        world.database,
        SystemClock(),
        world.told.append,
        lambda _account, _feature: False,
        lambda _account, feature: f"It cannot {feature.value}.",
        world.woken.append,
    )
    with pytest.raises(CannotDo, match=Feature.CREATE.value):
        desk.editing.create("north", {"subject": "A"})
    assert world.waiting() == []
