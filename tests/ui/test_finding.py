"""Are the rows of a long list found, and counted, without keeping the window waiting? With a database that is slow at times."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.feed import FeedQuery
from activity_desktop.model.moment import Instant
from activity_desktop.store import accounts, activities
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database, open_reader
from activity_desktop.store.preparing import prepare
from activity_desktop.ui.backend import Found, Pages
from activity_desktop.ui.being_read import BeingRead
from activity_desktop.ui.feed import reading
from activity_desktop.ui.finding import Finding, StoredPages
from ui.scene import wait_until

NOON = Instant.parse("2026-03-02T12:00:00Z")
ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000000) SELECT count(*) FROM n"
EVERY = FeedQuery()


@pytest.fixture
def finding(tmp_path: Path) -> Iterator[Finding]:
    """Over three activities."""
    database = Database(tmp_path / "activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="https://north.example.com"))
        for number in range(3):
            one = Activity(key=Key("north", str(number)), title=f"Order {number}", created=NOON.plus(number))
            activities.insert(connection, [Arrival(prepare(one), None)], NOON)
    window, reader = QObject(), open_reader(database.path)
    made = Finding(reader, database.path, BeingRead(), window)
    yield made
    made.close()
    reader.close()
    database.close()
    window.deleteLater()


def test_what_is_quick_is_there_at_once_and_on_the_windows_thread(finding: Finding) -> None:
    """No frame is painted without the rows of an ordinary list."""
    heard: list[Found] = []
    finding.find("list", EVERY, reading.first(EVERY, 2), heard.append)
    (found,) = heard
    assert ([row.key.rid for row in found.rows], found.above, found.below) == (["2", "1"], False, True)
    finding.find("list", EVERY, reading.below(EVERY, found.rows[-1].position, 2), heard.append)
    assert ([row.key.rid for row in heard[1].rows], heard[1].above, heard[1].below) == (["0"], True, False)


def test_what_takes_long_goes_on_beside_the_window(finding: Finding) -> None:
    """However it is read: the window's own connection gives up after some milliseconds."""
    threads: list[bool] = []
    main = threading.current_thread()

    def slowly(pages: Pages) -> Found:
        threads.append(threading.current_thread() is main)
        assert isinstance(pages, StoredPages)
        if threads[-1]:
            pages.connection.execute(ENDLESS).fetchone()
        return reading.last(EVERY, 1)(pages)

    heard: list[Found] = []
    finding.find("list", EVERY, slowly, heard.append)
    assert heard == []
    wait_until(lambda: heard, "the row")
    assert threads == [True, False]
    assert [row.key.rid for row in heard[0].rows] == ["0"]


def test_words_are_never_searched_on_the_windows_thread(finding: Finding) -> None:
    """The full-text index cannot be stopped half-way; and what a newer search replaces is not told."""
    heard: list[Found] = []
    stale, wanted = FeedQuery(text="ord"), FeedQuery(text="order")
    finding.find("list", stale, reading.first(stale, 5), heard.append)
    finding.find("list", wanted, reading.first(wanted, 1), heard.append)
    assert heard == []
    wait_until(lambda: heard, "what was found")
    assert [len(found.rows) for found in heard] == [1]


def test_numbers_are_counted_for_each_asker_by_itself(finding: Finding) -> None:
    """Whoever asks again, also for nothing, does not hear what was asked before."""
    heard: list[tuple[str, dict[str, int]]] = []
    finding.count_all("views", {"mine": FeedQuery(text="order")}, lambda counted: heard.append(("views", counted)))
    finding.count_all("list", {"stale": FeedQuery(text="order")}, lambda counted: heard.append(("stale", counted)))
    finding.count_all("list", {}, lambda counted: heard.append(("list", counted)))
    wait_until(lambda: len(heard) == 2, "both numbers")
    assert heard == [("list", {}), ("views", {"mine": 3})]
