"""Does one look at an account find everything, once, whatever happened in between?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec import structs

from activity_desktop.crm.contract import Feature, Page, Walk
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.model.problems import NotAnswering
from activity_desktop.store import accounts, feed
from activity_desktop.store.database import Database
from activity_desktop.sync.ingest import Terms
from activity_desktop.sync.round import Outcome, Round
from sync.toy import BARE, FULL, Heard, ToyClock, ToyConnector, ToyServer, new_database

TERMS = Terms("toy", server_reads=True, user_id="me", source="poll")


@dataclass
class Desk:
    """One account and everything that a round of it needs."""

    database: Database
    server: ToyServer
    connector: ToyConnector
    clock: ToyClock
    heard: Heard

    def look(self, *, sweep: bool = False) -> Outcome:
        self.clock.advance(60)
        round_ = Round(self.database, self.connector, TERMS, self.clock, self.heard)
        return asyncio.run(round_.pull(sweep=sweep))

    def shown(self) -> list[str]:
        rows = feed.page(self.database.connection, FeedQuery(Shelf.EVERYTHING), None, 1000)
        return [row.key.rid for row in rows]

    def due(self) -> list[str]:
        rows = self.database.connection.execute("SELECT rid FROM ledger WHERE state = 'due' ORDER BY due_us, rid")
        return [row[0] for row in rows]


def make(folder: Path, features: frozenset[Feature]) -> Desk:
    server = ToyServer()
    return Desk(new_database(folder), server, ToyConnector(server, features), ToyClock(), Heard())


@pytest.fixture(params=[FULL, BARE], ids=["with changes", "bare"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = make(tmp_path, request.param)
    yield made
    made.database.close()


def test_a_first_fill_has_everything_in_order_and_announces_nothing(desk: Desk) -> None:
    """Old activities are shown newest first and are no news."""
    for number in range(1, 11):
        desk.server.put(str(number), created=desk.clock.now().plus(-1000 + number))
    outcome = desk.look()
    assert outcome.arrived == 10
    assert desk.shown() == [str(n) for n in range(10, 0, -1)]
    assert desk.due() == []


def test_a_list_that_is_empty_once_is_not_taken_for_an_empty_account(desk: Desk) -> None:
    """A server that answers before it has its data: the second look finds everything, and none of it is news (F33)."""
    rows, desk.server.rows = desk.server.rows, {}
    desk.look()
    desk.server.rows = rows
    for number in range(1, 8):
        desk.server.put(str(number), created=desk.clock.now().plus(-86_400))
    desk.server.seq += 100  # and tells of no change that made them
    desk.server.seqs = dict.fromkeys(desk.server.seqs, 0)
    desk.look()
    assert sorted(desk.shown()) == [str(number) for number in range(1, 8)]
    assert desk.due() == []


def test_an_account_that_is_empty_is_believed_the_second_time(desk: Desk) -> None:
    """And what comes first is news, like everything after it."""
    desk.look()
    desk.look()
    assert accounts.pulled(desk.database.connection, "toy").filled
    desk.server.put("1", created=desk.clock.now())
    desk.look()
    assert desk.due() == ["1"]


def test_what_was_created_during_the_first_fill_is_news(desk: Desk) -> None:
    """Linked at nine, created a second later: the person wants to hear of it."""
    desk.server.put("1", created=desk.clock.now().plus(-1000))
    desk.server.put("2", created=desk.clock.now().plus(1))
    desk.look()
    assert desk.due() == ["2"]


def test_every_new_activity_is_due_exactly_once_over_many_looks(desk: Desk) -> None:
    """A second look at the same thing announces nothing again."""
    desk.look()
    for number in range(1, 9):
        desk.server.put(str(number))
        desk.look()
        desk.look()
    assert sorted(desk.due()) == [str(n) for n in range(1, 9)]
    assert len(desk.shown()) == 8


def test_a_walk_cut_short_hides_nothing_behind_what_it_stored(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page one was stored and the connection died; the next look must not take page one for the end of the news."""
    desk.server.put("1")
    desk.look()
    for number in range(2, 12):
        desk.server.put(str(number))
    pages = desk.connector.pull

    async def dying(cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:
        async for page in pages(cursor, walk):
            yield page
            raise NotAnswering

    monkeypatch.setattr(desk.connector, "pull", dying)
    with pytest.raises(NotAnswering):
        desk.look()
    monkeypatch.undo()
    desk.look()
    assert sorted(desk.shown(), key=int) == [str(n) for n in range(1, 12)]


def test_nothing_new_costs_one_request(desk: Desk) -> None:
    """An idle account is cheap: the first page of old acquaintances ends the walk."""
    for number in range(1, 30):
        desk.server.put(str(number))
    desk.look()
    desk.server.requests.clear()
    assert not desk.look().anything
    assert len(desk.server.requests) == 1


def test_a_deleted_activity_leaves_only_after_proof(tmp_path: Path) -> None:
    """On a bare server absence must be seen twice in complete walks, and confirmed by asking for it."""
    desk = make(tmp_path, BARE)
    for number in range(1, 8):
        desk.server.put(str(number))
    desk.look()
    desk.server.remove("4")
    assert desk.look(sweep=True).removed == 0
    assert "4" in desk.shown()
    assert desk.look(sweep=True).removed == 1
    assert "4" not in desk.shown()
    assert "get 4" in desk.server.requests
    desk.database.close()


def test_a_server_that_tells_deletions_is_believed_at_once(tmp_path: Path) -> None:
    """A tombstone is proof."""
    desk = make(tmp_path, FULL)
    desk.server.put("1")
    desk.server.put("2")
    desk.look()
    desk.server.remove("1")
    assert desk.look().removed == 1
    assert desk.shown() == ["2"]
    desk.database.close()


def test_an_identifier_that_is_given_a_second_time_is_news(desk: Desk) -> None:
    """A server that was set up anew counts from one again: its new ones are neither lost nor taken for the old ones (F35)."""
    desk.server.put("1", title="The old one")
    desk.look()
    desk.database.connection.execute("UPDATE activity SET shelf = 2, read_us = 1, unread = 0")
    desk.clock.advance(86_400)
    desk.server.remove("1")
    desk.server.put("1", title="Another one", created=desk.clock.now())
    desk.look()
    assert [(row.title, row.unread) for row in feed.page(desk.database.connection, FeedQuery(), None, 10)] == [
        ("Another one", True)
    ]
    assert desk.due() == ["1"]
    desk.look(sweep=True)
    assert desk.due() == ["1"]


@pytest.mark.parametrize("wrong", [-400 * 86_400.0, 400 * 86_400.0])
def test_a_clock_that_was_wrong_makes_no_activity_another_one(desk: Desk, wrong: float) -> None:
    """Stored while this computer was a year off, edited after it was set right: still the same, and told once (I32)."""
    desk.look()
    desk.server.put("1")
    desk.clock.advance(wrong)
    desk.look()
    due = desk.due()
    desk.clock.advance(-wrong)
    desk.server.put("1", title="Edited")
    desk.look(sweep=True)
    assert (desk.due(), [row.title for row in feed.page(desk.database.connection, FeedQuery(), None, 10)]) == (due, ["Edited"])


def test_what_was_missed_and_found_later_is_counted(desk: Desk) -> None:
    """A list that left one out for an hour: the health page tells that it was missed, and how late the others come."""
    desk.server.put("9")
    desk.look()
    desk.server.put("1", created=desk.clock.now().plus(30))
    desk.look()
    before = accounts.pulled(desk.database.connection, "toy")
    assert (before.lag, before.healed) == (30.0, 0)
    desk.server.put("2", created=desk.clock.now().plus(-3600))
    desk.look()
    after = accounts.pulled(desk.database.connection, "toy")
    assert (after.lag, after.healed, after.last_healed) == (30.0, 1, desk.clock.now())


def test_read_elsewhere_is_read_here(desk: Desk) -> None:
    """Another device read it; the next look shows it read, and the count with it."""
    desk.look()
    desk.server.put("1")
    desk.look()
    assert feed.unread_by_account(desk.database.connection) == {"toy": 1}
    desk.server.put("1", read_at=desk.clock.now())
    desk.look()
    assert feed.unread_by_account(desk.database.connection) == {}


def test_an_activity_that_comes_back_is_shown_and_not_announced_again(tmp_path: Path) -> None:
    """The server was restored from a backup: the row returns, the ledger remembers."""
    desk = make(tmp_path, FULL)
    desk.look()
    desk.server.put("1")
    desk.look()
    kept = desk.server.rows["1"]
    desk.server.remove("1")
    desk.look()
    desk.server.put("1", title=kept.title)
    desk.look()
    assert desk.shown() == ["1"]
    assert desk.due() == ["1"]
    desk.database.close()


def test_the_same_words_in_a_new_version_are_no_change_and_still_guard(tmp_path: Path) -> None:
    """Nothing is written or told, but what is older than the new version no longer gets in."""
    desk = make(tmp_path, FULL)
    desk.server.put("1", title="A")
    desk.look()
    desk.server.put("1", title="A")
    assert not desk.look().anything
    stale = structs.replace(desk.server.rows["1"], title="B", version=0)
    desk.heard.changes.clear()
    Round(desk.database, desk.connector, TERMS, desk.clock, desk.heard).store(Page((stale,)), 10**9)
    (row,) = feed.page(desk.database.connection, FeedQuery(), None, 10)
    assert (row.title, desk.heard.changes) == ("A", [])
    desk.database.close()


def test_a_huge_page_is_stored_in_steps(desk: Desk) -> None:
    """A server that sends everything at once holds nobody up: its page is stored part by part, the cursor with the last one."""
    for number in range(1, 1701):
        desk.server.put(str(number))
    desk.server.page_size = 10_000
    stored: list[tuple[int, bool]] = []

    def look(change: object) -> None:
        count = desk.database.connection.execute("SELECT count(*) FROM activity").fetchone()[0]
        stored.append((count, accounts.pulled(desk.database.connection, "toy").cursor is not None))

    outcome = asyncio.run(Round(desk.database, desk.connector, TERMS, desk.clock, look).pull())
    assert outcome.arrived == 1700
    assert [count for count, _ in stored] == [500, 1000, 1500, 1700]
    assert not any(cursor for _, cursor in stored[:-1])
    assert desk.database.connection.execute("SELECT count(*) FROM activity_words_docsize").fetchone()[0] == 1700
