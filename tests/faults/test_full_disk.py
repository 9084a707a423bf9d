"""Is a full disk survived without a restart, and is nothing called saved that is not?"""

from __future__ import annotations

import asyncio

import pytest

from activity_desktop.model.feed import FeedQuery
from activity_desktop.model.problems import DiskFull
from activity_desktop.store import feed
from faults.bench import Day, a_day, hurry


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
        day.engine.desk.mark_unread([newest.key])


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
