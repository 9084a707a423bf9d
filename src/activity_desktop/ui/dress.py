"""How does the application look as the person chose? Colours, text size and motion, from the settings to the theme."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QApplication

from ..settings import definitions as choose
from ..settings.file import Settings
from . import theme
from .glyphs import app_icon
from .theme import Motion, Scheme

_MOTION: dict[str, Motion] = {"system": "system", "full": "off", "less": "on"}
"""How the setting's words translate to whether motion is reduced."""


def dress(settings: Settings) -> None:
    """Colours, text size and motion of the whole application. Costs nothing where all is as wanted already."""
    app = QApplication.instance()
    scheme = cast("Scheme", settings.get(choose.SCHEME))
    scale, motion = settings.get(choose.TEXT_SIZE) / 100, _MOTION[settings.get(choose.MOTION)]
    now = theme.current_theme()
    dressed = now.follows_system and now.wanted == (scheme, scale, "system", motion)
    if isinstance(app, QApplication) and not dressed:
        theme.apply(app, scheme=scheme, text_scale=scale, reduced_motion=motion)


def give_sign(app: QApplication) -> None:
    """The program's own picture, for title bars and task bars. That is seven sizes to paint, so not before a window is seen."""
    if app.windowIcon().isNull():
        app.setWindowIcon(app_icon())
