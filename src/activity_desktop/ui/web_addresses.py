"""Where are records found in the web app? One template per kind, as the system suggests it or as the person has it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ..crm.contract import FormField
from .backend import Backend
from .controls.button import Button
from .controls.label import WrappingLabel
from .forms.fields import FieldSet
from .safe_open import safe_url
from .sheet import Sheet
from .words import record_word

SIZE = QSize(520, 620)
_SAMPLE = {"{base}": "https://example.com", "{id}": "1"}


class WebAddresses(Sheet):
    """An empty field means the usual address."""

    def __init__(self, backend: Backend, account: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", SIZE)
        self._backend = backend
        self._account = account
        self._usual = {one.kind: one for one in backend.office.web_addresses(account)}
        name = next((row.name for row in backend.accounts() if row.id == account), account)
        hint = self.tr("Where cards and “Open in {account}” lead. {base} is the server's address, {id} the record's number.")
        self.say(self.tr("Web addresses"), hint.format(account=name, base="{base}", id="{id}"))
        fields = [FormField(kind, record_word(kind)) for kind in self._usual]
        self._form = FieldSet(fields, {one.kind: one.template for one in self._usual.values()}, everything=True)
        for one in self._usual.values():
            self._form.suggest(one.kind, one.usual)
        if self._usual:
            self.column.addWidget(self._form)
        else:
            self.column.addWidget(WrappingLabel(self.tr("This system has no web addresses."), "small", "text2"))
        self.column.addStretch()
        self._build_footer()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    def _build_footer(self) -> None:
        usual = Button(self.tr("Usual addresses"), "ghost", "undo-2", tall=True)
        usual.clicked.connect(lambda: self.fill({kind: one.usual for kind, one in self._usual.items()}))
        cancel = Button(self.tr("Cancel"), "ghost", tall=True)
        cancel.clicked.connect(self.reject)
        save = Button(self.tr("Save"), "primary", key="Ctrl+Enter", tall=True)
        save.clicked.connect(self.save)
        self.footer.addWidget(usual)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(save)
        self.show_footer()

    def fill(self, templates: dict[str, str]) -> None:
        """As if somebody had typed them."""
        self._form.fill(templates)

    def errors(self) -> dict[str, str]:
        return self._form.errors()

    def save(self) -> None:
        """Only what is not the usual is kept, so that a better suggestion of a later version is used."""
        entered = self._form.entered()
        wrong = {kind: text for kind, template in entered.items() if (text := self._wrong(str(template)))}
        self._form.show_errors(wrong)
        if wrong:
            return
        own = {kind: str(template) for kind, template in entered.items() if template != self._usual[kind].usual}
        self._backend.office.set_web_addresses(self._account, own)
        self.accept()

    def _wrong(self, template: str) -> str:
        if "{id}" not in template:
            return self.tr("The record's number is missing: write {id} where it belongs.")
        for word, sample in _SAMPLE.items():
            template = template.replace(word, sample)
        return "" if safe_url(template) is not None else self.tr("This is no web address.")
