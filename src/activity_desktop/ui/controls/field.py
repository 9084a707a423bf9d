"""How does a person type something in? A labelled field with its help and error, a search field, and a choice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

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


class Select(QComboBox):
    """A choice out of few. The wheel scrolls the page it stands on instead of changing it unseen."""

    def __init__(self, name: str, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt gives the current choice as the name
        for value, label in choices:
            self.addItem(label, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        self.setCurrentIndex(max(0, self.findData(value)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_chevron(self)


def date_format(locale: QLocale) -> str:
    """The locale's short date in numbers, with the whole year."""
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def date_and_time(locale: QLocale) -> str:
    """The same with the time of day."""
    return f"{date_format(locale)} {locale.timeFormat(QLocale.FormatType.ShortFormat)}"


class MomentEdit(QDateTimeEdit):
    """A date, maybe with a time, typed or picked from a calendar. The wheel scrolls the page it stands on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        inner = self.findChild(QLineEdit)
        if inner is not None:
            inner.setProperty("role", "bare")  # else it would get the frame of a field of its own

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_chevron(self)


def _paint_chevron(widget: QWidget) -> None:
    """At the end of a field that opens something."""
    theme = current_theme()
    rect = widget.rect().toRectF()
    with painting(widget) as painter:
        place = QRectF(rect.width() - 26, 0, 16, rect.height())
        icon(painter, mirrored(place, rect), "chevron-down", theme.color("text2"), theme.px(14))
