"""What does every journey start with? A desktop, a server with thirty old activities, and the program following it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from activity_desktop.local_server.ready import Ready
from activity_desktop.local_server.server import LocalServer
from desktop.harness import Desktop
from journeys.app import App


@dataclass
class Journey:
    """The three parts of every story."""

    desktop: Desktop
    server: LocalServer
    ready: Ready
    app: App
    account: str


@contextmanager
def begun(folder: Path, desktop: Desktop) -> Iterator[Journey]:
    """On this desktop an account is signed in and filled; nothing runs yet."""
    server = LocalServer(folder / "server.db", seed=30)
    ready = server.start()
    try:
        app = App(desktop, folder / "profile")
        account = app.add_account(ready)
        app.run("sync")
        yield Journey(desktop, server, ready, app, account)
    finally:
        server.stop()


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    with Desktop(notifications="dunst", keyring=True) as desktop, begun(tmp_path, desktop) as journey:
        yield journey
