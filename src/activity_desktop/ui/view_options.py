"""How should the list look, and what else is there? The menu behind the three dots beside its title."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ..settings import definitions as choose
from ..settings.file import Settings
from .abilities import why_not
from .backend import Backend
from .commands import BY_ID, Command
from .controls.label import explain
from .icons import icon
from .keys import follow

translate = QCoreApplication.translate


OFFERED = ("new_activity", "search_on_server", "outbox", "health")
"""Commands that are about no row, and would otherwise only be known to the keyboard and the palette."""


class ViewOptions:
    """The menu, made when it is first opened: most starts never see it."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        self._parent = parent
        self._settings = settings
        self._parts: list[Callable[[QMenu], None]] = []

    def also(self, add: Callable[[QMenu], None]) -> None:
        """`add` puts more into the menu when it is made."""
        self._parts.append(add)

    @cached_property
    def menu(self) -> QMenu:
        menu = QMenu(self._parent)
        add_looks(menu, self._settings)
        for add in self._parts:
            add(menu)
        return menu


def add_looks(menu: QMenu, settings: Settings) -> None:
    """Density and account glyphs, each change kept at once."""
    group = QActionGroup(menu)
    for value, label in (
        ("comfortable", translate("ViewOptions", "Comfortable rows")),
        ("compact", translate("ViewOptions", "Compact rows")),
    ):
        action = menu.addAction(label)
        action.setCheckable(True)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, value=value: settings.set(choose.DENSITY, value))
        menu.aboutToShow.connect(lambda action=action, value=value: action.setChecked(settings.get(choose.DENSITY) == value))
    menu.addSeparator()
    glyphs = menu.addAction(translate("ViewOptions", "Show which account"))
    glyphs.setCheckable(True)
    glyphs.triggered.connect(lambda checked: settings.set(choose.GLYPHS, checked))
    menu.aboutToShow.connect(lambda: glyphs.setChecked(settings.get(choose.GLYPHS)))


def offer_commands(menu: QMenu, backend: Backend, run: Callable[[str], None]) -> None:
    """Put what is about no row above the options; what no account can do is grey and says why."""
    menu.setToolTipsVisible(True)
    first = menu.actions()[0]
    for name in OFFERED:
        command = BY_ID[name]
        action = QAction(command.text, menu)
        follow(action, name, show=partial(_show_key, action, command))
        action.triggered.connect(lambda _checked=False, name=name: run(name))
        menu.aboutToShow.connect(lambda action=action, command=command: _allow(action, backend, command))
        menu.insertAction(first, action)
    menu.insertSeparator(first)


def _show_key(action: QAction, command: Command, key: str) -> None:
    action.setText(f"{command.text}\t{key}" if key else command.text)


def _allow(action: QAction, backend: Backend, command: Command) -> None:
    reason = why_not(backend, command.id, ())
    action.setIcon(icon(command.icon))
    action.setEnabled(not reason)
    explain(action, reason)
