"""Does the command line do what the window does, against a real server, with JSON and honest exit codes?"""

from __future__ import annotations

import csv
import errno
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.cli.main import main
from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.problems import Exit
from activity_desktop.native.secrets import SessionSecrets


class Shell:
    """A command line on one account that has been read once."""

    def __init__(
        self, folder: Path, output: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, server: LocalServer
    ) -> None:
        kept = SessionSecrets()
        patch.setattr("activity_desktop.cli.session.make_secret_store", lambda _profile: kept)
        self._patch = patch
        self._profile = folder / "profile"
        self._output = output
        ready = server.start()
        self.token, self.company_token = ready.user_token, ready.company_token
        self.run(
            "accounts", "add", "fluid", "--name", "North", "--url", ready.base_url, "--secrets-stdin", typed=self.secrets()
        )
        self.run("sync")

    def secrets(self, token: str = "") -> str:
        return json.dumps({"user_token": token or self.token})

    def text(self, *words: str, expect: int = Exit.DONE, typed: str = "") -> str:
        """What it prints for a person, or complains about."""
        self._patch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["--profile", str(self._profile), *words])
        said, problems = self._output.readouterr()
        assert code == expect, problems
        return said if code == Exit.DONE else problems

    def run(self, *words: str, expect: int = Exit.DONE, typed: str = "") -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text(*words, "--json", expect=expect, typed=typed).splitlines()]

    def ids(self, *words: str) -> list[str]:
        return [row["id"] for row in self.run("list", *words)]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    server = LocalServer(tmp_path / "server.db", seed=12)
    yield Shell(tmp_path, capsys, monkeypatch, server)
    server.stop()


def test_what_was_put_away_comes_back(shell: Shell) -> None:
    """Done and snoozed ones alike; what is found by a search is marked as one."""
    first, second, *_ = shell.ids()
    shell.run("done", first)
    shell.run("snooze", second, "--until", "tomorrow 9:00")
    assert {first, second}.isdisjoint(shell.ids())
    shell.run("inbox", first, second)
    assert shell.ids()[:2] == [first, second]
    (marked,) = shell.run("mark", "read", "--search", "is:unread")
    assert (marked["event"], marked["waiting"]) == ("marked read", 0)
    assert shell.ids("--unread") == []
    shell.run("mark", "read", first, "--all", expect=Exit.USAGE)


def test_people_are_found_and_their_pages_listed(shell: Shell) -> None:
    """By part of a name; the page holds what was counted."""
    found = shell.run("people", "jane")
    assert found
    jane = found[0]
    listed = shell.run("person", jane["account"], jane["kind"], jane["id"])
    assert len(listed) == jane["activities"] > 0
    assert shell.run("people", "nobody of that name") == []


def test_one_activity_is_shown_in_words(shell: Shell) -> None:
    """Names and values in two columns, lists below each other; nothing of how the program writes values for itself."""
    shown = shell.text("show", shell.ids()[0])
    names = {line[:21].strip(): line[21:] for line in shown.splitlines()}
    assert names["unread"] in ("yes", "no")
    assert names["notification_reason"] == "it came with the first fill"
    assert not re.search(r"[{}\[\]]|True|False|None", shown)


@pytest.mark.parametrize("number", ["-3", "x", "1.5"])
def test_a_limit_is_a_number_of_activities(shell: Shell, number: str) -> None:
    """An empty list would say that there are none."""
    with pytest.raises(SystemExit) as ended:
        shell.text("list", f"--limit={number}")
    assert ended.value.code == Exit.USAGE


def test_the_doctor_gives_each_reason_once(shell: Shell) -> None:
    """Before it, all that cannot be done for it."""
    said = shell.text("doctor", expect=Exit.DONE)
    assert said.count("nothing to complete in them") == 1
    assert "It cannot complete activities, reopen completed activities. Fluid's" in said


def test_activities_are_exported(shell: Shell, tmp_path: Path) -> None:
    """As JSON a line, as a table, as a calendar; all of them, or what a search finds."""
    everything = shell.ids("--shelf", "everything")
    lines = [json.loads(line) for line in shell.text("export").splitlines()]
    assert [line["id"] for line in lines] == everything
    table = list(csv.DictReader(io.StringIO(shell.text("export", "--format", "csv", "is:unread"))))
    assert [row["id"] for row in table] == shell.ids("--unread", "--shelf", "everything")
    file = tmp_path / "out.ics"
    shell.text("export", "--format", "ics", "--output", str(file))
    assert re.match(rb"BEGIN:VCALENDAR\r\n", file.read_bytes())
    shell.text("export", "type:nonsense", expect=Exit.USAGE)


