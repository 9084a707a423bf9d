"""What happens to the running program when its computer fails it? No bus, no keyring, and an end in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.local_server.server import LocalServer
from desktop.harness import Desktop
from journeys.app import App

SEEDED = 1500


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    made = LocalServer(tmp_path / "server.db", seed=SEEDED)
    yield made
    made.stop()


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_an_end_in_the_middle_of_the_first_fill_loses_nothing(
    word: signal.Signals, server: LocalServer, tmp_path: Path
) -> None:
    """However it ended, the next start goes on, and everything is there once."""
    ready = server.start()
    with Desktop(notifications="dunst", keyring=True) as desktop:
        app = App(desktop, tmp_path / "profile")
        app.add_account(ready)
        watching = desktop.start(app.command("watch", "--json"))
        watching.wait_until(lambda: app.run("list", "--limit", "1"), "the first page")
        os.kill(watching.process.pid, word)
        watching.process.wait(30)
        assert "Traceback" not in watching.said()
        app.run("sync")
        rows = [row["id"] for row in app.run("list")]
        assert len(rows) == len(set(rows)) == SEEDED
        assert desktop.notify_calls() == []


@pytest.mark.parametrize("missing", ["bus", "keyring", "locked keyring"])
def test_without_a_part_of_the_desktop_the_program_says_so_and_goes_on(missing: str, tmp_path: Path) -> None:
    """Neither a crash nor a token in a file; verbs that need the token end with 3, the code for "needs you"."""
    server = LocalServer(tmp_path / "server.db", seed=5)
    ready = server.start()
    try:
        with Desktop(notifications=None, keyring=missing == "locked keyring") as desktop:
            app = App(desktop, tmp_path / "profile")
            if missing == "bus":
                desktop.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={desktop.runtime}/nothing-here"
            app.add_account(ready)
            if missing == "locked keyring":
                desktop.lock_keyring()
            done = subprocess.run(
                app.command("sync"), capture_output=True, text=True, env=desktop.env, timeout=150, check=False
            )
            assert done.returncode in (0, 3), done.stderr
            assert "Traceback" not in done.stderr
            window = desktop.start(app.command("run"))
            window.wait_until(lambda: desktop.windows("^Activity"), "the window")
            doctor = subprocess.run(
                app.command("doctor", "--json"), capture_output=True, text=True, env=desktop.env, timeout=150, check=False
            )
            assert "Traceback" not in doctor.stderr
            assert window.running()
            assert "Traceback" not in window.said()
            for path in app.profile.rglob("*"):
                assert not path.is_file() or ready.user_token.encode() not in path.read_bytes()
    finally:
        server.stop()


def test_a_keyring_that_comes_after_the_program_is_used_at_once(tmp_path: Path) -> None:
    """At sign-in the program may be the quicker one: it says that it has no token, and goes on by itself once there is one."""
    server = LocalServer(tmp_path / "server.db", seed=5)
    ready = server.start()
    try:
        with Desktop(notifications="dunst", keyring=True) as desktop:
            app = App(desktop, tmp_path / "profile")
            app.add_account(ready)
            desktop.keyring.stop()
            desktop.wait_for(lambda: not desktop.bus.owner("org.freedesktop.secrets"), "the keyring gone")
            app.watching = desktop.start(app.command("watch", "--json"))
            app.watching.wait_until(lambda: app.phases()[-1:] == ["signed out"], "no token found")
            desktop.start_keyring()
            app.watching.wait_until(lambda: app.phases()[-1:] == ["live"], "the token found")
    finally:
        server.stop()
