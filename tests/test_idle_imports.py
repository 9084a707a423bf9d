"""What does a program hold that sits in the tray all day, signed in and listening? Only what that needs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from activity_desktop.local_server.server import LocalServer
from desktop.harness import Desktop
from journeys.app import App

START = """
import json, sys
from pathlib import Path
from activity_desktop import __main__
from activity_desktop.app import program as app
from activity_desktop.cli import profile
from activity_desktop.model.changes import AccountState, Phase
from activity_desktop.native.paths import find_paths

def heard(change):
    if isinstance(change, AccountState) and change.phase is Phase.LIVE:
        print(json.dumps(sorted(sys.modules)))
        program.quit()

paths = find_paths(Path(sys.argv[1]))
program = app.Program(paths, profile.settings_of(paths), lambda: app.desktop_of(paths))
program.bridge.changes.connect(heard)
program.ui.start(minimized=True)
sys.exit(program.run())
"""
NOT_NEEDED = (
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "activity_desktop.cli.grammar",
    "activity_desktop.crm.pipedrive",
    "activity_desktop.local_server",
    "activity_desktop.ui.controls",
    "activity_desktop.ui.feed.delegate",
    "activity_desktop.ui.window",
    "anyio",
    "argparse",
    "cryptography",
    "dateparser",
    "email",
    "html",
    "jeepney",
    "keyring",
    "logging.handlers",
    "markdown_it",
    "nh3",
    "pickle",
    "regex",
    "secretstorage",
    "starlette",
    "typing_extensions",
    "uvicorn",
)
"""Each of these is a tenth of a megabyte or more: what windows show, what only other systems need, what Python brings for
other things than ours."""
MOST_MODULES = 508
"""Python's own and Qt's included. It was 501 when this was written."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all modules once the account's token came from a real keyring and its stream is open."""
    folder = tmp_path_factory.mktemp("idle")
    server = LocalServer(folder / "server.db", seed=20)
    try:
        ready = server.start()
        with Desktop(notifications="dunst", tray="host", keyring=True) as desktop:
            app = App(desktop, folder / "profile")
            app.add_account(ready)
            (app.profile / "config").mkdir(exist_ok=True)
            (app.profile / "config" / "settings.json").write_text(json.dumps({"state.onboarded": True}), "utf-8")
            command = [sys.executable, "-c", START, str(app.profile)]
            done = subprocess.run(command, env=desktop.env, capture_output=True, text=True, timeout=100, check=False)
    finally:
        server.stop()
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", NOT_NEEDED)
def test_what_an_idle_program_does_not_need_is_not_loaded(loaded: set[str], name: str) -> None:
    """Somebody else's memory, all day long."""
    assert name not in loaded


def test_an_idle_program_stays_within_its_budget_of_modules(loaded: set[str]) -> None:
    """Each module costs about 50 KB."""
    assert len(loaded) <= MOST_MODULES, f"{len(loaded)} modules"


def test_only_the_system_of_the_account_is_loaded(loaded: set[str]) -> None:
    """Five are known."""
    systems = {
        name.split(".")[2] for name in loaded if name.startswith("activity_desktop.crm.") and name.endswith(".connector")
    }
    assert systems == {"fluid"}


def test_the_keyring_was_really_asked(loaded: set[str]) -> None:
    """Else nothing here would mean anything."""
    assert {"activity_desktop.native.secret_service", "activity_desktop.native.linux_notifier"} <= loaded
