"""What does closing the window mean? With a tray it goes there; without one the person is asked once, never left stranded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..settings import definitions as choose
from ..settings.file import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QPushButton


class Closing(QObject):
    """Connect `window_closed` to the window. `quit_wanted` ends the program."""

    quit_wanted = Signal()

    def __init__(self, window: QWidget, settings: Settings, has_tray: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._has_tray = has_tray
        self.question: QMessageBox | None = None

    def window_closed(self) -> None:
        """The window has just been hidden."""
        if self._has_tray():
            return
        match self._settings.get(choose.CLOSE_WITHOUT_TRAY):
            case "quit":
                self.quit_wanted.emit()
            case "ask":
                self._ask()
            case _:
                pass  # it goes on in the background; starting it again shows the window

    def _ask(self) -> None:
        from PySide6.QtWidgets import QCheckBox, QMessageBox

        question = QMessageBox(QMessageBox.Icon.Question, self.tr("Activity"), self.tr("Keep receiving notifications?"))
        question.setInformativeText(
            self.tr("Activity can stay in the background without a tray icon. Start it again to open this window.")
        )
        keep: QPushButton = question.addButton(self.tr("Keep running"), QMessageBox.ButtonRole.AcceptRole)
        leave: QPushButton = question.addButton(self.tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        remember = QCheckBox(self.tr("Remember"))
        question.setCheckBox(remember)
        question.finished.connect(lambda: self._answered(question.clickedButton() is leave, remember.isChecked()))
        self.question = question
        question.open()  # never exec(): a nested loop would stop everything else

    def _answered(self, leave: bool, remember: bool) -> None:
        if remember:
            self._settings.set(choose.CLOSE_WITHOUT_TRAY, "quit" if leave else "keep")
        if self.question is not None:
            self.question.deleteLater()
            self.question = None
        if leave:
            self.quit_wanted.emit()
