"""Which colours, type sizes and radii does the window have? The whole table is in this file; nothing else names a colour.

To change a colour: change it here. `tests/screens/test_contrast.py` computes every pair that meets on screen and fails
below 4.5:1 for text and 3:1 for marks and outlines.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from ...model.activity import Kind

Token = Literal[
    "canvas", "card", "raised", "sunken", "field",
    "border", "border_strong", "hairline",
    "hover", "pressed", "selected", "selected_inactive", "side_hover", "side_selected",
    "text", "text2", "text3", "link", "accent_text",
    "accent", "accent_hover", "accent_pressed", "accent_soft", "on_accent", "focus", "dot",
    "success", "success_soft", "warning", "warning_soft", "danger", "danger_soft", "info", "info_soft",
    "toast", "toast_text", "toast_action", "toast_border",
    "scroll", "scroll_hover", "shadow",
]  # fmt: skip
Tone = Literal["info", "warning", "danger", "success"]
"""How serious something is that lasts."""

LIGHT: Mapping[Token, str] = {
    "canvas": "#F3F3F6", "card": "#FFFFFF", "raised": "#FFFFFF", "sunken": "#F7F7FA", "field": "#F4F4F7",
    "border": "#E4E5EC", "border_strong": "#858898", "hairline": "#ECEDF2",
    "hover": "#F5F5F9", "pressed": "#ECECF3", "selected": "#EEEFFD", "selected_inactive": "#F0F0F5",
    "side_hover": "#EAEAF0", "side_selected": "#E6E6F0",
    "text": "#17181F", "text2": "#555866", "text3": "#646776", "link": "#4448C5", "accent_text": "#4448C5",
    "accent": "#5053D2", "accent_hover": "#4346C0", "accent_pressed": "#393CA9", "accent_soft": "#ECEDFD",
    "on_accent": "#FFFFFF", "focus": "#5053D2", "dot": "#5053D2",
    "success": "#15714A", "success_soft": "#E5F5EC", "warning": "#8F5200", "warning_soft": "#FFF3DC",
    "danger": "#C03030", "danger_soft": "#FDECEC", "info": "#2563B8", "info_soft": "#E8F1FC",
    "toast": "#22232D", "toast_text": "#FFFFFF", "toast_action": "#B9BBFF", "toast_border": "#22232D",
    "scroll": "#C9CAD3", "scroll_hover": "#A4A6B4", "shadow": "#14152B",
}  # fmt: skip

DARK: Mapping[Token, str] = {
    "canvas": "#0F1014", "card": "#16171D", "raised": "#1F2129", "sunken": "#121319", "field": "#1E2028",
    "border": "#2E303C", "border_strong": "#6D7082", "hairline": "#2A2C37",
    "hover": "#1C1E26", "pressed": "#252732", "selected": "#23253D", "selected_inactive": "#20222B",
    "side_hover": "#1A1B22", "side_selected": "#22242E",
    "text": "#ECEDF2", "text2": "#A9ACBB", "text3": "#9497A8", "link": "#A3A6FF", "accent_text": "#A3A6FF",
    "accent": "#5D60E0", "accent_hover": "#5356D8", "accent_pressed": "#484BC6", "accent_soft": "#25273F",
    "on_accent": "#FFFFFF", "focus": "#9497FF", "dot": "#8B8EFF",
    "success": "#5CCB93", "success_soft": "#15291F", "warning": "#F0B154", "warning_soft": "#2E2413",
    "danger": "#FF8A86", "danger_soft": "#331B1D", "info": "#82B4F5", "info_soft": "#16253A",
    "toast": "#33353F", "toast_text": "#FFFFFF", "toast_action": "#B9BBFF", "toast_border": "#454856",
    "scroll": "#3A3C49", "scroll_hover": "#555868", "shadow": "#000000",
}  # fmt: skip

Pair = tuple[str, str]
"""(colour of the sign, colour of the surface under it)"""

_HUES: Mapping[str, tuple[Pair, Pair]] = {
    "orange": (("#B4460F", "#FDEEE4"), ("#FFA270", "#3A241A")),
    "pink": (("#B0307F", "#FBE9F4"), ("#FF8FCB", "#391D30")),
    "amber": (("#8A5A00", "#FBF1DA"), ("#E9BD5B", "#332914")),
    "blue": (("#1F66C4", "#E6F0FC"), ("#85B7FF", "#182A42")),
    "green": (("#187A4E", "#E3F5EB"), ("#63D39B", "#143022")),
    "teal": (("#0E7482", "#E0F4F6"), ("#5CCFDD", "#123136")),
    "yellow": (("#7A6200", "#FAF3CF"), ("#E3CB59", "#302C13")),
    "violet": (("#5B3FC4", "#EFEBFD"), ("#B39DFF", "#2A2349")),
    "slate": (("#54586A", "#EEEFF3"), ("#B0B4C6", "#282B36")),
}
"""Hue: (light pair, dark pair)."""

_HUE_OF: Mapping[Kind, str] = {
    Kind.PRODUCT: "orange", Kind.LUNCH: "orange",
    Kind.MEDIA: "pink",
    Kind.LIBRARY: "amber",
    Kind.EVENT: "blue", Kind.MEETING: "blue", Kind.EMAIL: "blue",
    Kind.TASK: "green", Kind.CALL: "green",
    Kind.CONTACT: "teal", Kind.VISITOR: "teal", Kind.CUSTOMER: "teal", Kind.SITE_VISIT: "teal",
    Kind.NOTE: "yellow",
    Kind.DEAL: "violet", Kind.LEAD: "violet",
}  # fmt: skip
"""Every kind that is not named here is slate."""

AVATARS_LIGHT: tuple[Pair, ...] = (
    ("#B4460F", "#FDE6D8"), ("#5B3FC4", "#E9E3FC"), ("#0E7482", "#D6F0F3"), ("#B0307F", "#FADFF0"),
    ("#1F66C4", "#DBE9FB"), ("#15714A", "#D8F0E3"), ("#4A4E5F", "#E1E3EA"),
)  # fmt: skip
AVATARS_DARK: tuple[Pair, ...] = (
    ("#FFB088", "#43281B"), ("#C3B2FF", "#2F2752"), ("#7ADCE8", "#17353A"), ("#FFA6D8", "#432036"),
    ("#9CC6FF", "#1D3049"), ("#7FDDAE", "#193626"), ("#B9BDCD", "#2E313C"),
)  # fmt: skip

LOGO_GRADIENT = ("#7477F2", "#4346C0")
"""Top left to bottom right; the same in both schemes."""

StyleName = Literal[
    "detail_title", "dialog_title", "view_title", "empty_title", "reading", "body", "small", "caption", "keycap"
]


class TypeStyle(Struct, frozen=True):
    """One size of text: its ratio to the body size, its usual weight (400, 500 or 600) and its tracking in per cent."""

    ratio: float
    weight: int = 400
    tracking: float = 0.0


TYPE: Mapping[StyleName, TypeStyle] = {
    "detail_title": TypeStyle(22 / 14, 600, -1.8),
    "dialog_title": TypeStyle(20 / 14, 600, -1.6),
    "view_title": TypeStyle(18 / 14, 600, -1.5),
    "empty_title": TypeStyle(16 / 14, 600, -0.8),
    "reading": TypeStyle(15 / 14),
    "body": TypeStyle(1.0, 400, -0.5),
    "small": TypeStyle(13 / 14),
    "caption": TypeStyle(12 / 14),
    "keycap": TypeStyle(11 / 14, 500),
}
SMALLEST_BODY = 13
REFERENCE_BODY = 14
READING_LINE_HEIGHT = 170
"""Per cent of the font's pixel size, per block: fonts differ too much in their own idea of a line."""

