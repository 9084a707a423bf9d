"""Does every key of the table reach its command on a real X server, with a window manager, and is text still text?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from activity_desktop.ui.commands import COMMANDS
from desktop.harness import Desktop
from desktop.parts import Part

STAGE = Path(__file__).with_name("key_stage.py")
_NAMES = {
    "Esc": "Escape",
    "PgDown": "Next",
    "PgUp": "Prior",
    "Enter": "KP_Enter",
    "Space": "space",
    "Del": "Delete",
    "?": "question",
    "/": "slash",
    ",": "comma",
    "+": "plus",
    "-": "minus",
    "=": "equal",
}
"""How X calls the keys that it calls otherwise than Qt."""


def strokes(key: str) -> list[str]:
    """A key of the table as strokes for xdotool: `Ctrl+,` is `ctrl+comma`, `G, I` is `g` and then `i`."""
    return [_stroke(part) for part in key.split(", ")]


def _stroke(part: str) -> str:
    *modifiers, last = part[:-1].split("+")
    last += part[-1]
    name = _NAMES.get(last, last.lower() if len(last) == 1 else last)
    return "+".join([*(modifier.lower() for modifier in modifiers), name])


class Stage:
    """The window on its screen, and what it says."""

    def __init__(self, desktop: Desktop, where: str) -> None:
        self.desktop = desktop
        self.part: Part = desktop.start([sys.executable, STAGE, where])
        desktop.wait_for(lambda: "ready" in self.said(), "the window with the keyboard")

    def said(self) -> list[str]:
        return self.part.said().splitlines()

    def press(self, key: str) -> list[str]:
        """Press a key, then one that always answers; what was said between is what the key meant."""
        before = len(self.said())
        self.desktop.key(*strokes(key))
        self.desktop.key("ctrl+k")
        self.desktop.wait_for(lambda: "palette" in self.said()[before:], f"an answer after {key}")
        return self.said()[before:-1]


@pytest.mark.parametrize("where", ["list", "detail"])
def test_every_key_reaches_its_command(where: str) -> None:
    """One command each, and the right one, wherever the focus is."""
    wrong = {}
    with Desktop(notifications=None) as desktop:
        stage = Stage(desktop, where)
        for command in COMMANDS:
            here = command.list_keys if where == "list" else command.detail_keys
            for key in (*command.keys, *here):
                meant = stage.press(key)
                if meant != [command.id] and command.id != "palette":
                    wrong[key] = (command.id, meant)
    assert wrong == {}


def test_letters_are_typed_as_text_and_commands_with_control_still_work() -> None:
    """In a text field, only keys that cannot be text are commands."""
    with Desktop(notifications=None) as desktop:
        stage = Stage(desktop, "text")
        for key in ("J", "Shift+A", "/", "?", "G, I", "Space"):
            stage.press(key)
        assert stage.said()[-2] == "text:jA/?gi "
        assert stage.press("Ctrl+B") == ["sidebar"]
        assert stage.press("F5") == ["check_now"]
