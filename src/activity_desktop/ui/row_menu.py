"""What is in the context menu of activities? Commands from their rows, in the order in which they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from ..crm.contract import Feature
from ..model.feed import FeedRow, Shelf
from .backend import Backend
from .commands import BY_ID, native
from .icons import icon

translate = QCoreApplication.translate


def row_menu(parent: QWidget, backend: Backend, rows: list[FeedRow], run: Callable[[str], None]) -> QMenu:
    """A menu for these rows. `run` gets the command's identifier; `unsnooze` and `delete` are not in the table of keys."""
    menu = QMenu(parent)

    def add(name: str, text: str = "", icon_name: str = "") -> None:
        command = BY_ID.get(name)
        words = text or (command.text if command else name)
        keys = f"\t{native(command.keys[0])}" if command and command.keys else ""
        action = menu.addAction(words.replace("&", "&&") + keys)
        action.setIcon(icon(icon_name or (command.icon if command else "")))
        action.triggered.connect(lambda: run(name))

    unread = any(row.unread for row in rows)
    all_done = all(row.shelf is Shelf.DONE for row in rows)
    add("open_in_crm")
    menu.addSeparator()
    add("mark_read") if unread else add("mark_unread")
    add("done", translate("RowMenu", "Back to the inbox") if all_done else "")
    if any(row.shelf is Shelf.SNOOZED for row in rows):
        add("unsnooze", translate("RowMenu", "Wake up now"), "inbox")
    add("snooze", translate("RowMenu", "Snooze…"))
    if all(backend.capabilities(row.key.account).has(Feature.COMPLETE) for row in rows):
        add("complete")
    menu.addSeparator()
    add("copy_link")
    add("copy_text", icon_name="copy")
    if all(backend.capabilities(row.key.account).has(Feature.DELETE) for row in rows):
        menu.addSeparator()
        add("delete", translate("RowMenu", "Delete in the CRM"), "trash-2")
    return menu
