"""How is something asked for twice that cannot be undone? In a small dialog in which Cancel is what Enter means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_twice(parent: QWidget, title: str, question: str, text: str, verb: str, act: Callable[[], None]) -> None:
    """`act` is called when the person presses the button that says `verb`."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)  # of the text that is there by now
    yes = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.finished.connect(lambda: act() if box.clickedButton() is yes else None)
    box.finished.connect(box.deleteLater)
    box.open()
