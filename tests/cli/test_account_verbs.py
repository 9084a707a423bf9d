"""Can accounts be renamed, muted and kept without a network on the command line, as in the window?"""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.cli.main import main
from activity_desktop.crm import registry
from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.problems import Exit
from activity_desktop.native.secrets import SessionSecrets


class Shell:
    """A command line on a profile of its own, whose tokens are kept for as long as the test runs."""

    def __init__(self, profile: Path, output: pytest.CaptureFixture[str], typed: pytest.MonkeyPatch) -> None:
        self._profile = profile
        self._output = output
        self._typed = typed

    def run(self, *words: str, stdin: str = "", expect: int = Exit.DONE) -> list[dict[str, Any]]:
        self._typed.setattr("sys.stdin", io.StringIO(stdin))
        code = main(["--profile", str(self._profile), *words, "--json"])
        said, problems = self._output.readouterr()
        assert code == expect, problems
        return [json.loads(line) for line in (said if code == Exit.DONE else problems).splitlines()]

    def add(self, url: str, token: str, *words: str, expect: int = Exit.DONE) -> list[dict[str, Any]]:
        secrets = json.dumps({"user_token": token})
        given = ("--name", "Northwind", "--url", url, "--secrets-stdin", *words)
        return self.run("accounts", "add", "fluid", *given, stdin=secrets, expect=expect)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    kept = SessionSecrets()
    monkeypatch.setattr("activity_desktop.cli.session.make_secret_store", lambda _profile: kept)
    return Shell(tmp_path / "profile", capsys, monkeypatch)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    made = LocalServer(tmp_path / "server.db", seed=6)
    yield made
    made.stop()


def test_an_account_is_renamed_and_muted(shell: Shell, server: LocalServer) -> None:
    """By its name or its identifier; `list` and `trace` say so, and a type that does not exist is an error in the call."""
    ready = server.start()
    shell.add(ready.base_url, ready.user_token)
    (renamed,) = shell.run("accounts", "rename", "northwind", "Nordwind")
    assert renamed["name"] == "Nordwind"
    shell.run("sync")
    shell.run("accounts", "mute", "nordwind", "--type", "order_placed")
    (listed,) = shell.run("accounts", "list")
    assert (listed["id"], listed["notify"], listed["muted_types"]) == ("northwind", True, ["order_placed"])
    (problem,) = shell.run("accounts", "mute", "northwind", "--type", "no such", expect=Exit.USAGE)
    assert "order_placed" in problem["remedy"]
    shell.run("accounts", "unmute", "northwind", "--type", "order_placed")
    (muted,) = shell.run("accounts", "mute", "northwind")
    assert (muted["notify"], muted["muted_types"]) == (False, [])


def test_an_account_is_kept_without_a_network_when_asked(shell: Shell, server: LocalServer) -> None:
    """And works, proved like any other, once its server answers. Nothing else is kept by the same word."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        shell.add(address, "t", expect=Exit.NO_NETWORK)
        (added,) = shell.add(address, "t", "--anyway")
        assert added["id"] == "northwind"
        (listed,) = shell.run("accounts", "list")
        assert "keep read and unread" in listed["can"]
    ready = server.start()
    shell.add(ready.base_url, "wrong", "--anyway", expect=Exit.NEEDS_THE_USER)
    assert len(shell.run("accounts", "list")) == 1


def test_what_a_system_asks_for_can_be_looked_up_and_is_checked(shell: Shell, server: LocalServer) -> None:
    """Names, what is required and what may be chosen; a mistyped choice is an error, not another account than was wanted."""
    assert [system["name"] for system in shell.run("accounts", "systems")] == list(registry.names())
    (fluid,) = shell.run("accounts", "systems", "fluid")
    fields = {field["name"]: field for field in fluid["fields"]}
    assert (fields["user_token"]["required"], fields["user_token"]["secret"]) == (True, True)
    assert fields["scope"]["choices"] == ["", "company"]
    shell.run("accounts", "systems", "nothing", expect=Exit.PROBLEM)
    ready = server.start()
    (problem,) = shell.add(ready.base_url, ready.user_token, "--field", "scope=compny", expect=Exit.USAGE)
    assert "company" in problem["remedy"]
    (problem,) = shell.add(ready.base_url, ready.user_token, "--field", "scope=company", expect=Exit.PROBLEM)
    assert problem["title"] == "Everybody's activities need a company token."
    secrets = json.dumps({"user_token": ready.user_token, "company_token": ready.company_token})
    given = ("--url", ready.base_url, "--secrets-stdin", "--field", "scope=Company")
    shell.run("accounts", "add", "fluid", *given, stdin=secrets)
    (listed,) = shell.run("accounts", "list")
    assert "show the whole company's activities" in listed["can"]
