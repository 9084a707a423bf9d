"""What becomes of an error that nobody expected, in the window's thread?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from activity_desktop.app.mistakes import keep_track
from activity_desktop.model.moment import Instant
from activity_desktop.store.database import SUSPECT, Database, open_reader
from activity_desktop.store.salvage import open_or_salvage
from ui.scene import wait_until


def test_damage_that_the_window_meets_is_in_the_log_and_mended_at_the_next_start(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Only readers met it, and the program ended in order: without a note, nobody would look for it."""
    path = tmp_path / "activity.db"
    database = Database(path)
    (page,) = database.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'activity'").fetchone()
    (size,) = database.connection.execute("PRAGMA page_size").fetchone()
    database.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    keep_track(path)
    reader = open_reader(path)
    QTimer.singleShot(0, lambda: reader.execute("SELECT * FROM activity").fetchall())
    wait_until(path.with_name(path.name + SUSPECT).exists, "a note of the damage")
    assert "malformed" in caplog.text
    reader.close()
    database, salvaged = open_or_salvage(path, Instant.parse("2026-03-02T12:00:00Z"))
    database.close()
    assert salvaged is not None
