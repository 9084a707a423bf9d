"""Where do the tray's pictures come from? A prepared file for each state and size: a start in the tray has no time to paint.

`ui/glyphs.py` draws them, and `scripts/tray-pictures` keeps what it draws in `resources/icons/tray`.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QIcon

from ..resources import resource

SIZES = (16, 20, 22, 24, 32, 48, 64)
LIGHT_LINE, DARK_LINE = "#FFFFFF", "#1D1D22"
"""The colour of the line: light on dark panels, dark on light ones."""


class TrayState(StrEnum):
    """What the tray's picture tells. When several are true, the first of error, paused, unread, offline, idle is shown."""

    IDLE = "idle"
    UNREAD = "unread"
    PAUSED = "paused"
    OFFLINE = "offline"
    ERROR = "error"


def tray_icon(state: TrayState, *, light: bool) -> QIcon:
    """The picture in all its sizes, with a `light` line or a dark one."""
    made = QIcon()
    for size in SIZES:
        made.addFile(str(picture_file(state, size, light=light)))
    return made


def picture_file(state: TrayState, size: int, *, light: bool) -> Path:
    return resource(f"icons/tray/{state}-{'light' if light else 'dark'}-{size}.png")
