"""Do the stories paint, in every way somebody may look at them?"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.ui.gallery import data, pictures
from activity_desktop.ui.gallery.backend import SampleBackend
from activity_desktop.ui.gallery.stories import STORIES
from activity_desktop.ui.gallery.window import Gallery


@pytest.mark.parametrize("variant", pictures.PLAIN + pictures.SPECIAL, ids=lambda variant: variant.name)
def test_a_picture_of_each_variant(app: QApplication, tmp_path: Path, variant: pictures.Variant) -> None:
    """The rows, since they hold the most; each variant gives another picture."""
    pictures.render(app, STORIES[0], variant, tmp_path / "rows.png")
    picture = QImage(str(tmp_path / "rows.png"))
    assert picture.width() >= STORIES[0].width
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}) > 20


def test_stories_have_names_of_their_own() -> None:
    """They become file names."""
    names = [story.name for story in STORIES]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalnum() for name in names)


def test_the_gallery_shows_every_story(app: QApplication) -> None:
    """One after the other, as somebody would click through them."""
    gallery = Gallery(app)
    gallery.show()
    for row in range(len(STORIES)):
        gallery._names.setCurrentRow(row)
    gallery.close()


def test_samples_behave_like_the_real_thing() -> None:
    """Marking, finishing and undoing change what the next reading gives."""
    backend = SampleBackend()
    order = Key(data.NORTHWIND, "1012")
    assert backend.counts().unread == len(data.UNREAD)
    backend.mark_read([order])
    assert backend.counts().unread == len(data.UNREAD) - 1
    backend.undo()
    assert backend.counts().unread == len(data.UNREAD)
    backend.finish([order])
    assert backend.count(FeedQuery(shelf=Shelf.DONE)) == 1
    page = backend.page(FeedQuery(), None, 3)
    rest = backend.page(FeedQuery(), page[-1].position, 100)
    assert len({row.key for row in page + rest}) == len(data.ACTIVITIES) - 1
