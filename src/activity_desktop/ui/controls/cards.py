"""How is another record shown, a product or a person? As a card: a mark, two lines, an arrow if there is somewhere to go."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...model.activity import Kind
from ..theme import RADIUS, current_theme
from .base import PaintedButton
from .marks import paint_avatar, paint_neutral_tile, paint_tile
from .paint import box, focus_ring, icon, line, mirrored, mix, painting

_HEIGHT = 60
_PADDING = 12
_MARK = 36
_TEXT_LEFT = 60
_ARROW = 16


class CardState(StrEnum):
    """What is known of the record that a card stands for."""

    LOADED = "loaded"
    LOADING = "loading"
    NO_ACCESS = "no access"
    DELETED = "deleted"
    OFFLINE = "offline"


class _Card(PaintedButton):
    """The common part: surface, text and arrow. A subclass paints the mark."""

    def __init__(self, title: str, sub: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(spoken, parent)
        self.title = title
        self.sub = sub
        self.opens = True
        self.setAccessibleDescription(sub)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_opens(self, opens: bool) -> None:
        """Whether a click leads anywhere. Without that it is a plain label: no arrow, no hover, no stop for Tab."""
        self.opens = opens
        self.setEnabled(opens)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if opens else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, current_theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.rect().toRectF()
        with painting(self) as painter:
            self.paint_surface(painter, rect)
            self.paint_mark(painter, self.mark_rect(rect))
            self.paint_text(painter, rect)
            if self.ring:
                focus_ring(painter, rect, RADIUS["card"])

    def paint_surface(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        fill = theme.color("pressed") if self.isDown() else mix(theme.color("card"), theme.color("hover"), self.hover.at)
        box(painter, rect, RADIUS["card"], fill if self.opens else theme.color("card"), theme.color("border"))

    def paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        raise NotImplementedError

    def paint_text(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        end = self.paint_end(painter, rect) if self.opens else float(theme.px(_PADDING))
        left = theme.px(_TEXT_LEFT)
        two_lines(painter, rect, left, rect.width() - left - end, self.title, self.sub)

    def paint_end(self, painter: QPainter, rect: QRectF) -> float:
        """What stands at the end; returns how much room it takes."""
        side = current_theme().px(_ARROW)
        place = mirrored(QRectF(rect.width() - side - 16, 0, side, rect.height()), rect)
        icon(painter, place, "arrow-up-right", current_theme().color("text3"), side)
        return side + 32

    def mark_rect(self, rect: QRectF) -> QRectF:
        side = current_theme().px(_MARK)
        return mirrored(QRectF(current_theme().px(_PADDING), (rect.height() - side) / 2, side, side), rect)


def two_lines(painter: QPainter, rect: QRectF, left: float, width: float, title: str, sub: str) -> None:
    """A title and a line below it, together centred; the title alone stands in the middle."""
    theme = current_theme()
    above, below = theme.metrics("body", 500).height(), theme.metrics("caption").height()
    gap = theme.px(1)
    top = (rect.height() - (above + gap + below if sub else above)) / 2
    line(painter, mirrored(QRectF(left, top, width, above), rect), title, "body", theme.color("text"), 500)
    if sub:
        place = mirrored(QRectF(left, top + above + gap, width, below), rect)
        line(painter, place, sub, "caption", theme.color("text3"))


class RelationCard(_Card):
    """A related record. Its state says what could be learned of it; `clicked` means open, or retry while offline."""

    def __init__(self, kind: Kind, kind_label: str, title: str, sub: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, sub, title, parent)
        self._kind = kind
        self._kind_label = kind_label
        self._own = (title, sub)
        self.state = CardState.LOADED
        self.set_state(CardState.LOADED)

    def set_state(self, state: CardState, can_open: bool = True) -> None:
        """Show what is known. Only a loaded card with somewhere to go, or one to retry, can be pressed."""
        self.state = state
        self.title, self.sub = self._words(state)
        self.set_opens((state is CardState.LOADED and can_open) or state is CardState.OFFLINE)
        self.rename(self._spoken(state, can_open))
        self.setAccessibleDescription(self.sub)

    def paint_surface(self, painter: QPainter, rect: QRectF) -> None:
        if self.state in (CardState.LOADED, CardState.LOADING):
            super().paint_surface(painter, rect)
            return
        border = current_theme().color("border_strong" if current_theme().high_contrast else "border")
        box(painter, rect, RADIUS["card"], None, border, dashed=True)

    def paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        match self.state:
            case CardState.LOADED:
                paint_tile(painter, rect, self._kind)
            case CardState.LOADING:
                box(painter, rect, RADIUS["tile"], theme.color("pressed"))
            case _:
                paint_neutral_tile(painter, rect, _STATE_ICONS[self.state])

    def paint_text(self, painter: QPainter, rect: QRectF) -> None:
        if self.state is not CardState.LOADING:
            super().paint_text(painter, rect)
            return
        theme = current_theme()
        left, height = theme.px(_TEXT_LEFT), theme.px(8)
        middle = rect.height() / 2
        for y, share in ((middle - theme.px(12), 0.34), (middle + theme.px(5), 0.5)):
            bar = QRectF(left, y, (rect.width() - left) * share, height)
            box(painter, mirrored(bar, rect), height / 2, theme.color("pressed"))

    def paint_end(self, painter: QPainter, rect: QRectF) -> float:
        if self.state is not CardState.OFFLINE:
            return super().paint_end(painter, rect)
        theme = current_theme()
        word = QCoreApplication.translate("RelationCard", "Retry")
        width = theme.metrics("small", 500).horizontalAdvance(word) + 1
        place = mirrored(QRectF(rect.width() - width - 16, 0, width, rect.height()), rect)
        line(painter, place, word, "small", theme.color("accent_text"), 500)
        return width + 28

    def _words(self, state: CardState) -> tuple[str, str]:
        kind = self._kind_label
        match state:
            case CardState.NO_ACCESS:
                title = QCoreApplication.translate("RelationCard", "You cannot view this {kind}").format(
                    kind=kind.lower(), Kind=kind
                )
                return title, QCoreApplication.translate("RelationCard", "Ask an administrator for access")
            case CardState.DELETED:
                return QCoreApplication.translate("RelationCard", "This {kind} was deleted").format(
                    kind=kind.lower(), Kind=kind
                ), self._own[0]
            case CardState.OFFLINE:
                return self._own[0], QCoreApplication.translate("RelationCard", "Details load when you are back online")
            case CardState.LOADED | CardState.LOADING:
                return self._own

    def _spoken(self, state: CardState, can_open: bool) -> str:
        match state:
            case CardState.LOADED if can_open:
                words = QCoreApplication.translate("RelationCard", "{kind} {title}. Opens in browser")
            case CardState.LOADED:
                words = QCoreApplication.translate("RelationCard", "{kind} {title}")
            case CardState.LOADING:
                words = QCoreApplication.translate("RelationCard", "{kind} {title}. Loading")
            case CardState.OFFLINE:
                words = QCoreApplication.translate("RelationCard", "{kind} {title}. Retry")
            case CardState.NO_ACCESS | CardState.DELETED:
                return self.title
        kind = "" if self.title.startswith(self._kind_label) else self._kind_label
        return words.format(kind=kind, title=self.title).strip()


_STATE_ICONS = {CardState.NO_ACCESS: "lock", CardState.DELETED: "file-x", CardState.OFFLINE: "wifi-off"}


class PersonCard(_Card):
    """A person who is part of an activity; a click leads to their page, where there is one."""

    def __init__(self, name: str, seed: str, sub: str = "", can_open: bool = True, parent: QWidget | None = None) -> None:
        spoken = QCoreApplication.translate("PersonCard", "{name}. Shows all their activities") if can_open else "{name}"
        super().__init__(name, sub, spoken.format(name=name), parent)
        self._seed = seed
        self.set_opens(can_open)

    def set_sub(self, sub: str) -> None:
        """Say something else in the second line."""
        self.sub = sub
        self.setAccessibleDescription(sub)
        self.update()

    def paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        paint_avatar(painter, rect, self.title, self._seed)
