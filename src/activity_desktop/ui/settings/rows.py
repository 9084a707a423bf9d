"""How does one setting become a row? A label with its help, and the control that its type and choices ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...settings.definitions import Setting
from ...settings.file import Settings
from .. import times
from ..controls.button import Button
from ..controls.label import ElidedLabel, WrappingLabel
from ..controls.select import Select
from ..controls.switch import Switch
from ..theme import current_theme
from .typed import select_or_type

translate = QCoreApplication.translate
AnySetting = Setting[bool] | Setting[int] | Setting[str]
_CLOCK = re.compile(r"\d\d:\d\d")
_STEP = 10
CONTROL_WIDTH = 170
_SIDE, _GAP = 16, 16
_LEAST_WORDS = 150


class SettingRow(QWidget):
    """Shows the value as it is, also when something else changes it, and sets it at once."""

    def __init__(self, settings: Settings, setting: AnySetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        title, help_text = translate("Settings", setting.label), translate("Settings", setting.help)
        self.words = f"{title} {help_text}".casefold()
        control, show = control_for(settings, setting, title, help_text)
        show()
        settings.on_change(lambda key: show() if key == setting.key and isValid(self) else None)
        self._title = WrappingLabel(title, "body", weight=500)
        self._control = control
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        if help_text:
            words.addWidget(WrappingLabel(help_text, "caption", "text3"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_SIDE, 11, _SIDE, 11)
        self._row.setSpacing(_GAP)
        self._row.addLayout(words, 1)
        self._row.addWidget(control)
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The control stands beside the words where it leaves them room, else below."""
        super().resizeEvent(event)
        room = self.width() - 2 * _SIDE - _GAP - self._control.sizeHint().width()
        beside = room >= min(self._title.sizeHint().width(), current_theme().px(_LEAST_WORDS))
        side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeading
        self._row.setAlignment(self._control, side)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(_GAP if beside else _GAP // 2)


def control_for(settings: Settings, setting: Any, title: str, help_text: str) -> tuple[QWidget, Callable[[], None]]:
    """The control, and a function that makes it show the present value."""
    if setting.other:
        return select_or_type(settings, setting, title)
    if setting.choices:
        return _select(settings, setting, title, [(value, translate("Settings", label)) for value, label in setting.choices])
    if isinstance(setting.default, bool):
        return _switch(settings, setting, title, help_text)
    if isinstance(setting.default, int):
        values = range(setting.least, setting.most + 1, _STEP)
        return _select(settings, setting, title, [(value, str(value)) for value in values])
    if _CLOCK.fullmatch(setting.default):
        return _clock(settings, setting, title)
    return _file(settings, setting, title)


def _switch(settings: Settings, setting: Setting[bool], title: str, help_text: str) -> tuple[QWidget, Callable[[], None]]:
    switch = Switch(title, help_text)
    switch.clicked.connect(lambda on: settings.set(setting, on))
    return switch, lambda: switch.setChecked(settings.get(setting))


def _select(settings: Settings, setting: Any, title: str, choices: list[tuple[Any, str]]) -> tuple[QWidget, Callable[[], None]]:
    """Values may be numbers: the control holds them as text, the setting gets them back as they are."""
    by_text = {str(value): value for value, _ in choices}
    select = Select(title, [(str(value), label) for value, label in choices])
    select.setMinimumWidth(max(current_theme().px(CONTROL_WIDTH), select.sizeHint().width()))
    select.activated.connect(lambda: settings.set(setting, by_text[select.value()]))
    return select, lambda: select.set_value(str(settings.get(setting)))


def _clock(settings: Settings, setting: Setting[str], title: str) -> tuple[QWidget, Callable[[], None]]:
    """A time of day, in steps of half an hour; another one that somebody wrote into the file is offered, too."""
    times_of_day = {f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)} | {settings.get(setting)}
    return _select(settings, setting, title, [(text, _in_words(text)) for text in sorted(times_of_day)])


def _in_words(text: str) -> str:
    """The time as this locale writes it."""
    hour, minute = text.split(":")
    return times.clock(datetime.combine(date.min, time(int(hour), int(minute))))


def _file(settings: Settings, setting: Setting[str], title: str) -> tuple[QWidget, Callable[[], None]]:
    """A file to choose. Only files are free texts among the settings."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    name = ElidedLabel("", "caption", "text2")
    name.setMaximumWidth(current_theme().px(CONTROL_WIDTH))
    choose = Button(translate("Settings", "Choose…"))
    choose.setAccessibleName(f"{title}, {translate('Settings', 'Choose…')}")
    clear = Button(translate("Settings", "Remove"), "ghost")
    row.addWidget(name)
    row.addWidget(clear)
    row.addWidget(choose)

    def show() -> None:
        path = settings.get(setting)
        name.set_text(path)
        clear.setVisible(bool(path))

    def ask() -> None:
        dialog = QFileDialog(holder, title)
        dialog.fileSelected.connect(lambda path: settings.set(setting, path))
        dialog.open()

    choose.clicked.connect(ask)
    clear.clicked.connect(lambda: settings.set(setting, ""))
    return holder, show
