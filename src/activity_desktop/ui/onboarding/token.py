"""How does one enter a new token for an account that was signed out? In a small window with the same live check."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...crm.contract import System
from ...model.feed import AccountRow
from ..controls.base import Painted
from ..controls.button import Button
from ..controls.label import PlainLabel, WrappingLabel
from ..controls.paint import painting
from ..theme import current_theme
from .attempt import Outcome, Services
from .trying import SignInForm

WIDTH = 460
_PADDING = 32


class TokenDialog(Painted):
    """Closes itself once the new credentials work and are kept."""

    def __init__(self, account: AccountRow, system: System, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Sign in to {account}").format(account=account.name)
        self.setWindowTitle(title)
        self._services = services
        self._form = SignInForm(system, services, account.url, account.id)
        self._save = Button(self.tr("Save"), "primary", tall=True)
        self._save.setEnabled(False)
        self._save.clicked.connect(self._keep)
        self._form.ready.connect(self._save.setEnabled)
        self._form.anyway.connect(lambda attempt: self._services.keep(attempt, self._kept))
        cancel = Button(self.tr("Cancel"), "ghost", tall=True)
        cancel.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, _PADDING, _PADDING, 24)
        layout.setSpacing(0)
        layout.addWidget(PlainLabel(title, "dialog_title"))
        layout.addSpacing(4)
        where = services.keyring() or self.tr("The token is kept in your system keyring, never in a file.")
        layout.addWidget(WrappingLabel(where, "small", "text2"))
        layout.addSpacing(20)
        layout.addWidget(self._form, 1)
        row = QHBoxLayout()
        row.addWidget(cancel)
        row.addStretch()
        row.addWidget(self._save)
        layout.addSpacing(18)
        layout.addLayout(row)
        self.setFixedWidth(current_theme().px(WIDTH))
        self._form.form.first_empty().setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._form.stop()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), current_theme().color("card"))

    def _keep(self) -> None:
        attempt = self._form.passed
        if attempt is not None:
            self._save.setEnabled(False)
            self._services.keep(attempt, self._kept)

    def _kept(self, outcome: Outcome) -> None:
        if outcome.problem is None:
            self.close()
        else:
            self._form.show_problem(outcome.problem)
