"""What can another program of the same computer make this one do? Links, floods and arguments: navigation, and nothing else."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.local_server.server import LocalServer
from activity_desktop.native import single_instance
from activity_desktop.native.instance_socket import connect
from activity_desktop.native.paths import Paths, find_paths
from desktop.harness import Desktop
from desktop.parts import Part
from journeys.app import App

MALFORMED = (
    "activitydesktop://v1/a/{account}/1?mark=read",
    "activitydesktop://v1/a/{account}/1#delete",
    "activitydesktop://v1/a/{account}/../../delete",
    "activitydesktop://v1/a/{account}/%00",
    "activitydesktop://v1/a/{account}/%e2%80%ae1",
    "activitydesktop://v1/a/{account}/%ff",
    "activitydesktop://v1/a/{account}/1/delete",
    "activitydesktop://v1/delete/{account}/1",
    "activitydesktop://v2/a/{account}/1",
    "activitydesktop://user:pass@v1/a/{account}/1",
    "activitydesktop:v1/a/{account}/1",
    "activitydesktop:////evilhost/share",
    "http://127.0.0.1/v1/a/{account}/1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "-platform",
    "--profile",
    "activitydesktop://v1/a/" + "x" * 600 + "/1",
    "activitydesktop://v1/a/{account}/" + "x" * 600,
    "activitydesktop://v1/inbox\n",
)
WELL_FORMED = ("activitydesktop://v1/a/nobody/1", "activitydesktop://v1/a/{account}/999999", "activitydesktop://v1/inbox",
               "activitydesktop://v1/p/{account}/contact/1", "activitydesktop://v1/p/nobody/../1")  # fmt: skip
RUDE = (b"5\n", b"null\n", b'["open"]\n', b'"open"\n', b"{}\n", b"[" * 4000 + b"\n", b"\x00\xff\n", b'{"open": {"open": 1}}\n')


class Running:
    """The program with its window on a desktop, an account that is up to date, and a count of what is changed."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.app = App(desktop, folder / "profile")
        self.server = LocalServer(folder / "server.db", seed=12)
        self.account = self.app.add_account(self.server.start())
        self.app.run("sync")
        self.window: Part = desktop.start(self.app.command("run", "--minimized"), XDG_ACTIVATION_TOKEN="")
        self.paths: Paths = find_paths(self.app.profile)
        self.window.wait_until((self.paths.runtime / "socket").exists, "the socket")
        self.before = self.state()

    def state(self) -> list[object]:
        """Everything that a person could have changed."""
        rows = self.app.run("list")
        changes = [(row["id"], row["unread"], row["shelf"], row["kept"]) for row in rows]
        return [*changes, self.app.run("outbox")]

    def link(self, pattern: str) -> str:
        return pattern.format(account=self.account)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with Desktop(notifications="dunst", keyring=True) as desktop:
        made = Running(desktop, tmp_path)
        try:
            yield made
        finally:
            made.server.stop()


def test_malformed_links_are_refused_at_each_door_and_change_nothing(running: Running) -> None:
    """Through the verb, through the option that the desktop uses, and through the socket itself."""
    doors = (["open", "--"], ["run", "--open-url"], ["--open-url"])
    for number, pattern in enumerate(MALFORMED[::2]):
        *words, last = doors[number % len(doors)]
        link = running.link(pattern)
        given = [*words, last, link] if last == "--" else [*words, f"{last}={link}"]
        done = subprocess.run(
            running.app.command(*given), capture_output=True, text=True, env=running.app.desktop.env, timeout=60, check=False
        )
        assert done.returncode != 0, (given, done.stdout)
        assert "Traceback" not in done.stderr, done.stderr
    for link in MALFORMED:
        single_instance.send_to_running(running.paths, {"open": running.link(link)})
    assert running.window.running()
    assert running.state() == running.before


def test_links_only_navigate(running: Running) -> None:
    """Also those to what is not there. Only looking at an unread one reads it, and here nobody looks."""
    for pattern in WELL_FORMED:
        single_instance.send_to_running(running.paths, {"open": running.link(pattern), "token": "x" * 1000})
    running.app.desktop.wait_for(lambda: running.app.desktop.windows("^Activity"), "the window")
    assert running.window.running()
    assert running.app.run("outbox") == []


def test_a_flood_and_nonsense_leave_the_door_open(running: Running) -> None:
    """A program that shouts into the socket neither ends the window nor keeps a person's own link out."""
    for line in RUDE * 20:
        with connect(running.paths) as connection:
            connection.sendall(line)
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(10) == b""
    waiting = [connect(running.paths) for _ in range(50)]
    assert single_instance.send_to_running(running.paths, {"show": True})
    for connection in waiting:
        connection.close()
    for _ in range(200):
        single_instance.send_to_running(running.paths, {"open": "activitydesktop://v1/inbox", "refresh": "x"})
    assert running.window.running()
    assert "Traceback" not in running.window.said()
    assert "exception" not in running.window.said().lower()


@pytest.mark.parametrize(
    "words",
    [
        ["--open-url", "-platform", "minimal"],
        ["--open-url", "activitydesktop://v1/inbox", "-platformpluginpath", "/tmp"],
        ["--open-url", "activitydesktop://v1/inbox", "-stylesheet", "/etc/passwd"],
        ["run", "--", "-platform", "minimal"],
        ["--open-url", "activitydesktop://v1/inbox", "activitydesktop://v1/inbox"],
        ["open", "activitydesktop://v1/inbox", "--profile", "/tmp/elsewhere"],
    ],
)
def test_no_argument_behind_a_link_reaches_qt_or_another_profile(words: list[str], tmp_path: Path) -> None:
    """A browser hands over whatever a page wrote: it is refused as usage before anything starts."""
    with Desktop(notifications=None, screen=False) as desktop:
        app = App(desktop, tmp_path / "profile")
        done = subprocess.run(app.command(*words), capture_output=True, text=True, env=desktop.env, timeout=60, check=False)
        assert done.returncode in (1, 2), done.stderr
        assert "Traceback" not in done.stderr
        assert not Path("/tmp/elsewhere").exists()
        assert not (app.profile / "data/activity.db").exists()


def test_two_programs_that_start_together_are_one(tmp_path: Path) -> None:
    """One window; the others hand over what they wanted, or say that one is running already."""
    with Desktop(notifications="dunst", keyring=True) as desktop:
        app = App(desktop, tmp_path / "profile")
        app.run("list")
        parts = [desktop.start(app.command("run")) for _ in range(4)]
        desktop.wait_for(lambda: sum(part.running() for part in parts) == 1, "one of them staying alone")
        for part in parts:
            if not part.running():
                assert part.process.returncode in (0, 1), part.said()
                assert "Traceback" not in part.said()
        assert single_instance.send_to_running(find_paths(app.profile), {"show": True})


def test_a_socket_or_a_lock_that_somebody_planted_is_no_door(tmp_path: Path) -> None:
    """A leftover folder, link or file in the place of the socket: the program says so, or replaces it, and never follows it."""
    victim = tmp_path / "victim"
    victim.write_text("precious", "utf-8")
    with Desktop(notifications=None, screen=False) as desktop:
        app = App(desktop, tmp_path / "profile")
        app.run("list")
        (app.profile / "run").mkdir(exist_ok=True)
        (app.profile / "run/socket").symlink_to(victim)
        watching = desktop.start(app.command("watch", "--json"))
        watching.wait_until((app.profile / "run/socket").is_socket, "a socket of its own")
        assert single_instance.send_to_running(find_paths(app.profile), {"refresh": True})
    assert victim.read_text("utf-8") == "precious"
