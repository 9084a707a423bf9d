"""Does the command line link and part people as the window does?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.cli.main import main
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.model.problems import Exit
from activity_desktop.native.paths import find_paths
from activity_desktop.operations import logs
from activity_desktop.store import accounts, activities
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

NOON = Instant.parse("2026-03-02T12:00:00Z")


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two accounts that each know one Jane. The log's handler would outlive the test."""
    monkeypatch.setattr(logs, "to_terminal", lambda verbose: None)
    database = Database(find_paths(tmp_path).data / "activity.db")
    with database.write() as connection:
        for name, kind in (("north", "contact"), ("south", "person")):
            account = Account(id=name, system="fluid", name=name.title(), url="http://127.0.0.1", linked_us=0)
            accounts.add(connection, account)
            one = Activity(key=Key(name, "1"), created=NOON, title="Hello", people=(Person(kind, "7", "Jane"),))
            activities.insert(connection, [Arrival(prepare(one), None)], NOON)
    database.close()
    return tmp_path


def run(profile: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[Any]]:
    code = main(["--profile", str(profile), *words, "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_two_people_become_one_and_two_again(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`person` then lists the activities of both, each once."""
    code, (linked,) = run(profile, capsys, "same-person", "link", "north", "contact", "7", "South", "person", "7")
    assert (code, linked["same_as"]) == (Exit.DONE, [["south", "person", "7"]])
    _, both = run(profile, capsys, "person", "south", "person", "7")
    assert sorted(row["id"] for row in both) == ["north/1", "south/1"]
    assert run(profile, capsys, "same-person", "unlink", "north", "contact", "7")[0] == Exit.DONE
    _, one = run(profile, capsys, "person", "south", "person", "7")
    assert [row["id"] for row in one] == ["south/1"]


def test_somebody_unknown_is_refused(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a sentence, and nothing is changed."""
    code, _ = run(profile, capsys, "same-person", "link", "north", "contact", "7", "south", "person", "8")
    assert code == Exit.PROBLEM
    assert run(profile, capsys, "same-person", "unlink", "north", "contact", "7")[0] == Exit.PROBLEM
