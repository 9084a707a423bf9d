"""How do the window's tests run? On Qt's offscreen platform, with one application for all of them.

Garbage is collected as in the program, in the GUI's thread only: some of these tests run other threads, and a widget that is
freed in one of them, because Python chose that moment to collect, crashes a later test or stops it for ever.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from activity_desktop.ui import theme
from activity_desktop.ui.garbage import Garbage
from ui.scene import WindowScene


@pytest.fixture(scope="session", autouse=True)
def app() -> Iterator[QApplication]:
    """The one QApplication, dressed as the real one."""
    made = QApplication.instance()
    app = made if isinstance(made, QApplication) else QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.apply(app, scheme="light")
    yield app
    app.closeAllWindows()


@pytest.fixture(scope="session")
def garbage(app: QApplication) -> Garbage:
    """What collects while a test's events run."""
    garbage = Garbage(app)
    garbage.start()
    return garbage


@pytest.fixture(autouse=True)
def nothing_left_over(app: QApplication, garbage: Garbage) -> Iterator[None]:
    """Widgets that a test deleted are really gone before the next one starts."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    garbage.look()


@pytest.fixture
def scene() -> Iterator[WindowScene]:
    """The main window over the samples, wide enough for three panes."""
    made = WindowScene()
    yield made
    made.close()
