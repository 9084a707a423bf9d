"""Which controls is a window built from? Painted ones, so that they look the same everywhere and speak their names.

Those that the first window does without are imported from their own files: cards, choices, popover, progress, switch.
"""

from .banner import Banner, TextAction, announce
from .base import Fade, Painted, PaintedButton
from .button import Button, IconButton
from .chip import Chip, MenuChip
from .empty import EmptyArt, EmptyState
from .field import Field, SearchField
from .label import ElidedLabel, KeyCap, PlainLabel, WrappingLabel, set_tip, tip
from .marks import AccountGlyph, Avatar, Tile, paint_avatar, paint_glyph, paint_tile
from .scrollbar import OverlayScrollBar
from .shadow import shadow
from .spinner import Spinner
from .toast import Toast

__all__ = [
    "AccountGlyph",
    "Avatar",
    "Banner",
    "Button",
    "Chip",
    "ElidedLabel",
    "EmptyArt",
    "EmptyState",
    "Fade",
    "Field",
    "IconButton",
    "KeyCap",
    "MenuChip",
    "OverlayScrollBar",
    "Painted",
    "PaintedButton",
    "PlainLabel",
    "SearchField",
    "Spinner",
    "TextAction",
    "Tile",
    "Toast",
    "WrappingLabel",
    "announce",
    "paint_avatar",
    "paint_glyph",
    "paint_tile",
    "set_tip",
    "shadow",
    "tip",
]
