"""How does what was committed get from the log into the file while more is being written? In a thread beside the writer.

To take a log over means to read it, to write the file, and to wait twice for the disk: some thirty milliseconds after two
thousand activities, in which the engine would do nothing else. SQLite lets any connection do it, and readers and the writer
go on meanwhile.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

MUCH = 8000
"""Changed rows, those of indexes' own tables included: some two thousand new activities, or ten megabytes of log."""


class Log:
    """The write-ahead log of one database. Belongs to the writer's thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changes = 0
        self._thread: threading.Thread | None = None

    def grown(self, changes: int) -> None:
        """The writer's connection has changed so many rows in all. Where that is much, the log is taken over, without
        waiting for it."""
        if changes - self._changes < MUCH or (self._thread is not None and self._thread.is_alive()):
            return
        self._changes = changes
        self._thread = threading.Thread(target=_take_over, args=(self._path,), name="log", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until nothing is being taken over."""
        if self._thread is not None:
            self._thread.join()


def _take_over(path: Path) -> None:
    """What cannot be taken over now, on a full disk for instance, stays in the log, and the writer itself does it later."""
    try:
        address = f"{path.absolute().as_uri()}?mode=rw"  # never makes a file
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    except sqlite3.Error:
        return
