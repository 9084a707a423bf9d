"""How is a sign-in form made from what a connector declares? One field per credential, the address first."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...crm.contract import CredentialField, System
from ..controls.button import Button
from ..controls.field import Field
from ..controls.label import PlainLabel, WrappingLabel
from ..controls.select import Select
from .attempt import Attempt

translate = QCoreApplication.translate
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")


class CredentialForm(QWidget):
    """`changed` whenever something was typed; `attempt` is what was typed."""

    changed = Signal()

    def __init__(self, system: System, url: str = "", account: str = "", parent: QWidget | None = None) -> None:
        """With an `account`, only its address and its secrets are asked for."""
        super().__init__(parent)
        self._system = system
        self._account = account
        self._fields: dict[str, Field | ChoiceField] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(14)
        self._url = Field(translate("SignIn", "Address"), system.url_placeholder or system.default_url)
        self._url.set_text(url or system.default_url)
        self._add(self._url)
        self._add_credentials()

    def attempt(self) -> Attempt:
        url = clean_url(self._url.text())
        values = {name: field.text().strip() for name, field in self._fields.items()}
        return Attempt(self._system.name, url, values, self._account)

    def complete(self) -> bool:
        """Everything that is required has been filled in."""
        attempt = self.attempt()
        required = (field.name for field in self._asked() if field.required and not field.default)
        return bool(attempt.url) and all(attempt.values.get(name) for name in required)

    def show_error(self, message: str, *, about_address: bool) -> None:
        """Say what is wrong below the field that it is about; empty takes everything back."""
        for field in (self._url, *self._fields.values()):
            field.set_error("")
        target = self._url if about_address else next(iter(self._fields.values()), self._url)
        if message:
            target.set_error(message)

    def first_empty(self) -> QWidget:
        """Where typing should begin."""
        fields = [self._url, *self._fields.values()]
        return next((field.edit for field in fields if not field.text()), fields[0].edit)

    def _asked(self) -> list[CredentialField]:
        return [field for field in self._system.credentials if field.secret or not self._account]

    def _add_credentials(self) -> None:
        """What is required first; the rest waits behind a button."""
        asked = self._asked()
        rest = QWidget()
        column = QVBoxLayout(rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for number, wanted in enumerate(asked):
            helps = (self._system.token_help if number == 0 else "", wanted.help)
            help_text = " ".join(translate("Texts", text) for text in helps if text)
            label = translate("Texts", wanted.label)
            field = (
                ChoiceField(label, [(value, translate("Texts", text)) for value, text in wanted.choices], help_text)
                if wanted.choices
                else Field(label, wanted.placeholder, wanted.secret, help_text)
            )
            field.set_text(wanted.default)
            field.changed.connect(self.changed)
            self._fields[wanted.name] = field
            (self._layout if wanted.required else column).addWidget(field)
        if any(not wanted.required for wanted in asked):
            self._add_rest(rest)

    def _add_rest(self, rest: QWidget) -> None:
        more = Button(translate("SignIn", "More options"), "ghost", "chevron-down")
        more.clicked.connect(rest.show)
        more.clicked.connect(more.hide)
        rest.hide()
        self._layout.addWidget(more)
        self._layout.addWidget(rest)

    def _add(self, field: Field) -> None:
        field.changed.connect(self.changed)
        self._layout.addWidget(field)


class ChoiceField(QWidget):
    """A label, one of a few to choose, and below it help or what is wrong; used as a `Field` is."""

    changed = Signal(str)

    def __init__(self, label: str, choices: list[tuple[str, str]], help_text: str) -> None:
        super().__init__()
        self._label, self._help, self._error = label, help_text, ""
        self.edit = Select(label, choices)
        self._note = WrappingLabel("", "caption", "text3")
        caption = PlainLabel(label, "small", weight=500)
        caption.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (caption, self.edit, self._note):
            column.addWidget(part)
        self.edit.currentIndexChanged.connect(lambda: self.changed.emit(self.text()))
        self.set_error("")

    def text(self) -> str:
        return self.edit.value()

    def set_text(self, text: str) -> None:
        self.edit.set_value(text)

    def error(self) -> str:
        return self._error

    def set_error(self, message: str) -> None:
        self._error = message
        note = message or self._help
        self.edit.setAccessibleDescription(f"{self._label}. {note}" if note else self._label)
        self._note.setText(note)
        self._note.recolour("danger" if message else "text3")
        self._note.setVisible(bool(note))


def clean_url(text: str) -> str:
    """The address of a server from whatever was pasted: `acme.example.com/?x=1` becomes `https://acme.example.com`.

    A path is kept, because some servers live below one; what a browser adds after it is not.
    """
    text = text.strip().strip("<>\"'")
    if not text:
        return ""
    if not _SCHEME.match(text):
        local = text.split(":")[0].split("/")[0] in ("localhost", "127.0.0.1", "[::1]")
        text = f"{'http' if local else 'https'}://{text}"
    return text.split("#")[0].split("?")[0].rstrip("/")
