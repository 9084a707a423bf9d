"""How does a person name something? A field with the name it has, and a button; a name that is taken is said so at once."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..model.text import clean_line
from .controls.button import Button
from .controls.field import Field
from .controls.popover import Popover
from .theme import current_theme

WIDTH = 300


class NamePopover(Popover):
    """`named` carries a name that nothing else has."""

    named = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, verb: str, name: str, taken: Collection[str], why_taken: str, longest: int
    ) -> None:
        """`why_taken` is said of a name that is among the `taken` ones, whatever its letters' case; `longest` in characters."""
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = {other.casefold() for other in taken}
        self._why_taken = why_taken
        self._longest = longest
        self.panel.setFixedWidth(current_theme().px(WIDTH))
        self.content.setContentsMargins(14, 12, 14, 12)
        self.content.setSpacing(10)
        self.field = Field(title)
        self.field.edit.setMaxLength(longest)
        self.field.set_text(name)
        self.field.edit.selectAll()
        self.field.changed.connect(lambda _text: self.adjustSize())
        self._keep = Button(verb, "primary")
        self._keep.clicked.connect(self._finish)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._keep)
        self.content.addWidget(self.field)
        self.content.addLayout(row)
        self.setFocusProxy(self.field.edit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        name = clean_line(self.field.text(), self._longest)
        if not name:
            self.field.set_error(self.tr("Type a name."))
        elif name.casefold() in self._taken:
            self.field.set_error(self._why_taken)
        else:
            self.close()
            self.named.emit(name)
            return
        self.adjustSize()
