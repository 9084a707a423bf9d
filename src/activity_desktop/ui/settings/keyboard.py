"""How are shortcuts changed? A table of commands, each with a button that waits for the new key and warns of conflicts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...settings.file import Settings
from ..commands import COMMANDS, Command, caps, native
from ..controls.button import Button, IconButton
from ..controls.label import KeyCap, PlainLabel
from ..preferences import changed_shortcuts, keep_shortcuts

translate = QCoreApplication.translate
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


def owner_of(key: str, besides: str, changed: dict[str, tuple[str, ...]]) -> Command | None:
    """Which other command answers to this key, or to one that begins with it, or that it begins with: `G` and `G, I`."""
    for command in COMMANDS:
        keys = changed.get(command.id, command.keys) + command.list_keys + command.detail_keys
        if command.id != besides and any(_collide(key, other) for other in keys):
            return command
    return None


def _collide(one: str, other: str) -> bool:
    return one in (other, other.partition(", ")[0]) or one.partition(", ")[0] == other


class ShortcutRow(QWidget):
    """One command: its name, its keys, and buttons to change them and to take the change back."""

    def __init__(self, settings: Settings, command: Command) -> None:
        super().__init__()
        self._settings = settings
        self._command = command
        self.words = f"{command.label} {command.text}".casefold()
        self._warning = PlainLabel("", "caption", "warning")
        self._warning.hide()
        self._caps = QHBoxLayout()
        self._caps.setSpacing(4)
        self._record = KeyButton(command.text)
        self._record.recorded.connect(self._set)
        self._reset = IconButton("undo-2", translate("Settings", "Reset {command}").format(command=command.text), size=28)
        self._reset.clicked.connect(self._forget)
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the other buttons stay in their column
        self._reset.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(command.text, "small"))
        words.addWidget(self._warning)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 10, 5)
        row.addLayout(words, 1)
        row.addLayout(self._caps)
        row.addSpacing(8)
        row.addWidget(self._record)
        row.addWidget(self._reset)
        self.show_keys()

    def show_keys(self) -> None:
        changed = changed_shortcuts(self._settings)
        keys = changed.get(self._command.id, self._command.keys)
        while (item := self._caps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for key in keys[:1]:
            for cap in caps(key):
                self._caps.addWidget(KeyCap(cap))
        self._record.setAccessibleDescription(", ".join(native(key) for key in keys))
        self._reset.setVisible(self._command.id in changed)

    def _set(self, key: str) -> None:
        changed = changed_shortcuts(self._settings)
        if self._are_free((key,), changed):
            changed[self._command.id] = (key,)
            keep_shortcuts(self._settings, changed)
            self.show_keys()

    def _forget(self) -> None:
        """The usual keys again, unless another command has one of them by now."""
        changed = changed_shortcuts(self._settings)
        changed.pop(self._command.id, None)
        if self._are_free(self._command.keys, changed):
            keep_shortcuts(self._settings, changed)
            self.show_keys()

    def _are_free(self, keys: tuple[str, ...], changed: dict[str, tuple[str, ...]]) -> bool:
        """With two commands on one key, Qt would carry out neither."""
        owners = ((key, owner_of(key, self._command.id, changed)) for key in keys)
        key, other = next(((key, owner) for key, owner in owners if owner is not None), ("", None))
        self._warning.setVisible(other is not None)
        if other is not None:
            text = translate("Settings", "{key} already belongs to “{command}”")
            self._warning.setText(text.format(key=native(key), command=other.text))
        return other is None


class KeyButton(Button):
    """Pressed, it waits for a key and tells which one came. Esc gives up."""

    recorded = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(translate("Settings", "Change"), "ghost")
        self.setAccessibleName(translate("Settings", "Change the key of {command}").format(command=name))
        self._waiting = False
        self.clicked.connect(self._begin)
        self.installEventFilter(self)

    def _begin(self) -> None:
        self._waiting = True
        self.rename(translate("Settings", "Press a key"))
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the key before any shortcut does."""
        if self._waiting and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() not in _MODIFIERS:
                self._end(event)
                return True
        if self._waiting and event.type() is QEvent.Type.FocusOut:
            self._end(None)
        return super().eventFilter(watched, event)

    def _end(self, event: QKeyEvent | None) -> None:
        self._waiting = False
        self.rename(translate("Settings", "Change"))
        if event is None or event.key() == Qt.Key.Key_Escape:
            return
        self.recorded.emit(key_of(event))


def key_of(event: QKeyEvent) -> str:
    """The key as the table of commands writes it. A character that needs Shift on this keyboard is the character alone."""
    text = event.text()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
