"""Are very many activities marked as read exactly as few are, while others have their turn, and whatever ends the program?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.changes import Change, ListRead, Told
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import SetRead
from activity_desktop.operations import marking as marker
from activity_desktop.operations.desk import Desk
from activity_desktop.store import accounts, activities, feed, marking, outbox
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.facts import next_fact
from activity_desktop.store.preparing import prepare
from activity_desktop.sync.ingest import assume_read

NOON = Instant.parse("2026-03-02T12:00:00Z")
LATER = NOON.plus(60)
MANY = 40


class World:
    """Two accounts: the system of "north" keeps a read state, that of "south" does not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.start()
        with self.database.write() as connection:
            for name in ("north", "south"):
                accounts.add(connection, Account(id=name, system="fluid", name=name, url="http://127.0.0.1", linked_us=0))
        self.arrive(*range(1, MANY + 1))

    def start(self) -> None:
        """The program, maybe once more."""
        self.database = Database(self.path)
        self.told: list[Change] = []
        self.sent: list[str] = []
        can = {"north": True, "south": False}
        self.desk = Desk(
            self.database, SystemClock(), self.told.append, lambda account, _: can[account], lambda *_: "no", self.sent.append
        )

    def arrive(self, *numbers: int) -> None:
        with self.database.write() as connection:
            new = [Activity(key=self.key(n), created=NOON.plus(n), title=f"Order {n}") for n in numbers]
            activities.insert(connection, [Arrival(prepare(activity), None) for activity in new], NOON)

    def unread(self) -> list[int]:
        rows = feed.page(self.database.connection, FeedQuery(unread_only=True), None, 10_000)
        return sorted(int(row.key.rid) for row in rows)

    def key(self, number: int) -> Key:
        return Key("north" if number % 2 else "south", str(number))

    def in_the_background(self, act: Callable[[], object], until: Callable[[], bool] | None = None) -> None:
        """As in the window: what is asked for goes on by itself, until all is done or `until` says so."""

        async def live() -> None:
            running = asyncio.ensure_future(self.desk.triage.marker.run())
            await asyncio.sleep(0)
            act()
            while True:
                await asyncio.sleep(0)
                if (until or self.all_done)():
                    break
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

        asyncio.run(live())

    def all_done(self) -> bool:
        return self.saved() == 0

    def saved(self) -> int:
        """How many rows tell of unfinished work."""
        return int(self.database.connection.execute("SELECT count(*) FROM meta WHERE name LIKE 'marking %'").fetchone()[0])

    def state(self) -> list[list[tuple[object, ...]]]:
        """Everything that marking may touch, without the keys that are random and the times of the stations."""
        return [
            [tuple(row) for row in self.database.connection.execute(sql)]
            for sql in (
                "SELECT id, unread, kept, read_us, fact, hash FROM activity ORDER BY id",
                "SELECT activity, want_us, gen FROM overlay ORDER BY activity",
                "SELECT account, rid, field, operation, gen, state, not_before_us FROM outbox ORDER BY gen",
                "SELECT account, rid, name, note FROM station ORDER BY account, rid, name",
            )
        ]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(marker, "CHUNK", 7)
    made = World(tmp_path / "activity.db")
    yield made
    made.database.close()


def test_a_long_list_is_read_chunk_by_chunk_and_nothing_else_is(world: World) -> None:
    """What arrives meanwhile and what is marked unread meanwhile stay so; it is one step, and told with its number."""

    def act() -> None:
        world.desk.triage.mark_all_read(FeedQuery())
        assert 0 < len(world.unread()) < MANY
        world.arrive(100)
        world.desk.triage.mark_unread([world.key(MANY)])

    world.in_the_background(act)
    assert world.unread() == [MANY, 100]
    assert Told(f"{MANY} activities marked as read", undoable=True) in world.told
    assert ListRead(FeedQuery(), MANY, spare_kept=False) in world.told
    assert "north" in world.sent


def test_a_program_that_is_killed_between_two_chunks_goes_on_at_its_next_start(world: World) -> None:
    """What was wanted is one row from the first moment."""
    world.in_the_background(lambda: world.desk.triage.mark_all_read(FeedQuery()), lambda: len(world.unread()) < MANY)
    assert world.unread()
    world.database.close()
    world.start()
    world.arrive(100)
    world.in_the_background(lambda: None)
    assert world.unread() == [100]
    assert all(waiting.operation.read for waiting in outbox.all_waiting(world.database.connection, "north"))  # type: ignore[union-attr]  # all are marks


