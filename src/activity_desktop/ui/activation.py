"""How does a window come to the front when somebody asked for it elsewhere? With the desktop's permission, if it gave one."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QWidget

_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - the name of an environment variable


def come_to_front(window: QWidget, token: str = "") -> None:
    """Show, raise and activate. On Wayland only a token from the notification or the launcher lets a window come forward;
    Qt reads it from the environment, where it must not stay."""
    if token:
        os.environ[_TOKEN] = token
    try:
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()
    finally:
        os.environ.pop(_TOKEN, None)
