"""How does signing in go? Three lines that fill themselves: the server answers, the token is taken, activities can be read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..controls.base import Painted
from ..controls.label import ElidedLabel, PlainLabel
from ..controls.paint import box, icon, painting
from ..controls.spinner import Spinner
from ..theme import RADIUS, Token, current_theme
from .attempt import Step

translate = QCoreApplication.translate
LINES = 3


class CheckList(Painted):
    """`begin`, then `add` each step; `fail` marks the line that was running."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting = (
            translate("SignIn", "Server answers"),
            translate("SignIn", "Token accepted"),
            translate("SignIn", "Reading activities"),
        )
        self._failed = (
            translate("SignIn", "Server does not answer"),
            translate("SignIn", "Token not accepted"),
            translate("SignIn", "Activities cannot be read"),
        )
        self._lines = [_Line(text) for text in self._waiting]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(2)
        for line in self._lines:
            layout.addWidget(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clear()

    def clear(self) -> None:
        """Nothing has been tried yet."""
        self._done = 0
        for line, text in zip(self._lines, self._waiting, strict=True):
            line.show_state(text, "", "waiting")

    def begin(self) -> None:
        self.clear()
        self._lines[0].show_state(self._waiting[0], "", "running")

    def add(self, step: Step) -> None:
        if self._done >= LINES:
            return
        if step.problem is not None:
            self.fail()
            return
        self._lines[self._done].show_state(step.label, step.note, "good")
        self._done += 1
        if self._done < LINES:
            self._lines[self._done].show_state(self._waiting[self._done], "", "running")

    def fail(self) -> None:
        if self._done < LINES:
            self._lines[self._done].show_state(self._failed[self._done], "", "bad")

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            box(painter, self.rect().toRectF(), RADIUS["card"], theme.color("sunken"), theme.color("hairline"))


class _Line(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._sign = _Sign()
        self._text = PlainLabel(text, "small", weight=500)
        self._note = ElidedLabel("", "caption", "text3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._text)
        row.addStretch(1)
        row.addWidget(self._note)

    def sizeHint(self) -> QSize:
        return QSize(200, current_theme().px(31))

    def show_state(self, text: str, note: str, state: str) -> None:
        self._text.setText(text)
        self._text.recolour("text3" if state == "waiting" else "text")
        self._note.set_text(note)
        self._sign.show_state(state)
        spoken = translate("SignIn", "passed") if state == "good" else ""
        self.setAccessibleName(", ".join(part for part in (text, spoken, note) if part))


_SIGNS: dict[str, tuple[str, Token]] = {
    "good": ("circle-check", "success"),
    "bad": ("circle-x", "danger"),
    "waiting": ("minus", "text3"),
}


class _Sign(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._state = "waiting"
        self._spinner = Spinner(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current_theme().px(16)
        return QSize(side, side)

    def show_state(self, state: str) -> None:
        self._state = state
        self._spinner.setGeometry(self.rect())
        self._spinner.setVisible(state == "running")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state not in _SIGNS:
            return
        name, colour = _SIGNS[self._state]
        with painting(self) as painter:
            icon(painter, QRectF(self.rect()), name, current_theme().color(colour), current_theme().px(16))
