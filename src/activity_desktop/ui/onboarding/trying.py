"""When is what was typed tried? By itself, a moment after the last key, as soon as everything needed is there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...crm.contract import System
from ...model.problems import BadInput, HostNotFound, NotAnswering, NotSecure, Offline, Problem, SignedOut, WrongServer
from ...model.words import translate
from ..controls.button import Button
from ..controls.label import WrappingLabel
from .attempt import Attempt, Cancel, Outcome, Services
from .checklist import CheckList
from .forms import CredentialForm

PAUSE_MS = 600
_ABOUT_ADDRESS = (HostNotFound, NotAnswering, NotSecure, WrongServer, BadInput)


class SignInForm(QWidget):
    """The form with its live check. `ready` tells whether what is typed now has passed."""

    ready = Signal(bool)
    anyway = Signal(object)
    """Carries an `Attempt` that the person wants to keep although its server cannot be reached now."""

    def __init__(
        self, system: System, services: Services, url: str = "", account: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._cancel: Cancel | None = None
        self._passed: Attempt | None = None
        self.form = CredentialForm(system, url, account)
        self.form.changed.connect(self._typed)
        self._checks = CheckList()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.try_now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(self.form)
        layout.addWidget(self._checks)
        layout.addWidget(self._build_anyway())
        layout.addStretch()

    def _build_anyway(self) -> QWidget:
        """Shown when nothing but the network is wrong."""
        self._anyway = QWidget()
        row = QHBoxLayout(self._anyway)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._why_not_now = WrappingLabel("", "caption", "text2")
        row.addWidget(self._why_not_now, 1)
        button = Button(self.tr("Save anyway"), "secondary")
        button.clicked.connect(lambda: self.anyway.emit(replace(self.form.attempt(), anyway=True)))
        row.addWidget(button)
        self._anyway.hide()
        return self._anyway

    @property
    def passed(self) -> Attempt | None:
        """What was tried and works; None as long as nothing does."""
        return self._passed

    def try_now(self) -> None:
        """Try what is typed."""
        self._pause.stop()
        if not self.form.complete():
            return
        attempt = self.form.attempt()
        self._checks.begin()
        self._cancel = self._services.check(attempt, self._checks.add, lambda outcome: self._ended(attempt, outcome))

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._pause.stop()
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _typed(self) -> None:
        self.stop()
        self._passed = None
        self._anyway.hide()
        self._checks.clear()
        self.ready.emit(False)
        if self.form.complete():
            self._pause.start()

    def _ended(self, attempt: Attempt, outcome: Outcome) -> None:
        self._cancel = None
        if outcome.problem is None:
            self._passed = attempt
            self.form.show_error("", about_address=False)
        else:
            self._checks.fail()
            self.show_problem(outcome.problem)
            self._anyway.setVisible(isinstance(outcome.problem, Offline))
        self.ready.emit(outcome.good)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong at the field that it is about; without a network, none is wrong."""
        if type(problem) is Offline:
            self._why_not_now.setText(self.tr("There is no network right now. It is checked as soon as there is."))
            self.form.show_error("", about_address=False)
            return
        self._why_not_now.setText(self.tr("It is checked as soon as the server can be reached."))
        text = str(problem)
        if isinstance(problem, SignedOut) and problem.title == translate("Texts", SignedOut.title):
            text = self.tr("The server did not accept this token. Check that you copied all of it.")
        self.form.show_error(text, about_address=isinstance(problem, _ABOUT_ADDRESS))
