"""Does a list that fills by itself leave the focus ring to those who press keys?"""

from __future__ import annotations

from ui.listing import Listing, a_row
from ui.scene import WindowScene, settle


def test_a_list_that_fills_by_itself_shows_no_ring() -> None:
    """At the first start nobody has pressed a key yet, and a ring would draw the eye to nothing."""
    backend = Listing()
    scene = WindowScene(backend)
    try:
        backend.arrive(a_row(1), a_row(2, 5))
        settle()
        assert scene.view.hasFocus()
        assert scene.view.ringed() is None
        scene.press("j")
        assert scene.view.ringed() is not None
    finally:
        scene.close()
