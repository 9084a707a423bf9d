"""Which types of an account raise notifications? A switch for each type that it has had; they apply at once."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..model.activity import Kind
from ..model.changes import AccountsChanged
from ..model.feed import OwnType
from ..model.text import clean_line
from ..model.words import translate
from ..store.noise import DAYS, Noise
from .backend import Backend
from .controls.button import Button
from .controls.label import PlainLabel, WrappingLabel
from .controls.switch import Switch
from .muting import type_word
from .sheet import Sheet

SIZE = QSize(420, 560)


class TypeNotices(Sheet):
    """A type that only was muted, and never came since, is listed as well: else it could not be heard again."""

    def __init__(self, backend: Backend, account: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", SIZE)
        self._backend = backend
        self._account = account
        self._switches: dict[str, Switch] = {}
        name = next((row.name for row in backend.accounts() if row.id == account), account)
        self.say(
            self.tr("Types of {account}").format(account=name),
            self.tr("What is switched off raises no notification. It still comes into the inbox."),
        )
        noise = backend.office.noise(account)
        for own in self._types():
            self.column.addWidget(self._row(own, noise.get(own.id)))
        if not self._switches:
            self.column.addWidget(WrappingLabel(self.tr("No types have come from there yet."), "small", "text2"))
        self.column.addStretch()
        close = Button(self.tr("Close"), "primary", tall=True)
        close.clicked.connect(self.accept)
        self.footer.addStretch()
        self.footer.addWidget(close)
        self.show_footer()
        backend.changes.connect(self._heard)
        self._refresh()

    def _types(self) -> list[OwnType]:
        """One of each identifier, under its latest name."""
        found = {own.id: own for own in self._backend.names().types if own.account == self._account and own.id}
        for muted in self._muted():
            found.setdefault(muted, OwnType(self._account, Kind.UNKNOWN, muted, ""))
        return sorted(found.values(), key=lambda own: type_word(own).casefold())

    def _muted(self) -> tuple[str, ...]:
        return next((row.muted_kinds for row in self._backend.accounts() if row.id == self._account), ())

    def _row(self, own: OwnType, noise: Noise | None) -> QWidget:
        word = clean_line(type_word(own))
        heard = _in_words(noise) if noise is not None else ""
        switch = Switch(word, heard)
        switch.clicked.connect(lambda on: self._backend.set_types_notify([own], on, word))
        self._switches[own.id] = switch
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 8, 0, 8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(word, "body"))
        if heard:
            words.addWidget(PlainLabel(heard, "caption", "text3"))
        row.addLayout(words, 1)
        row.addWidget(switch)
        return holder

    def _heard(self, change: object) -> None:
        if isinstance(change, AccountsChanged):
            self._refresh()

    def _refresh(self) -> None:
        muted = self._muted()
        for kind_id, switch in self._switches.items():
            switch.setChecked(kind_id not in muted)


def _in_words(noise: Noise) -> str:
    """How much it interrupted, and how often that was wanted: what decides whether it should go on."""
    shown = translate("TypeNotices", "%n shown in {days} days", None, noise.shown).format(days=DAYS)
    opened = translate("TypeNotices", "%n opened", None, noise.opened)
    return f"{shown}  ·  {opened}"
