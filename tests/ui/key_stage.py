"""Which command does a real key reach? Shows the main window and prints the identifier of every command that is asked for.

    python key_stage.py list|detail|text

Nothing is carried out. With `text`, the search field has the focus, and its text is printed whenever it changes.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from activity_desktop.settings.file import Settings
from activity_desktop.ui.commands import Command
from activity_desktop.ui.gallery.backend import SampleBackend, SampleClock
from activity_desktop.ui.shortcuts import Shortcuts
from activity_desktop.ui.window import MainWindow


def say(text: str) -> None:
    print(text, flush=True)


def main(where: str) -> int:
    app = QApplication(["keys"])
    window = MainWindow(SampleBackend(), Settings(), SampleClock())
    window.shortcuts.bind({}, single_letters=False)
    for old in window.shortcuts._bound:
        old.setEnabled(False)

    def ran(command: Command) -> None:
        say(command.id)

    shortcuts = Shortcuts(window, window.pane.view, window.area, ran)
    shortcuts.bind({}, single_letters=True)
    window.show()
    first = next(window.model.loaded())
    window.pane.view.steps.select(first.key)
    search = window.pane.header.search
    search.textChanged.connect(lambda text: say(f"text:{text}"))

    def look() -> None:
        """Ready as soon as the window manager has given us the keyboard."""
        if not window.isActiveWindow():
            return
        timer.stop()
        if where == "detail":
            window.area.take_focus()
        else:
            (window.pane.view if where == "list" else search).setFocus()
        say("ready")

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
