"""How does a person type something in? A labelled field with its help and error, a search field, and a choice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ..theme import current_theme
from .button import IconButton
from .label import KeyCap, PlainLabel, WrappingLabel
from .paint import icon, mirrored, painting

SEARCH_PAUSE_MS = 150
"""How long after the last key the search runs."""


class Field(QWidget):
    """A label, a line to type in, and below it help or what is wrong. `edit` is the line itself."""

    changed = Signal(str)

    def __init__(
        self, label: str, placeholder: str = "", secret: bool = False, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._help_text = help_text
        self._label = PlainLabel(label, "small", weight=500)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(label)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
            self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._label.setBuddy(self.edit)
        self._note = WrappingLabel("", "caption", "text3")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._label)
        layout.addWidget(self.edit)
        layout.addWidget(self._note)
        self.edit.textChanged.connect(self._typed)
        self.set_error("")

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def error(self) -> str:
        return self._note.text() if self.edit.property("invalid") else ""

    def set_error(self, message: str) -> None:
        """Say below what is wrong; an empty message takes it back and shows the help again."""
        self.edit.setProperty("invalid", bool(message))
        self.edit.style().polish(self.edit)
        self.edit.setAccessibleDescription(message or self._help_text)
        self._note.setText(message or self._help_text)
        self._note.recolour("danger" if message else "text3")
        self._note.setVisible(bool(message or self._help_text))

    def _typed(self, text: str) -> None:
        if self.error():
            self.set_error("")
        self.changed.emit(text)


class SearchField(QLineEdit):
    """Searches a moment after the last key. Esc clears, a second Esc leaves; `/` is shown while it is empty."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, key: str = "/", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setAccessibleDescription(key)
        self._cap = KeyCap(key, self)
        self._clear = IconButton("x", QCoreApplication.translate("SearchField", "Clear search"), "Esc", 24, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(self._typed)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear() if self.text() else self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.searched.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._arrange()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = current_theme()
        rect = self.rect().toRectF()
        with painting(self) as painter:
            place = QRectF(theme.px(10), 0, theme.px(15), rect.height())
            icon(painter, mirrored(place, rect), "search", theme.color("text3"), theme.px(15))

    def show_text(self, text: str) -> None:
        """Show what is searched already."""
        self.setText(text)
        self._pause.stop()

    def _typed(self) -> None:
        self._arrange()
        self._pause.start()

    def _arrange(self) -> None:
        """The key cap or the clear button sits at the end, never both."""
        filled = bool(self.text())
        self._clear.setVisible(filled)
        self._cap.setVisible(not filled and not self.hasFocus())
        for child, margin in ((self._cap, 8), (self._clear, 5)):
            size = child.sizeHint()
            place = QRectF(
                self.width() - size.width() - margin, (self.height() - size.height()) / 2, size.width(), size.height()
            )
            child.setGeometry(mirrored(place, self.rect().toRectF()).toRect())
