"""Who else is this person? A popover to find the same person in another account, by some letters of the name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...model.feed import PersonKey
from ...model.text import clean_line
from ..backend import Backend
from ..controls.base import PaintedButton
from ..controls.label import WrappingLabel
from ..controls.marks import paint_avatar
from ..controls.paint import box, line, mirrored, painting
from ..controls.popover import Popover
from ..office import Known
from ..sheet import empty_out
from ..theme import RADIUS, current_theme
from ..words import dotted, record_word

WIDTH = 340
MOST = 6
_PAUSE_MS = 100


class SamePersonPopover(Popover):
    """`picked` carries the key of whoever was chosen."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, backend: Backend, key: PersonKey, name: str) -> None:
        super().__init__(parent, self.tr("Same person as"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backend = backend
        self._left_out = {key, *self._linked(key)}
        self._names: Mapping[str, str] = {row.id: row.name for row in backend.accounts()}
        self.panel.setFixedWidth(current_theme().px(WIDTH))
        self.edit = QLineEdit(name)
        self.edit.setPlaceholderText(self.tr("Name or email address"))
        self.edit.setAccessibleName(self.tr("Name or email address"))
        self.edit.selectAll()
        self.edit.installEventFilter(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._looks = False
        """What is listed does not answer what is typed, not yet."""
        self._takes_first = False
        """Enter was pressed meanwhile."""
        self.content.setContentsMargins(8, 8, 8, 8)
        self.content.setSpacing(6)
        self.content.addWidget(self.edit)
        self.content.addLayout(self._rows)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self.edit.textChanged.connect(self._typed)
        self.setFocusProxy(self.edit)
        self._find()

    def choices(self) -> list[PersonChoice]:
        return [one for one in self.findChildren(PersonChoice) if not one.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list, Enter takes its first row."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and (self._looks or self.choices()):
            if event.key() == Qt.Key.Key_Down and self.choices():
                self.choices()[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_first()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _take_first(self) -> None:
        """Of those who are called what was typed, and not of those who were listed before."""
        if self._looks:
            self._takes_first = True
        elif self.choices():
            self.choices()[0].click()

    def _typed(self) -> None:
        self._looks, self._takes_first = True, False
        self._pause.start()

    def _find(self) -> None:
        self._looks = True
        text = self.edit.text().strip()
        if text:
            self._backend.office.people_named(text, lambda found: self._found(text, found) if isValid(self) else None)
        else:
            self._list(text, [])

    def _found(self, text: str, people: list[Known]) -> None:
        """Something else may have been typed by now: that is looked for next."""
        if text == self.edit.text().strip():
            self._list(text, [one for one in people if one.key not in self._left_out])

    def _list(self, text: str, found: list[Known]) -> None:
        self._looks = False
        empty_out(self._rows)
        for one in found[:MOST]:
            choice = PersonChoice(one, self._names.get(one.key.account, one.key.account))
            choice.clicked.connect(lambda _checked=False, key=one.key: self._pick(key))
            self._add(choice)
        if not found:
            words = self.tr("Nobody else of that name has activities here.") if text else self.tr("Type some of the name.")
            note = WrappingLabel(words, "small", "text2")
            note.setContentsMargins(8, 4, 8, 6)
            self._add(note)
        self.content.activate()
        self.adjustSize()
        self.keep_inside()
        if self._takes_first:
            self._take_first()

    def _add(self, widget: QWidget) -> None:
        """Shown at once: what is not shown yet counts nothing when the popover's height is worked out."""
        self._rows.addWidget(widget)
        widget.show()

    def _pick(self, key: PersonKey) -> None:
        self.close()
        self.picked.emit(key)

    def _linked(self, key: PersonKey) -> tuple[PersonKey, ...]:
        page = self._backend.person(key)
        return page.also if page is not None else ()


class PersonChoice(PaintedButton):
    """Somebody of another account: a disc, the name, what they are and where."""

    def __init__(self, known: Known, account: str) -> None:
        self.known = known
        self._name = clean_line(known.name)
        self._sub = dotted(record_word(known.key.kind), account)
        super().__init__(f"{self._name}, {self._sub}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, current_theme().px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        side, left = theme.px(30), theme.px(48)
        with painting(self) as painter:
            if self.hasFocus() or self.underMouse():
                box(painter, rect, RADIUS["menu_item"], theme.color("accent_soft"))
            disc = mirrored(QRectF(8, (rect.height() - side) / 2, side, side), rect)
            paint_avatar(painter, disc, self._name, self.known.key.id)
            top, room = theme.px(6), rect.width() - left - 8
            name = mirrored(QRectF(left, top, room, theme.px(18)), rect)
            line(painter, name, self._name, "small", theme.color("text"), 500)
            sub = mirrored(QRectF(left, top + theme.px(18), room, theme.px(16)), rect)
            line(painter, sub, self._sub, "caption", theme.color("text3"))
