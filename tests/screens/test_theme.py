"""Does the whole application wear the theme, and change it at once?"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from activity_desktop.ui import theme
from activity_desktop.ui.controls import PlainLabel
from activity_desktop.ui.theme import Token, current_theme, tokens
from activity_desktop.ui.theme.dressing import _ROLES


def test_every_colour_of_the_palette_comes_from_the_table(app: QApplication) -> None:
    """In all three groups: a forgotten one would be Fusion's grey."""
    theme.apply(app, "dark")
    known = {current_theme().color(token).name() for token in current_theme().tokens}
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for role, _ in _ROLES:
            assert app.palette().color(group, role).name() in known


def test_a_change_of_scheme_reaches_what_is_already_shown(app: QApplication) -> None:
    """Labels, palette and style sheet follow, and listeners are told once."""
    label = PlainLabel("Northwind CRM", colour="text2")
    label.show()
    told: list[bool] = []
    current_theme().changed.connect(lambda: told.append(current_theme().dark))
    theme.apply(app, "dark")
    assert told == [True]
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == tokens.DARK["text2"].lower()
    assert tokens.DARK["raised"].lower() in app.styleSheet()
    current_theme().changed.disconnect()
    current_theme().changed.connect(label.retheme)


@pytest.mark.parametrize("colour", tokens.TEXT_COLOURS)
def test_a_label_that_is_first_shown_after_a_change_is_right(app: QApplication, colour: tokens.TextColour) -> None:
    """Qt once put back the colour from before the change: black on black."""
    label = PlainLabel("Activity", colour=colour)
    theme.apply(app, "dark")
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText) == current_theme().color(colour)
    label.recolour("danger")
    assert label.palette().color(QPalette.ColorRole.WindowText) == current_theme().color("danger")


@pytest.mark.parametrize(("scale", "factor"), [(0.5, 0.8), (1.4, 1.4), (3.0, 2.0)])
def test_text_grows_from_80_to_200_per_cent(app: QApplication, scale: float, factor: float) -> None:
    """Every size is a ratio of the body, so all grow together."""
    before = current_theme().body
    theme.apply(app, "light", scale)
    assert current_theme().body == round(before * factor)
    assert current_theme().k == current_theme().body / 14
    assert current_theme().font("detail_title").pixelSize() == round(current_theme().body * 22 / 14)


def test_fonts_are_the_systems_and_shared() -> None:
    """One object per style, in one of three weights, never smaller than legible."""
    assert current_theme().font("small", 500) is current_theme().font("small", 500)
    assert {style.weight for style in tokens.TYPE.values()} <= {400, 500, 600}
    assert current_theme().body >= 13
    assert current_theme().font("body").hintingPreference() == QFont.HintingPreference.PreferNoHinting


def test_reduced_motion_takes_no_time(app: QApplication) -> None:
    """Movements are skipped, not shortened."""
    theme.apply(app, "light", reduced_motion="on")
    assert current_theme().duration(160) == 0
    theme.apply(app, "light", reduced_motion="off")
    assert current_theme().duration(160) == 160


def test_a_stock_label_is_never_grey(app: QApplication) -> None:
    """What nobody thought of still has the theme's text colour."""
    theme.apply(app, "dark")
    label = QLabel("stock")
    assert label.palette().color(QPalette.ColorRole.WindowText) == current_theme().color("text")


@pytest.mark.parametrize("token", ["canvas", "text3", "shadow"])
def test_colours_are_handed_out_from_the_cache(token: Token) -> None:
    """Asking in every paint event costs nothing."""
    assert current_theme().color(token) is current_theme().color(token)
