"""Until when? The snooze popover: words to type, four presets with keys, and a date and time to pick."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ..model import when as moments
from ..model.clock import Clock
from ..model.moment import Instant
from . import times
from .controls.banner import announce
from .controls.base import PaintedButton
from .controls.button import Button
from .controls.label import WrappingLabel, key_cap_size
from .controls.paint import box, focus_ring, icon, line, mirrored, painting
from .controls.popover import Popover
from .controls.select import MomentEdit, date_and_time
from .presets import MORNING_HOUR, at, presets
from .rule import Rule
from .theme import RADIUS, TextColour, current_theme

translate = QCoreApplication.translate
WIDTH = 300


class SnoozePopover(Popover):
    """`picked` carries the moment. Keys 1 to 4 pick a preset."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, clock: Clock) -> None:
        super().__init__(parent, self.tr("Snooze until"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._clock = clock
        self._choices: list[_Choice] = []
        self.panel.setFixedWidth(current_theme().px(WIDTH))
        self.words = WhenField(clock)
        self.words.understood.connect(self._pick)
        self.words.changed.connect(self.adjustSize)
        self.content.addWidget(self.words)
        for number, preset in enumerate(presets(clock.now()), start=1):
            choice = _Choice(preset.label, preset.when, str(number))
            choice.clicked.connect(lambda _checked=False, until=preset.until: self._pick(until))
            self._choices.append(choice)
            self.content.addWidget(choice)
        self.content.addWidget(Rule())
        self._other = _Choice(self.tr("Pick date and time"), "", "", "calendar")
        self._other.clicked.connect(self.show_picker)
        self.content.addWidget(self._other)
        self._picker = self._make_picker()
        self.content.addWidget(self._picker)
        self._picker.hide()
        self.setFocusProxy(self._choices[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        if number.isdecimal() and 1 <= int(number) <= len(self._choices):
            self._choices[int(number) - 1].click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self.focusPreviousChild()
        elif number.isprintable() and number.strip() and not self.words.edit.hasFocus() and not self._edit.hasFocus():
            self.words.begin(number)
        else:
            super().keyPressEvent(event)

    def _make_picker(self) -> QWidget:
        self._edit = MomentEdit(self.tr("Date and time"))
        self._edit.setDisplayFormat(date_and_time(self._edit.locale()))
        tomorrow = at(self._clock.now().local().date() + timedelta(days=1), MORNING_HOUR)
        self._edit.setDateTime(QDateTime.fromSecsSinceEpoch(tomorrow.us // 1_000_000))
        self._edit.setMinimumDateTime(QDateTime.fromSecsSinceEpoch(self._clock.now().us // 1_000_000 + 60))
        button = Button(self.tr("Snooze"), "primary")
        button.clicked.connect(lambda: self._pick(Instant(self._edit.dateTime().toSecsSinceEpoch() * 1_000_000)))
        picker = QWidget()
        column = QVBoxLayout(picker)
        column.setContentsMargins(8, 4, 8, 6)
        column.addWidget(self._edit)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button)
        column.addLayout(row)
        return picker

    def show_picker(self) -> None:
        """A date and a time take the place of the row that offered them."""
        self._other.hide()
        self._picker.show()
        self.adjustSize()
        self._edit.setFocus()

    def _pick(self, until: Instant) -> None:
        self.close()
        self.picked.emit(until)


class WhenField(QWidget):
    """Takes a moment in words, and says which one it has understood before it is used. `understood` carries it, on Enter."""

    understood = Signal(object)
    changed = Signal()
    """What is said below the words has changed, and perhaps its height."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Try “in 3 hours” or “fri 9:00”"))
        self.edit.setAccessibleName(self.tr("When, in words"))
        self.edit.textChanged.connect(self._read)
        self.edit.returnPressed.connect(self._use)
        self._answer = WrappingLabel("", "caption", "text2")
        self._answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self.edit)
        column.addWidget(self._answer)
        self.setFocusProxy(self.edit)
        Thread(target=moments.warm_up, name="words for times", daemon=True).start()  # loading takes longer than a key press may

    def begin(self, letter: str) -> None:
        """The person has started to type."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.insert(letter)

    def answer(self) -> str:
        """What is said about the words."""
        return self._answer.text()

    def _moment(self) -> Instant:
        short = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower()
        return moments.understand(self.edit.text(), self._clock.now(), month_first=short.startswith("m"))

    def _read(self) -> None:
        try:
            self._say(in_full(self._moment(), self._clock.now()), "text2")
        except moments.InThePast:
            self._say(self.tr("That is over. Type a time that is still to come."), "danger")
        except moments.NotATime:
            self._say(self.tr("Not understood yet. Try “tomorrow”, “fri 9:00” or “2 weeks”."), "text3")

    def _say(self, text: str, colour: TextColour) -> None:
        self._answer.setText(text)
        self._answer.recolour(colour)
        self._answer.setVisible(bool(self.edit.text().strip()))
        self.edit.setAccessibleDescription(text)
        self.changed.emit()

    def _use(self) -> None:
        try:
            until = self._moment()
        except ValueError:
            announce(self.edit, self.answer())
            return
        self.understood.emit(until)


def in_full(moment: Instant, now: Instant) -> str:
    """Friday, 28 November, 09:00; with Today where it is."""
    local = moment.local()
    day = times.day_header(local.date(), now.local().date())
    return translate("Snooze", "{day}, {time}").format(day=day, time=times.clock(local))


class _Choice(PaintedButton):
    """One row of the popover: words at one end, the time and its key at the other."""

    def __init__(self, label: str, when: str, key: str, icon_name: str = "") -> None:
        super().__init__(label)
        self._when = when
        self._key = key
        self._icon = icon_name
        self.setAccessibleDescription(f"{when}, {key}" if when else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, current_theme().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        with painting(self) as painter:
            if self.hasFocus() or self.underMouse():
                box(painter, rect, RADIUS["menu_item"], theme.color("accent_soft"))
            left = 12.0
            if self._icon:
                side = theme.px(16)
                place = mirrored(QRectF(left, 0, side, rect.height()), rect)
                icon(painter, place, self._icon, theme.color("text2"), side)
                left += side + 12
            end = rect.width() - 10 - self._paint_key(painter, rect)
            line(
                painter,
                mirrored(QRectF(left, 0, end - left, rect.height()), rect),
                self.label,
                "small",
                theme.color("text"),
                500,
            )
            when = mirrored(QRectF(left, 0, end - left - 8, rect.height()), rect)
            line(painter, when, self._when, "caption", theme.color("text3"), align=Qt.AlignmentFlag.AlignRight)
            if self.ring:
                focus_ring(painter, rect, RADIUS["menu_item"])

    def _paint_key(self, painter: QPainter, rect: QRectF) -> float:
        """The key cap at the end. Returns how much room it takes."""
        if not self._key:
            return 0
        theme = current_theme()
        size = key_cap_size(self._key)
        x = rect.width() - 10 - size.width()
        place = mirrored(QRectF(x, (rect.height() - size.height()) / 2, size.width(), size.height()), rect)
        box(painter, place, RADIUS["keycap"], theme.color("sunken"), theme.color("border"))
        line(painter, place, self._key, "keycap", theme.color("text2"), align=Qt.AlignmentFlag.AlignHCenter)
        return size.width()
