"""How does the colour table become Qt's own palette, so that no stock control is ever left grey?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from .tokens import Token

if TYPE_CHECKING:
    from .theme import Theme

_ROLES: tuple[tuple[QPalette.ColorRole, Token], ...] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "card"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.BrightText, "on_accent"),
    (QPalette.ColorRole.Button, "card"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.LinkVisited, "link"),
    (QPalette.ColorRole.ToolTipBase, "toast"),
    (QPalette.ColorRole.ToolTipText, "toast_text"),
    (QPalette.ColorRole.Light, "card"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "border_strong"),
    (QPalette.ColorRole.Shadow, "border_strong"),
)
_DISABLED: tuple[tuple[QPalette.ColorRole, Token], ...] = (
    (QPalette.ColorRole.WindowText, "text3"),
    (QPalette.ColorRole.Text, "text3"),
    (QPalette.ColorRole.ButtonText, "text3"),
    (QPalette.ColorRole.Button, "pressed"),
    (QPalette.ColorRole.Highlight, "pressed"),
    (QPalette.ColorRole.HighlightedText, "text3"),
)


def palette_of(theme: Theme) -> QPalette:
    """A full palette: every role of the active, inactive and disabled groups comes from the table."""
    palette = QPalette()
    for role, token in _ROLES:
        palette.setColor(role, theme.color(token))
    for role, token in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.color(token))
    return palette