def test_an_export_that_cannot_be_written_leaves_the_earlier_one(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full in the middle of it. What was readable only by its owner stays so."""
    folder = tmp_path / "kept"
    folder.mkdir()
    file = folder / "out.csv"
    file.write_text("earlier")
    file.chmod(0o600)
    monkeypatch.setattr("os.fsync", full_disk)
    shell.text("export", "--format", "csv", "--output", str(file), expect=Exit.PROBLEM)
    assert (file.read_text(), [*folder.iterdir()]) == ("earlier", [file])
    monkeypatch.undo()
    link = folder / "link"
    link.symlink_to(file)
    shell.text("export", "--format", "csv", "--output", str(link))
    assert file.read_text().startswith("id,")
    assert file.stat().st_mode & 0o777 == 0o600
    assert link.is_symlink()
    shell.text("export", "--output", "/dev/null")


def full_disk(_file: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("words", "expect"),
    [
        (("show", "north/\udcff"), Exit.USAGE),
        (("people", "\udcff"), Exit.USAGE),
        (("delete", "north/1", "north/\udcff"), Exit.USAGE),
        (("edit", "north/1", "--field", "title=\udcff"), Exit.USAGE),
        (("edit", "north/1", "--field", f"title={'[' * 100_000}"), Exit.PROBLEM),
        (("edit", "north/1", "--field", 'title="\\ud800"'), Exit.PROBLEM),
        (("outbox", "retry", "9" * 30), Exit.PROBLEM),
        (("accounts", "sign-in", "north", "--secrets-stdin"), Exit.USAGE),
    ],
)
def test_words_that_nothing_can_be_made_of_are_refused_in_a_sentence(
    shell: Shell, words: tuple[str, ...], expect: Exit
) -> None:
    """Bytes that are no text, JSON deeper than any, numbers beyond all: no traceback."""
    assert shell.text(*words, expect=expect, typed="[" * 100_000).startswith("activity-desktop: ")


def test_settings_are_listed_changed_and_reset(shell: Shell) -> None:
    """As their own types; what cannot be is refused with what can; pausing is one of them."""
    (bundle,) = [row for row in shell.run("settings", "list") if row["key"] == "notifications.bundle"]
    assert (bundle["value"], bundle["choices"]) == ("bursts", ["bursts", "always", "never"])
    shell.run("settings", "set", "notifications.bundle", "never")
    shell.run("settings", "set", "appearance.text_size", "120")
    shell.run("settings", "set", "notifications.sound", "on")
    values = {row["key"]: row["value"] for row in shell.run("settings", "list")}
    assert [values[f"{key}"] for key in ("notifications.bundle", "appearance.text_size", "notifications.sound")] == [
        "never",
        120,
        True,
    ]
    (refused,) = shell.run("settings", "set", "notifications.bundle", "sometimes", expect=Exit.USAGE)
    assert "bursts, always, never" in refused["remedy"]
    shell.run("settings", "set", "state.onboarded", "on", expect=Exit.USAGE)
    (usual,) = shell.run("settings", "reset", "notifications.bundle")
    assert usual["value"] == "bursts"
    (paused,) = shell.run("pause", "--until", "in 2 hours")
    assert paused["event"] == "paused"
    assert shell.run("resume") == [{"event": "resumed"}]
    shell.run("pause", "--until", "yesterday", expect=Exit.USAGE)


def test_a_refused_change_is_decided_from_the_shell(shell: Shell) -> None:
    """Listed with its number, given up by it; a number that is none is told."""
    key = shell.ids()[0]
    shell.run("edit", key, "--field", "title=New", expect=Exit.PROBLEM)
    assert shell.run("outbox") == []
    shell.run("outbox", "drop", expect=Exit.USAGE)
    shell.run("outbox", "drop", "99", expect=Exit.PROBLEM)


def test_what_is_not_here_is_not_changed(shell: Shell) -> None:
    """It is said, and nothing is sent about it; what is here is changed all the same."""
    both = json.dumps({"user_token": shell.token, "company_token": shell.company_token})
    shell.run("accounts", "sign-in", "north", "--secrets-stdin", typed=both)
    assert "north/999999" in shell.text("edit", "north/999999", "--field", "title=New", expect=Exit.PROBLEM)
    assert shell.run("outbox") == []
    here = shell.ids()[0]
    assert "north/999999" in shell.text("mark", "unread", "north/999999", here, expect=Exit.PROBLEM)
    assert here in shell.ids("--unread")


def test_what_a_new_token_may_do_is_known_at_once(shell: Shell) -> None:
    """The next command can do it, without a look at the server in between."""
    here = shell.ids()[0]
    shell.run("edit", here, "--field", "title=New", expect=Exit.PROBLEM)
    both = json.dumps({"user_token": shell.token, "company_token": shell.company_token})
    shell.run("accounts", "sign-in", "north", "--secrets-stdin", typed=both)
    shell.run("edit", here, "--field", "title=New")


def test_a_new_token_is_tried_before_it_is_kept(shell: Shell) -> None:
    """A wrong one changes nothing."""
    shell.run("accounts", "sign-in", "north", "--secrets-stdin", typed=shell.secrets("wrong"), expect=Exit.NEEDS_THE_USER)
    assert shell.run("sync")
    (done,) = shell.run("accounts", "sign-in", "north", "--secrets-stdin", typed=shell.secrets())
    assert done["id"] == "north"


def test_views_are_renamed_and_everything_is_cleared(shell: Shell) -> None:
    """The next look brings the activities back; the view stays."""
    shell.run("views", "add", "Calls", "type:call")
    shell.run("views", "rename", "Calls", "All calls")
    assert [view["name"] for view in shell.run("views", "list")] == ["All calls"]
    before = shell.ids("--shelf", "everything")
    shell.run("clear", "--yes")
    assert shell.ids("--shelf", "everything") == []
    shell.run("sync")
    assert shell.ids("--shelf", "everything") == before
