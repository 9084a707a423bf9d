"""Which desktops do tests share by name? Pytest fixtures over the harness; each test gets a desktop of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .harness import Desktop


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """A screen, a window manager, a private bus, and dunst."""
    with Desktop(notifications="dunst") as running:
        yield running


@pytest.fixture
def bare_desktop() -> Iterator[Desktop]:
    """Only a private bus: no screen, no notification service, no keyring."""
    with Desktop(notifications=None, screen=False) as running:
        yield running


@pytest.fixture
def keyring_desktop() -> Iterator[Desktop]:
    """A private bus with an unlocked keyring; no screen."""
    with Desktop(notifications=None, screen=False, keyring=True) as running:
        yield running


__all__ = ["bare_desktop", "desktop", "keyring_desktop"]
