"""What is loaded before a person sees the window? Only what the window needs: modules are counted, not milliseconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

START = """
import json, sys
from pathlib import Path
from activity_desktop import app
from activity_desktop.cli import main, running
from activity_desktop.native.paths import find_paths
from activity_desktop.settings.file import Settings
from PySide6.QtWidgets import QApplication

def reached(name):
    if name == "first paint":
        print(json.dumps(sorted(sys.modules)))
        QApplication.exit(0)

paths = find_paths(Path(sys.argv[1]))
app.run_window(paths, Settings(paths.config / "settings.json"), reached=reached)
"""
LATER = (
    "activity_desktop.local_server.app",
    "activity_desktop.ui.gallery.show",
    "activity_desktop.ui.onboarding.wizard",
    "activity_desktop.ui.settings.window",
    "httpcore",
    "httpx",
    "keyring",
    "markdown_it",
    "starlette",
    "uvicorn",
)
"""What the window can do without: the network, the keyring, the embedded server, and every other window."""
MOST_MODULES = 620
"""Python's own and Qt's included. It was 550 when this was written; what makes it more must be worth the wait."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def loaded(profile: Path) -> set[str]:
    """The names of all modules when the window has been painted, in a process of its own, on a profile without accounts."""
    (profile / "config").mkdir()
    (profile / "config" / "settings.json").write_text(json.dumps({"state.onboarded": True}), "utf-8")
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={profile}/no-bus"}
    done = subprocess.run(
        [sys.executable, "-c", START, str(profile)], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", LATER)
def test_what_the_first_window_does_not_need_is_loaded_later(loaded: set[str], name: str) -> None:
    """A module that is imported at the top of a file is imported by everybody who starts the program."""
    assert name not in loaded


def test_no_connector_is_loaded_without_an_account_of_its_system(loaded: set[str]) -> None:
    """Five systems are known; only those that are used cost anything."""
    assert not [name for name in loaded if name.startswith("activity_desktop.crm.") and name.endswith(".connector")]


def test_the_start_stays_within_its_budget_of_modules(loaded: set[str]) -> None:
    """Each module costs about a millisecond."""
    assert len(loaded) <= MOST_MODULES, f"{len(loaded)} modules"


@pytest.mark.usefixtures("loaded")
def test_a_program_that_ended_in_order_leaves_nothing_to_check(profile: Path) -> None:
    """A write-ahead log that is left behind makes the next start look through the whole file for damage."""
    assert [file.name for file in (profile / "data").glob("activity.db*")] == ["activity.db"]
