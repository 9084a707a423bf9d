"""What does the form for an activity look like? A window of its own that sends, says what is wrong, and loses no word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from ...crm.contract import Feature
from ...model.activity import Key
from ...model.changes import Fate, Settled
from ...model.operation import Edit
from ..backend import Backend
from ..controls import Banner, Button, PlainLabel, Spinner
from ..office import Draft
from ..sheet import Sheet, empty_out
from .account import AccountChooser
from .fields import FieldSet

SIZE = QSize(520, 660)
PATIENCE_MS = 6000
"""After so long without an answer the form closes: what it sent waits in the outbox."""


class FormWindow(Sheet):
    """For a new activity (no `key`) or for changing one. `told` carries what a toast should say when it has closed."""

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
        """`draft` holds what was entered before and refused as operation `replaces`."""
        super().__init__(parent, "", SIZE)
        self._backend = backend
        self._key = key
        self._replaces = replaces
        self._draft = dict(draft or {})
        self._sending = False
        self.account = key.account if key else account
        self._fields: FieldSet | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._leave(self._waits_text(), problem=False))
        if key is None:
            chooser = AccountChooser(backend, Feature.CREATE, self.account)
            chooser.chosen.connect(self._account_chosen)
            self.account = chooser.account
            self.head.addSpacing(12)
            self.head.addWidget(chooser)
        self._trouble = Banner()
        self._build_footer()
        self._build_fields()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.send)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.send)

    # --- what it consists of -------------------------------------------------------------------------------

    def _build_fields(self) -> None:
        empty_out(self.column)
        names = {row.id: row.name for row in self._backend.accounts()}
        name = names.get(self.account, self.account)
        if self._key is None:
            self.say(self.tr("New activity"))
        else:
            row = self._backend.row(self._key)
            self.say(self.tr("Edit activity"), f"{row.title}  ·  {name}" if row and row.title else name)
        form = self._backend.form(self.account) if self.account else ()
        fields = [field for field in form if field.editable or self._key is None]
        self._fields = FieldSet(fields, self._values())
        self._fields.changed.connect(self._typed)
        self._fields.fill(self._draft)
        self._trouble = Banner()
        self._trouble.hide()
        self.column.setSpacing(18)
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._fields)
        self.column.addStretch()
        self._send.setEnabled(bool(self.account))

    def _values(self) -> dict[str, Any]:
        """What the activity holds now, with what is on its way already."""
        if self._key is None:
            return {}
        values = self._backend.form_values(self._key)
        for change in self._backend.office.waiting():
            if change.key == self._key and isinstance(change.operation, Edit) and not change.refused:
                values |= change.operation.fields
        return values

    def _build_footer(self) -> None:
        self._ask = _Question(self.tr("Discard what you typed?"), self.tr("Keep writing"), self.tr("Discard"))
        self._ask.kept.connect(lambda: self._asking(False))
        self._ask.given_up.connect(self._give_up)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._spinner = Spinner(self, 16)
        self._spinner.hide()
        self._state = PlainLabel("", "small", "text2")
        cancel = Button(self.tr("Cancel"), "ghost", tall=True)
        cancel.clicked.connect(self.reject)
        words = self.tr("Create") if self._key is None else self.tr("Save")
        self._send = Button(words, "primary", key="Ctrl+Enter", tall=True)
        self._send.clicked.connect(self.send)
        row.addWidget(self._spinner)
        row.addWidget(self._state)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._send)
        self.footer.addWidget(self._buttons)
        self.footer.addWidget(self._ask)
        self._ask.hide()
        self.show_footer()

    # --- sending -------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Check what can be checked here, then send it."""
        if self._fields is None or self._sending or not self.account:
            return
        fields = self._fields.entered() if self._key is None else self._fields.changes()
        if self._key is not None and not fields:
            self.accept()
            return
        wrong = self._fields.problems() or self._backend.office.check(self.account, self._key, fields)
        if wrong:
            self._show_wrong(wrong, "")
            return
        self._set_sending(True)
        draft = Draft(self.account, fields, self._key, self._replaces)
        self._patience.start()
        self._backend.office.submit(draft, lambda answer: self._answered(answer) if isValid(self) else None)

    def _answered(self, answer: Settled) -> None:
        if not self._sending:
            return
        self._patience.stop()
        match answer.fate:
            case Fate.SENT:
                self._leave(self._sent_text(), problem=False)
            case Fate.WAITS:
                self._leave(self._waits_text(), problem=False)
            case Fate.REFUSED:
                self._replaces = answer.op
                self._set_sending(False)
                self._show_wrong(dict(answer.fields), answer.text)

    def _show_wrong(self, wrong: Mapping[str, str], text: str) -> None:
        """At the fields; what belongs to none of them above all."""
        if self._fields is None:
            return
        known = {name: words for name, words in wrong.items() if self._has(name)}
        others = [words for name, words in wrong.items() if name not in known]
        above = " ".join(dict.fromkeys(others)) or ("" if known else text)
        self._trouble.setVisible(bool(above))
        if above:
            self._trouble.show_state("danger", "triangle-alert", above)
        self._fields.show_errors(known)
        focus = self.focusWidget()
        if known and focus is not None:
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(focus, 0, 60) if isValid(focus) else None)
        else:
            self.area.verticalScrollBar().setValue(0)

    def _has(self, name: str) -> bool:
        return any(field.name == name for field in self._backend.form(self.account) if field.editable or self._key is None)

    def _set_sending(self, sending: bool) -> None:
        self._sending = sending
        self._send.setEnabled(not sending)
        if self._fields is not None:
            self._fields.setEnabled(not sending)
        self._spinner.setVisible(sending)
        self._state.setText(self.tr("Sending…") if sending else "")

    def _sent_text(self) -> str:
        pattern = self.tr("Created in {account}") if self._key is None else self.tr("Saved in {account}")
        return pattern.format(account=self._name())

    def _waits_text(self) -> str:
        return self.tr("Waiting to be sent to {account}").format(account=self._name())

    def _name(self) -> str:
        return next((row.name for row in self._backend.accounts() if row.id == self.account), self.account)

    def _leave(self, text: str, *, problem: bool) -> None:
        self._sending = False
        self._patience.stop()
        self.told.emit(text, problem)
        self.accept()

    # --- leaving -------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Esc, Cancel, or the window's own cross. Only what was typed is worth a question."""
        if self._sending:
            self._leave(self._waits_text(), problem=False)
        elif self._fields is not None and (self._fields.changes() or self._replaces):
            self._asking(True)
        else:
            super().reject()

    def _asking(self, asking: bool) -> None:
        self._ask.setVisible(asking)
        self._buttons.setVisible(not asking)
        if asking:
            self._ask.take_focus()
        elif self._fields is not None:
            self._fields.take_focus()

    def _give_up(self) -> None:
        if self._replaces:
            self._backend.office.drop(self._replaces)
        super().reject()

    def _typed(self) -> None:
        self._trouble.hide()

    def _account_chosen(self, account: str) -> None:
        """Another system has other fields; what both know is taken along."""
        entered = self._fields.entered() if self._fields is not None else {}
        self.account = account
        self._draft = entered
        self._build_fields()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fields is not None:
            self._fields.take_focus()


class _Question(QWidget):
    """A question in the place of the buttons: nothing pops up, nothing is blocked."""

    kept = Signal()
    given_up = Signal()

    def __init__(self, text: str, keep: str, give_up: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._keep = Button(keep, "secondary", tall=True)
        self._keep.clicked.connect(self.kept)
        leave = Button(give_up, "danger", tall=True)
        leave.clicked.connect(self.given_up)
        row.addWidget(PlainLabel(text, "small", weight=500))
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self._keep)

    def take_focus(self) -> None:
        self._keep.setFocus()
