"""Does the demo come back when it is wanted again, and stay away when nobody needs it?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from activity_desktop.app.own_demo import OwnDemo
from activity_desktop.native.paths import find_paths
from activity_desktop.operations.candidates import Candidate
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.store import accounts
from activity_desktop.store.accounts import Account
from activity_desktop.store.database import Database


class Office:
    """What of the window's bridge the demo asks for, without a window."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.engine = SimpleNamespace(database=database, linking=SimpleNamespace(add=self._add))
        self.told: list[Any] = []

    async def _add(self, who: Candidate) -> None:
        with self.database.write() as connection:
            accounts.add(connection, Account(id="demo", system="fluid", name=who.name, url=who.url, linked_us=0))

    def submit(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(asyncio.run(work))
        return done

    def later(self, what: Callable[[], None]) -> None:
        what()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    database = Database(tmp_path / "activity.db")
    yield Office(database)
    database.close()


def test_the_demo_can_be_tried_again_after_its_account_was_removed(office: Office, tmp_path: Path) -> None:
    """With the server that still runs; while there is an account, no second one is added."""
    paths, settings = find_paths(tmp_path / "profile"), Settings()
    demo = OwnDemo(paths, settings, None, office.database)
    assert demo.server is None
    try:
        for _ in range(2):
            demo.start(office, office.told.append)  # type: ignore[arg-type]  # as much of it as is asked for
        assert [account.url for account in _linked(office)] == [f"http://127.0.0.1:{settings.get(choose.DEMO_PORT)}"]
        _remove(office)
        demo.start(office, office.told.append)  # type: ignore[arg-type]  # as above
        assert len(_linked(office)) == 1
        assert [outcome.problem for outcome in office.told] == [None, None, None]
    finally:
        demo.stop()
    again = OwnDemo(paths, settings, None, office.database)
    again.stop()
    assert again.server is not None
    _remove(office)
    assert OwnDemo(paths, settings, None, office.database).server is None


def _linked(office: Office) -> list[Account]:
    return accounts.all_accounts(office.database.connection)


def _remove(office: Office) -> None:
    with office.database.write() as connection:
        connection.execute("DELETE FROM pull")
        connection.execute("DELETE FROM account")
