"""What does every journey start with? A desktop, a server with thirty old activities, and the program following it."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    """An account is signed in and filled; nothing runs yet."""
    server = LocalServer(tmp_path / "server.db", seed=30)
    ready = server.start()
    try:
        with Desktop(notifications="dunst", keyring=True) as desktop:
            app = App(desktop, tmp_path / "profile")
            account = app.add_account(ready)
            app.run("sync")
            yield Journey(desktop, server, ready, app, account)
    finally:
        server.stop()
