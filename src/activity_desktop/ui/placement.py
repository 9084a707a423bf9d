"""Where was the window the last time? Remembered per arrangement of screens: one place at the desk, another on the road."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ..settings import definitions as choose
from ..settings.file import Settings

DEFAULT = QSize(1100, 720)
LEAST = QSize(420, 480)
_REMEMBERED = 8
"""Arrangements of screens; older ones are forgotten."""


def arrangement(screens: list[QScreen]) -> str:
    """A name for the screens as they are plugged in now."""
    return " ".join(sorted(f"{s.name()}:{s.geometry().width()}x{s.geometry().height()}" for s in screens))


class Placement:
    """Reads and writes size, position, the width of the list, and which view was open."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def list_width(self, usual: int) -> int:
        width = self._here().get("list")
        return width if isinstance(width, int) else usual

    def view(self) -> dict[str, str]:
        """What `remember` was given."""
        kept = self._here().get("view")
        return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}

    def restore(self, window: QWidget) -> None:
        """Where it was with these screens; centred on the first one when that is unknown or no longer on any screen."""
        rect = _rect_of(self._here().get("window"))
        screens = QGuiApplication.screens()
        if rect is not None and any(_is_reachable(rect, screen) for screen in screens):
            window.setGeometry(rect)
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        size = (rect.size() if rect else DEFAULT).boundedTo(room.size())
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        window.setGeometry(place)

    def remember(self, window: QWidget, list_width: int | None = None, view: dict[str, str] | None = None) -> None:
        """Keep the place of a window that is neither minimised nor maximised, the width of its list, and its view."""
        kept = self._all()
        here = kept.pop(arrangement(QGuiApplication.screens()), {})
        if not (window.isMaximized() or window.isMinimized() or window.isFullScreen()):
            rect = window.geometry()
            here["window"] = [rect.x(), rect.y(), rect.width(), rect.height()]
        if list_width is not None:
            here["list"] = list_width
        if view is not None:
            here["view"] = view
        kept[arrangement(QGuiApplication.screens())] = here
        newest = dict(list(kept.items())[-_REMEMBERED:])
        self._settings.set(choose.GEOMETRY, json.dumps(newest))

    def _here(self) -> dict[str, Any]:
        return self._all().get(arrangement(QGuiApplication.screens()), {})

    def _all(self) -> dict[str, dict[str, Any]]:
        """What was kept; nothing when somebody has written something else into the file."""
        try:
            kept = json.loads(self._settings.get(choose.GEOMETRY))
        except ValueError:
            return {}
        return {str(k): v for k, v in kept.items() if isinstance(v, dict)} if isinstance(kept, dict) else {}


def centre_over(window: QWidget, other: QWidget) -> None:
    """Open over the middle of another window, as far as that leaves it on the screen. Where there is none to be seen, and on
    desktops that place windows themselves, nothing happens."""
    if not other.isVisible() or other.isMinimized():
        return
    room = other.screen().availableGeometry()
    place = QRect(window.pos(), window.size().boundedTo(room.size()))
    place.moveCenter(other.geometry().center())
    place.moveRight(min(place.right(), room.right()))
    place.moveBottom(min(place.bottom(), room.bottom()))
    place.moveTopLeft(QPoint(max(place.left(), room.left()), max(place.top(), room.top())))
    window.setGeometry(place)


def _rect_of(numbers: object) -> QRect | None:
    if not (isinstance(numbers, list) and len(numbers) == 4 and all(isinstance(n, int) for n in numbers)):
        return None
    x, y, width, height = numbers
    return QRect(x, y, max(width, LEAST.width()), max(height, LEAST.height()))


def _is_reachable(rect: QRect, screen: QScreen) -> bool:
    """Enough of the window's upper edge is on the screen to take hold of it."""
    room = screen.availableGeometry()
    edge = QRect(rect.left(), rect.top(), rect.width(), 40)
    shared = edge.intersected(room)
    return shared.width() >= 100 and shared.height() >= 20
