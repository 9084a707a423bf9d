"""Who is this person? A disc with initials, the name, and what is known: the kind, the address, the account."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...model.feed import PersonKey
from ...model.link import PersonLink
from ...model.text import clean_line
from ...model.words import translate
from ..backend import PersonPage
from ..controls import Avatar, Button, ElidedLabel, IconButton
from ..safe_open import open_safely, safe_url
from ..sheet import empty_out
from ..theme import GUTTER
from ..words import dotted, record_word


class PersonToolbar(QWidget):
    """Back, and the person's record in the CRM."""

    command = Signal(str)
    same_wanted = Signal(object)
    """Somebody is to be named as the same person; carries the button, below which to ask who."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = ""
        self._address = ""
        self._back = IconButton("arrow-left", self.tr("Back"), "Esc", 32)
        self._back.clicked.connect(lambda: self.command.emit("back"))
        self._mail = IconButton("mail", self.tr("Write an email"), size=32)
        self._mail.clicked.connect(lambda: open_safely(f"mailto:{self._address}"))
        self._same = IconButton("users", self.tr("Same person as…"), size=32)
        self._same.clicked.connect(lambda: self.same_wanted.emit(self._same))
        self._open = Button("", icon_name="external-link")
        self._open.clicked.connect(lambda: open_safely(self._url))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._back)
        row.addStretch()
        row.addWidget(self._same)
        row.addWidget(self._mail)
        row.addWidget(self._open)

    def show_page(self, page: PersonPage | None) -> None:
        self._url = page.web_url if page is not None else ""
        self._address = page.email if page is not None else ""
        self._open.setVisible(safe_url(self._url) is not None)
        self._same.setVisible(page is not None)
        self._mail.setVisible(safe_url(f"mailto:{self._address}") is not None)
        if page is not None:
            self._open.rename(self.tr("Open in {account}").format(account=page.account_name))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Words may go."""
        return QSize(200, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Where the account's name does not fit, the icon alone says it."""
        self._open.set_icon_only(False)
        self._row.invalidate()
        self._open.set_icon_only(self._row.sizeHint().width() > self.width())


class PersonHead(QWidget):
    """The person in a large disc and two lines; below, buttons to the same person elsewhere."""

    link_requested = Signal(object)
    unlink_wanted = Signal(object)
    """The key of one who is not the same person after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted: PersonKey | None = None
        """Whose number is shown."""
        self._avatar = Avatar("", "", 56)
        self._name = ElidedLabel("", "detail_title")
        self._about = ElidedLabel("", "small", "text2")
        self._where = ElidedLabel("", "caption", "text3")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addWidget(self._where)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._elsewhere = QVBoxLayout()
        self._elsewhere.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GUTTER, 4, GUTTER, 8)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addLayout(self._elsewhere)

    def name(self) -> str:
        return self._name.text()

    def show_page(self, page: PersonPage, account_names: Mapping[str, str]) -> None:
        name = clean_line(page.name)
        self._avatar.set_person(name, page.key.id)
        self._name.set_text(name)
        self._about.set_text(dotted(record_word(page.key.kind), clean_line(page.email)))
        if page.key != self._counted:  # else the number stays until it is counted anew
            self._counted = None
            self._where.set_text(page.account_name)
        self._show_elsewhere(page, account_names)

    def show_total(self, page: PersonPage, total: int) -> None:
        """How many activities there are, as soon as it is known."""
        self._counted = page.key
        self._where.set_text(dotted(page.account_name, _total(total)))

    def _show_elsewhere(self, page: PersonPage, account_names: Mapping[str, str]) -> None:
        empty_out(self._elsewhere)
        for other in page.also:
            name = account_names.get(other.account, other.account)
            button = Button(self.tr("Also in {account}").format(account=name), icon_name="user")
            link = PersonLink(other.account, other.kind, other.id)
            button.clicked.connect(lambda _checked=False, link=link: self.link_requested.emit(link))
            part = IconButton("x", self.tr("Not the same person as in {account}").format(account=name), size=28)
            part.clicked.connect(lambda _checked=False, other=other: self.unlink_wanted.emit(other))
            row = QHBoxLayout()
            row.setSpacing(2)
            row.addWidget(button)
            row.addWidget(part)
            row.addStretch()
            self._elsewhere.addLayout(row)


def _total(total: int) -> str:
    return translate("PersonHead", "{n} activity(ies)", None, total).format(n=QLocale().toString(total))
