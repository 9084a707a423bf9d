"""How does a place look where there is nothing to list? A small drawing, a sentence, and at most two ways on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..theme import StyleName, TextColour, current_theme, tokens
from .base import Painted
from .button import Button
from .label import WrappingLabel
from .paint import box, icon, mirrored, painting

ArtLook = Literal["caught_up", "no_results", "no_accounts", "trouble", "snoozed", "done"]
_SIZE = QSize(160, 112)
_TEXT_WIDTH = 240
_SIGNS: dict[ArtLook, str] = {
    "caught_up": "check", "no_results": "search", "no_accounts": "plus", "trouble": "key-round", "snoozed": "alarm-clock",
    "done": "check",
}  # fmt: skip


class EmptyArt(Painted):
    """Three stacked cards and a disc that says what is up; trouble is a single large disc. Silent."""

    def __init__(self, look: ArtLook, sign: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: ArtLook = look
        self._sign = sign or _SIGNS[look]
        self.setFixedSize(_SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            if self._look == "trouble":
                self._paint_trouble(painter)
            else:
                self._paint_cards(painter)
                self._paint_disc(painter)

    def _paint_trouble(self, painter: QPainter) -> None:
        theme = current_theme()
        rect = QRectF(40, 16, 80, 80)
        box(painter, rect, 40, theme.color("danger_soft"))
        icon(painter, rect, self._sign, theme.color("danger"), 32)

    def _paint_cards(self, painter: QPainter) -> None:
        theme = current_theme()
        for rect in (QRectF(37, 12, 86, 30), QRectF(29, 26, 102, 30)):
            box(painter, rect, 10, theme.color("card"), theme.color("border"))
        front = QRectF(21, 40, 118, 48)
        box(painter, front, 10, theme.color("card"), theme.color("border"))
        whole = self.rect().toRectF()
        box(painter, mirrored(QRectF(32, 51, 25, 25), whole), 7, theme.color("accent_soft"))
        for y, width in ((55.0, 48.0), (67.0, 31.0)):
            box(painter, mirrored(QRectF(66, y, width, 6), whole), 3, theme.color("pressed"))

    def _paint_disc(self, painter: QPainter) -> None:
        theme = current_theme()
        disc = mirrored(QRectF(117, 68, 34, 34), self.rect().toRectF())
        box(painter, disc.adjusted(-3, -3, 3, 3), 20, theme.color("card"))
        soft = self._look in ("no_results", "snoozed")
        fill: QColor | QBrush = theme.color("accent_soft") if soft else _disc_fill(disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(disc)
        icon(painter, disc, self._sign, theme.color("accent_text" if soft else "on_accent"), 18)


def _disc_fill(disc: QRectF) -> QBrush:
    gradient = QLinearGradient(disc.topLeft(), disc.bottomRight())
    gradient.setColorAt(0, QColor(tokens.LOGO_GRADIENT[0]))
    gradient.setColorAt(1, QColor(tokens.LOGO_GRADIENT[1]))
    return QBrush(gradient)


class EmptyState(QWidget):
    """Stands with its optical centre at 45 % of the height. `buttons` are made by the caller, who knows what they do."""

    def __init__(
        self,
        look: ArtLook,
        title: str,
        text: str = "",
        buttons: tuple[Button, ...] = (),
        sign: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addStretch(45)
        layout.addWidget(EmptyArt(look, sign), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(16)
        layout.addWidget(_Centred(title, "empty_title"), 0, Qt.AlignmentFlag.AlignHCenter)
        if text:
            layout.addSpacing(7)
            layout.addWidget(_Centred(text, "small", "text2"), 0, Qt.AlignmentFlag.AlignHCenter)
        if buttons:
            layout.addSpacing(18)
            layout.addLayout(_row(buttons))
        layout.addStretch(55)


class _Centred(WrappingLabel):
    """Centred lines of one width, exactly as high as they need to be."""

    def __init__(self, text: str, style: StyleName, colour: TextColour = "text") -> None:
        super().__init__(text, style, colour)
        self.align(Qt.AlignmentFlag.AlignHCenter)
        self._fit()

    def retheme(self) -> None:
        super().retheme()
        self._fit()

    def _fit(self) -> None:
        width = current_theme().px(_TEXT_WIDTH)
        self.setFixedSize(width, self.heightForWidth(width))


def _row(buttons: tuple[Button, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return row
