"""Is a disk that is full, locked or not to be written survived without a restart, and is nothing called saved that is not?"""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from activity_desktop.model.feed import FeedQuery
from activity_desktop.model.problems import CannotSave, DiskFull
from activity_desktop.operations.candidates import candidate
from activity_desktop.store import feed
from activity_desktop.store.database import Connection
from faults.bench import Day, a_day, hurry
from faults.names import NAME


def fill(day: Day) -> None:
    """From here on the database cannot grow by a single page."""
    connection = day.engine.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()


def free(day: Day) -> None:
    day.engine.database.connection.execute("PRAGMA max_page_count = 1073741823").fetchall()


def write_much(day: Day) -> None:
    """The person writes until there is no room. Raises DiskFull."""
    newest = feed.page(day.engine.database.connection, FeedQuery(), None, 1)[0]
    while True:
        day.engine.desk.triage.mark_unread([newest.key])


async def story() -> None:
    async with a_day() as day:
        fill(day)
        with pytest.raises(DiskFull):
            write_much(day)
        for _ in range(10):
            day.happen(5)
        await day.nudge_until(lambda: "DiskFull" in day.problems(), "the state line to name the disk")
        free(day)
        await day.calm()


def test_a_full_disk_is_survived_without_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is refused and not half saved; it is said; with room again everything is announced, once (I25)."""
    hurry(monkeypatch)
    asyncio.run(story())


def test_an_account_that_cannot_be_stored_leaves_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring had room, the disk had none: the person is told, and what was put into the keyring is taken out again."""
    hurry(monkeypatch)

    async def act() -> None:
        async with a_day() as day:
            who = candidate("fluid", "Second", f"http://{NAME}:{day.proxy.port}", {"user_token": day.ready.user_token})
            day.engine.database.connection.execute("PRAGMA query_only = ON").fetchall()
            with pytest.raises(CannotSave):
                await day.engine.linking.add(who)
            day.engine.database.connection.execute("PRAGMA query_only = OFF").fetchall()
            assert await day.engine.secrets.get("second") is None
            assert (await day.engine.linking.add(who)).id == "second"

    asyncio.run(act())


async def passing(begin: Callable[[Day], None], end: Callable[[Day], None]) -> None:
    async with a_day() as day:
        begin(day)
        newest = feed.page(day.engine.database.connection, FeedQuery(), None, 1)[0]
        with pytest.raises(CannotSave):
            day.engine.desk.triage.mark_unread([newest.key])
        day.happen(3)
        await day.nudge_until(lambda: "CannotSave" in day.problems(), "the state line to say so")
        end(day)
        await day.until(lambda: len(day.announced()) == 3, "all three, without being asked to look")
        await day.calm()


def test_a_database_that_another_program_holds_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup or a virus scanner: what is refused is said, and everything goes on as soon as it lets go (F36)."""
    hurry(monkeypatch)
    others: list[sqlite3.Connection] = []

    def hold(day: Day) -> None:
        day.engine.database.connection.execute("PRAGMA busy_timeout = 20").fetchall()
        others.append(sqlite3.connect(day.engine.database.path, isolation_level=None))
        others[0].execute("BEGIN IMMEDIATE")

    def let_go(day: Day) -> None:
        with closing(others[0]) as other:
            other.execute("ROLLBACK")

    asyncio.run(passing(hold, let_go))


def test_a_profile_that_becomes_read_only_is_said_and_outlived(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is mounted anew for reading only, and back (F36)."""
    hurry(monkeypatch)

    def only_read(day: Day, on: str = "ON") -> None:
        day.engine.database.connection.execute(f"PRAGMA query_only = {on}").fetchall()

    asyncio.run(passing(only_read, lambda day: only_read(day, "OFF")))


async def each_write(dice: random.Random) -> None:
    """A fifth of all transactions fails, whatever they are about, just before their commit."""
    async with a_day() as day:
        write, broken = day.engine.database.write, True

        @contextmanager
        def failing(*, waits_for_disk: bool = True) -> Iterator[Connection]:
            with write(waits_for_disk=waits_for_disk) as connection:
                yield connection
                if broken and dice.random() < 0.2:
                    raise sqlite3.OperationalError("database or disk is full")

        day.engine.database.write = failing  # type: ignore[method-assign]  # the fault of this story
        for _ in range(5):
            day.happen(2)
            await day.nudge_until(lambda: len(day.announced()) >= len(day.made), "the next two")
            with suppress(DiskFull):
                day.mark_first_read()
        broken = False
        await day.calm()


@pytest.mark.parametrize("seed", range(2))
def test_a_disk_that_is_full_at_any_write_costs_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also between the call to the desktop and its receipt: each is announced once, and what was accepted is sent (I25)."""
    hurry(monkeypatch)
    monkeypatch.setattr("activity_desktop.notify.centre.RETRY", 0.05)
    asyncio.run(each_write(random.Random(seed)))  # noqa: S311 - a story, not a secret
