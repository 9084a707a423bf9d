"""What can a person do in the window, and with which keys? Every command and every shortcut is a row in this file.

To add one: 1. add a row; 2. write the method of that name in `ui/actions.py`. The shortcut, the menus, the tray, the
palette, the help sheet and the settings page all come from the row. A test checks that no two rows share a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ..model.words import QT_TRANSLATE_NOOP


class Group(StrEnum):
    """A column of the help sheet."""

    MOVE = QT_TRANSLATE_NOOP("Commands", "Move")
    ACT = QT_TRANSLATE_NOOP("Commands", "Act")
    GO = QT_TRANSLATE_NOOP("Commands", "Find and go")
    WINDOW = QT_TRANSLATE_NOOP("Commands", "Window")

    @property
    def text(self) -> str:
        return QCoreApplication.translate("Commands", self.value)


class Command(Struct, frozen=True):
    """One thing a person can do. Keys are written as `QKeySequence` reads them; `G, I` means G, then I."""

    id: str
    label: str
    group: Group
    keys: tuple[str, ...] = ()
    """Work everywhere in the window."""
    list_keys: tuple[str, ...] = ()
    """Work while the list has the focus."""
    detail_keys: tuple[str, ...] = ()
    """Work while the detail has the focus."""
    icon: str = ""
    palette: bool = True
    help: bool = True
    handler: str = ""
    """The method of `Actions`; empty: the one called like the `id`."""
    argument: str | int | None = None
    """What the method is called with, unless None."""

    @property
    def text(self) -> str:
        """What it is called, in the person's language."""
        return QCoreApplication.translate("Commands", self.label)

    @property
    def method(self) -> str:
        return self.handler or self.id

    @property
    def offered(self) -> bool:
        """Whether the palette lists it: moving about by choosing from a list would be odd."""
        return self.palette and self.group is not Group.MOVE

    @property
    def can_be_changed(self) -> bool:
        """Whether the settings list it: all but what works in one place only, and rows that differ by a number."""
        return bool(self.keys) == bool(self.all_keys) and not (
            self.handler and isinstance(self.argument, int) and not self.help
        )

    @property
    def all_keys(self) -> tuple[str, ...]:
        return self.keys + self.list_keys + self.detail_keys


def _account(number: int) -> Command:
    label = QT_TRANSLATE_NOOP("Commands", "Show account")
    keys = (f"Alt+{number}",)
    return Command(
        f"account_{number}", label, Group.GO, keys, palette=False, help=False, handler="show_account", argument=number
    )


def _saved_view(number: int) -> Command:
    label = QT_TRANSLATE_NOOP("Commands", "Show saved view")
    keys = (f"G, {number}",)
    return Command(
        f"view_{number}", label, Group.GO, keys, palette=False, help=False, handler="show_saved_view", argument=number
    )


