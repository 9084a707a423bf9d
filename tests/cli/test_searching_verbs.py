"""Do `search`, `views`, `list --view` and `snooze --until` say and find on the command line what they do in the window?"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.cli.main import main
from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.moment import Day, Instant
from activity_desktop.model.problems import Exit
from activity_desktop.store import accounts, activities
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")


class Shell:
    """A command line on a profile with three stored activities and no network."""

    def __init__(self, profile: Path, output: pytest.CaptureFixture[str]) -> None:
        self._profile = profile
        self._output = output
        (profile / "data").mkdir(parents=True)
        database = Database(profile / "data" / "activity.db")
        with database.write() as connection:
            connection_account = Account(
                id="pd", system="pipedrive", name="Pipedrive Acme", url="http://127.0.0.1:9", linked_us=0
            )
            accounts.add(connection, connection_account)
            new = [
                Activity(key=Key("pd", str(number)), created=NOON.plus(number), kind=kind, title=title, starts=starts)
                for number, kind, title, starts in (
                    (1, Kind.CALL, "Call Jane", NOON.plus(900)),
                    (2, Kind.CALL, "Call Bob", Day(date(2026, 3, 1))),
                    (3, Kind.NOTE, "Note of a call", None),
                )
            ]
            activities.insert(connection, [Arrival(prepare(a), None) for a in new], NOON)
        database.close()

    def run(self, *words: str) -> int:
        self.code = main(["--profile", str(self._profile), *words])
        self.said, self.problems = self._output.readouterr()
        return self.code

    def found(self, *words: str) -> list[Any]:
        """One JSON object a line."""
        assert self.run(*words, "--json") == Exit.DONE, self.problems
        return [json.loads(line) for line in self.said.splitlines()]

    def ids(self, *words: str) -> list[str]:
        return [row["id"] for row in self.found(*words)]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    return Shell(tmp_path / "profile", capsys)


def test_search_understands_the_operators_of_the_window(shell: Shell) -> None:
    """Newest first, over all shelves."""
    assert shell.ids("search", "call") == ["pd/3", "pd/2", "pd/1"]
    assert shell.ids("search", "type:call is:unread account:acme") == ["pd/2", "pd/1"]
    assert shell.ids("search", '"a call"') == ["pd/3"]


def test_the_agenda_lists_what_is_due_by_its_time(shell: Shell) -> None:
    """The soonest first, with its time in front; `due:` finds the same in a search."""
    assert shell.ids("list", "--shelf", "agenda") == ["pd/2", "pd/1"]
    assert shell.ids("search", "due:2026-03-02.. call") == ["pd/1"]
    assert [row["due"] for row in shell.found("search", "due:overdue")] == ["2026-03-01", "2026-03-02T12:15:00Z"]
    shell.run("list", "--shelf", "agenda")
    assert shell.said.startswith("* 2026-03-01")


def test_a_wrong_value_is_a_wrong_use(shell: Shell) -> None:
    """With what would be right, and an exit code that scripts can tell from "nothing found"."""
    assert shell.run("search", "type:cal") == Exit.USAGE
    assert "“type:cal” is not understood" in shell.problems
    assert "call" in shell.problems
    assert shell.run("search", "is:read is:unread") == Exit.USAGE
    assert "contradicts" in shell.problems


def test_a_view_is_saved_listed_used_and_removed(shell: Shell) -> None:
    """And cannot be saved twice, or wrongly."""
    assert shell.run("views", "add", "Calls", "type:call is:unread") == Exit.DONE
    assert shell.found("views", "list") == [
        {"name": "Calls", "query": "type:call is:unread", "shelf": "inbox", "account": None, "holds": 2}
    ]
    assert shell.ids("list", "--view", "Calls") == ["pd/2", "pd/1"]
    assert shell.run("views", "add", "Calls", "call") == Exit.USAGE
    assert shell.run("views", "add", "Wrong", "type:cal") == Exit.USAGE
    assert shell.run("views", "remove", "Calls") == Exit.DONE
    assert shell.run("views", "remove", "Calls") == Exit.PROBLEM
    assert shell.run("list", "--view", "Calls") == Exit.PROBLEM
    assert shell.found("views", "list") == []


def test_snooze_takes_words_and_refuses_the_past(shell: Shell) -> None:
    """It goes where the window would put it."""
    assert shell.run("snooze", "pd/1", "--until", "in 3 hours") == Exit.DONE
    assert shell.ids("list", "--shelf", "snoozed") == ["pd/1"]
    assert shell.run("snooze", "pd/2", "--until", "yesterday") == Exit.USAGE
    assert "still to come" in shell.problems
    assert shell.run("snooze", "pd/2", "--until", "2020-01-31T09:00") == Exit.USAGE
    assert shell.run("snooze", "pd/2", "--until", "blah") == Exit.USAGE
    assert "is not a time" in shell.problems
    assert shell.ids("search", "is:snoozed") == ["pd/1"]
