"""Does a screen reader find what an eye sees? The spoken tree of each story, kept as text and compared."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from activity_desktop.ui.controls.base import SMALLEST_TARGET
from activity_desktop.ui.gallery.stories import STORIES, Story
from screens.spoken_tree import elements, spoken

KEPT = Path(__file__).parent / "spoken"
TARGETS = (QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton, QAccessible.Role.EditableText)
EVERY_STORY = pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])


@contextmanager
def told(app: QApplication, story: Story) -> Iterator[QWidget]:
    """The story as a window on screen, with what is made in the background finished; gone afterwards."""
    widget = story.build()
    widget.resize(story.width, story.height)
    widget.show()
    QThreadPool.globalInstance().waitForDone()
    for _ in range(3):
        app.processEvents()
    yield widget
    widget.close()
    widget.deleteLater()


@dataclass(frozen=True)
class Found:
    """What a story says, which of what takes the focus has no name, and which of what can be clicked is too small."""

    tree: str
    nameless: list[str]
    small: list[tuple[str, str]]


_FOUND: dict[str, Found] = {}
"""Each story is built once for all tests that only look."""


def look(app: QApplication, story: Story) -> Found:
    if story.name not in _FOUND:
        with told(app, story) as widget:
            every = elements(widget)
            nameless = [e for e in every if e.state().focusable and not e.text(QAccessible.Text.Name)]
            small = [e for e in every if e.role() in TARGETS and min(e.rect().width(), e.rect().height()) < SMALLEST_TARGET]
            _FOUND[story.name] = Found(
                spoken(widget),
                [f"{e.role().name} {e.object()}" for e in nameless],
                [(e.text(QAccessible.Text.Name), str(e.rect())) for e in small],
            )
    return _FOUND[story.name]


@EVERY_STORY
def test_the_spoken_tree_is_as_it_was(app: QApplication, story: Story) -> None:
    """A difference is either a mistake or a wanted change: for the latter, run this test with REWRITE_SPOKEN=1 and look
    at the difference in version control."""
    tree = look(app, story).tree
    kept = KEPT / f"{story.name}.txt"
    if os.environ.get("REWRITE_SPOKEN"):
        KEPT.mkdir(exist_ok=True)
        kept.write_text(tree, "utf-8")
    assert tree == kept.read_text("utf-8")


@EVERY_STORY
def test_whatever_takes_the_focus_has_a_name(app: QApplication, story: Story) -> None:
    """Without one a screen reader says "button"."""
    assert look(app, story).nameless == []


@EVERY_STORY
def test_whatever_can_be_clicked_is_large_enough(app: QApplication, story: Story) -> None:
    """24 by 24 pixels, WCAG 2.5.8; links inside a text are excepted there as well."""
    assert look(app, story).small == []


@EVERY_STORY
def test_a_story_mirrors_without_losing_anything(app: QApplication, story: Story) -> None:
    """From right to left the same things are said, in the same order."""
    before = look(app, story).tree
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with told(app, story) as mirrored:
        assert spoken(mirrored) == before
