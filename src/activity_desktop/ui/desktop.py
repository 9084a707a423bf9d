"""Which windows are there, and who opens them? One object owns the main window, the tray and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from ..model.feed import FeedQuery
from ..model.link import ActivityLink
from ..native.paths import Paths
from ..settings.file import Settings
from .bridge import Bridge
from .window import MainWindow

PICTURE = QSize(1100, 720)
DRAWN_AFTER_MS = 800
"""The body is made harmless in another thread; by then it is on the screen."""


class DesktopUi(QObject):
    """Everything that a person sees of the program. `start` it once the engine runs."""

    def __init__(self, bridge: Bridge, settings: Settings, paths: Paths, *, demo_server: bool) -> None:
        super().__init__()
        self.bridge = bridge
        self.settings = settings
        self.paths = paths
        self.window = MainWindow(bridge, settings, can_sample=demo_server)
        self.window.in_front.connect(bridge.window_in_front)

    def start(self, *, minimized: bool = False, link: str = "") -> None:
        """Show the tray, and the window unless it starts minimized."""
        if not minimized:
            self.window.show()
        if link:
            self.window.open_link(link)

    def close(self) -> None:
        self.window.close()

    def draw(self, feed: Path, detail: Path, then: Callable[[], None]) -> None:
        """Pictures of the inbox, and of an activity opened in it; `then` is called when both are there."""
        self.window.resize(PICTURE)
        QApplication.processEvents()
        self.window.grab().save(str(feed))
        rows = self.bridge.page(FeedQuery(), None, 50)
        told = [row for row in rows if row.person and row.relation] or rows
        for row in told[:1]:
            self.window.open_link(ActivityLink(row.key))

        def opened() -> None:
            self.window.grab().save(str(detail))
            then()

        QTimer.singleShot(DRAWN_AFTER_MS, opened)
