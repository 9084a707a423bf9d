"""What does the form for an activity look like? A window of its own that sends, says what is wrong, and loses no word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from ...crm.contract import Feature, FormField
from ...model.activity import Key
from ...model.changes import Fate, Settled
from ...model.operation import Edit
from ...store.drafts import SavedDraft, name_of
from ..backend import Backend
from ..controls import Banner
from ..office import Draft
from ..sheet import Sheet, empty_out
from .account import AccountChooser
from .fields import FieldSet
from .foot import FormFoot

SIZE = QSize(520, 660)
TYPING_MS = 400
"""After so long a pause what was typed is kept, so that no end of the program costs a word."""
PATIENCE_MS = 6000
"""After so long without an answer the form closes: what it sent waits in the outbox."""


class FormWindow(Sheet):
    """For a new activity (no `key`) or for changing one. `told` carries what a toast should say once it has closed."""

    told = Signal(str, bool)
    """The sentence, and whether it is about a problem."""

    def __init__(
        self,
        backend: Backend,
        account: str = "",
        key: Key | None = None,
        draft: Mapping[str, Any] | None = None,
        replaces: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`draft` holds what was entered before and refused as operation `replaces`. What was typed into this form when
        the program last ended, and was not sent, is in it again."""
        super().__init__(parent, "", SIZE)
        self._backend = backend
        self._key = key
        self._replaces = replaces
        self._sending = False
        kept = backend.office.draft(name_of(key, replaces))
        self.account = key.account if key else (kept.account if kept else account)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._leave(self._waits_text()))
        if key is None:
            self._add_chooser()
        self._below = FormFoot(self.tr("Create") if key is None else self.tr("Save"))
        self._below.sent.connect(self.send)
        self._below.cancelled.connect(self.reject)
        self._below.kept.connect(self._keep_writing)
        self._below.given_up.connect(self._give_up)
        self.footer.addWidget(self._below)
        self.show_footer()
        self._trouble = Banner(self)
        self._form = FieldSet((), {}, self)
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._form)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._keep_draft)
        self._build({**(draft or {}), **(kept.fields if kept else {})})
        if kept:
            self._trouble.show_state("info", "info", self.tr("What you had typed is back."))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send)

    # --- what it consists of -------------------------------------------------------------------------------

    def _add_chooser(self) -> None:
        chooser = AccountChooser(self._backend, Feature.CREATE, self.account)
        chooser.chosen.connect(self._account_chosen)
        self.account = chooser.account
        self.head.addSpacing(12)
        self.head.addWidget(chooser)

    def _build(self, entered: Mapping[str, Any]) -> None:
        """The fields of the account, with what was entered already."""
        empty_out(self.column)
        if self._key is None:
            self.say(self.tr("New activity"))
        else:
            row = self._backend.row(self._key)
            self.say(self.tr("Edit activity"), f"{row.title}  ·  {self._name()}" if row and row.title else self._name())
        self._form = FieldSet(self._fields(), self._values())
        self._form.fill(entered)
        self._form.changed.connect(self._typed)
        self._trouble = Banner(self)
        self._trouble.hide()
        self.column.setSpacing(18)
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._form)
        self.column.addStretch()
        self._below.set_able(bool(self.account))
        self.order_tabs()

    def _fields(self) -> list[FormField]:
        form = self._backend.form(self.account) if self.account else ()
        return [field for field in form if field.editable or self._key is None]

    def _values(self) -> dict[str, Any]:
        """What the activity holds now, with what is on its way already."""
        if self._key is None:
            return {}
        values = self._backend.form_values(self._key)
        for change in self._backend.office.waiting():
            if change.key == self._key and isinstance(change.operation, Edit) and not change.refused:
                values |= change.operation.fields
        return values

    # --- what is in it -------------------------------------------------------------------------------------

    def fill(self, values: Mapping[str, Any]) -> None:
        """As if somebody had typed it."""
        self._form.fill(values)

    def changes(self) -> dict[str, Any]:
        """What is other than it was when the form opened."""
        return self._form.changes()

    def errors(self) -> dict[str, str]:
        """What is said at the fields now."""
        return self._form.errors()

    def trouble(self) -> str:
        """What is said above all fields."""
        return self._trouble.text() if self._trouble.isVisible() else ""

    # --- sending -------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Check what can be checked here, then send it."""
        if self._sending or not self.account:
            return
        fields = self._form.entered() if self._key is None else self._form.changes()
        if self._key is not None and not fields:
            super().reject()
            return
        wrong = self._form.problems() or self._backend.office.check(self.account, self._key, fields)
        if wrong:
            self._show_wrong(wrong, "")
            return
        self._typing.stop()
        self._set_sending(True)
        self._patience.start()
        draft = Draft(self.account, fields, self._key, self._replaces)
        self._backend.office.submit(draft, lambda answer: self._answered(answer) if isValid(self) else None)

    def _answered(self, answer: Settled) -> None:
        if not self._sending:
            return
        self._patience.stop()
        match answer.fate:
            case Fate.SENT:
                self._leave(self._sent_text())
            case Fate.WAITS:
                self._leave(self._waits_text())
            case Fate.REFUSED:
                self._replaces = answer.op
                self._set_sending(False)
                self._show_wrong(answer.fields, answer.text)

    def _show_wrong(self, wrong: Mapping[str, str], text: str) -> None:
        """At the fields; what belongs to none of them above all."""
        names = {field.name for field in self._fields()}
        known = {name: words for name, words in wrong.items() if name in names}
        others = [words for name, words in wrong.items() if name not in names]
        above = " ".join(dict.fromkeys(others)) or ("" if known else text)
        self._form.show_errors(known)
        if above:
            self._trouble.show_state("danger", "triangle-alert", above)
            self.area.verticalScrollBar().setValue(0)
        else:
            self._trouble.hide()
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        """The field that is wrong is scrolled into sight, with what is said below it."""
        self.area.ensureWidgetVisible(self.focusWidget(), 0, 60)

    def _set_sending(self, sending: bool) -> None:
        self._sending = sending
        self._form.setEnabled(not sending)
        self._below.set_sending(sending)

    def _sent_text(self) -> str:
        pattern = self.tr("Created in {account}") if self._key is None else self.tr("Saved in {account}")
        return pattern.format(account=self._name())

    def _waits_text(self) -> str:
        return self.tr("Waiting to be sent to {account}").format(account=self._name())

    def _name(self) -> str:
        return next((row.name for row in self._backend.accounts() if row.id == self.account), self.account)

    def _leave(self, text: str) -> None:
        self._sending = False
        self._patience.stop()
        self.told.emit(text, False)
        self.accept()

    # --- leaving -------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Esc, Cancel, or the window's own cross. Only what was typed is worth a question; what is being sent stays kept."""
        if self._sending:
            self._leave(self._waits_text())
        elif self._form.changes() or self._replaces:
            self._below.ask()
        else:
            super().reject()

    def _keep_writing(self) -> None:
        self._form.take_focus()

    def _give_up(self) -> None:
        self._typing.stop()
        if self._form.changes():
            self._backend.office.discard_draft(self._draft())
        if self._replaces:
            self._backend.office.drop(self._replaces)
        super().reject()

    def _typed(self) -> None:
        self._trouble.hide()
        self._typing.start()

    def _keep_draft(self) -> None:
        """As it stands now. What is sent, or refused, is in the outbox."""
        self._typing.stop()
        if self._sending:
            return
        draft = self._draft()
        if self._form.changes():
            self._backend.office.keep_draft(draft)
        else:
            self._backend.office.forget_draft(draft.name)

    def _draft(self) -> SavedDraft:
        fields = self._form.entered() if self._key is None else self._form.changes()
        return SavedDraft(name_of(self._key, self._replaces), self.account, fields)

    def _account_chosen(self, account: str) -> None:
        """Another system has other fields; what both know is taken along. What the first one refused is given up."""
        entered = self._form.entered()
        if self._replaces:
            self._backend.office.drop(self._replaces)
            self._replaces = 0
        self.account = account
        self._build(entered)

    def hideEvent(self, event: QHideEvent) -> None:
        """Also when the program ends: the last words are not waited for."""
        if self._typing.isActive():
            self._keep_draft()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._form.take_focus()
        QTimer.singleShot(0, self, self._go_on_writing)

    def _go_on_writing(self) -> None:
        """Behind what stands there, with nothing selected: the next letter must not replace restored words."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.end(False)
