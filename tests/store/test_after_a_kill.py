"""Is a file looked through after the computer went down, and only then? A large one keeps the start waiting for seconds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.store import accounts, activities, boot
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.preparing import prepare
from activity_desktop.store.salvage import open_or_salvage

NOW = Instant.parse("2026-03-02T12:00:00Z")
PAGE = 4096


@pytest.mark.parametrize(("boot_after", "looked_through"), [("first", False), ("second", True), ("", True)])
def test_a_kill_is_no_reason_to_look_a_power_cut_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, boot_after: str, looked_through: bool
) -> None:
    """The same file, left by a program that did not close it; damage in it tells whether it was looked through."""
    clock = tmp_path / "boot_id"
    monkeypatch.setattr(boot, "BOOT_ID", clock)
    clock.write_text("first\n", "ascii")
    left = leave_open(tmp_path)
    clock.write_text(boot_after, "ascii")
    database, salvaged = open_or_salvage(left, NOW)
    assert (salvaged is not None) is looked_through
    assert database.connection.execute("SELECT count(*) FROM account").fetchone()[0] == 1
    database.close()


def leave_open(folder: Path) -> Path:
    """A database as a killed program leaves it, with a page that is damaged."""
    path = folder / "activity.db"
    database, _ = open_or_salvage(path, NOW)
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1", linked_us=0))
        new = [Activity(key=Key("north", str(n)), title=f"Title {n}", plain="words " * 40) for n in range(300)]
        activities.insert(connection, [Arrival(prepare(a), None) for a in new], NOW)
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    root = database.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'activity'").fetchone()[0]
    with database.write() as connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('test', '1')")
    left = folder / "left"
    left.mkdir()
    for file in folder.glob("activity.db*"):
        shutil.copy(file, left)
    database.close()
    with (left / path.name).open("r+b") as damaged:
        damaged.seek((root - 1) * PAGE)
        damaged.write(b"\xa5" * 100)
    return left / path.name
