"""How does a key reach its command? Each row of `ui/commands.py` becomes Qt shortcuts; keys after `G` are waited for.

Single letters are typed as text wherever text is entered, because Qt offers every key to the focused field first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from .commands import COMMANDS, Command, is_single

WAIT_MS = 900
"""So long the second key of a sequence is waited for."""
HINT_MS = 300
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class Shortcuts(QObject):
    """All shortcuts of one window. `run` carries a command out."""

    waiting = Signal(str)
    """The first key of a sequence was pressed a moment ago; empty when the wait is over."""

    def __init__(self, window: QWidget, list_area: QWidget, detail_area: QWidget, run: Callable[[Command], None]) -> None:
        super().__init__(window)
        self._window = window
        self._list_area = list_area
        self._detail_area = detail_area
        self._run = run
        self._bound: list[QShortcut] = []
        self._sequences: dict[str, Sequence] = {}

    def bind(self, changed: Mapping[str, tuple[str, ...]], single_letters: bool) -> None:
        """Bind every key anew. `changed` has other keys for some commands, by identifier."""
        for old in (*self._bound, *self._sequences.values()):
            old.deleteLater()
        self._bound, self._sequences = [], {}
        for command in COMMANDS:
            for key in changed.get(command.id, command.keys):
                if single_letters or not is_single(key):
                    self._bind_everywhere(key, command)
            for area, keys in ((self._list_area, command.list_keys), (self._detail_area, command.detail_keys)):
                for key in keys:
                    self._bind(key, area, Qt.ShortcutContext.WidgetWithChildrenShortcut, partial(self._run, command))

    def _bind_everywhere(self, key: str, command: Command) -> None:
        first, comma, second = key.partition(", ")
        if not comma:
            self._bind(key, self._window, Qt.ShortcutContext.WindowShortcut, partial(self._run, command))
            return
        if first not in self._sequences:
            sequence = Sequence(first, self)
            sequence.waiting.connect(self.waiting)
            self._sequences[first] = sequence
            self._bind(first, self._window, Qt.ShortcutContext.WindowShortcut, sequence.begin)
        self._sequences[first].add(second, partial(self._run, command))

    def _bind(self, key: str, area: QWidget, context: Qt.ShortcutContext, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), area)
        shortcut.setContext(context)
        shortcut.activated.connect(act)
        self._bound.append(shortcut)


class Sequence(QObject):
    """Waits for a second key after a first one, and for nothing else: any other key ends the wait and means what it means."""

    waiting = Signal(str)

    def __init__(self, first: str, parent: QObject) -> None:
        super().__init__(parent)
        self._first = first
        self._then: dict[str, Callable[[], None]] = {}
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._end)
        self._hint = QTimer(self, singleShot=True, interval=HINT_MS)
        self._hint.timeout.connect(lambda: self.waiting.emit(f"{self._first}…"))

    def add(self, second: str, act: Callable[[], None]) -> None:
        self._then[second.upper()] = act

    def begin(self) -> None:
        self._wait.start()
        self._hint.start()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return super().eventFilter(watched, event)
        key = cast("QKeyEvent", event)
        if key.key() in _MODIFIERS:
            return False
        act = self._then.get(key.text().upper())
        if act is None:
            self._end()
            return False
        event.accept()  # before Qt looks for a shortcut of this key alone
        if event.type() is QEvent.Type.KeyPress:
            self._end()
            act()
        return True

    def _end(self) -> None:
        self._wait.stop()
        self._hint.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.waiting.emit("")
