"""Does the program start where there is no D-Bus library? macOS and Windows have none; a Linux computer plays them here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

START = """
import platform, sys
sys.modules["dbus_fast"] = None  # importing it fails
platform.system = lambda: "Darwin"
from pathlib import Path
from activity_desktop import __main__
from activity_desktop.app import program as app
from activity_desktop.cli import profile
from activity_desktop.native.paths import find_paths

def reached(name):
    if name == "engine":
        print("the engine runs", flush=True)
        program.bridge.later(program.quit)

paths = find_paths(Path(sys.argv[1]))
program = app.Program(paths, profile.settings_of(paths), lambda: app.desktop_of(paths), reached=reached)
program.ui.start(minimized=True)
sys.exit(program.run())
"""


def test_the_program_needs_no_d_bus(tmp_path: Path) -> None:
    """What only Linux has is imported only there."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text(json.dumps({"state.onboarded": True}), "utf-8")
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)], env=env, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "the engine runs" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr
