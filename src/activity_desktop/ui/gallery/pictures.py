"""How do the pictures of all stories come about? `python -m activity_desktop.ui.gallery.pictures FOLDER [--scale 2]`

Needs no screen. Each story is painted light and dark, some of them from right to left, with high contrast, with large text
or in German; a picture's name says which. People look at them; nothing compares them.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QThreadPool
from PySide6.QtWidgets import QApplication

from .. import language
from ..controls.ghost import Ghost
from ..theme import Contrast, Scheme, apply, tokens
from ..theme.theme import system_body
from .stories import STORIES, Story


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to look at a story."""

    name: str
    scheme: Scheme
    text_scale: float = 1.0
    contrast: Contrast = "normal"
    right_to_left: bool = False


PLAIN = (Variant("light", "light"), Variant("dark", "dark"))
SPECIAL = (
    Variant("right-to-left", "light", right_to_left=True),
    Variant("high-contrast", "light", contrast="high"),
    Variant("high-contrast-dark", "dark", contrast="high"),
    Variant("large-text", "light", text_scale=1.4),
    Variant("text-200", "light", text_scale=2.0),
)
# fmt: off
LOOKED_AT_SPECIALLY = frozenset(
    {
        "window", "window-two-panes", "window-one-pane", "rows", "detail-order", "detail-call", "detail-trouble", "sidebar",
        "person", "buttons", "palette", "shortcut-help", "snooze", "settings-accounts", "settings-notifications",
        "settings-appearance", "first-run-where", "first-run-connect", "first-run-seen", "form-refused", "outbox", "health",
        "window-agenda",
    }
)
# fmt: on


def main() -> None:
    parser = argparse.ArgumentParser(prog="pictures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", default="2", help="device pixels per pixel")
    parser.add_argument("--only", default="", help="stories whose name holds this")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = given.scale
    app = QApplication(["pictures"])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    draw_all(app, given.folder, given.only)
    language.speak(app, "de")  # last: a program speaks one language until it ends
    for story in STORIES:
        if given.only in story.name and story.name in LOOKED_AT_SPECIALLY:
            render(app, story, Variant("german", "light"), given.folder / f"{story.name}-german.png")


def draw_all(app: QApplication, folder: Path, only: str = "") -> None:
    """Paint every story whose name holds `only`, in every way that it is looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for story in STORIES:
        if only in story.name:
            for variant in PLAIN + (SPECIAL if story.name in LOOKED_AT_SPECIALLY else ()):
                render(app, story, variant, folder / f"{story.name}-{variant.name}.png")


def render(app: QApplication, story: Story, variant: Variant, path: Path) -> None:
    """Paint one story one way into a file."""
    direction = Qt.LayoutDirection.RightToLeft if variant.right_to_left else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(direction)
    to_reference = tokens.REFERENCE_BODY / system_body()
    apply(app, variant.scheme, to_reference * variant.text_scale, variant.contrast, "on")
    widget = story.build()
    widget.setAutoFillBackground(True)
    widget.resize(story.width, story.height)
    widget.show()
    QThreadPool.globalInstance().waitForDone()
    for _ in range(4):
        app.processEvents()
    for ghost in widget.findChildren(Ghost):
        ghost.end()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # outside of a loop nobody else does it


if __name__ == "__main__":
    main()
