"""What does the health page look like? A card per account and one for this computer; it looks again by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...model.changes import AccountsChanged, AccountState, OutboxChanged, Settled
from ...operations.health import AccountHealth, Health, diagnostics
from ..backend import Backend
from ..controls.base import Painted
from ..controls.button import Button
from ..controls.label import ElidedLabel, PlainLabel, WrappingLabel
from ..controls.marks import AccountGlyph
from ..controls.paint import box, painting
from ..sheet import Sheet, empty_out
from ..theme import RADIUS, current_theme
from .words import Line, account_lines, computer_lines

SIZE = QSize(640, 700)
_LABELS = 150
_PAUSE_MS = 500
_COPIED_MS = 2500


class HealthWindow(Sheet):
    """Asks for everything when it opens, and again soon after something has changed."""

    def __init__(self, backend: Backend, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", SIZE)
        self.say(self.tr("Health"), self.tr("How every account is, and what this computer can do."))
        self._backend = backend
        self._health: Health | None = None
        self._cards = QVBoxLayout()
        self._cards.setSpacing(14)
        self.column.addLayout(self._cards)
        self.column.addStretch()
        self.copy = Button(self.tr("Copy diagnostics"), "secondary", "copy", tall=True)
        self.copy.setAccessibleDescription(self.tr("Without tokens and without what anybody wrote"))
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._copy)
        close = Button(self.tr("Close"), "ghost", tall=True)
        close.clicked.connect(self.reject)
        self.footer.addWidget(self.copy)
        self.footer.addStretch()
        self.footer.addWidget(close)
        self.show_footer()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.look)
        backend.changes.connect(self._heard)
        self.look()

    def look(self) -> None:
        """Gather everything anew."""
        self._backend.office.look_at_health(lambda health: self._show(health) if isValid(self) else None)

    def _show(self, health: Health) -> None:
        if self._health is not None and _same(self._health, health):
            return
        self._health = health
        self.copy.setEnabled(True)
        empty_out(self._cards)
        for account in health.accounts:
            self._cards.addWidget(_FactCard(_account_head(account), account_lines(account, health.at)))
        self._cards.addWidget(_FactCard(_head(self.tr("This computer")), computer_lines(health)))

    def _copy(self) -> None:
        if self._health is not None:
            QGuiApplication.clipboard().setText(diagnostics(self._health))
            self.copy.rename(self.tr("Copied"))
            QTimer.singleShot(_COPIED_MS, self, lambda: self.copy.rename(self.tr("Copy diagnostics")))

    def _heard(self, change: object) -> None:
        if isinstance(change, AccountState | AccountsChanged | OutboxChanged | Settled) and not self._soon.isActive():
            self._soon.start()


def _same(one: Health, other: Health) -> bool:
    """Apart from the moment: then nothing is built again, and nobody loses their place."""
    return (one.accounts, one.notifications, one.storage, one.keyring) == (
        other.accounts,
        other.notifications,
        other.storage,
        other.keyring,
    )


class _FactCard(Painted):
    """A head, and facts in two columns."""

    def __init__(self, head: QHBoxLayout, lines: Sequence[Line]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addSpacing(2)
        shown = ""
        for line in lines:
            layout.addLayout(_fact("" if line.label == shown else line.label, line))
            shown = line.label

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            fill = theme.color("field" if theme.dark else "card")
            box(painter, self.rect().toRectF(), RADIUS["card"], fill, theme.color("border"))


def _fact(label: str, line: Line) -> QHBoxLayout:
    """A label of one width for all, and its text, which can be selected."""
    name = QWidget()
    name.setFixedWidth(current_theme().px(_LABELS))
    inner = QVBoxLayout(name)
    inner.setContentsMargins(0, 0, 0, 0)
    if label:
        inner.addWidget(WrappingLabel(label, "caption", "text3"))
    inner.addStretch()
    text = WrappingLabel(line.text, "caption", line.tone)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    text.setAccessibleName(f"{line.label}: {line.text}")
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(name)
    row.addWidget(text, 1)
    return row


def _account_head(account: AccountHealth) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(AccountGlyph(account.name, account.id, 22))
    row.addWidget(ElidedLabel(account.name, "body", weight=600))
    row.addWidget(PlainLabel(account.system, "caption", "text3"))
    row.addStretch()
    return row


def _head(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(PlainLabel(text, "body", weight=600))
    row.addStretch()
    return row
