"""What is loaded before a person sees what they started? Only what that needs: modules are counted, not milliseconds.

This is the one place that says what is loaded when; the package `app` says in which order.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

START = """
import json, linecache, sys
from pathlib import Path
from activity_desktop import __main__
from activity_desktop.app import program as app
from activity_desktop.cli import profile
from activity_desktop.native.paths import find_paths

paths = find_paths(Path(sys.argv[1]))
loaded = {}

def everything():
    modules = list(sys.modules.items())
    classes = [f"{name}.{word}" for name, module in modules if name.startswith("PySide6.Qt") for word in vars(module)]
    return sorted(name for name, _ in modules), classes

def reached(name):
    if name == "first paint":
        loaded["window"], loaded["window classes"] = everything()
        loaded["sources"] = sorted(linecache.cache)
    if name == "engine":
        print(json.dumps(loaded))
        program.quit()

program = app.Program(paths, profile.settings_of(paths), lambda: app.desktop_of(paths), reached=reached)
program.ui.tray._make_icon()
loaded["tray"], loaded["tray classes"] = everything()
program.ui.start()
sys.exit(program.run())
"""
"""In the order of a start in the tray, and then the window. The offscreen platform has no tray, so the icon is made by hand."""

AFTER_THE_WINDOW = (
    "activity_desktop.crm.contract",
    "activity_desktop.local_server.server",
    "activity_desktop.native.notifiers",
    "activity_desktop.operations.engine",
    "activity_desktop.ui.detail.content",
    "activity_desktop.ui.engine_office",
    "activity_desktop.ui.forms",
    "activity_desktop.ui.gallery.show",
    "activity_desktop.ui.health",
    "activity_desktop.ui.onboarding.wizard",
    "activity_desktop.ui.outbox",
    "activity_desktop.ui.palette",
    "activity_desktop.ui.person",
    "activity_desktop.ui.row_menu",
    "activity_desktop.ui.settings.window",
    "activity_desktop.ui.shortcut_help",
    "activity_desktop.ui.snooze",
    "argparse",
    "asyncio",
    "dbus_fast",
    "h11",
    "inspect",
    "markdown_it",
    "ssl",
    "starlette",
    "uvicorn",
)
"""What the window can do without: the engine and all that it brings, the embedded server, every other window and every menu."""
AFTER_THE_TRAY = (
    *AFTER_THE_WINDOW,
    "PySide6.QtSvg",
    "activity_desktop.ui.controls",
    "activity_desktop.ui.glyphs",
    "activity_desktop.ui.theme",
    "activity_desktop.ui.window",
)
"""What the tray can do without, besides: the window and everything that paints."""
CLASSES_AFTER_THE_WINDOW = (
    "PySide6.QtWidgets.QCalendarWidget",
    "PySide6.QtWidgets.QMessageBox",
    "PySide6.QtWidgets.QStyle",
)
"""Classes that PySide6 makes when they are first named, with all their enumerations. The calendar stands for all widgets that
nobody names: they are made when Qt hands out a widget whose class Python does not know, as `viewport()` does."""
CLASSES_AFTER_THE_TRAY = (*CLASSES_AFTER_THE_WINDOW, "PySide6.QtCore.Qt")
"""Qt's namespace of that name has a hundred enumerations, which take as long to make as twenty modules. A signal from another
thread is queued without being told so."""
MOST = {"tray": 272, "window": 362, "tray classes": 160, "window classes": 295}
"""Python's own modules and Qt's included, of which Qt alone brings 130. It was 266 and 355 when this was written: 620 loaded
before anything was seen, until the engine, the other windows and the verbs of the command line came later. Of Qt's classes it
was 149 and 282. What makes it more must be worth the wait."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def loaded(profile: Path) -> dict[str, set[str]]:
    """The names of all modules when the tray's icon is there, and when the window has been painted, in a process of its own,
    on a profile without accounts. The program then goes on until its engine runs, and ends in order."""
    (profile / "config").mkdir()
    (profile / "config" / "settings.json").write_text(json.dumps({"state.onboarded": True}), "utf-8")
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={profile}/no-bus"}
    done = subprocess.run(
        [sys.executable, "-c", START, str(profile)], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return {stage: set(names) for stage, names in json.loads(done.stdout.splitlines()[-1]).items()}


@pytest.mark.parametrize("name", AFTER_THE_WINDOW)
def test_what_the_first_window_does_not_need_is_loaded_later(loaded: dict[str, set[str]], name: str) -> None:
    """A module that is imported at the top of a file is imported by everybody who starts the program."""
    assert name not in loaded["window"]


@pytest.mark.parametrize("name", AFTER_THE_TRAY)
def test_what_the_tray_does_not_need_is_loaded_later(loaded: dict[str, set[str]], name: str) -> None:
    """Most starts are at sign-in, into the tray."""
    assert name not in loaded["tray"]


@pytest.mark.parametrize("name", CLASSES_AFTER_THE_WINDOW)
def test_dear_classes_of_qt_that_the_first_window_does_not_need_are_made_later(loaded: dict[str, set[str]], name: str) -> None:
    """Asking an item's option for its state, or a scroll area for its viewport, is enough to have them made."""
    assert name not in loaded["window classes"]


@pytest.mark.parametrize("name", CLASSES_AFTER_THE_TRAY)
def test_dear_classes_of_qt_that_the_tray_does_not_need_are_made_later(loaded: dict[str, set[str]], name: str) -> None:
    assert name not in loaded["tray classes"]


def test_no_source_file_is_read(loaded: dict[str, set[str]]) -> None:
    """Python has compiled them. PySide6 would read each one that is imported after it, for words that nobody uses here."""
    assert not [file for file in loaded["sources"] if "activity_desktop" in file]


def test_no_connector_is_loaded_without_an_account_of_its_system(loaded: dict[str, set[str]]) -> None:
    """Five systems are known; only those that are used cost anything."""
    assert not [name for name in loaded["window"] if name.startswith("activity_desktop.crm.") and name.endswith(".connector")]


@pytest.mark.parametrize("what", MOST)
def test_the_start_stays_within_its_budget(loaded: dict[str, set[str]], what: str) -> None:
    """Each module costs about half a millisecond and 50 KB, each class of Qt's with its enumerations as much as they are."""
    assert len(loaded[what]) <= MOST[what], f"{len(loaded[what])} of them"


@pytest.mark.usefixtures("loaded")
def test_a_program_that_ended_in_order_leaves_nothing_to_check(profile: Path) -> None:
    """A write-ahead log that is left behind makes the next start look through the whole file for damage."""
    left = {file.name for file in (profile / "data").glob("activity.db*")}
    assert left - {"activity.db.boot"} == {"activity.db"}
