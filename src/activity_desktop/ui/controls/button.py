"""What do the buttons look like? Primary, secondary, ghost and danger, with an icon and a key; and buttons that are an icon."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import RADIUS, Token, current_theme
from .base import SMALLEST_TARGET, PaintedButton
from .label import key_cap_size, set_tip, with_key
from .paint import box, focus_ring, icon, line, mirrored, mix, painting

Look = Literal["primary", "secondary", "ghost", "danger"]
_PADDING = 12
_ICON = 16
_GAP = 7


class Button(PaintedButton):
    """A button with words. `key` is printed as a key cap and spoken as the description; `tall` is for details and dialogs."""

    def __init__(
        self,
        label: str,
        look: Look = "secondary",
        icon_name: str = "",
        key: str = "",
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, parent)
        self._look: Look = look
        self._icon = icon_name
        self._key = key
        self._height = 34 if tall else 32
        self._icon_only = False
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon_only(self, only: bool) -> None:
        """Without room for words: they are in the tooltip then, and still its spoken name."""
        self._icon_only = only
        set_tip(self, self.label if only else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        if self._icon_only:
            return QSize(theme.px(self._height) + theme.px(4), theme.px(self._height))
        width = 2 * theme.px(_PADDING) + theme.metrics("small", 500).horizontalAdvance(self.label) + 1
        if self._icon:
            width += theme.px(_ICON) + theme.px(_GAP)
        if self._key:
            width += key_cap_size(self._key).width() + theme.px(8) - theme.px(4)
        return QSize(round(width), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST_TARGET * 2, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.rect().toRectF()
        with painting(self) as painter:
            self._paint_surface(painter, rect)
            self._paint_content(painter, rect)
            if self.ring:
                self._paint_ring(painter, rect)

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        if self._look == "primary":
            box(painter, rect.adjusted(2, 2, -2, -2), RADIUS["button"] - 2, None, current_theme().color("card"), 1.5)
        focus_ring(painter, rect, RADIUS["button"])

    def _paint_surface(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        radius = RADIUS["button"]
        if not self.isEnabled():
            if self._look != "ghost":
                box(painter, rect, radius, theme.color("pressed"))
            return
        rest, over, down = _surfaces(self._look)
        fill = theme.color(down) if self.isDown() else mix(rest, theme.color(over), self.hover.at)
        outline = None if self._look in ("primary", "ghost") else _edge(rect, theme.color("border"), soft=theme.dark)
        box(painter, rect, radius, fill, outline)

    def _paint_content(self, painter: QPainter, rect: QRectF) -> None:
        theme = current_theme()
        colour = theme.color(_ink(self._look) if self.isEnabled() else "text3")
        if self._icon_only:
            icon(painter, rect, self._icon, self._icon_colour(), theme.px(_ICON))
            return
        left, right = self._content_span()
        if self._icon:
            side = theme.px(_ICON)
            icon(painter, mirrored(QRectF(left, 0, side, rect.height()), rect), self._icon, self._icon_colour(), side)
            left += side + theme.px(_GAP)
        if self._key:
            cap = key_cap_size(self._key)
            place = QRectF(right - cap.width(), (rect.height() - cap.height()) / 2, cap.width(), cap.height())
            self._paint_key(painter, mirrored(place, rect), colour)
            right -= cap.width() + theme.px(8)
        line(painter, mirrored(QRectF(left, 0, right - left, rect.height()), rect), self.label, "small", colour, 500)

    def _content_span(self) -> tuple[float, float]:
        """Where the content starts and ends: centred when the button is wider than it needs."""
        theme = current_theme()
        spare = max(0.0, (self.width() - self.sizeHint().width()) / 2)
        right = theme.px(8) if self._key else theme.px(_PADDING)
        return theme.px(_PADDING) + spare, self.width() - right - spare

    def _icon_colour(self) -> QColor:
        theme = current_theme()
        if not self.isEnabled():
            return theme.color("text3")
        return theme.color("text2" if self._look in ("secondary", "ghost") else _ink(self._look))

    def _paint_key(self, painter: QPainter, place: QRectF, colour: QColor) -> None:
        theme = current_theme()
        if self._look == "primary":
            box(painter, place, RADIUS["keycap"], QColor(255, 255, 255, 46))
        else:
            box(painter, place, RADIUS["keycap"], theme.color("sunken"), theme.color("border"))
            colour = theme.color("text2")
        line(painter, place, self._key, "keycap", colour, align=Qt.AlignmentFlag.AlignHCenter)


def _surfaces(look: Look) -> tuple[QColor, Token, Token]:
    """The fill at rest, when hovered and when pressed."""
    theme = current_theme()
    clear = QColor(theme.color("hover"))
    clear.setAlpha(0)
    match look:
        case "primary":
            return theme.color("accent"), "accent_hover", "accent_pressed"
        case "ghost":
            return clear, "hover", "pressed"
        case "danger":
            return theme.color("field" if theme.dark else "card"), "danger_soft", "danger_soft"
        case "secondary":
            return theme.color("field" if theme.dark else "card"), "hover" if not theme.dark else "pressed", "pressed"


def _ink(look: Look) -> Token:
    inks: dict[Look, Token] = {"primary": "on_accent", "secondary": "text", "ghost": "text", "danger": "danger"}
    return inks[look]


def _edge(rect: QRectF, border: QColor, soft: bool) -> QBrush:
    """The outline of a raised button: a little darker along its lower edge in the light scheme."""
    if soft:
        return QBrush(border)
    gradient = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    gradient.setColorAt(0.0, border)
    gradient.setColorAt(1 - 2 / rect.height(), border)
    gradient.setColorAt(1.0, border.darker(107))
    return QBrush(gradient)


class IconButton(PaintedButton):
    """A button that is only an icon: its name is spoken and shown in the tooltip together with the key."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        key: str = "",
        size: int = 30,
        on_canvas: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._icon = icon_name
        self._size = size
        self._key = key
        self._hover_fill: Token = "side_hover" if on_canvas else "hover"
        self.rename(name)
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_key(self, key: str) -> None:
        """The key that does the same; empty for none."""
        self._key = key
        self.setAccessibleDescription(key)
        self.rename(self.label)

    def change(self, icon_name: str, name: str) -> None:
        """Become the button for something else, like "Mark read" once it is unread."""
        self._icon = icon_name
        self.rename(name)

    def rename(self, name: str) -> None:
        super().rename(name)
        key = getattr(self, "_key", "")
        set_tip(self, with_key(name, key))

    def sizeHint(self) -> QSize:
        side = max(SMALLEST_TARGET, current_theme().px(self._size))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        over = theme.color(self._hover_fill)
        clear = QColor(over)
        clear.setAlpha(0)
        with painting(self) as painter:
            fill = theme.color("pressed") if self.isDown() else mix(clear, over, self.hover.at if self.isEnabled() else 0)
            box(painter, rect, RADIUS["small_tile"], fill)
            colour = theme.color("text2" if self.isEnabled() else "border_strong")
            icon(painter, rect, self._icon, colour, theme.px(_ICON))
            if self.ring:
                focus_ring(painter, rect, RADIUS["small_tile"])