COMMANDS: tuple[Command, ...] = (
    Command("next", QT_TRANSLATE_NOOP("Commands", "Next"), Group.MOVE, ("J",), list_keys=("Down",)),
    Command("previous", QT_TRANSLATE_NOOP("Commands", "Previous"), Group.MOVE, ("K",), list_keys=("Up",)),
    Command("next_unread", QT_TRANSLATE_NOOP("Commands", "Next unread"), Group.MOVE, ("N",)),
    Command("previous_unread", QT_TRANSLATE_NOOP("Commands", "Previous unread"), Group.MOVE, ("P",)),
    Command("first", QT_TRANSLATE_NOOP("Commands", "First"), Group.MOVE, ("G, G",), list_keys=("Home",)),
    Command("last", QT_TRANSLATE_NOOP("Commands", "Last"), Group.MOVE, ("Shift+G",), list_keys=("End",)),
    Command("page_down", QT_TRANSLATE_NOOP("Commands", "Scroll down"), Group.MOVE, list_keys=("PgDown", "Space")),
    Command("page_up", QT_TRANSLATE_NOOP("Commands", "Scroll up"), Group.MOVE, list_keys=("PgUp", "Shift+Space")),
    Command("read_on", QT_TRANSLATE_NOOP("Commands", "Read on"), Group.MOVE, detail_keys=("Space",)),
    Command("read_back", QT_TRANSLATE_NOOP("Commands", "Scroll back"), Group.MOVE, detail_keys=("Shift+Space",)),
    Command("open_detail", QT_TRANSLATE_NOOP("Commands", "Open detail"), Group.MOVE, list_keys=("Return", "Enter", "Right")),
    Command("back", QT_TRANSLATE_NOOP("Commands", "Back to the list"), Group.MOVE, ("Esc", "Alt+Left"), detail_keys=("Left",)),
    Command("toggle_read", QT_TRANSLATE_NOOP("Commands", "Read or unread"), Group.ACT, ("U",), icon="mail"),
    Command("mark_read", QT_TRANSLATE_NOOP("Commands", "Mark as read"), Group.ACT, ("Shift+I",), icon="mail-open"),
    Command("mark_unread", QT_TRANSLATE_NOOP("Commands", "Mark as unread"), Group.ACT, ("Shift+U",), icon="mail"),
    Command("done", QT_TRANSLATE_NOOP("Commands", "Done"), Group.ACT, ("E",), icon="circle-check"),
    Command(
        "complete", QT_TRANSLATE_NOOP("Commands", "Complete in CRM and done"), Group.ACT, ("Shift+E",), icon="square-check-big"
    ),
    Command("reopen", QT_TRANSLATE_NOOP("Commands", "Reopen in CRM"), Group.ACT, icon="undo-2"),
    Command("snooze", QT_TRANSLATE_NOOP("Commands", "Snooze"), Group.ACT, ("S",), icon="alarm-clock"),
    Command(
        "new_activity",
        QT_TRANSLATE_NOOP("Commands", "New activity"),
        Group.ACT,
        ("Ctrl+N",),
        icon="plus",
        handler="ask",
        argument="new_activity",
    ),
    Command("edit", QT_TRANSLATE_NOOP("Commands", "Edit activity"), Group.ACT, ("F2", "Ctrl+E"), icon="pencil"),
    Command(
        "delete",
        QT_TRANSLATE_NOOP("Commands", "Delete in CRM"),
        Group.ACT,
        list_keys=("Del",),
        detail_keys=("Del",),
        icon="trash-2",
    ),
    Command("refresh", QT_TRANSLATE_NOOP("Commands", "Fetch activity anew"), Group.ACT, ("Shift+R",), icon="refresh-cw"),
    Command("mark_all_read", QT_TRANSLATE_NOOP("Commands", "Mark all as read"), Group.ACT, ("Shift+A",), icon="check-check"),
    Command("select", QT_TRANSLATE_NOOP("Commands", "Select"), Group.ACT, ("X",), palette=False),
    Command(
        "extend_down",
        QT_TRANSLATE_NOOP("Commands", "Extend down"),
        Group.ACT,
        ("Shift+J",),
        list_keys=("Shift+Down",),
        palette=False,
    ),
    Command(
        "extend_up", QT_TRANSLATE_NOOP("Commands", "Extend up"), Group.ACT, ("Shift+K",), list_keys=("Shift+Up",), palette=False
    ),
    Command("select_all", QT_TRANSLATE_NOOP("Commands", "Select all"), Group.ACT, list_keys=("Ctrl+A",)),
    Command("open_in_crm", QT_TRANSLATE_NOOP("Commands", "Open in CRM"), Group.ACT, ("O", "Ctrl+Return"), icon="external-link"),
    Command("join", QT_TRANSLATE_NOOP("Commands", "Join the meeting"), Group.ACT, ("V",), icon="video"),
    Command("copy_link", QT_TRANSLATE_NOOP("Commands", "Copy link"), Group.ACT, ("C",), icon="link"),
    Command("copy_text", QT_TRANSLATE_NOOP("Commands", "Copy text"), Group.ACT, ("Ctrl+C",)),
    Command("mute_type", QT_TRANSLATE_NOOP("Commands", "Mute or unmute type"), Group.ACT, ("M",), icon="bell-off"),
    Command("mute_account", QT_TRANSLATE_NOOP("Commands", "Mute or unmute account"), Group.ACT, ("Shift+M",), icon="bell-off"),
    Command("undo", QT_TRANSLATE_NOOP("Commands", "Undo"), Group.ACT, ("Z", "Ctrl+Z"), icon="undo-2"),
    Command("redo", QT_TRANSLATE_NOOP("Commands", "Redo"), Group.ACT, ("Ctrl+Shift+Z",)),
    Command("context_menu", QT_TRANSLATE_NOOP("Commands", "Context menu"), Group.ACT, list_keys=("Shift+F10",), palette=False),
    Command("search", QT_TRANSLATE_NOOP("Commands", "Search"), Group.GO, ("/", "Ctrl+F"), icon="search"),
    Command(
        "search_on_server",
        QT_TRANSLATE_NOOP("Commands", "Search on server"),
        Group.GO,
        ("Ctrl+Shift+F",),
        icon="search",
        handler="ask",
        argument="search_on_server",
    ),
    Command("filters", QT_TRANSLATE_NOOP("Commands", "Filters"), Group.GO, ("F",)),
    Command("palette", QT_TRANSLATE_NOOP("Commands", "Command palette"), Group.GO, ("Ctrl+K",), palette=False),
    Command(
        "go_inbox",
        QT_TRANSLATE_NOOP("Commands", "Go to Inbox"),
        Group.GO,
        ("G, I",),
        icon="inbox",
        handler="go_to",
        argument="inbox",
    ),
    Command(
        "go_agenda",
        QT_TRANSLATE_NOOP("Commands", "Go to Agenda"),
        Group.GO,
        ("G, C",),
        icon="calendar",
        handler="go_to",
        argument="agenda",
    ),
    Command(
        "go_snoozed",
        QT_TRANSLATE_NOOP("Commands", "Go to Snoozed"),
        Group.GO,
        ("G, S",),
        icon="alarm-clock",
        handler="go_to",
        argument="snoozed",
    ),
    Command(
        "go_done",
        QT_TRANSLATE_NOOP("Commands", "Go to Done"),
        Group.GO,
        ("G, D",),
        icon="circle-check",
        handler="go_to",
        argument="done",
    ),
    Command(
        "go_everything",
        QT_TRANSLATE_NOOP("Commands", "Go to Everything"),
        Group.GO,
        ("G, A",),
        icon="layers",
        handler="go_to",
        argument="everything",
    ),
    Command(
        "go_deleted",
        QT_TRANSLATE_NOOP("Commands", "Go to Recently deleted"),
        Group.GO,
        ("G, X",),
        icon="trash-2",
        handler="go_to",
        argument="deleted",
    ),
    Command(
        "outbox",
        QT_TRANSLATE_NOOP("Commands", "Waiting to be sent"),
        Group.GO,
        ("G, W",),
        icon="hourglass",
        handler="ask",
        argument="outbox",
    ),
    Command(
        "health",
        QT_TRANSLATE_NOOP("Commands", "Health"),
        Group.GO,
        ("G, H",),
        icon="activity",
        handler="ask",
        argument="health",
    ),
    Command("save_search", QT_TRANSLATE_NOOP("Commands", "Save this search"), Group.GO, ("Ctrl+S",), icon="bookmark"),
    Command("rename_view", QT_TRANSLATE_NOOP("Commands", "Rename this saved view"), Group.GO, icon="pencil", help=False),
    Command("remove_view", QT_TRANSLATE_NOOP("Commands", "Remove this saved view"), Group.GO, icon="trash-2", help=False),
    *(_saved_view(number) for number in range(1, 10)),
    Command(
        "all_accounts", QT_TRANSLATE_NOOP("Commands", "All accounts"), Group.GO, ("Alt+0",), handler="show_account", argument=0
    ),
    *(_account(number) for number in range(1, 10)),
    Command("check_now", QT_TRANSLATE_NOOP("Commands", "Check now"), Group.WINDOW, ("R", "F5", "Ctrl+R"), icon="refresh-cw"),
    Command("sidebar", QT_TRANSLATE_NOOP("Commands", "Sidebar"), Group.WINDOW, ("Ctrl+B",), icon="panel-left"),
    Command("settings", QT_TRANSLATE_NOOP("Commands", "Settings"), Group.WINDOW, ("Ctrl+,",), icon="settings"),
    Command(
        "larger",
        QT_TRANSLATE_NOOP("Commands", "Larger text"),
        Group.WINDOW,
        ("Ctrl++", "Ctrl+="),
        handler="text_size",
        argument=1,
    ),
    Command(
        "smaller", QT_TRANSLATE_NOOP("Commands", "Smaller text"), Group.WINDOW, ("Ctrl+-",), handler="text_size", argument=-1
    ),
    Command(
        "normal_size",
        QT_TRANSLATE_NOOP("Commands", "Normal text size"),
        Group.WINDOW,
        ("Ctrl+0",),
        handler="text_size",
        argument=0,
    ),
    Command(
        "next_pane",
        QT_TRANSLATE_NOOP("Commands", "Next pane"),
        Group.WINDOW,
        ("F6",),
        palette=False,
        handler="cycle_pane",
        argument=1,
    ),
    Command(
        "previous_pane",
        QT_TRANSLATE_NOOP("Commands", "Previous pane"),
        Group.WINDOW,
        ("Shift+F6",),
        palette=False,
        handler="cycle_pane",
        argument=-1,
    ),
    Command("help", QT_TRANSLATE_NOOP("Commands", "Keyboard shortcuts"), Group.WINDOW, ("?", "F1")),
    Command("close_window", QT_TRANSLATE_NOOP("Commands", "Close window"), Group.WINDOW, ("Ctrl+W",)),
    Command("quit", QT_TRANSLATE_NOOP("Commands", "Quit Activity"), Group.WINDOW, ("Ctrl+Q",)),
)
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def is_single(key: str) -> bool:
    """A key that types a character: it can be switched off, and it is text wherever text is entered."""
    return all(len(part.removeprefix("Shift+")) == 1 for part in key.split(", "))


def native(key: str) -> str:
    """How this system writes the key: `Ctrl+K`, `⌘K`. The large key is called Enter, as it is printed on most keyboards."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def caps(key: str) -> list[str]:
    """The key caps to draw for a shortcut, one per key: two for `Shift+A` and for `G, I`, two also for `Ctrl++`."""
    found: list[str] = []
    for part in key.split(", "):
        *modifiers, last = native(part)[:-1].split("+")
        found += [*modifiers, last + native(part)[-1]]
    return [cap for cap in found if cap]


def conflicts(commands: tuple[Command, ...] = COMMANDS) -> list[tuple[str, str, str]]:
    """(key, command, command) for every key that two commands would answer in the same place."""
    found: set[tuple[str, str, str]] = set()
    for place in ("list_keys", "detail_keys"):
        owners: dict[str, str] = {}
        for command in commands:
            for key in (*command.keys, *getattr(command, place)):
                if owners.setdefault(key, command.id) != command.id:
                    found.add((key, owners[key], command.id))
    return sorted(found)
