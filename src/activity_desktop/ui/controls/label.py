"""How is text from outside shown without being taken for markup? Only through `PlainLabel`, and tooltips through `set_tip`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ...model.text import escape_markup
from ..theme import StyleName, TextColour, current_theme
from .base import Painted
from .paint import absolute, box, line, painting


def set_tip(widget: QWidget, text: str) -> None:
    """A tooltip that shows exactly this text. Qt would guess markup from a stray `<b>`; escaped rich text leaves no guess."""
    widget.setToolTip(tip(text))


def tip(text: str) -> str:
    """The text as a tooltip that wraps and cannot be markup; empty stays empty."""
    return f"<qt>{escape_markup(text)}</qt>" if text else ""


def with_key(text: str, key: str) -> str:
    """What something does, and the key that does it: `Done (E)`."""
    return f"{text} ({key})" if key else text


def explain(action: QAction, text: str) -> None:
    """The tooltip of a menu's entry, for menus that show them; empty for none."""
    action.setToolTip(tip(text))


class PlainLabel(QLabel):
    """A label in one style of the type scale that never interprets markup, and keeps its colour when the theme changes."""

    def __init__(
        self,
        text: str = "",
        style: StyleName = "body",
        colour: TextColour = "text",
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style: StyleName = style
        self._colour: TextColour = colour
        self._weight = weight
        self._align = Qt.AlignmentFlag.AlignLeft
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("colour", colour)
        self.lay_out()
        self.retheme()
        current_theme().changed.connect(self.retheme)

    def lay_out(self) -> None:
        """Say how it takes part in a layout, where that is otherwise than Qt would have it."""

    def align(self, side: Qt.AlignmentFlag) -> None:
        """Left and right are the sides where reading starts and ends in this window, whatever script the text is in."""
        self._align = side
        self.setAlignment(Qt.AlignmentFlag(absolute(side)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.align(self._align)

    def recolour(self, colour: TextColour) -> None:
        """Another colour, which the application's style sheet knows by its name."""
        self._colour = colour
        self.setProperty("colour", colour)
        self.style().unpolish(self)
        self.style().polish(self)

    def retheme(self) -> None:
        self.setFont(current_theme().font(self._style, self._weight))
        self.align(self._align)


class WrappingLabel(PlainLabel):
    """The same over as many lines as its width needs."""

    def lay_out(self) -> None:
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(1)

    def minimumSizeHint(self) -> QSize:
        """One line: how many it takes depends on the width. Qt guesses a narrow one, and pages end in a blank."""
        return QSize(1, self.fontMetrics().height())


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is then in the tooltip."""

    def lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = current_theme().metrics(self._style, self._weight)
        return QSize(round(metrics.horizontalAdvance(self.text()) + 1), round(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(20, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            line(painter, self.rect().toRectF(), self.text(), self._style, current_theme().color(self._colour), self._weight)
        set_tip(self, self.text() if self.sizeHint().width() > self.width() + 1 else "")


class KeyCap(Painted):
    """A key as printed on a keyboard. Decoration: the key is spoken with the command it belongs to."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return key_cap_size(self._key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            box(painter, self.rect().toRectF(), 4.5, theme.color("sunken"), theme.color("border"))
            line(painter, self.rect().toRectF(), self._key, "keycap", theme.color("text2"), align=Qt.AlignmentFlag.AlignHCenter)


def key_cap_size(key: str) -> QSize:
    """A square for one letter, wider for a word."""
    theme = current_theme()
    side = theme.px(18)
    return QSize(max(side, round(theme.metrics("keycap").horizontalAdvance(key)) + theme.px(10)), side)
