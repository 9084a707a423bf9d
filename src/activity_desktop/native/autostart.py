"""Does the program start when the person logs in? Read and set in each system's own place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .desktop_file import exec_line, write_desktop_file
from .program import start_command

_HIDDEN = "--minimized"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


def is_on(app_id: str) -> bool:
    if sys.platform == "win32":
        return _windows_value(app_id) is not None
    return _file(app_id).is_file()


def turn_on(app_id: str) -> None:
    """From the next log-in on, in the tray only. Raises OSError."""
    command = [*start_command(), "run", _HIDDEN]
    if sys.platform == "win32":
        _set_windows_value(app_id, command)
    elif sys.platform == "darwin":
        _write_launch_agent(app_id, command)
    else:
        entries = {
            "Name": "Activity Desktop",
            "Comment": "Tells you about new activities",
            "Exec": exec_line(command),
            "Icon": app_id,
            "X-GNOME-Autostart-enabled": "true",
            # The tray's host starts at log-in too; an icon that comes first may never be shown.
            "X-GNOME-Autostart-Delay": "5",
            "X-KDE-autostart-after": "panel",
        }
        write_desktop_file(_file(app_id), entries)


def turn_off(app_id: str) -> None:
    """Fine when it was off. Raises OSError."""
    if sys.platform == "win32":
        _set_windows_value(app_id, None)
    else:
        _file(app_id).unlink(missing_ok=True)


def _file(app_id: str) -> Path:
    """Linux: Desktop Application Autostart Specification. macOS: launchd.plist(5)."""
    if sys.platform == "darwin":
        return Path.home() / f"Library/LaunchAgents/{app_id}.plist"
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / f"autostart/{app_id}.desktop"


def _write_launch_agent(app_id: str, command: list[str]) -> None:
    import plistlib

    file = _file(app_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(plistlib.dumps({"Label": app_id, "ProgramArguments": command, "RunAtLoad": True}))


if sys.platform == "win32":
    import subprocess
    import winreg

    def _windows_value(app_id: str) -> str | None:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                return str(winreg.QueryValueEx(key, app_id)[0])
        except FileNotFoundError:
            return None

    def _set_windows_value(app_id: str, command: list[str] | None) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if command is not None:
                winreg.SetValueEx(key, app_id, 0, winreg.REG_SZ, subprocess.list2cmdline(command))
            elif _windows_value(app_id) is not None:
                winreg.DeleteValue(key, app_id)
