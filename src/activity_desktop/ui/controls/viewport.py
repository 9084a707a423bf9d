"""Which widget does a scroll area show its content in? One that was made here, because Qt's own is dear to ask for.

`viewport()` gives Python a widget of unknown class. To find out which, PySide6 makes every class of widget that there is
known to Python, which takes ten milliseconds of the start.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_NAME = "qt_scrollarea_viewport"
"""Qt's own name of it, by which it is left out of what a screen reader is told."""


def give_viewport(area: QAbstractScrollArea, *, filled: bool = True) -> QWidget:
    """To be called before anything asks the area for its viewport. `filled`: with the ground that fields have."""
    viewport = QWidget()
    viewport.setObjectName(_NAME)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(filled)
    area.setViewport(viewport)
    return viewport
