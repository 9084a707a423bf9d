"""How do the tests of the looks run? On Qt's offscreen platform, with one application for all of them, in British English."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication

from activity_desktop.ui import theme
from activity_desktop.ui.garbage import Garbage


@pytest.fixture(scope="session")
def app() -> Iterator[QApplication]:
    """The one QApplication of this process."""
    made = QApplication.instance()
    app = made if isinstance(made, QApplication) else QApplication([])
    yield app
    app.closeAllWindows()


@pytest.fixture(scope="session")
def garbage(app: QApplication) -> Garbage:
    """Collects in the GUI's thread only, as in the program."""
    garbage = Garbage(app)
    garbage.start()
    return garbage


PLAIN = ("light", 1.0, "normal", "on")


@pytest.fixture(autouse=True)
def plain_look(app: QApplication, garbage: Garbage) -> Iterator[None]:
    """Each test starts in the light scheme, from left to right, and leaves no widget behind."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if theme.current_theme().wanted != PLAIN or not theme.current_theme().follows_system:
        theme.apply(app, "light", 1.0, "normal", "on")
    yield
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for widget in app.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    garbage.look()
