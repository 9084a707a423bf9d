"""How is one of a few things chosen, or a moment? By fields that open a list or a calendar, in forms and settings."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QSizePolicy, QWidget

from ..theme import current_theme
from .paint import icon, mirrored, painting


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
