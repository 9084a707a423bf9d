"""Which notifier does this computer get? The one place that asks for the platform; each is imported only where it is used."""

from __future__ import annotations

import platform
from pathlib import Path

from .notifier import Notifier


def make_notifier(app_id: str, icon: Path | str = "") -> Notifier:
    """`app_id` is the name of the installed desktop file without its ending; `icon` a file, or on Linux a theme's name."""
    if platform.system() == "Linux":
        from .linux_notifier import LinuxNotifier

        return LinuxNotifier(app_id, str(icon))
    from .other_notifier import OtherNotifier

    return OtherNotifier(icon)
