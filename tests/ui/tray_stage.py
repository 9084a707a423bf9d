"""What does the tray do on a real desktop? Shows it over the gallery's samples and prints what it asks for."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from activity_desktop.model.link import Link, write_link
from activity_desktop.settings.file import Settings
from activity_desktop.ui import tray as tray_module
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend
from activity_desktop.ui.status.situation import Situation
from activity_desktop.ui.tray import Tray


def say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    app = QApplication(["tray"])
    app.setApplicationName("ActivityDesktop")
    app.setQuitOnLastWindowClosed(False)
    backend = SampleBackend()
    tray_module.WAIT_MS = 200

    def situation() -> Situation:
        return Situation({}, {}, backend.counts().unread, data.NOW)

    def opened(link: Link) -> None:
        say(f"open {write_link(link)}")

    tray = Tray(backend, Settings(), situation)
    tray.opened.connect(opened)
    tray.toggled.connect(lambda: say("toggle"))
    tray.asked.connect(say)
    tray.start()
    say("ready")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
