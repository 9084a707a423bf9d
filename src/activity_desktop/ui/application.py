"""How is the one QApplication made? With our name, our style, and without a look at our command line."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ..model.identity import APP_ID

STYLE = "Fusion"
STYLED = "styled"
"""A property that is true of an application that has the style from its beginning. Setting it later, or asking which one
there is, makes `QStyle` known to Python, whose enumerations take six milliseconds."""


def make_application() -> QApplication:
    """The one QApplication. It never sees our command line, because Qt would obey options hidden in a link."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["activity-desktop", "-style", STYLE])
    application.setProperty(STYLED, True)
    QLocale.setDefault(QLocale.system())  # LC_TIME decides about 12 or 24 hours
    application.setApplicationName("ActivityDesktop")  # letters only: it becomes part of a D-Bus path
    application.setDesktopFileName(APP_ID)
    application.setQuitOnLastWindowClosed(False)
    return application
