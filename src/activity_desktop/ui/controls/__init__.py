"""Which controls is a window built from? Painted ones, so that they look the same everywhere and speak their names."""

from .banner import Banner, TextAction, announce
from .base import Fade, Painted, PaintedButton
from .button import Button, IconButton
from .cards import CardState, PersonCard, RelationCard
from .chip import Chip, MenuChip
from .choices import CompletionRow, RadioCard, Segmented
from .empty import EmptyArt, EmptyState
from .field import Field, SearchField
from .label import ElidedLabel, KeyCap, PlainLabel, WrappingLabel, set_tip, tip
from .marks import AccountGlyph, Avatar, Tile, paint_avatar, paint_glyph, paint_tile
from .popover import Popover
from .progress import FirstFill, ProgressBar, Skeleton
from .scrollbar import OverlayScrollBar
from .shadow import shadow
from .spinner import Spinner
from .switch import Switch
from .toast import Toast

__all__ = [
    "AccountGlyph",
    "Avatar",
    "Banner",
    "Button",
    "CardState",
    "Chip",
    "CompletionRow",
    "ElidedLabel",
    "EmptyArt",
    "EmptyState",
    "Fade",
    "Field",
    "FirstFill",
    "IconButton",
    "KeyCap",
    "MenuChip",
    "OverlayScrollBar",
    "Painted",
    "PaintedButton",
    "PersonCard",
    "PlainLabel",
    "Popover",
    "ProgressBar",
    "RadioCard",
    "RelationCard",
    "SearchField",
    "Segmented",
    "Skeleton",
    "Spinner",
    "Switch",
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
