"""How is "it is done" told, with a way to undo it? By one small dark card that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ..theme import RADIUS, current_theme
from .banner import TextAction, announce
from .base import Painted
from .label import key_cap_size
from .paint import box, icon, line, mirrored, painting
from .shadow import MARGIN, shadow

STAY_MS = 5000
STAY_WITH_ACTION_MS = 8000
_RISE = 8
_ABOVE_EDGE = 16
_HEIGHT = 42
_PADDING = 14


class Toast(Painted):
    """Lives at the bottom centre of its parent. A newer message replaces the older one, whose change is saved already."""

    acted = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._icon = ""
        self._text = ""
        self._key = ""
        self._rise = 0.0
        self._action = TextAction("", "toast_action", self)
        self._action.clicked.connect(self._act)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.timeout.connect(self.dismiss)
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self._settled)
        self._leaving = False
        parent.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        return self._text

    def tell(self, text: str, icon_name: str = "circle-check", action: str = "", key: str = "") -> None:
        """Show a message: five seconds, or eight with an action. The clock stands still while the pointer is on it."""
        self._text, self._icon, self._key = text, icon_name, key if action else ""
        self._action.rename(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._stay.start(STAY_WITH_ACTION_MS if action else STAY_MS)
        self._place()
        self.raise_()
        self.show()
        self._animate(leaving=False)
        announce(self, f"{text}. {action}, {key}" if action and key else text)

    def dismiss(self) -> None:
        """Let it go, unless somebody is about to use it."""
        if self._action.hasFocus() or self.underMouse():
            self._stay.start(STAY_MS)
            return
        self._animate(leaving=True)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = 2 * theme.px(_PADDING) + theme.px(16) + theme.px(10)
        width += round(theme.metrics("small", 500).horizontalAdvance(self._text)) + 2
        if not self._action.isHidden():
            width += theme.px(12) + self._action.sizeHint().width()
        if self._key:
            width += theme.px(6) + key_cap_size(self._key).width()
        return QSize(width + 2 * MARGIN, theme.px(_HEIGHT) + 2 * MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._stay.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._stay.start(STAY_MS)
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setOpacity(self._rise)
            self._paint(painter, self._body())

    def retheme(self) -> None:
        super().retheme()
        self._place()

    def _body(self) -> QRect:
        return self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _paint(self, painter: QPainter, body: QRect) -> None:
        theme = current_theme()
        shadow(painter, body, int(RADIUS["toast"]))
        rect = body.toRectF()
        box(painter, rect, RADIUS["toast"], theme.color("toast"), theme.color("toast_border"))
        pad, side = theme.px(_PADDING), theme.px(16)
        ink = theme.color("toast_text")
        icon(painter, mirrored(QRectF(rect.left() + pad, rect.top(), side, rect.height()), rect), self._icon, ink, side)
        left = rect.left() + pad + side + theme.px(10)
        right = rect.right() - self._end_width() - (pad if self._action.isHidden() else theme.px(12))
        line(painter, mirrored(QRectF(left, rect.top(), right - left, rect.height()), rect), self._text, "small", ink, 500)
        if self._key:
            self._paint_key(painter, rect)

    def _paint_key(self, painter: QPainter, rect: QRectF) -> None:
        cap = key_cap_size(self._key)
        x = rect.right() - current_theme().px(_PADDING) - cap.width()
        place = mirrored(QRectF(x, rect.center().y() - cap.height() / 2, cap.width(), cap.height()), rect)
        ink = current_theme().color("toast_text")
        veil = current_theme().color("toast_text").lighter(100)
        veil.setAlphaF(0.16)
        box(painter, place, RADIUS["keycap"], veil)
        line(painter, place, self._key, "keycap", ink, align=Qt.AlignmentFlag.AlignHCenter)

    def _end_width(self) -> float:
        """How much room the action and its key take at the end."""
        if self._action.isHidden():
            return 0
        theme = current_theme()
        key = key_cap_size(self._key).width() + theme.px(6) if self._key else 0
        return self._action.sizeHint().width() + key + theme.px(_PADDING)

    def _place(self) -> None:
        parent = self._host
        size = self.sizeHint()
        width = min(size.width(), parent.width() + 2 * MARGIN - 16)
        top = parent.height() - _ABOVE_EDGE - size.height() + MARGIN + round(_RISE * (1 - self._rise))
        self.setGeometry(QRect(QPoint((parent.width() - width) // 2, top), QSize(width, size.height())))
        action = self._action.sizeHint()
        body = self._body().toRectF()
        x = body.right() + 1 - self._end_width()
        place = QRectF(x, body.center().y() - action.height() / 2, action.width(), action.height())
        self._action.setGeometry(mirrored(place, body).toRect())

    def _animate(self, *, leaving: bool) -> None:
        self._motion.stop()
        self._leaving = leaving
        goal = 0.0 if leaving else 1.0
        if current_theme().reduced_motion:
            self._move(goal)
            self._settled()
            return
        self._motion.setDuration(140 if leaving else 180)
        self._motion.setEasingCurve(QEasingCurve.Type.InCubic if leaving else QEasingCurve.Type.OutCubic)
        self._motion.setStartValue(self._rise)
        self._motion.setEndValue(goal)
        self._motion.start()

    def _move(self, value: object) -> None:
        self._rise = value if isinstance(value, float) else float(str(value))
        self._place()
        self.update()

    def _settled(self) -> None:
        if self._leaving:
            self._stay.stop()
            self.hide()
            self.gone.emit()

    def _act(self) -> None:
        self.acted.emit()
        self._animate(leaving=True)
