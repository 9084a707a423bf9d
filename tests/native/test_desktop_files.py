"""Does the desktop understand what is written for it? Its own validator and its own launcher read the files."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from activity_desktop.native import autostart, link_scheme, program
from activity_desktop.native.desktop_file import exec_line
from desktop.harness import Desktop

APP = "io.github.test.ActivityDesktop"
LINK = "activitydesktop://v1/a/work/42%20x"


@pytest.fixture
def recorder(bare_desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in a folder with an awkward name, in place of this one; it writes down the words it was started with."""
    folder = bare_desktop.folder / """a $HOME `u' "b" \\c"""
    folder.mkdir()
    script = folder / "activity-desktop"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "${0%/*}/new" && mv "${0%/*}/new" "${0%/*}/words"\n', "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    for module in (autostart, link_scheme):
        monkeypatch.setattr(module, "start_command", lambda: [str(script)])
    return folder / "words"


def launch(desktop: Desktop, code: str, *arguments: str) -> None:
    """Let GLib, which most desktops use, start something as a click would."""
    script = f"import sys\nfrom gi.repository import Gio\n{code}"
    subprocess.run(["/usr/bin/python3", "-c", script, *arguments], env=desktop.env, check=True, timeout=60)


def validate(file: Path) -> None:
    done = subprocess.run(["desktop-file-validate", str(file)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "error" not in done.stdout


def test_a_link_clicked_anywhere_starts_the_program_with_it(bare_desktop: Desktop, recorder: Path) -> None:
    """Installed once; the desktop's own way of opening a link then comes here, whatever characters the path has."""
    with bare_desktop.here():
        assert link_scheme.install(APP, "mail-unread")
        assert not link_scheme.install(APP, "mail-unread")
    applications = bare_desktop.home / ".local/share/applications"
    for name in (f"{APP}.desktop", f"{APP}.links.desktop"):
        validate(applications / name)
    launch(bare_desktop, "Gio.AppInfo.launch_default_for_uri(sys.argv[1], None)", LINK)
    bare_desktop.wait_for(recorder.is_file, "the program started")
    assert recorder.read_text("utf-8").splitlines() == ["run", "--open-url", LINK]


def test_the_menu_starts_it_without_a_link(bare_desktop: Desktop, recorder: Path) -> None:
    """The entry that people see takes no link, so that it never starts with an empty one."""
    with bare_desktop.here():
        link_scheme.install(APP, "mail-unread")
    entry = bare_desktop.home / f".local/share/applications/{APP}.desktop"
    launch(bare_desktop, "Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch([], None)", str(entry))
    bare_desktop.wait_for(recorder.is_file, "the program started")
    assert recorder.read_text("utf-8").splitlines() == ["run"]


def test_what_a_package_installed_is_left_alone(bare_desktop: Desktop, recorder: Path) -> None:
    """The system's entry is for everybody; a second one would show twice in the menu."""
    system = bare_desktop.folder / "system/applications"
    system.mkdir(parents=True)
    (system / f"{APP}.desktop").write_text("[Desktop Entry]\n", "utf-8")
    bare_desktop.env["XDG_DATA_DIRS"] = str(system.parent)
    with bare_desktop.here():
        assert not link_scheme.install(APP, "mail-unread")
    assert not (bare_desktop.home / ".local/share/applications").exists()


def test_autostart_is_switched_on_and_off(bare_desktop: Desktop, recorder: Path) -> None:
    """What the desktop starts at log-in is this program, in the tray."""
    with bare_desktop.here():
        assert not autostart.is_on(APP)
        autostart.turn_on(APP)
        autostart.turn_on(APP)
        assert autostart.is_on(APP)
        entry = bare_desktop.home / f".config/autostart/{APP}.desktop"
        validate(entry)
        launch(bare_desktop, "Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch([], None)", str(entry))
        bare_desktop.wait_for(recorder.is_file, "the program started")
        assert recorder.read_text("utf-8").splitlines() == ["run", "--minimized"]
        autostart.turn_off(APP)
        autostart.turn_off(APP)
        assert not autostart.is_on(APP)


def test_macos_gets_a_launch_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the file can be checked here: that it is where launchd looks, and says what to start."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    autostart.turn_on(APP)
    assert autostart.is_on(APP)
    agent = (tmp_path / f"Library/LaunchAgents/{APP}.plist").read_text("utf-8")
    assert "<string>--minimized</string>" in agent
    autostart.turn_off(APP)
    assert not autostart.is_on(APP)
    assert not link_scheme.install(APP, "")


def test_words_that_need_no_quotes_get_none() -> None:
    """A path as most people have it stays readable in the file."""
    assert exec_line(["/usr/bin/activity-desktop", "run", "--open-url", "%u"]) == "/usr/bin/activity-desktop run --open-url %u"


@pytest.mark.parametrize("frozen", [True, False])
def test_the_program_knows_how_it_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frozen: bool) -> None:
    """Frozen it is one file; otherwise the script beside this Python, or the module where there is no script."""
    python = tmp_path / "python3"
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    assert program.start_command() == ([str(python)] if frozen else [str(python), "-m", "activity_desktop"])
    (tmp_path / "activity-desktop").touch()
    assert program.start_command() == [str(python if frozen else tmp_path / "activity-desktop")]
    assert os.path.isabs(program.start_command()[0])  # noqa: PTH117 - a word of a command, not a file we open
