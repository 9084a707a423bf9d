"""How is the application dressed in the theme? With a palette, a font and a style sheet, so that no control is left grey.

`apply` is called once at start and again whenever a setting changes.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ..application import STYLE, STYLED
from .stylesheet import stylesheet_of
from .theme import Contrast, Motion, Scheme, Theme
from .tokens import Token

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


def dress(theme: Theme) -> None:
    """Every window of the application, those that come later too."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(palette_of(theme))
        app.setFont(theme.font("body"))
        app.setStyleSheet(stylesheet_of(theme))


class _Current:
    """The one theme of this process. It is made when first asked for, since fonts need an application."""

    theme: Theme | None = None


def current_theme() -> Theme:
    """The theme of the running application."""
    if _Current.theme is None:
        _Current.theme = Theme(dress)
    return _Current.theme


def apply(
    app: QApplication,
    scheme: Scheme = "system",
    text_scale: float = 1.0,
    contrast: Contrast = "system",
    reduced_motion: Motion = "system",
) -> Theme:
    """Dress the application. May be called again at any time; every window changes at once."""
    theme = current_theme()
    if not theme.follows_system:
        if not app.property(STYLED):
            app.setStyle(STYLE)
        theme.follow_system()
    theme.want(scheme, text_scale, contrast, reduced_motion)
    return theme
