"""Which accounts are there, how are they, and what can be done with each?"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...model.changes import AccountsChanged, AccountState
from ...model.clock import Clock
from ...model.feed import AccountRow
from ...operations.candidates import LONGEST_NAME
from ..backend import Backend
from ..controls.banner import announce
from ..controls.button import Button, IconButton
from ..controls.flow import ActionRow
from ..controls.label import ElidedLabel, PlainLabel, WrappingLabel
from ..controls.marks import AccountGlyph
from ..controls.switch import Switch
from ..name_popover import NamePopover
from ..status.line import state_line
from ..status.situation import Situation
from ..theme import current_theme
from ..type_notices import TypeNotices
from ..web_addresses import WebAddresses
from .page import SettingsPage
from .question import ask_twice
from .services import SettingsServices

_GLYPH, _GAP = 28, 12

translate = QCoreApplication.translate


class AccountsPage(SettingsPage):
    """Follows the backend by itself."""

    def __init__(self, backend: Backend, clock: Clock, services: SettingsServices) -> None:
        super().__init__(translate("Settings", "Accounts"))
        self._backend = backend
        self._clock = clock
        self._services = services
        self._entries: dict[str, AccountEntry] = {}
        self._shown: list[AccountRow] = []
        self._card = self.add_section("", [])
        if services.add_account is not None:
            add = Button(translate("Settings", "Add account"), "primary", "plus")
            add.clicked.connect(services.add_account)
            self.add_below(add)
        self.finish()
        backend.changes.connect(self._heard)
        self.refresh()

    def refresh(self) -> None:
        """States and switches change often: the rows are made anew only when what else they say has changed."""
        accounts, states = self._backend.accounts(), self._backend.states()
        lasting = [replace(account, unread=0, notify=True, muted_kinds=()) for account in accounts]
        if lasting != self._shown or not accounts:
            self._shown = lasting
            self._card.clear()
            self._entries = {account.id: AccountEntry(account, self._backend, self._services) for account in accounts}
            for row in self._entries.values() or (_note(translate("Settings", "No account yet.")),):
                self._card.add(row)
            self._card.tidy()
        for account in accounts:
            self._entries[account.id].show_notices(account)
            state = states.get(account.id)
            untrusted = state is not None and state.problem_kind == "NotSecure"
            self._entries[account.id].show_state(self._state_text(account, state), untrusted=untrusted)

    def _heard(self, change: object) -> None:
        if isinstance(change, AccountsChanged | AccountState):
            self.refresh()

    def _state_text(self, account: AccountRow, state: AccountState | None) -> str:
        if state is None:
            return ""
        if state.problem_title:
            return f"{state.problem_title} {state.problem_remedy}".strip()
        at = Situation({account.id: state}, {account.id: account.name}, 0, self._clock.now())
        return state_line(at).text


class AccountEntry(QWidget):
    """One account: who and where, how it is, whether it notifies, and what can be done."""

    def __init__(self, account: AccountRow, backend: Backend, services: SettingsServices) -> None:
        super().__init__()
        self._account = account
        self._backend = backend
        self._services = services
        self._tested = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        below = QVBoxLayout()
        below.setContentsMargins(current_theme().px(_GLYPH) + _GAP, 0, 0, 0)  # under the words, not under the glyph
        below.setSpacing(8)
        below.addLayout(self._notify_row())
        below.addLayout(self._types_row())
        below.addWidget(self._looking_buttons())
        below.addWidget(self._changing_buttons())
        layout.addLayout(below)

    def show_notices(self, account: AccountRow) -> None:
        """What of it raises notifications now."""
        self._notify.setChecked(account.notify)
        count = len(account.muted_kinds)
        some = translate("Settings", "All types but %n", None, count)
        self._types.setText(some if count else translate("Settings", "All types"))
        for widget in (self._types, self._choose_types):
            widget.setEnabled(account.notify)

    def show_state(self, text: str, *, untrusted: bool) -> None:
        """How the account is; while its connection has just been tried, what came of that. `untrusted`: its server's
        certificate is, and can be looked at."""
        self._certificate.setVisible(untrusted and self._services.show_certificate is not None)
        if self._tested:
            return
        self._state.setText(text)
        self._state.setVisible(bool(text))

    def _head(self) -> QHBoxLayout:
        account = self._account
        signed_in = translate("Settings", "signed in as {name}").format(name=account.user_name) if account.user_name else ""
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(account.name, "body", weight=600))
        about = "  ·  ".join(part for part in (account.system_title, account.url, signed_in) if part)
        words.addWidget(ElidedLabel(about, "caption", "text3"))
        self._state = WrappingLabel("", "caption", "text2")
        words.addWidget(self._state)
        self._certificate = Button(translate("Settings", "Show certificate"), icon_name="shield-alert")
        self._certificate.clicked.connect(self._show_certificate)
        self._certificate.hide()
        words.addWidget(self._certificate, 0, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(AccountGlyph(account.name, account.id, _GLYPH))
        row.addLayout(words, 1)
        rename = IconButton("pencil", translate("Settings", "Rename {account}").format(account=account.name))
        rename.clicked.connect(lambda: self._rename(rename))
        row.addWidget(rename, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _notify_row(self) -> QHBoxLayout:
        text = translate("Settings", "Notify me about new activities")
        self._notify = Switch(f"{self._account.name}, {text}")
        self._notify.clicked.connect(lambda on: self._backend.set_notify([self._account.id], on))
        row = QHBoxLayout()
        row.addWidget(WrappingLabel(text, "small"), 1)
        row.addWidget(self._notify)
        return row

    def _types_row(self) -> QHBoxLayout:
        """All types, or all but some; they are chosen in a window of their own, because there may be many."""
        self._types = WrappingLabel("", "small", "text2")
        self._choose_types = Button(translate("Settings", "Choose types…"), "ghost")
        self._choose_types.setAccessibleName(
            translate("Settings", "Choose which types of {account} notify").format(account=self._account.name)
        )
        self._choose_types.clicked.connect(lambda: TypeNotices(self._backend, self._account.id, self.window()).show())
        row = QHBoxLayout()
        row.addWidget(self._types, 1)
        row.addWidget(self._choose_types)
        return row

    def _test(self) -> None:
        if self._services.test_account is not None:
            self._tell_test(translate("Settings", "Connecting…"))
            self._services.test_account(self._account.id, lambda text: self._tell_test(text) if isValid(self) else None)

    def _show_certificate(self) -> None:
        if self._services.show_certificate is not None:
            self._tell_test(translate("Settings", "Connecting…"))
            told = self._services.show_certificate
            told(self._account.id, lambda text: self._tell_test(text) if isValid(self) else None)

    def _tell_test(self, text: str) -> None:
        self._tested = True
        self._state.setText(text)
        self._state.show()
        announce(self, text)

    def _looking_buttons(self) -> ActionRow:
        row = ActionRow()
        if self._services.test_account is not None:
            test = Button(translate("Settings", "Test connection"), icon_name="refresh-cw")
            test.clicked.connect(self._test)
            row.add(test)
        addresses = Button(translate("Settings", "Web addresses"), icon_name="link")
        addresses.clicked.connect(self._edit_addresses)
        row.add(addresses)
        return row

    def _changing_buttons(self) -> ActionRow:
        row = ActionRow()
        if self._services.new_token is not None:
            token = Button(translate("Settings", "Change address or token"), icon_name="key-round")
            token.clicked.connect(self._new_token)
            row.add(token)
        if self._services.remove_account is not None:
            remove = Button(translate("Settings", "Remove"), "danger")
            remove.setAccessibleName(translate("Settings", "Remove {account}").format(account=self._account.name))
            remove.clicked.connect(self._ask_removal)
            row.add(remove)
        return row

    def _edit_addresses(self) -> None:
        """Where the cards of this account lead."""
        WebAddresses(self._backend, self._account.id, self.window()).show()

    def _rename(self, button: QWidget) -> None:
        others = [name for row in self._backend.accounts() if row.id != self._account.id for name in (row.name, row.id)]
        title = translate("Settings", "Rename {account}").format(account=self._account.name)
        why = translate("Settings", "There is already an account of that name.")
        verb = translate("Settings", "Rename")
        popover = NamePopover(self.window(), title, verb, self._account.name, others, why, LONGEST_NAME)
        popover.named.connect(lambda name: self._backend.rename_account(self._account.id, name))
        popover.open_below(button)

    def _new_token(self) -> None:
        if self._services.new_token is not None:
            self._services.new_token(self._account.id)

    def _ask_removal(self) -> None:
        """The one thing here that cannot be undone is asked for twice."""
        name, remove = self._account.name, self._services.remove_account
        if remove is not None:
            ask_twice(
                self.window(),
                translate("Settings", "Remove account"),
                translate("Settings", "Remove {account}?").format(account=name),
                translate("Settings", "Its activities are deleted from this computer. Nothing changes in {account}.").format(
                    account=name
                ),
                translate("Settings", "Remove"),
                lambda: remove(self._account.id),
            )


def _note(text: str) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.addWidget(WrappingLabel(text, "small", "text2"))
    return holder
