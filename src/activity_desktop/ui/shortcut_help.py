"""Which keys are there? The sheet behind the question mark: every command with a key, in columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from .commands import COMMANDS, Command, Group, caps
from .controls.label import ElidedLabel, KeyCap, PlainLabel
from .controls.popover import Popover
from .controls.ring import FocusRing
from .controls.scrollbar import OverlayScrollBar
from .preferences import changed_shortcuts
from .theme import RADIUS, current_theme
from .window_parts import WindowParts

WIDTH = 740
_COLUMNS = ((Group.MOVE, Group.WINDOW), (Group.ACT, Group.GO))


class ShortcutHelp(Popover):
    """As tall as the window allows; the rest scrolls. Closed by Esc or a click outside."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window, self.tr("Keyboard shortcuts"), RADIUS["dialog"])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self._changed = changed_shortcuts(window.settings)
        self.content.setContentsMargins(24, 20, 12, 20)
        self.content.setSpacing(14)
        self.content.addWidget(PlainLabel(self.tr("Keyboard shortcuts"), "empty_title"))
        page = QWidget()
        page.setProperty("role", "page")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(28)
        for groups in _COLUMNS:
            columns.addLayout(self._column(groups), 1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        self.bar = OverlayScrollBar(scroll)
        self.ring = FocusRing(scroll)
        self.content.addWidget(scroll)
        self.panel.setFixedWidth(min(current_theme().px(WIDTH), window.width() - 40))
        scroll.setFixedHeight(min(page.sizeHint().height(), round(window.height() * 0.76)))
        self.setFocusProxy(scroll)

    def open(self) -> None:
        self.open_centred(self._window, 0.08)

    def _column(self, groups: tuple[Group, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for group in groups:
            column.addWidget(PlainLabel(group.text, "caption", "text3", 600))
            grid = QGridLayout()
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(0, 1)
            for command in COMMANDS:
                if command.group is group and command.help:
                    self._add(grid, command)
            column.addLayout(grid)
            column.addSpacing(10)
        column.addStretch()
        return column

    def _add(self, grid: QGridLayout, command: Command) -> None:
        keys = self._changed.get(command.id, command.keys) + command.list_keys + command.detail_keys
        if not keys:
            return
        line = grid.rowCount()
        grid.addWidget(ElidedLabel(command.text, "small", "text2"), line, 0)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch()
        for cap in caps(keys[0]):
            row.addWidget(KeyCap(cap))
        grid.addLayout(row, line, 1)
