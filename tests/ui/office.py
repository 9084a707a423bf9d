"""What do tests of forms on real servers stand on? The real window, bridge and engine over the embedded server's dialects."""

from __future__ import annotations

from pathlib import Path

from shiboken6 import isValid

from activity_desktop.local_server.dialects import Dialects
from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.activity import Key
from activity_desktop.model.feed import FeedQuery, FeedRow, Shelf
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.candidates import candidate
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings
from activity_desktop.store.database import Database
from activity_desktop.ui.bridge import Bridge
from activity_desktop.ui.forms import FormWindow
from activity_desktop.ui.window import MainWindow
from ui.scene import settle, wait_until

EACH = 5


class RealOffice:
    """One account at each of the chosen systems."""

    def __init__(self, folder: Path, *systems: str) -> None:
        others = [name for name in systems if name != "fluid"]
        self.dialects = Dialects(folder / "dialects.db", dict.fromkeys(others, EACH))
        self.server = LocalServer(folder / "server.db", seed=EACH, mounts=self.dialects.mounts)
        ready = self.server.start()
        self.told: list[object] = []
        self.bridge = Bridge()
        Database(folder / "activity.db").close()
        self.bridge.open(folder / "activity.db", lambda: self._engine(folder))
        self.engine = self.bridge.engine
        self.bridge.changes.connect(self.told.append)
        accounts = self.dialects.accounts(ready.base_url)
        for name in systems:
            if name == "fluid":
                secrets = {"user_token": ready.user_token, "company_token": ready.company_token}
                who = candidate("fluid", "Fluid", ready.base_url, secrets)
            else:
                who = candidate(name, name.title(), accounts[name]["url"], accounts[name]["secrets"])
            self.bridge.run(self.engine.linking.add(who)).result()
        self.window = MainWindow(self.bridge, Settings())
        self.window.resize(1100, 720)
        self.window.show()
        wait_until(lambda: all(self.rows(name) for name in systems), "activities of every account")

    def _engine(self, folder: Path) -> Engine:
        return Engine(folder / "activity.db", SessionSecrets(), Settings(), self.bridge.heard)

    def close(self) -> None:
        self.window.hide()
        self.window.deleteLater()
        settle()
        self.bridge.close()
        self.server.stop()
        self.dialects.close()

    def rows(self, account: str) -> list[FeedRow]:
        return self.bridge.page(FeedQuery(shelf=Shelf.EVERYTHING, account=account), None, 100)

    def titled(self, account: str, title: str) -> FeedRow | None:
        """By its title, or where a system has none, by its place."""
        return next((row for row in self.rows(account) if title in (row.title, self._place(row.key))), None)

    def _place(self, key: Key) -> str:
        detail = self.bridge.detail(key)
        return detail.activity.location if detail else ""

    def wait_for_row(self, account: str, title: str) -> Key:
        wait_until(lambda: self.titled(account, title), f"{title} in {account}")
        found = self.titled(account, title)
        assert found is not None
        return found.key

    def do(self, command: str, key: Key | None = None) -> None:
        """As a key, a menu or the palette does it."""
        self.window.commands.run_named(command, key)
        settle()

    def form(self) -> FormWindow:
        """The one form that is open."""
        (found,) = [form for form in self.window.findChildren(FormWindow) if isValid(form) and form.isVisible()]
        return found
