"""Does a row's layout hold at every text size, in both densities, and mirrored?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from activity_desktop.ui.feed.geometry import places, row_height

SCALES = (0.93, 1.0, 1.4, 2.0)


@pytest.mark.parametrize("k", SCALES)
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [284, 372, 700])
@pytest.mark.parametrize("summary", [True, False])
def test_nothing_leaves_the_box_and_lines_do_not_overlap(k: float, compact: bool, width: int, summary: bool) -> None:
    """Tile, lines, avatar, glyph and actions stay inside, and each line begins where the one before ends."""
    at = places(width, k, compact, summary)
    parts = [at.tile, at.title, at.glyph, *at.actions] + ([] if compact else [at.meta, at.avatar])
    parts += [at.summary] if summary else []
    for part in parts:
        assert at.box.contains(part), part
    assert at.title.bottom() <= at.summary.top() + 0.01
    assert at.tile.right() < at.title.left()
    if not compact:
        assert at.summary.bottom() <= at.meta.top()


@pytest.mark.parametrize("k", SCALES)
def test_without_a_summary_there_is_no_hole(k: float) -> None:
    """Title and person stand together, in the middle of a row that is as high as every other."""
    at = places(372, k, False, summary_shown=False)
    assert at.meta.top() - at.title.bottom() == pytest.approx(2)
    assert at.box.bottom() - at.meta.bottom() == pytest.approx(at.title.top(), abs=3)


def test_the_reference_heights() -> None:
    """As drawn: 76 and 54 at the reference text size."""
    assert (row_height(1.0, False), row_height(1.0, True)) == (76, 54)


def test_mirrored_rows_are_exact_reflections(app: QApplication) -> None:
    """What is 22 pixels from the left is 22 pixels from the right, and a click finds it there."""
    at = places(372, 1.0, False)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        for rect in (at.tile, at.title, at.glyph, *at.actions):
            mirrored = at.flip(rect)
            assert mirrored.left() == 372 - rect.right()
            assert mirrored.size() == rect.size()
        assert at.action_at(QPointF(6 + 14, 10)) == 2
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert at.flip(at.tile) == at.tile
    assert at.action_at(at.actions[1].center()) == 1
    assert at.action_at(QRectF(at.title).center()) == -1
