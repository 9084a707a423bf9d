"""How is this program started again? For whatever starts it later: the desktop's menu, autostart, a click on a link."""

from __future__ import annotations

import sys
from pathlib import Path


def start_command() -> list[str]:
    """The words that start this very installation, whatever the PATH: frozen, from a wheel, or from a checkout."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("activity-desktop")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "activity_desktop"]
