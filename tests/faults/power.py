"""What is left on the disk when the power goes? The database file, and its log with every sector since the last sync at risk.

SQLite syncs its log at each commit that waits for the disk, and before it takes the log over into the database file, which
it syncs as well. So what a power cut leaves is the file as it is, and of the log's sectors that were written since the last
sync any mixture of old and new. Those leftovers are made here by copying both files.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from activity_desktop.model.activity import Key
from activity_desktop.store.database import Connection, Database
from activity_desktop.store.salvage import open_or_salvage
from faults.bench import Day

SECTOR = 512


class Disk:
    """Watches the files of an open database from now on."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._log = database.path.with_name(database.path.name + "-wal")
        self._write = database.write
        self._synced_log, self._file = self._read()
        database.write = self._watched  # type: ignore[method-assign]  # every commit passes here

    @contextmanager
    def _watched(self, *, waits_for_disk: bool = True) -> Iterator[Connection]:
        with self._write(waits_for_disk=waits_for_disk) as connection:
            yield connection
        log, file = self._read()
        if waits_for_disk or file != self._file:
            self._synced_log, self._file = log, file

    def _read(self) -> tuple[bytes, bytes]:
        return (self._log.read_bytes() if self._log.exists() else b""), self._database.path.read_bytes()

    def leftover(self, folder: Path, dice: random.Random) -> Path:
        """Copies of the files as a power cut in this moment may leave them."""
        folder.mkdir()
        log, file = self._read()
        known = range(0, len(log), SECTOR)
        sectors = (dice.choice([log, self._synced_log])[at : at + SECTOR] for at in known)
        whole = (sector.ljust(min(SECTOR, len(log) - at), b"\0") for at, sector in zip(known, sectors, strict=True))
        path = folder / self._database.path.name
        path.write_bytes(file)
        path.with_name(self._log.name).write_bytes(b"".join(whole))
        return path


def check(path: Path, day: Day, marked: list[Key]) -> None:
    """What was told to the person, and what the person did, is there; nothing is there by half."""
    database, salvaged = open_or_salvage(path, day.engine.clock.now())
    try:
        assert salvaged is None, "a torn log is no damage"
        connection = database.connection
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        assert verdict == "ok", verdict
        read = {row[0] for row in connection.execute("SELECT rid FROM activity WHERE unread = 0")}
        assert {key.rid for key in marked} <= read, "a mark that was called saved is lost"
        told = {row[0] for row in connection.execute("SELECT rid FROM ledger WHERE state IN ('shown', 'folded')")}
        assert {rid.rpartition("/")[2] for rid in day.announced()} <= told, "what was announced would be announced again"
        here = {row[0] for row in connection.execute("SELECT rid FROM activity")}
        entered = {row[0] for row in connection.execute("SELECT rid FROM ledger")}
        made = {rid.rpartition("/")[2] for rid in day.made}
        assert here & made <= entered, "an activity was stored without being due"
    finally:
        database.close()
