"""Which windows are there, and who opens them? One object owns the main window, the tray and what hangs on them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from ..model.feed import FeedQuery
from ..native.paths import Paths
from ..settings.file import Settings
from .bridge import Bridge
from .window import MainWindow


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

    def draw(self, feed: Path, detail: Path) -> None:
        """Pictures of the inbox, and of the newest activity opened in it."""
        self.window.grab().save(str(feed))
        for row in self.bridge.page(FeedQuery(), None, 1):
            self.window.area.show_activity(row.key)
        self.window.grab().save(str(detail))
