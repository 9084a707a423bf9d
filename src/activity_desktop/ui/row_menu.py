"""What is in the context menu of activities? Commands from their rows, in the order in which they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ..model.feed import FeedRow, Shelf
from .abilities import why_not
from .backend import Backend
from .commands import BY_ID
from .controls.label import explain
from .icons import icon
from .joining import meeting_of
from .keys import printed
from .muting import accounts_are_muted, type_word, types_are_muted

translate = QCoreApplication.translate


def row_menu(parent: QWidget, backend: Backend, rows: list[FeedRow], run: Callable[[str], None]) -> QMenu:
    """A menu for these rows. `run` gets the command's identifier; `unsnooze` is not in the table of keys. What an account's
    system cannot do is grey and says why."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    chosen = [row.key for row in rows]

    def add(name: str, text: str = "", icon_name: str = "") -> None:
        action = _entry(menu, name, text, icon_name, why_not(backend, name, chosen))
        action.triggered.connect(lambda: run(name))

    unread = any(row.unread for row in rows)
    all_done = all(row.shelf is Shelf.DONE for row in rows)
    add("open_in_crm")
    if len(rows) == 1 and meeting_of(backend, rows[0].key):
        add("join")
    menu.addSeparator()
    add("mark_read") if unread else add("mark_unread")
    add("done", translate("RowMenu", "Back to the inbox") if all_done else "")
    if any(row.shelf is Shelf.SNOOZED for row in rows):
        add("unsnooze", translate("RowMenu", "Wake up now"), "inbox")
    add("snooze", translate("RowMenu", "Snooze…"))
    completed = len(rows) == 1 and _is_completed(backend, rows[0])
    add("reopen") if completed else add("complete")
    menu.addSeparator()
    add("edit", translate("RowMenu", "Edit…"))
    add("refresh")
    add("copy_link")
    add("copy_text", icon_name="copy")
    menu.addSeparator()
    add("mute_type", _mute_type_text(backend, rows), "bell" if types_are_muted(backend, rows) else "bell-off")
    add("mute_account", _mute_account_text(backend, rows), "bell" if accounts_are_muted(backend, rows) else "bell-off")
    menu.addSeparator()
    add("delete")
    return menu


def _entry(menu: QMenu, name: str, text: str, icon_name: str, reason: str) -> QAction:
    """As its command says, where text and icon say nothing else; grey where there is a reason against it."""
    command = BY_ID.get(name)
    words = text or (command.text if command else name)
    key = printed(name) if command else ""
    action = menu.addAction(words.replace("&", "&&") + (f"\t{key}" if key else ""))
    action.setIcon(icon(icon_name or (command.icon if command else "")))
    action.setEnabled(not reason)
    action.setStatusTip(reason)
    explain(action, reason)
    return action


def _mute_type_text(backend: Backend, rows: list[FeedRow]) -> str:
    """Named where it is one type that is named."""
    muted, types = types_are_muted(backend, rows), {(row.key.account, row.kind_id) for row in rows}
    if len(types) > 1 or not rows[0].kind_id:
        return translate("RowMenu", "Notify about these types again") if muted else translate("RowMenu", "Mute type")
    words = translate("RowMenu", "Notify about “{type}” again") if muted else translate("RowMenu", "Mute type “{type}”")
    return words.format(type=type_word(rows[0].own_type))


def _mute_account_text(backend: Backend, rows: list[FeedRow]) -> str:
    muted, accounts = accounts_are_muted(backend, rows), {row.key.account for row in rows}
    names = [account.name for account in backend.accounts() if account.id in accounts]
    words = translate("RowMenu", "Notify about {account} again") if muted else translate("RowMenu", "Mute {account}")
    return words.format(account=", ".join(names))


def _is_completed(backend: Backend, row: FeedRow) -> bool:
    detail = backend.detail(row.key)
    return detail is not None and detail.activity.done is True
