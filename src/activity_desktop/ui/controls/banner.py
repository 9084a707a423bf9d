"""How is a lasting state told, such as "offline"? By one quiet strip with at most one action, announced once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import RADIUS, Token, Tone, current_theme
from .base import Fade, Painted, PaintedButton
from .label import set_tip
from .paint import box, broken, focus_ring, icon, line, mirrored, painting, wrapped

_HEIGHT = 40
_PADDING = 12
_ICON = 16
_MOST_LINES = 3
_LINES_BESIDE = 2
REVEAL_MS = 160


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say it when it has finished its sentence."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)


class TextAction(PaintedButton):
    """An action as words in a status colour, for banners and toasts."""

    def __init__(self, label: str, colour: Token, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._colour: Token = colour
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def recolour(self, colour: Token) -> None:
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(round(theme.metrics("small", 600).horizontalAdvance(self.label)) + 2 * theme.px(6) + 1, theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        colour = theme.color(self._colour)
        with painting(self) as painter:
            if self.hover.at or self.isDown():
                veil = theme.color(self._colour).lighter(100)
                veil.setAlphaF(0.16 if self.isDown() else 0.10 * self.hover.at)
                box(painter, rect, 6, veil)
            line(painter, rect, self.label, "small", colour, 600, Qt.AlignmentFlag.AlignHCenter)
            if self.ring:
                focus_ring(painter, rect, 6)


class Banner(Painted):
    """A strip with an icon, a sentence and maybe an action. `show_state` fills it; it is hidden until then."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "info"
        self._icon = "info"
        self._text = ""
        self._action = TextAction("", "info", self)
        self._action.clicked.connect(self.acted)
        self._shown = Fade(self, REVEAL_MS, at=1.0)
        self._shown.valueChanged.connect(self._unfold)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def text(self) -> str:
        return self._text

    def show_state(self, tone: Tone, icon_name: str, text: str, action: str = "") -> None:
        """Show the strip, or change what it says. Says it aloud only when the sentence is new."""
        hidden = self.isHidden()
        new = text != self._text or hidden
        self._tone, self._icon, self._text = tone, icon_name, text
        self._action.rename(action)
        self._action.recolour(tone)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        if hidden:
            self._shown.at = 0.0
            self._shown.send(1.0)
        self._unfold()
        if new:
            announce(self, text)

    def heightForWidth(self, width: int) -> int:
        """As many lines as the sentence takes; while it unfolds, a part of that."""
        return round(self._whole_height(width) * self._shown.at)

    def _whole_height(self, width: int) -> int:
        theme = current_theme()
        lines = len(broken(self._text, "small", self._text_width(width), 500, _MOST_LINES))
        below = self._action.sizeHint().height() if self._stacked(width) else 0
        return theme.px(_HEIGHT) + round((lines - 1) * theme.metrics("small", 500).height()) + below

    def _stacked(self, width: int) -> bool:
        """Whether the action stands below the words, because beside it they would take more than two lines."""
        if self._action.isHidden():
            return False
        return len(broken(self._text, "small", self._room_beside(width), 500, _MOST_LINES)) > _LINES_BESIDE

    def _room_beside(self, width: int) -> float:
        theme = current_theme()
        return max(1.0, width - self._text_left() - self._action.sizeHint().width() - theme.px(14))

    def _text_left(self) -> int:
        theme = current_theme()
        return theme.px(_PADDING) + theme.px(_ICON) + theme.px(10)

    def _text_width(self, width: int) -> float:
        """Between the icon and the action, or the end of the strip."""
        if self._action.isHidden() or self._stacked(width):
            return max(1.0, width - self._text_left() - current_theme().px(_PADDING))
        return self._room_beside(width)

    def _unfold(self) -> None:
        self.updateGeometry()
        self._arrange()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(120, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(current_theme().px(_HEIGHT) * self._shown.at))

    def retheme(self) -> None:
        super().retheme()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint(painter, self._body())

    def _body(self) -> QRectF:
        """The whole strip, whose lower end is what is seen while it unfolds."""
        height = self._whole_height(self.width()) if self._shown.at < 1 else self.height()
        return QRectF(0, self.height() - height, self.width(), height)

    def _paint(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        soft: dict[Tone, Token] = {
            "info": "info_soft", "warning": "warning_soft", "danger": "danger_soft", "success": "success_soft",
        }  # fmt: skip
        outline = theme.color(self._tone) if theme.high_contrast else None
        box(painter, rect, RADIUS["banner"], theme.color(soft[self._tone]), outline)
        pad, side = theme.px(_PADDING), theme.px(_ICON)
        place = QRectF(self._text_left(), rect.top(), self._text_width(self.width()), rect.height())
        if self._stacked(self.width()):
            place.setBottom(rect.bottom() - self._action.sizeHint().height())
        icon_place = QRectF(pad, place.top(), side, place.height())
        icon(painter, mirrored(icon_place, rect), self._icon, theme.color(self._tone), side)
        wrapped(painter, mirrored(place, rect), self._text, "small", theme.color("text"), 500, _MOST_LINES)
        needed = theme.metrics("small", 500).horizontalAdvance(self._text)
        set_tip(self, self._text if needed > _MOST_LINES * place.width() else "")

    def _arrange(self) -> None:
        size = self._action.sizeHint()
        theme = current_theme()
        body = self._body()
        left = self.width() - size.width() - theme.px(8)
        top = body.center().y() - size.height() / 2
        if self._stacked(self.width()):
            left = self._text_left() - theme.px(6)  # the action's words, not its edge, stand under the text
            top = body.bottom() - size.height() - theme.px(6)
        self._action.setGeometry(mirrored(QRectF(left, top, size.width(), size.height()), body).toRect())
