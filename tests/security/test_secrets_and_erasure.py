"""Where does a token ever get to, and what is left of an account that was removed? The real program, searched byte by byte."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from activity_desktop.local_server.ready import Ready
from activity_desktop.local_server.server import LocalServer
from activity_desktop.native.secrets import make_secret_store
from desktop.harness import Desktop
from journeys.app import App

ACCOUNT = "Quillfeather Crabapple"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    made = LocalServer(tmp_path / "elsewhere.db", seed=25)
    yield made
    made.stop()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[App]:
    with Desktop(notifications="dunst", keyring=True) as desktop:
        yield App(desktop, tmp_path / "profile")


def spoken(app: App, *words: str, stdin: str = "") -> bytes:
    """One verb, verbose; everything that it says, however it ends."""
    command = app.command("-v", *words)
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, env=app.desktop.env, timeout=60, check=False)
    return done.stdout + done.stderr


def files_of(app: App) -> dict[Path, bytes]:
    """Every file that the program, or the desktop for it, has written; the keyring's own files are not among them."""
    found: dict[Path, bytes] = {}
    for root in (app.profile, app.desktop.folder):
        for path in root.rglob("*"):
            if path.is_file() and "keyrings" not in path.parts:
                found[path] = path.read_bytes()
    return found


def holding(app: App, words: Iterable[str]) -> dict[str, list[str]]:
    """In which files a word stands."""
    files = files_of(app)
    found = {word: [str(path) for path, content in files.items() if word.encode() in content] for word in words}
    return {word: paths for word, paths in found.items() if paths}


def of_process(pid: int) -> bytes:
    """Arguments and environment of a process and of its children, as others on this computer see them."""
    seen = b""
    for folder in Path("/proc").iterdir():
        try:
            status = (folder / "status").read_text("utf-8") if folder.name.isdecimal() else ""
            if folder.name == str(pid) or f"PPid:\t{pid}\n" in status:
                seen += (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue  # it ended meanwhile, or does not let itself be looked at
    return seen


def secrets_of(ready: Ready) -> tuple[str, str]:
    return ready.user_token, ready.company_token


def add(app: App, ready: Ready) -> str:
    """The account with both tokens."""
    user, company = secrets_of(ready)
    secrets = json.dumps({"user_token": user, "company_token": company})
    words = ("accounts", "add", "fluid", "--name", ACCOUNT, "--url", ready.base_url, "--secrets-stdin")
    (added,) = app.run(*words, stdin=secrets)
    return str(added["id"])


def test_a_token_is_in_the_keyring_and_nowhere_else(home: App, server: LocalServer) -> None:
    """After every verb, with failures, refusals, a crash and the most talkative logs."""
    ready = server.start()
    account = add(home, ready)
    said = spoken(home, "accounts", "add", "fluid", "--name", "B", "--url", "http://127.0.0.1:9", "--secrets-stdin",
                  stdin=json.dumps({"user_token": ready.user_token}))  # fmt: skip
    said += spoken(home, "accounts", "add", "fluid", "--name", "B", "--url", "http://a.example", "--secrets-stdin",
                   stdin=json.dumps({"user_token": ready.user_token, "wrong": ready.company_token}))  # fmt: skip
    said += spoken(home, "accounts", "add", "fluid", "--name", "B", "--url", ready.base_url, "--secrets-stdin",
                   stdin=ready.user_token)  # fmt: skip
    home.run("sync")
    first = str(home.run("list")[0]["id"])
    for words in (
        ["sync"], ["list"], ["show", first], ["show", first, "--json"],
        ["trace", first], ["mark", "unread", first], ["search", "order"], ["doctor"],
        ["accounts", "list", "--json"], ["accounts", "test", account], ["send", "--title", "A"], ["outbox"],
        ["edit", first, "--field", "title=New"], ["delete", first], ["open", f"activitydesktop://v1/a/{account}/1?t=x"],
    ):  # fmt: skip
        said += spoken(home, *words)
    window = home.desktop.start(home.command("-v", "run"))
    window.wait_until(lambda: home.desktop.windows("^Activity"), "the window")
    seen = of_process(window.process.pid)
    server.create(title="A last one")
    home.desktop.notices()
    os.kill(window.process.pid, signal.SIGABRT)
    window.process.wait(20)
    server.stop()
    said += spoken(home, "sync")
    server.start()
    server.revoke(ready.user_token)
    said += spoken(home, "sync") + spoken(home, "accounts", "test", account)
    for secret in secrets_of(ready):
        assert secret.encode() not in said
        assert secret.encode() not in seen
    assert holding(home, secrets_of(ready)) == {}
    assert not list(home.profile.rglob("core*"))


@pytest.mark.parametrize("running", [False, True], ids=["the program closed", "the window open"])
def test_a_removed_account_leaves_no_byte_anywhere(home: App, server: LocalServer, running: bool) -> None:
    """Nor in the log, the write-ahead log, a copy made by an upgrade, or the keyring."""
    ready = server.start()
    account = add(home, ready)
    home.run("sync")
    (home.profile / "data/activity.db.before-2").write_bytes((home.profile / "data/activity.db").read_bytes())
    window = home.desktop.start(home.command("-v", "run"))
    window.wait_until(lambda: home.desktop.windows("^Activity"), "the window")
    server.create(title="Marmalade thermostat")
    home.desktop.notices()
    server.stop()
    listed = home.run("list", "--limit", "5")
    log = home.profile / "log/activity.log"
    log.write_text(f"INFO {listed[0]['id']} could not be fetched\nINFO something else\nERROR account {account}: unexpected\n")
    words = [account, ACCOUNT, ready.base_url.removeprefix("http://"), *secrets_of(ready)]
    words += [str(row["title"]) for row in listed if len(str(row["title"])) > 12]
    assert holding(home, [account])
    if not running:
        window.stop()
    home.run("accounts", "remove", account)
    assert "something else" in log.read_text("utf-8")
    left = holding(home, words)
    ours = {word: [path for path in paths if Path(path).is_relative_to(home.profile)] for word, paths in left.items()}
    assert {word: paths for word, paths in ours.items() if paths} == {}
    assert home.run("accounts", "list") == []
    with home.desktop.here():
        assert asyncio.run(make_secret_store(str(home.profile)).get(account)) is None
