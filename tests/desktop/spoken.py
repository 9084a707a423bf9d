"""What would a screen reader say? The accessibility tree of a program on a test desktop, read through AT-SPI.

AT-SPI's bindings belong to the system's Python, so the reading is done by a small program of its own.
"""

from __future__ import annotations

import json
import subprocess
import textwrap
from dataclasses import dataclass
from pathlib import Path

from .harness import Desktop
from .parts import PATIENCE, wait_for

_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_PROGRAM = """
import json, sys
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

MOST_CHILDREN, MOST_LETTERS = 60, 2000

def tell(node, depth):
    if node is None or depth > 40:
        return
    try:
        tell_now(node, depth)
    except GLib.Error:  # it went while it was asked, as things in a living window do
        return

def tell_now(node, depth):
    states = node.get_state_set()
    showing = states.contains(Atspi.StateType.SHOWING)
    focusable = states.contains(Atspi.StateType.FOCUSABLE)
    focused = states.contains(Atspi.StateType.FOCUSED)
    text = ""
    if node.get_text_iface() is not None:
        text = Atspi.Text.get_text(node, 0, min(Atspi.Text.get_character_count(node), MOST_LETTERS))
    words = [node.get_role_name(), node.get_name() or "", node.get_description() or "", text]
    print(json.dumps([depth, *words, showing, focusable, focused]))
    for index in range(min(node.get_child_count(), MOST_CHILDREN)):
        tell(node.get_child_at_index(index), depth + 1)

desktop = Atspi.get_desktop(0)
for index in range(desktop.get_child_count()):
    program = desktop.get_child_at_index(index)
    if program is not None and sys.argv[1] in (program.get_name() or "").lower():
        tell(program, 0)
"""


@dataclass(frozen=True)
class Spoken:
    """One object of the tree."""

    depth: int
    role: str
    name: str
    description: str
    text: str
    showing: bool
    focusable: bool
    focused: bool

    @property
    def words(self) -> str:
        return f"{self.name} {self.description} {self.text}".strip()


def start_accessibility(desktop: Desktop) -> None:
    """The accessibility bus of this desktop. Programs that shall speak are started after it."""
    launcher = next(path for path in _LAUNCHERS if Path(path).exists())
    desktop.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    desktop.env.pop("NO_AT_BRIDGE", None)
    part = desktop.start([launcher, "--launch-immediately"])
    desktop.bus.wait_for_name("org.a11y.Bus", part)


def read(desktop: Desktop, program: str = "activity") -> list[Spoken]:
    """Everything that the program says now, in the order in which a screen reader walks it."""
    command = ["/usr/bin/python3", "-c", textwrap.dedent(_PROGRAM), program]
    done = subprocess.run(command, env=desktop.env, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return [Spoken(*json.loads(line)) for line in done.stdout.splitlines()]


_PRESS = """
import sys
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def find(node, role, words):
    if node is None:
        return None
    if node.get_role_name() == role and words in (node.get_name() or ""):
        return node
    children = (node.get_child_at_index(index) for index in range(min(node.get_child_count(), 60)))
    return next((found for child in children if (found := find(child, role, words)) is not None), None)

desktop = Atspi.get_desktop(0)
programs = [desktop.get_child_at_index(index) for index in range(desktop.get_child_count())]
found = next(node for program in programs if (node := find(program, *sys.argv[1:3])) is not None)
found.get_action_iface().do_action(0)
"""


def press(desktop: Desktop, role: str, words: str) -> None:
    """Do what a screen reader does to press the first thing of that role with these words in its name: its first action."""
    command = ["/usr/bin/python3", "-c", textwrap.dedent(_PRESS), role, words]
    subprocess.run(command, env=desktop.env, capture_output=True, text=True, timeout=PATIENCE, check=True)


def wait_for_words(desktop: Desktop, words: str, role: str = "") -> Spoken:
    """Until something in sight says these words."""

    def found() -> list[Spoken]:
        return [s for s in read(desktop) if s.showing and words in s.words and role in s.role]

    return wait_for(found, f"something that says {words!r}")[0]
