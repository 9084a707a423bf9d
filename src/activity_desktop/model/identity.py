"""By which names does the desktop know this program? They must agree, or notifications lose their icon and their clicks."""

from __future__ import annotations

APP_ID = "io.github.activity_desktop.activity_desktop"
"""The desktop file, the notifications' `desktop-entry`, the icon, the Wayland application id."""
APP_ICON = "icons/activity.svg"
"""Among the program's resources."""
