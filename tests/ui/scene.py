"""What do the window's tests stand on? The real main window over the gallery's samples, and keys pressed into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from activity_desktop.model.activity import Key
from activity_desktop.settings.file import Settings
from activity_desktop.ui.backend import Backend
from activity_desktop.ui.gallery.backend import SampleBackend, SampleClock
from activity_desktop.ui.window import MainWindow

PATIENCE_MS = 5000
T = TypeVar("T", bound=QWidget)


def settle() -> None:
    """Let everything happen that waits to happen now."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Turn the loop until something is so; fails, naming it, when it never is."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not condition():
        assert not deadline.hasExpired(), f"never happened: {what}"
        QApplication.processEvents()
        QTest.qWait(5)


class WindowScene:
    """A shown main window of a given size."""

    def __init__(self, backend: Backend | None = None, width: int = 1100, height: int = 720) -> None:
        self.samples = SampleBackend()
        self.settings = Settings()
        self.window = MainWindow(backend or self.samples, self.settings, SampleClock())
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self.view = self.window.pane.view
        self.view.setFocus()
        settle()

    def close(self) -> None:
        self.window.hide()
        self.window.deleteLater()
        settle()

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is; a character means the key that is named after it."""
        target: QWidget = QApplication.focusWidget() or self.window
        QTest.keyClick(target, Qt.Key(ord(key.upper())) if isinstance(key, str) else key, modifiers)
        settle()

    def popover(self, kind: type[T]) -> T:
        """The popover of this kind that is open."""
        return next(popover for popover in self.window.findChildren(kind) if popover.isVisible())

    def rids(self) -> list[str]:
        return [row.key.rid for row in self.window.model.loaded()]

    def selected(self) -> list[str]:
        return [key.rid for key in self.view.steps.selected()]

    def shown(self) -> Key | None:
        return self.window.area.detail.key
