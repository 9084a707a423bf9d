"""What do the tests of the detail look at? A pane over the samples, and what it asked for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from activity_desktop.model.activity import Key
from activity_desktop.ui.controls import PaintedButton
from activity_desktop.ui.detail import DetailPane
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend, SampleClock
from screens.spoken_tree import spoken

ORDER, CALL, QUOTE = Key(data.NORTHWIND, "1012"), Key(data.PIPEDRIVE, "551"), Key(data.HARBOR, "88")
BARE = Key(data.DEMO, "1")


class Pane:
    """A pane over the samples, and what it asked for."""

    def __init__(self) -> None:
        self.backend = SampleBackend()
        self.pane = DetailPane(self.backend, SampleClock())
        self.pane.resize(480, 800)
        self.pane.show()
        self.commands = QSignalSpy(self.pane.command)
        self.links = QSignalSpy(self.pane.link_requested)

    def tree(self) -> str:
        QThreadPool.globalInstance().waitForDone()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for _ in range(4):  # a layout asks its parent's layout by an event of its own
            QApplication.processEvents()
        return spoken(self.pane)

    def press(self, name: str) -> None:
        """Press what a screen reader calls so; hidden copies that wait to be deleted do not count."""
        self.tree()
        found = [button for button in self.pane.findChildren(PaintedButton) if button.accessibleName() == name]
        [button] = [button for button in found if button.isVisible()]
        button.click()

    def last_link(self) -> object:
        return self.links.at(self.links.count() - 1)[0]
