"""How does a click on `activitydesktop://…` anywhere reach this program? It is registered as the scheme's handler.

On Linux this writes two desktop files: one that the menu shows, and one for links, which the menu does not. Links get
a command of their own because a link must only ever be the value of `--open-url`: there, words that look like options
are refused instead of obeyed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..model.link import SCHEME
from .desktop_file import exec_line, write_desktop_file
from .program import start_command

_PATIENCE = 10.0


def install(app_id: str, icon: Path | str) -> bool:
    """Register this installation for the current person; tells whether anything changed. Takes up to a second, once.

    Does nothing where a package has installed the program for everybody, and on macOS, where only an application
    bundle can say it. Raises OSError.
    """
    if sys.platform == "win32":
        return _install_on_windows()
    if sys.platform == "darwin" or _installed_for_everybody(app_id):
        return False
    folder = _data_home() / "applications"
    changed = [
        write_desktop_file(folder / f"{app_id}.desktop", _menu_entry(app_id, icon)),
        write_desktop_file(folder / f"{_handler(app_id)}.desktop", _link_entry(icon)),
    ]
    if any(changed):
        _run("update-desktop-database", str(folder))
        _run("xdg-mime", "default", f"{_handler(app_id)}.desktop", f"x-scheme-handler/{SCHEME}")
    return any(changed)


def _handler(app_id: str) -> str:
    return f"{app_id}.links"


def _menu_entry(app_id: str, icon: Path | str) -> dict[str, str]:
    return {
        "Name": "Activity Desktop",
        "GenericName": "CRM Inbox",
        "Comment": "One inbox and notifications for the activities of your CRM systems",
        "Exec": exec_line([*start_command(), "run"]),
        "Icon": str(icon),
        "Categories": "Office;ContactManagement;",
        "StartupNotify": "true",
        "StartupWMClass": app_id,
        "DBusActivatable": "false",
    }


def _link_entry(icon: Path | str) -> dict[str, str]:
    return {
        "Name": "Activity Desktop",
        "Comment": "Opens links to activities",
        "Exec": exec_line([*start_command(), "run", "--open-url", "%u"]),
        "Icon": str(icon),
        "NoDisplay": "true",
        "StartupNotify": "true",
        "MimeType": f"x-scheme-handler/{SCHEME};",
        "DBusActivatable": "false",
    }


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")


def _installed_for_everybody(app_id: str) -> bool:
    folders = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return any((Path(folder) / f"applications/{app_id}.desktop").is_file() for folder in folders.split(":") if folder)


def _run(program: str, *arguments: str) -> None:
    """A desktop without these tools reads the files by itself, at the latest after the next log-in."""
    found = shutil.which(program)
    if found:
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            command = [found, *arguments]
            subprocess.run(command, check=False, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - our own words


if sys.platform == "win32":
    import winreg

    def _install_on_windows() -> bool:
        """Microsoft, "Registering an application to a URI scheme"."""
        command = subprocess.list2cmdline([*start_command(), "run", "--open-url"]) + ' "%1"'
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"Software\Classes\{SCHEME}") as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, "URL:Activity Desktop")
            winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
            with winreg.CreateKey(key, r"shell\open\command") as verb:
                winreg.SetValueEx(verb, "", 0, winreg.REG_SZ, command)
        return True