GUTTER = 18
"""Title, search, chips, day headers and the ends of rows share this one edge, left and right."""
ROW_INSET = 8
RADIUS: Mapping[str, float] = {
    "keycap": 4.5, "glyph": 5, "menu_item": 6, "small_tile": 7, "button": 8, "field": 8, "side_row": 8, "banner": 8,
    "tile": 10, "row": 10, "card": 10, "toast": 10, "panel": 12, "popover": 12, "dialog": 14,
}  # fmt: skip


def table(dark: bool, high_contrast: bool = False) -> dict[Token, str]:
    """All colours of one scheme. High contrast has no faint outlines and no faint text."""
    colours = dict(DARK if dark else LIGHT)
    if high_contrast:
        colours["border"] = colours["hairline"] = colours["border_strong"]
        colours["scroll"], colours["scroll_hover"] = colours["border_strong"], colours["text"]
        colours["text2"] = colours["text3"] = colours["text"]
    return colours


HUES = tuple(_HUES)
TextColour = Literal["text", "text2", "text3", "link", "accent_text", "success", "warning", "danger", "info"]
"""What a label may be written in."""
TEXT_COLOURS: tuple[TextColour, ...] = get_args(TextColour)


def hue_name(kind: Kind) -> str:
    return _HUE_OF.get(kind, "slate")


def hue_pair(name: str, dark: bool) -> Pair:
    return _HUES[name][dark]


def hue(kind: Kind, dark: bool, high_contrast: bool = False) -> Pair:
    """The icon's colour and the tile's fill. In high contrast the fill is the card's own, and the tile gets an outline."""
    icon, fill = hue_pair(hue_name(kind), dark)
    return (icon, table(dark)["card"]) if high_contrast else (icon, fill)


def avatar(seed: str, dark: bool) -> Pair:
    """One of seven pairs, always the same one for the same seed, on every computer."""
    pairs = AVATARS_DARK if dark else AVATARS_LIGHT
    return pairs[zlib.crc32(seed.encode("utf-8", "replace")) % len(pairs)]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two `#RRGGBB` colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
