"""Does a long first fill go on where it was killed, in memory that stays flat? `make fill ROWS=1000000` tries it.

The real `sync` reads a history from the embedded server and is ended by SIGKILL several times; each next one must ask again
for no page but the one that was being stored and the one on its way. How it goes on is told on stderr; at the end one JSON
line is printed.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from activity_desktop.local_server.faults import Fault, Faults
from activity_desktop.local_server.server import LocalServer
from activity_desktop.native.paths import find_paths
from desktop.harness import Desktop
from journeys.app import App

LOST_BY_A_KILL = 2
"""Pages: the one that was being stored, and the one on its way."""
PAGE = 500
"""Activities that the server gives at once."""
KILLED_AT = (0.02, 0.04, 0.06, 0.08, 0.95)
"""Parts of the history after which a kill falls; between the last two, one process reads most of it."""
LOOKED_AT = (0.1, 0.5, 0.9)
"""Parts after which the memory is measured."""
OFTEN = 0.02


class Counting(Faults):
    """No fault at all: it counts the pages that are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = 0

    def take(self, scope: Mapping[str, Any]) -> Fault | None:
        if f"limit={PAGE}&" in scope["query_string"].decode() and scope["path"].endswith("/activities"):
            self.pages += 1
        return super().take(scope)


class LongFill:
    """One history, read by one process after the other."""

    def __init__(self, rows: int, server: LocalServer, app: App) -> None:
        self.rows = rows
        self.server = server
        self.requests = Counting()
        server.faults = self.requests
        self.app = app
        app.add_account(server.start())
        self.requests.pages = 0  # signing in looks at the list as well
        self.file = find_paths(app.profile).data / "activity.db"
        self.memory: dict[str, float] = {}
        self.kills = 0

    def run(self) -> dict[str, Any]:
        began = time.monotonic()
        for part in KILLED_AT:
            self._read_until(part)
        self._read_to_the_end()
        seconds = time.monotonic() - began
        asked = self.requests.pages
        self._read_to_the_end()
        with closing(sqlite3.connect(self.file)) as connection:
            stored, different = connection.execute("SELECT count(*), count(DISTINCT rid) FROM activity").fetchone()
            searchable = connection.execute("SELECT count(*) FROM activity_words_docsize").fetchone()[0]
        return {
            "rows": self.rows,
            "kills": self.kills,
            "pages_needed": -(-self.rows // PAGE),
            "pages_asked_again": asked - -(-self.rows // PAGE),
            "pages_of_a_later_look": self.requests.pages - asked,
            "pss_mb": self.memory,
            "duplicates": stored - different,
            "lost": self.rows - different,
            "searchable": searchable,
            "seconds": round(seconds, 1),
        }

    def _read_until(self, part: float) -> None:
        """Let a new process read until that part of the history is stored, and end it as the power does."""
        with subprocess.Popen(
            self.app.command("sync"), env=self.app.desktop.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as reading:
            while self._stored() < part * self.rows:
                assert reading.poll() is None, "the reading ended by itself"
                self._look_at(reading.pid)
                time.sleep(OFTEN)
            reading.kill()
        self.kills += 1
        print(f"killed at {self._stored():,} of {self.rows:,}, {self.requests.pages} pages", file=sys.stderr, flush=True)

    def _read_to_the_end(self) -> None:
        """However long a busy computer takes for it."""
        subprocess.run(self.app.command("sync"), env=self.app.desktop.env, stdout=subprocess.DEVNULL, check=True)

    def _stored(self) -> int:
        """Activities stored so far; arrival numbers have no gaps here."""
        with closing(sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'activity'").fetchone()
        return row[0] if row else 0

    def _look_at(self, pid: int) -> None:
        stored = self._stored() / self.rows
        for part in LOOKED_AT:
            name = f"{part:.0%}"
            if stored >= part and name not in self.memory:
                self.memory[name] = round(_pss_megabytes(pid), 1)


def _pss_megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def long_fill(rows: int) -> dict[str, Any]:
    """One history of so many activities on a desktop of its own; what was counted."""
    with tempfile.TemporaryDirectory() as name, Desktop(notifications=None, keyring=True, screen=False) as desktop:
        folder = Path(name)
        server = LocalServer(folder / "server.db", seed=rows)
        try:
            return LongFill(rows, server, App(desktop, folder / "profile")).run()
        finally:
            server.stop()


def main() -> int:
    """Gives 1 when a promise was broken."""
    counted = long_fill(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    print(json.dumps(counted))
    again = counted["pages_asked_again"] > LOST_BY_A_KILL * counted["kills"]
    return int(bool(counted["duplicates"] or counted["lost"] or again or counted["searchable"] != counted["rows"]))


if __name__ == "__main__":
    sys.exit(main())
