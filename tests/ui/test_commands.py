"""Is the table of commands whole, and does every key reach its command?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from activity_desktop.settings import definitions as choose
from activity_desktop.ui.actions import Actions
from activity_desktop.ui.commands import COMMANDS, Command, caps, conflicts, is_single
from activity_desktop.ui.icons import icon
from activity_desktop.ui.preferences import changed_shortcuts, keep_shortcuts
from activity_desktop.ui.shortcuts import Shortcuts
from ui.scene import WindowScene, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_no_two_commands_share_a_key() -> None:
    """In the list and in the detail, every key means one thing."""
    assert conflicts() == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_a_method_a_name_and_real_keys(command: Command) -> None:
    """A row without its method, or with a key that Qt cannot read, would be found by a person only."""
    assert callable(getattr(Actions, command.method, None))
    assert command.text
    for key in command.all_keys:
        assert not QKeySequence(key).isEmpty()
        assert caps(key)
    if command.icon:
        assert not icon(command.icon).isNull()


def test_identifiers_are_unique() -> None:
    """They are what buttons, settings and tests ask for."""
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_single_keys_are_the_ones_that_type_something() -> None:
    """They are what the setting turns off."""
    assert [is_single(key) for key in ("J", "Shift+A", "?", "/", "G, I")] == [True] * 5
    assert [is_single(key) for key in ("Ctrl+K", "F5", "Esc", "Alt+1", "PgDown", "Ctrl++")] == [False] * 6


class Keys:
    """A window with a list and a detail, and a record of what was run in it."""

    def __init__(self, single_letters: bool = True, changed: dict[str, tuple[str, ...]] | None = None) -> None:
        self.window = QWidget()
        self.list = QWidget(self.window)
        self.detail = QWidget(self.window)
        for area in (self.list, self.detail):
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.ran: list[str] = []
        self.shortcuts = Shortcuts(self.window, self.list, self.detail, lambda command: self.ran.append(command.id))
        self.shortcuts.bind(changed or {}, single_letters)

    def bound(self) -> set[str]:
        return {shortcut.key().toString() for shortcut in self.shortcuts._bound}


def test_single_letters_can_be_switched_off() -> None:
    """Whoever dictates text must not trigger commands; everything else stays."""
    on, off = Keys().bound(), Keys(single_letters=False).bound()
    assert {"J", "?", "G", "Shift+A"} <= on
    assert not {"J", "?", "G", "Shift+A"} & off
    assert {"Ctrl+K", "F5", "Esc", "Down", "Alt+1"} <= off


def test_a_changed_key_replaces_the_usual_one() -> None:
    """The table says what is usual; the settings say what the person wants."""
    bound = Keys(changed={"done": ("D",)}).bound()
    assert "D" in bound
    assert "E" not in bound


def test_binding_anew_leaves_nothing_of_the_old() -> None:
    """A key that was given away must not answer twice."""
    keys = Keys()
    before = keys.window.findChildren(QShortcut)
    keys.shortcuts.bind({"done": ("D",)}, True)
    settle()
    assert len(keys.window.findChildren(QShortcut)) == len(before)
    assert "E" not in keys.bound()


def test_changed_keys_are_kept_and_nonsense_is_ignored(scene: WindowScene) -> None:
    """The file may be edited by hand."""
    keep_shortcuts(scene.settings, {"done": ("D",)})
    assert changed_shortcuts(scene.settings) == {"done": ("D",)}
    for nonsense in ("no json", "[]", '{"done": 3}', '{"no such command": ["D"]}'):
        scene.settings.set(choose.SHORTCUTS, nonsense)
        assert changed_shortcuts(scene.settings) == {}


def test_letters_move_and_act(scene: WindowScene) -> None:
    """J, K, E and U, as in every mail program that people love."""
    scene.press("j")
    assert scene.selected() == ["1012"]
    scene.press("j")
    scene.press("k")
    assert scene.selected() == ["1012"]
    scene.press("e")
    assert "1012" not in scene.rids()
    assert scene.selected() == ["88"]
    scene.press("z")
    assert "1012" in scene.rids()


def test_letters_are_text_in_the_search_field(scene: WindowScene) -> None:
    """The same keys type, and commands with Ctrl still work."""
    scene.press("/")
    search = scene.window.pane.header.search
    assert search.hasFocus()
    for letter in "je":
        scene.press(letter)
    assert search.text() == "je"
    assert scene.selected() == []
    scene.press(Qt.Key.Key_B, CTRL)
    assert not scene.window.canvas.docked


def test_escape_clears_the_search_and_then_leaves_it(scene: WindowScene) -> None:
    """Two small steps instead of one large one."""
    scene.press("/")
    scene.press("x")
    scene.press(Qt.Key.Key_Escape)
    search = scene.window.pane.header.search
    assert (search.text(), search.hasFocus()) == ("", True)
    scene.press(Qt.Key.Key_Escape)
    assert scene.view.hasFocus()


@pytest.mark.parametrize(("second", "title"), [("s", "Snoozed"), ("d", "Done"), ("a", "Everything"), ("i", "Inbox")])
def test_g_and_a_letter_go_to_a_view(scene: WindowScene, second: str, title: str) -> None:
    """Also where the letter alone is a command of its own."""
    scene.press("j")
    scene.press("g")
    scene.press(second)
    assert scene.window.navigator.title == title
    assert scene.samples.asked == []


def test_after_g_another_key_means_what_it_always_means(scene: WindowScene) -> None:
    """The wait is over as soon as it cannot succeed."""
    scene.press("g")
    scene.press("j")
    assert scene.selected() == ["1012"]
    scene.press("s")
    assert scene.window.navigator.title == "Inbox"


def test_shift_extends_and_a_plain_step_ends_it(scene: WindowScene) -> None:
    """Extending goes back the way it came."""
    scene.press("j")
    scene.press(Qt.Key.Key_J, SHIFT)
    scene.press(Qt.Key.Key_J, SHIFT)
    assert len(scene.selected()) == 3
    scene.press(Qt.Key.Key_K, SHIFT)
    assert len(scene.selected()) == 2
    scene.press("j")
    assert len(scene.selected()) == 1


def test_the_text_size_follows_its_keys(scene: WindowScene) -> None:
    """Within its bounds, and back to normal."""
    scene.press(Qt.Key.Key_Minus, CTRL)
    assert scene.settings.get(choose.TEXT_SIZE) == 90
    scene.press(Qt.Key.Key_0, CTRL)
    assert scene.settings.get(choose.TEXT_SIZE) == 100
