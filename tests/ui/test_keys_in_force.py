"""Is the key that is printed always the one that works?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from activity_desktop.settings import definitions as choose
from activity_desktop.ui.controls.button import IconButton
from activity_desktop.ui.controls.label import KeyCap
from activity_desktop.ui.detail.nothing import NothingSelected
from activity_desktop.ui.keys import IN_FORCE, printed
from activity_desktop.ui.palette.items import actions
from activity_desktop.ui.preferences import keep_shortcuts
from activity_desktop.ui.row_menu import row_menu
from ui.scene import WindowScene, settle


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    """Other windows of this process print the usual keys again."""
    yield
    IN_FORCE.put({}, True)


def menu_entry(scene: WindowScene, words: str) -> str:
    menu = row_menu(scene.window, scene.samples, scene.window.commands.rows(), lambda _name: None)
    (text,) = [action.text() for action in menu.actions() if action.text().startswith(words)]
    menu.deleteLater()
    return text


def test_a_changed_key_is_printed_everywhere(scene: WindowScene) -> None:
    """Menus, tooltips, descriptions, the palette and the hints, also in what was there before the change."""
    scene.press("j")
    hints = scene.window.findChild(NothingSelected)
    assert isinstance(hints, NothingSelected)
    keep_shortcuts(scene.settings, {"done": ("Ctrl+D",), "check_now": ("F9",), "snooze": ("W",)})
    settle()
    assert printed("done") == "Ctrl+D"
    assert menu_entry(scene, "Done") == "Done\tCtrl+D"
    refresh = next(one for one in scene.window.findChildren(IconButton) if one.label == "Check now")
    assert refresh.accessibleDescription() == "F9"
    assert "(F9)" in refresh.toolTip()
    assert scene.view.accessibleDescription() == "Enter opens, Ctrl+D done, W snooze, U read or unread"
    assert "W" in [cap._key for cap in hints.findChildren(KeyCap)]
    (entry,) = [entry for entry in actions(scene.window, "done", []) if entry.command == "done"]
    assert entry.key == "Ctrl+D"


def test_without_single_letters_none_is_printed(scene: WindowScene) -> None:
    """A person who dictates text must not be told a key that does nothing."""
    scene.settings.set(choose.SINGLE_LETTERS, False)
    settle()
    scene.view.steps.first()
    assert menu_entry(scene, "Done") == "Done"
    assert scene.view.accessibleDescription() == "Enter opens"
    assert printed("search") == "Ctrl+F"
    hints = scene.window.findChild(NothingSelected)
    assert isinstance(hints, NothingSelected)
    assert [cap._key for cap in hints.findChildren(KeyCap)] == ["Down", "Up", "Enter", "F1"]