@pytest.mark.parametrize("finished", [False, True])
def test_undo_makes_unread_again_what_was_read_also_in_the_middle(world: World, finished: bool) -> None:
    """And nothing else: what was kept is kept again, what was read before stays read. Redo reads the same again."""
    world.desk.triage.mark_read([world.key(5)])
    world.desk.triage.mark_unread([world.key(6)])
    expected = [number for number in range(1, MANY + 1) if number != 5]

    def act() -> None:
        world.desk.triage.mark_all_read(FeedQuery())
        if finished:
            return
        world.desk.undo()

    world.in_the_background(act)
    if finished:
        assert world.unread() == []
        world.in_the_background(world.desk.undo)
    assert world.unread() == expected
    kept = [row.key for row in feed.page(world.database.connection, FeedQuery(), None, 100) if row.kept]
    assert kept == [world.key(6)]
    world.in_the_background(world.desk.redo)
    assert world.unread() == []


def test_redo_in_the_middle_of_an_undo_wins(world: World) -> None:
    """The last word counts."""

    def act() -> None:
        world.desk.triage.mark_all_read(FeedQuery())
        world.desk.undo()
        world.desk.redo()

    world.in_the_background(act)
    assert world.unread() == []


def test_a_visit_spares_what_is_kept_and_a_search_reads_what_it_lists(world: World) -> None:
    """Whatever narrows the list narrows what is read."""
    world.desk.triage.mark_unread([world.key(3)])
    world.desk.triage.mark_all_read(FeedQuery(text="order 4"))
    assert world.unread() == [number for number in range(1, MANY + 1) if number not in (4, 40)]
    world.desk.triage.read_visit(FeedQuery(account="north"), 30)
    spared = [number for number in range(1, MANY + 1) if number % 2 == 0 or number > 30 or number == 3]
    assert world.unread() == [number for number in spared if number not in (4, 40)]


def test_many_are_marked_exactly_as_few_are(tmp_path: Path) -> None:
    """Statements about a whole chunk leave the same rows behind as marking one by one: here, in the outbox, in the trace."""
    one, other = World(tmp_path / "one.db"), World(tmp_path / "other.db")
    dice = Random(3)  # noqa: S311 - the same choice in every run
    for world in (one, other):
        with world.database.write() as connection:
            outbox.add_marks(connection, [Key("north", "7"), Key("north", "9")], SetRead(at_us=None), NOON)
    keys = [one.key(number) for number in sorted(dice.sample(range(1, MANY + 1), 20), reverse=True)]
    one.desk.triage._store_read(keys, LATER.us, 0)
    with one.database.write() as connection:
        connection.execute("UPDATE outbox SET not_before_us = 0 WHERE not_before_us <> ?", (NOON.us,))
    with other.database.write() as connection:
        marked = [(id_, 0) for id_ in activities.ids_of(connection, keys)]
        others = "UPDATE activity SET shelf = 2 WHERE id NOT IN (SELECT value FROM json_each(?))"
        connection.execute(others, (str([id_ for id_, _ in marked]),))
        listed = marking.Listed(FeedQuery(), MANY, spare_kept=False, at_us=LATER.us)
        chosen = marking.choose_unread(connection, listed, None, MANY)
        assert sorted(chosen.marked) == sorted(marked)
        marking.wish(connection, LATER.us, ["north"], Instant(0))
        connection.execute("UPDATE activity SET shelf = 0")
    assert one.state() == other.state()
    for world in (one, other):
        world.database.close()


def test_what_the_server_took_is_settled_together_as_one_by_one(tmp_path: Path) -> None:
    """Only what was asked is a fact now; a mark that was made since is still to be sent and still shown."""
    one, other = World(tmp_path / "one.db"), World(tmp_path / "other.db")
    for world in (one, other):
        with world.database.write() as connection:
            outbox.add_marks(connection, [Key("north", str(n)) for n in (1, 3, 5)], SetRead(at_us=LATER.us), NOON)
        sent = outbox.all_waiting(world.database.connection)
        with world.database.write() as connection:
            outbox.claim(connection, [sent[1].op], NOON)
            outbox.add(connection, sent[1].key, SetRead(at_us=None), NOON)
            if world is one:
                for waiting in sent:
                    outbox.finish(connection, waiting)
                    assume_read(connection, waiting.key, LATER.us)
                connection.execute("UPDATE activity SET fact = 1 WHERE fact > 0")
            else:
                marking.settle(connection, [waiting.op for waiting in sent], next_fact(connection))
    assert one.state() == other.state()
    assert one.unread() == [n for n in range(1, MANY + 1) if n not in (1, 5)]
    for world in (one, other):
        world.database.close()


def test_a_list_that_finds_nothing_changes_nothing(world: World) -> None:
    """An operator without meaning, an empty shelf: no step, no word."""
    before = world.state()
    assert world.desk.triage.mark_all_read(FeedQuery(shelf=Shelf.SNOOZED)) == 0
    assert world.desk.triage.mark_all_read(FeedQuery(text="...")) == 0
    assert world.state() == before
    assert not world.desk.history.can_undo
