"""Is anything lost or told three times when the program is killed again and again? `make soak KILLS=500` asks it 500 times.

The real program follows the embedded server on a desktop of its own with a real notification service, and is ended by
SIGKILL at random moments while activities come in. The popups that the service was asked for are counted on the bus. Prints
one JSON line.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from activity_desktop.local_server.server import LocalServer
from activity_desktop.native.paths import find_paths
from activity_desktop.settings import definitions as choose
from desktop.bus import NOTIFICATIONS
from desktop.harness import Desktop
from journeys.app import App

DICE = random.Random()  # noqa: S311 - moments, not secrets
CALM = 60.0
LONGEST_LIFE = 2.2
"""Seconds; starting takes about half of it."""


class Soak:
    """One program, killed and started again. Each activity has a title of its own, and a popup of its own."""

    def __init__(self, folder: Path, server: LocalServer, desktop: Desktop) -> None:
        self.server = server
        self.desktop = desktop
        self.app = App(desktop, folder / "profile")
        self.app.add_account(server.start())
        self.app.run("sync")
        config = find_paths(self.app.profile).config
        (config / "settings.json").write_text(json.dumps({choose.BUNDLE.key: "never"}), "utf-8")
        self.made: list[str] = []
        self.in_doubt: set[tuple[str, str]] = set()
        """Which activity was being handed over by which life of the program when it ended."""

    def run(self, kills: int) -> dict[str, Any]:
        for _ in range(kills):
            program = self.desktop.start(self.app.command("watch", "--json"))
            self._live_a_while()
            program.process.kill()
            program.process.wait()
            self.in_doubt |= self._claimed()
            self._put_away()
        program = self.desktop.start(self.app.command("watch", "--json"))
        self.desktop.wait_for(self._settled, "everything being announced", CALM)
        program.stop()
        return self._count(kills)

    def _live_a_while(self) -> None:
        """Activities come in at any moment of the program's life, and so does its end."""
        end = time.monotonic() + DICE.uniform(0.2, LONGEST_LIFE)
        while time.monotonic() < end:
            for _ in range(DICE.choice([1, 1, 1, 2, 6])):
                title = f"Soak {len(self.made):06}"
                self.server.create(title=title)
                self.made.append(title)
            time.sleep(DICE.uniform(0.0, 0.5))  # the pace of the story

    def _put_away(self) -> None:
        """Close the popups: with hundreds of them dunst takes seconds for the next."""
        self.desktop.bus.call(NOTIFICATIONS, "/org/freedesktop/Notifications", "org.dunstproject.cmd0", "NotificationCloseAll")

    def _claimed(self) -> set[tuple[str, str]]:
        return {(row[0], row[1]) for row in self._rows("SELECT rid, session FROM ledger WHERE state = 'claimed'")}

    def _settled(self) -> bool:
        shown = self._rows("SELECT 1 FROM ledger WHERE state IN ('shown', 'folded')")
        return len(shown) >= len(self.made)

    def _rows(self, query: str) -> list[Any]:
        file = find_paths(self.app.profile).data / "activity.db"
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def _count(self, kills: int) -> dict[str, Any]:
        """How often the notification service was asked to tell of each, as heard on the bus."""
        told = Counter(call.title for call in self.desktop.notify_calls())
        times = Counter(told[title] for title in self.made)
        return {
            "kills": kills,
            "created": len(self.made),
            "announced_once": times[1],
            "announced_twice": times[2],
            "lost": times[0],
            "thrice": sum(count for often, count in times.items() if often > 2),
            "killed_between_call_and_commit": len(self.in_doubt),
        }


def soak(kills: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name, Desktop(notifications="dunst", keyring=True) as desktop:
        folder = Path(name)
        server = LocalServer(folder / "server.db", seed=10)
        try:
            return Soak(folder, server, desktop).run(kills)
        finally:
            server.stop()


if __name__ == "__main__":
    print(json.dumps(soak(int(sys.argv[1]) if len(sys.argv) > 1 else 500)))
