"""Is everything legible? Every pair of colours that meets on screen, computed from the table itself."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest

from activity_desktop.model.activity import Kind
from activity_desktop.ui.theme import Token, contrast, tokens

SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
CONTRASTS = pytest.mark.parametrize("high", [False, True], ids=["normal", "high contrast"])

SURFACES: tuple[Token, ...] = (
    "canvas", "card", "raised", "sunken", "field", "hover", "pressed", "selected", "selected_inactive", "side_hover",
)  # fmt: skip
TEXTS: tuple[Token, ...] = ("text", "text2", "text3", "link", "accent_text", "success", "warning", "danger", "info")
MARKS: tuple[Token, ...] = ("dot", "focus", "border_strong")
MARK_SURFACES: tuple[Token, ...] = ("card", "canvas", "hover", "selected", "raised")
PAIRS: tuple[tuple[Token, Token], ...] = (
    ("text", "side_selected"), ("text2", "side_selected"), ("text3", "side_selected"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_pressed"),
    ("accent_text", "accent_soft"), ("text", "accent_soft"),
    ("success", "success_soft"), ("warning", "warning_soft"), ("danger", "danger_soft"), ("info", "info_soft"),
    ("text", "success_soft"), ("text", "warning_soft"), ("text", "danger_soft"), ("text", "info_soft"),
    ("toast_text", "toast"), ("toast_action", "toast"),
)  # fmt: skip


def test_the_ratio_is_that_of_wcag() -> None:
    """Black on white is 21, equal colours 1, and the order does not matter."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(contrast("#FFFFFF", "#777777")) == pytest.approx(4.478, abs=0.001)


def too_weak(table: dict[Token, str], pairs: Iterable[tuple[Token, Token]], least: float) -> list[tuple[Token, Token, float]]:
    """Pairs whose contrast is below the least, with what it is."""
    found = [(one, other, contrast(table[one], table[other])) for one, other in pairs]
    return [pair for pair in found if pair[2] < least]


@SCHEMES
@CONTRASTS
def test_every_text_is_legible_on_every_surface(dark: bool, high: bool) -> None:
    """4.5:1 for each text colour on each surface it may lie on."""
    assert too_weak(tokens.table(dark, high), product(TEXTS, SURFACES), 4.5) == []


@SCHEMES
@CONTRASTS
def test_pairs_that_only_meet_in_one_place_are_legible(dark: bool, high: bool) -> None:
    """Buttons, chips, banners, toasts and the chosen row of the sidebar."""
    assert too_weak(tokens.table(dark, high), PAIRS, 4.5) == []


@SCHEMES
def test_marks_and_outlines_stand_out(dark: bool) -> None:
    """3:1 for the unread dot, the focus ring and the outline of what can be switched."""
    assert too_weak(tokens.table(dark), product(MARKS, MARK_SURFACES), 3.0) == []


@SCHEMES
@CONTRASTS
def test_every_kind_has_a_legible_tile(dark: bool, high: bool) -> None:
    """The icon on its fill, and the kind's word in the icon's colour on the card."""
    for kind in Kind:
        icon, fill = tokens.hue(kind, dark, high)
        assert contrast(icon, fill) >= 4.5, kind
        assert contrast(icon, tokens.table(dark, high)["card"]) >= 4.5, kind


@SCHEMES
def test_initials_are_legible_on_every_disc(dark: bool) -> None:
    """All seven pairs of both schemes."""
    pairs = tokens.AVATARS_DARK if dark else tokens.AVATARS_LIGHT
    assert len(pairs) == 7
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def test_both_schemes_name_the_same_colours() -> None:
    """A colour that one scheme forgot would only be noticed at night."""
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_high_contrast_has_no_faint_text_and_no_faint_outline() -> None:
    """What is secondary is as strong as what is not."""
    for dark in (False, True):
        table = tokens.table(dark, high_contrast=True)
        assert table["text2"] == table["text3"] == table["text"]
        assert table["border"] == table["hairline"] == table["border_strong"]


def test_a_person_keeps_their_colour() -> None:
    """The pair depends on the seed alone, and many seeds use all pairs."""
    assert tokens.avatar("22222", dark=False) == tokens.avatar("22222", dark=False)
    assert len({tokens.avatar(str(n), dark=False) for n in range(100)}) == 7
