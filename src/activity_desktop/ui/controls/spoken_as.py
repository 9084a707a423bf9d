"""As what does an assistive technology find our own widgets? Qt knows only its own classes and calls all others fillers.

PySide keeps whatever a maker returns until the application ends, so makers are for widgets of which there are few.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Maker = Callable[[QObject], QAccessibleInterface]
_makers: dict[str, Maker] = {}


def speak_as(class_name: str, make: Maker) -> None:
    """From now on, widgets of this Python class, and of those derived from it, are spoken as what `make` gives."""
    if not _makers:
        QAccessible.installFactory(_made)
    _makers[class_name] = make


def speak_in_role(class_name: str, role: QAccessible.Role) -> None:
    """The same for a widget that is like any other but for its role."""

    def make(thing: QObject) -> QAccessibleInterface:
        if not isinstance(thing, QWidget):
            raise TypeError(class_name)
        return QAccessibleWidget(thing, role)

    speak_as(class_name, make)


def _made(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for every object, once for each of its classes, its own one first."""
    make = _makers.get(class_name)
    return make(thing) if make else None
