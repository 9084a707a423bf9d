"""How should the list look? The menu behind the three dots beside its title."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ..settings import definitions as choose
from ..settings.file import Settings

translate = QCoreApplication.translate


def view_options(parent: QWidget, settings: Settings) -> QMenu:
    """Density and account glyphs, each change kept at once."""
    menu = QMenu(parent)
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
    return menu
