"""How are the components of the window shown by themselves? In a window, or as pictures in a folder."""

from __future__ import annotations

from pathlib import Path

from ..ui.application import make_application
from ..ui.dress import give_sign
from ..ui.gallery.pictures import draw_all
from ..ui.gallery.window import Gallery


def run_gallery(pictures: Path | None) -> int:
    """Every component in every state: in a window, or as pictures in a folder."""
    application = make_application()
    give_sign(application)
    if pictures:
        draw_all(application, pictures)
        return 0
    window = Gallery(application)
    window.show()
    application.setQuitOnLastWindowClosed(True)
    return application.exec()
