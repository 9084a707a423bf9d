"""Do accounts leave each other alone: the same one linked twice, one signed out, one removed in the midst of everything?"""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from activity_desktop.model.activity import Key
from activity_desktop.model.changes import Announced, Phase
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.operations.candidates import candidate
from activity_desktop.store import feed, outbox
from faults import kinds
from faults.bench import Day, a_day, hurry
from faults.names import NAME
from faults.proxy import ALWAYS, Fault


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


async def link_again(day: Day, url: str = "") -> str:
    """The same user of the same server, as an account of another name."""
    address = url or f"http://{NAME}:{day.proxy.port}"
    who = candidate("fluid", "Again", address, {"user_token": day.ready.user_token})
    return (await day.engine.linking.add(who)).id


def rows(day: Day, account: str) -> dict[str, bool]:
    """What an account holds, and whether it is read."""
    found = feed.page(day.engine.database.connection, FeedQuery(Shelf.EVERYTHING, account), None, -1)
    return {row.key.rid: not row.unread for row in found}


def announced(day: Day, account: str) -> Counter[str]:
    return Counter(c.key.rid for c in day.changes if isinstance(c, Announced) and c.key.account == account)


def traces(day: Day, account: str) -> dict[str, int]:
    """In which tables an account still stands."""
    connection = day.engine.database.connection
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    counts = {}
    for table in tables:
        if any(column[1] == "account" for column in connection.execute(f"PRAGMA table_info({table})")):
            asking = f"SELECT count(*) FROM {table} WHERE account = ?"  # noqa: S608 - a name of our own schema
            counts[table] = connection.execute(asking, (account,)).fetchone()[0]
    return {table: count for table, count in counts.items() if count}


def test_the_same_user_linked_twice_is_two_accounts_that_agree() -> None:
    """Each announces each of its activities once, a mark in one reaches the other by way of the server, removing one
    costs the other nothing (F42)."""

    async def story() -> None:
        async with a_day() as day:
            other = await link_again(day)
            await day.nudge_until(lambda: rows(day, other).keys() == rows(day, day.account).keys(), "both being filled")
            day.happen(3)
            await day.nudge_until(lambda: len(announced(day, other)) == 3 == len(announced(day, day.account)), "each of them")
            day.engine.desk.triage.mark_read([Key(other, day.made[0].rpartition("/")[2])])
            await day.nudge_until(lambda: rows(day, day.account) == rows(day, other), "the mark in both")
            await day.engine.linking.remove(other)
            assert traces(day, other) == {}
            assert set(announced(day, other).values()) | set(announced(day, day.account).values()) == {1}
            await day.nudge_until(lambda: rows(day, day.account) == day.there(), "the first one being whole")

    asyncio.run(story())


def test_an_account_that_is_signed_out_disturbs_no_other() -> None:
    """401 for one: it keeps its changes and asks once, the other one goes on (I31)."""

    async def story() -> None:
        async with a_day() as day:
            other = await link_again(day, day.ready.base_url)  # past the proxy
            await day.nudge_until(lambda: rows(day, other).keys() == rows(day, day.account).keys(), "both being filled")
            day.proxy.plan(kinds.says(401), ALWAYS)
            await day.proxy.cut()
            day.engine.desk.triage.mark_read([Key(day.account, rid) for rid in rows(day, day.account)])
            states = day.engine.followers.states
            await day.until(lambda: states()[day.account].phase is Phase.SIGNED_OUT, "being signed out")
            day.happen(2)
            await day.until(lambda: len(announced(day, other)) == 2, "the other one's news")
            assert outbox.count(day.engine.database.connection, day.account) > 0
            assert not any(waiting.state == "parked" for waiting in day.sending())
            assert states()[day.account].phase is Phase.SIGNED_OUT

    asyncio.run(story())


@pytest.mark.parametrize("fault", [kinds.silent, kinds.late, kinds.answer_lost], ids=["silent", "late", "lost"])
def test_an_account_that_is_removed_in_the_midst_of_everything_leaves_nothing(fault: Fault) -> None:
    """While it is filled, while marks are on their way, while answers are late: not a row of it, then or later (F42, I22)."""

    async def story() -> None:
        async with a_day() as day:
            other = await link_again(day)
            await day.nudge_until(lambda: len(rows(day, other)) > 0, "some of it")
            day.proxy.plan(fault, ALWAYS)
            day.happen(3)
            day.engine.desk.triage.mark_read([Key(other, rid) for rid in rows(day, other)])
            day.engine.followers.check_now()
            spoiled = day.proxy.spoiled
            await day.until(lambda: day.proxy.spoiled > spoiled, "something on its way")
            await day.engine.linking.remove(other)
            day.proxy.clear()
            await day.nudge_until(lambda: len(announced(day, day.account)) == 3, "the other one's news")
            assert traces(day, other) == {}

    asyncio.run(story())
