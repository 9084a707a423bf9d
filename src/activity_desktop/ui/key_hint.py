"""How does a person see that a second key is waited for? A key cap in the corner of the list, for as long as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from .controls.label import KeyCap

_EDGE = 16


class KeyHint(QWidget):
    """`show_key` with a text shows it, with an empty one takes it away. Never in the way of the mouse."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._cap: KeyCap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_key(self, text: str) -> None:
        if self._cap is not None:
            self._cap.deleteLater()
            self._cap = None
        self.setVisible(bool(text))
        if text:
            self._cap = KeyCap(text, self)
            self._cap.resize(self._cap.sizeHint())
            self._cap.show()
            self.resize(self._cap.size())
            self.move(_EDGE, self._host.height() - self.height() - _EDGE)
            self.raise_()
