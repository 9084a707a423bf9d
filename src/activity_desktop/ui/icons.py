"""Which picture stands for what, and how does it get its colour? Lucide's SVG files, tinted, rendered sharp and cached.

To use another icon of the set: put its file beside the others in `resources/icons/lucide/`, and name it.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ..model.activity import Kind
from ..resources import resource
from .glyphs import app_icon, logo_pixmap, tray_pixmap
from .theme import Token, current_theme
from .tray_pictures import TrayState

_KINDS: dict[Kind, str] = {
    Kind.PRODUCT: "package",
    Kind.MEDIA: "image",
    Kind.LIBRARY: "library",
    Kind.EVENT: "calendar",
    Kind.TASK: "square-check-big",
    Kind.CONTACT: "contact",
    Kind.VISITOR: "footprints",
    Kind.CUSTOMER: "shopping-bag",
    Kind.NOTE: "sticky-note",
    Kind.PAGE: "panel-top",
    Kind.CALL: "phone",
    Kind.EMAIL: "mail",
    Kind.MEETING: "users",
    Kind.SITE_VISIT: "map-pin",
    Kind.FAX: "printer",
    Kind.LETTER: "file-text",
    Kind.LUNCH: "utensils",
    Kind.DEAL: "briefcase",
    Kind.LEAD: "briefcase",
    Kind.UNKNOWN: "activity",
}
_POINTING = frozenset(
    {"external-link", "arrow-up-right", "arrow-left", "chevron-left", "chevron-right", "undo-2", "panel-left"}
)
"""Icons that point somewhere and are therefore mirrored where the text runs from right to left."""
_BOLD_UP_TO = 14
"""Small icons are drawn with a stroke of 2, larger ones with 1.75, so that all look equally strong."""


def kind_icon(kind: Kind) -> str:
    """The icon of a kind of activity; an unknown kind has one too."""
    return _KINDS.get(kind, _KINDS[Kind.UNKNOWN])


def icon_pixmap(name: str, colour: QColor, size: int, dpr: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels. Shared and cached: do not paint on it."""
    mirrored = name in _POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _render(name, colour.rgba(), size, dpr, mirrored)


def icon(name: str, colour: Token = "text2", size: int = 16) -> QIcon:
    """The icon for menus and actions, in the theme's colours as they are now; ask again when the theme has changed."""
    theme = current_theme()
    made = QIcon()
    for dpr in (1.0, 1.5, 2.0, 3.0):
        made.addPixmap(icon_pixmap(name, theme.color(colour), size, dpr), QIcon.Mode.Normal)
        made.addPixmap(icon_pixmap(name, theme.color("text3"), size, dpr), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def _render(name: str, rgba: int, size: int, dpr: float, mirrored: bool) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * dpr)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        if mirrored:
            painter.translate(size, 0)
            painter.scale(-1, 1)
        colour = QColor.fromRgba(rgba)
        painter.setOpacity(colour.alphaF())
        QSvgRenderer(_svg(name, colour.name(), bold=size <= _BOLD_UP_TO)).render(painter, QRectF(0, 0, size, size))
    finally:
        painter.end()
    return pixmap


def _svg(name: str, colour: str, *, bold: bool) -> QByteArray:
    text = _source(name).replace("currentColor", colour)
    if not bold:
        text = text.replace('stroke-width="2"', 'stroke-width="1.75"')
    return QByteArray(text.encode())


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    """The file's text. Raises FileNotFoundError for an icon that was never put beside the others."""
    return resource(f"icons/lucide/{name}.svg").read_text("utf-8")


__all__ = [
    "TrayState",
    "app_icon",
    "icon",
    "icon_pixmap",
    "kind_icon",
    "logo_pixmap",
    "tray_pixmap",
]
