"""May a stranger's text command the terminal that it is printed on? Escape sequences, hidden characters, broken encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.cli.printing import Printer
from activity_desktop.crm.contract import Page
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.problems import Problem
from activity_desktop.store import accounts
from activity_desktop.store.accounts import Account
from activity_desktop.store.database import Database
from activity_desktop.sync.ingest import Terms, take_in

HOSTILE = "red\x1b[31m bell\x07 clipboard\x1b]52;c;aGk=\x07 c1\x9b2J nul\x00 turned\u202e half\ud800 back\x08 return\r"
KEPT = HOSTILE.replace("\ud800", "")
"""What a database takes."""
DANGEROUS = {*"\x1b\x07\x9b\x00\x08\r\x7f", "\u202e", "\ud800"}
EMOJI = "naïve \N{PARTY POPPER} 日本"


def program(profile: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "activity_desktop", "--profile", str(profile), *words]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env={**os.environ, **variables})


def profile_with(folder: Path, activity: Activity) -> Path:
    """A profile whose database holds this one activity."""
    (folder / "data").mkdir(parents=True)
    database = Database(folder / "data/activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="acc", system="fluid", name=KEPT, url="https://a.example", user_name=KEPT))
    take_in(database, Page((activity,)), Terms("acc", True, "", "poll"), 0, SystemClock())
    database.close()
    return folder


@pytest.mark.parametrize("as_json", [False, True])
def test_nothing_printed_can_command_a_terminal(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever wrote it: sentences, hints and problems alike."""
    printer = Printer(as_json=as_json)
    printer.say(f"one\ntwo {HOSTILE}", title=HOSTILE)
    printer.hint(HOSTILE)
    printer.problem(Problem(HOSTILE, HOSTILE, detail=HOSTILE))
    said = capsys.readouterr()
    assert not DANGEROUS & {*said.out, *said.err}
    if as_json:
        assert json.loads(said.out) == {"title": HOSTILE}
    else:
        assert said.out.startswith("one\ntwo red")


@pytest.mark.parametrize("verb", [["list"], ["list", "--json"], ["show", "acc/1"], ["accounts", "list"], ["trace", "acc/1"]])
def test_no_verb_passes_a_strangers_escape_sequences_on(verb: list[str], tmp_path: Path) -> None:
    """In each field that a server fills."""
    texts: dict[str, Any] = dict.fromkeys(("title", "body", "plain", "notes", "kind_label", "location", "status"), KEPT)
    profile = profile_with(tmp_path / "p", Activity(key=Key("acc", "1"), **texts))
    done = program(profile, *verb)
    assert done.returncode == 0, done.stderr
    assert not DANGEROUS & {*done.stdout.decode()}


@pytest.mark.parametrize("verb", [["list"], ["list", "--json"]])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_without_the_characters_still_gets_the_list(verb: list[str], encoding: str, tmp_path: Path) -> None:
    """An old locale or a Windows pipe cannot write an emoji; that is no reason to crash, and JSON stays JSON."""
    profile = profile_with(tmp_path / "p", Activity(key=Key("acc", "1"), title=EMOJI))
    done = program(profile, *verb, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert b"na" in done.stdout
    if "--json" in verb:
        assert json.loads(done.stdout.decode(encoding))["title"] == EMOJI
