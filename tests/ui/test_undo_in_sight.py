"""Is an activity that undo brings back where the person can see it?"""

from __future__ import annotations

from activity_desktop.model.changes import Told
from ui.scene import WindowScene, settle


def test_what_undo_brings_back_comes_into_sight(scene: WindowScene) -> None:
    """Rows that arrive above what is read stay out of sight; the one that was asked for must not."""
    scene.press("j")
    first = scene.view.steps.selected()[0]
    scene.press("e")
    scene.samples.finish([first], done=False)
    settle()
    model, view = scene.window.model, scene.view
    assert view.rowViewportPosition(model.find(first)) < 0
    selected = scene.selected()
    scene.samples.changes.emit(Told("Undone", back=first))
    settle()
    assert 0 <= view.rowViewportPosition(model.find(first)) < view.viewport().height()
    assert scene.selected() == selected
