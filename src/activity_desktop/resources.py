"""Where are the icons and other files that are not code? Only this file knows wheel, checkout and frozen program apart."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_resources"
"""Where the wheel and the frozen program carry them."""
_CHECKOUT = Path(__file__).parents[2] / "resources"


def resource(path: str) -> Path:
    """The file or folder of that name, `icons/lucide/mail.svg`. It may not exist: the caller knows what that means."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root / path
