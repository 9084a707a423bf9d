"""How does it look? Colours, type, and the theme object that every painted control asks."""

from .dressing import apply, current_theme
from .theme import Contrast, Motion, Scheme, Theme
from .tokens import GUTTER, RADIUS, ROW_INSET, StyleName, TextColour, Token, Tone, contrast

__all__ = [
    "GUTTER",
    "RADIUS",
    "ROW_INSET",
    "Contrast",
    "Motion",
    "Scheme",
    "StyleName",
    "TextColour",
    "Theme",
    "Token",
    "Tone",
    "apply",
    "contrast",
    "current_theme",
]
