"""Did the notification appear? How it should look, three switches that matter on the first day, and help when it did not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...settings import definitions as choose
from ...settings.definitions import Setting
from ...settings.file import Settings
from ..controls.base import Painted
from ..controls.label import PlainLabel, WrappingLabel
from ..controls.paint import box, line, mirrored, mix, painting
from ..controls.shadow import shadow
from ..controls.switch import Switch
from ..icons import logo_pixmap
from ..rule import Rule
from ..theme import RADIUS, current_theme

translate = QCoreApplication.translate


class Seen(QWidget):
    """The picture, the switches and, when asked for, an explanation."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._help = WrappingLabel("", "small", "text2")
        self._help.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Mock())
        layout.addSpacing(14)
        layout.addWidget(self._help)
        rows = (
            (
                choose.NOTIFY,
                translate("Seen", "Notify me about new activities"),
                translate("Seen", "A system notification with a link to the detail"),
            ),
            (choose.START_AT_SIGN_IN, translate("Seen", "Start when I sign in"), translate("Seen", "Waits in the tray")),
        )
        for setting, title, text in rows:
            layout.addWidget(_row(settings, setting, title, text))
            layout.addWidget(Rule(1))
        layout.addWidget(_read_row(settings))
        layout.addStretch()

    def explain(self, text: str) -> None:
        """Why nothing appeared, and what to do."""
        usual = translate(
            "Seen",
            "Your system may be set to “do not disturb”, or block notifications from Activity. New activities wait in the "
            "inbox in any case, and you can try again from Settings.",
        )
        self._help.setText(text or usual)
        self._help.show()


def _row(settings: Settings, setting: Setting[bool], title: str, text: str) -> QWidget:
    row, switch = _switch_row(title, text)
    switch.setChecked(settings.get(setting))
    switch.clicked.connect(lambda on: settings.set(setting, on))
    return row


def _read_row(settings: Settings) -> QWidget:
    row, switch = _switch_row(
        translate("Seen", "Mark all read when I open the inbox"), translate("Seen", "You can undo it, or change it later")
    )
    switch.setChecked(settings.get(choose.MARK_READ) == "visit")
    switch.clicked.connect(lambda on: settings.set(choose.MARK_READ, "visit" if on else "select"))
    return row


def _switch_row(title: str, text: str) -> tuple[QWidget, Switch]:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 9, 0, 9)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(PlainLabel(title, "small", weight=500))
    words.addWidget(PlainLabel(text, "caption", "text3"))
    switch = Switch(title, text)
    layout.addLayout(words, 1)
    layout.addWidget(switch)
    return row, switch


class Mock(Painted):
    """About how a notification looks; the desktop draws the real one. Silent, since the text above says what it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, current_theme().px(148))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        ground = QLinearGradient(rect.topLeft(), rect.bottomRight())
        ground.setColorAt(0, mix(theme.color("accent_soft"), QColor("#B9BBFF"), 0.35))
        ground.setColorAt(1, mix(theme.color("info_soft"), QColor("#9CD2DD"), 0.25))
        with painting(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, RADIUS["panel"], RADIUS["panel"])
            card = rect.adjusted(12, theme.px(22), -12, -theme.px(22))
            shadow(painter, card.toRect(), int(RADIUS["panel"]))
            box(painter, card, RADIUS["panel"], theme.color("raised"), theme.color("border"))
            self._paint_words(painter, card)

    def _paint_words(self, painter: QPainter, card: QRectF) -> None:
        theme = current_theme()
        logo = theme.px(36)
        place = mirrored(QRectF(card.left() + 14, card.top() + 14, logo, logo), card)
        painter.drawPixmap(place.topLeft().toPoint(), logo_pixmap(logo, self.devicePixelRatioF()))
        left = card.left() + 14 + logo + 12
        width = card.right() - 14 - left
        now = translate("Seen", "now")
        title = translate("Seen", "New order placed")
        text = translate("Seen", "Jane Smith placed an order for $150.00")
        top = mirrored(QRectF(left, card.top() + 12, width, theme.px(20)), card)
        line(painter, top, title, "small", theme.color("text"), 600)
        line(painter, top, now, "caption", theme.color("text3"), align=Qt.AlignmentFlag.AlignRight)
        line(painter, top.translated(0, theme.px(19)), text, "small", theme.color("text2"))
        half = (width - 8) / 2
        for n, label in enumerate((translate("Seen", "Mark as read"), translate("Seen", "Snooze"))):
            button = QRectF(left + n * (half + 8), card.bottom() - 12 - theme.px(28), half, theme.px(28))
            button = mirrored(button, card)
            box(painter, button, RADIUS["button"], theme.color("sunken"), theme.color("border"))
            line(painter, button, label, "caption", theme.color("text"), 500, Qt.AlignmentFlag.AlignHCenter)
