"""How is a value chosen that may also be typed in? A choice whose last entry opens a line to type."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ...settings.definitions import Setting
from ...settings.file import Settings
from ..controls.select import Select
from ..theme import current_theme

translate = QCoreApplication.translate
WIDTH, WIDE = 170, 240
_OTHER = "\0"
"""The entry for a typed value: no setting can hold it."""


def select_or_type(settings: Settings, setting: Setting[str], title: str) -> tuple[QWidget, Callable[[], None]]:
    """The control, and a function that makes it show the present value."""
    control = SelectOrType(settings, setting, title)
    return control, control.show_value


class SelectOrType(QWidget):
    """What is typed counts once it is whole: Enter, or leaving the line. What is none is marked, and nothing changes."""

    def __init__(self, settings: Settings, setting: Setting[str], title: str) -> None:
        super().__init__()
        self._settings = settings
        self._setting = setting
        choices = [(value, translate("Settings", label)) for value, label in setting.choices]
        self.select = Select(title, [*choices, (_OTHER, translate("Settings", setting.other))])
        self.select.activated.connect(self._chosen)
        self.line = QLineEdit()
        self.line.setAccessibleName(f"{title}, {translate('Settings', setting.other)}")
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.editingFinished.connect(self._typed)
        self.line.textEdited.connect(lambda: self._mark(wrong=False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.select)
        layout.addWidget(self.line)

    def show_value(self) -> None:
        value = self._settings.get(self._setting)
        own = all(value != choice for choice, _ in self._setting.choices)
        self.select.set_value(_OTHER if own else value)
        self.line.setText(value if own else "")
        self._show_line(own)

    def _show_line(self, shown: bool) -> None:
        """An address is longer than a choice."""
        self.line.setVisible(shown)
        self.setFixedWidth(current_theme().px(WIDE if shown else WIDTH))

    def _chosen(self) -> None:
        value = self.select.value()
        if value == _OTHER:
            self._show_line(shown=True)
            self.line.setFocus()
        else:
            self._settings.set(self._setting, value)
            self.show_value()

    def _typed(self) -> None:
        text = self.line.text().strip()
        fits = re.fullmatch(self._setting.pattern, text) is not None
        if fits:
            self._settings.set(self._setting, text)
        self._mark(wrong=bool(text) and not fits)

    def _mark(self, *, wrong: bool) -> None:
        self.line.setProperty("invalid", wrong)
        self.line.style().polish(self.line)
        self.line.setAccessibleDescription(translate("Settings", "Write it as in the example.") if wrong else "")
