"""Is the file safe: from other people, from newer versions, from half a write, and from what was removed?"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.model.problems import CannotSave, DataDamaged, DiskFull, NewerData, Problem
from activity_desktop.store import accounts, activities, ledger, log, outbox
from activity_desktop.store import database as database_module
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database, open_reader
from activity_desktop.store.preparing import prepare
from activity_desktop.store.removal import begin_removal, remove_rows

NOW = Instant.parse("2026-03-02T12:00:00Z")


def filled(path: Path, word: str = "marker") -> Database:
    database = Database(path)
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name=f"North {word}", url="http://127.0.0.1", linked_us=0))
        new = [
            Activity(
                key=Key("north", str(n)),
                title=f"{word} {n}",
                plain=word,
                people=(Person("contact", str(n), word),),
            )
            for n in range(500)
        ]
        activities.insert(connection, [Arrival(prepare(a), None) for a in new], NOW)
        ledger.enter(connection, [a.key for a in new], NOW)
    return database


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    """Customers' words are nobody else's."""
    with_wal = filled(tmp_path / "activity.db")
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file.name
    with_wal.close()


def test_a_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    """Every byte stays, so that the newer version can go on (I23)."""
    path = tmp_path / "activity.db"
    filled(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(NewerData):
        Database(path)
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_an_upgrade_that_fails_leaves_a_file_that_the_old_version_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of its script, or for a full disk: the step is undone as a whole, and a copy was made before (I23)."""
    path = tmp_path / "activity.db"
    filled(path).close()
    scripts = database_module._migrations()
    broken = tmp_path / "broken.sql"
    for script in ("CREATE TABLE half (x);\nDELETE FROM activity;\nnonsense", "DELETE FROM ledger;\nSELECT raise_an_error()"):
        broken.write_text(script, "utf-8")
        monkeypatch.setattr(database_module, "_migrations", lambda: [*scripts, broken])
        with pytest.raises(Problem):
            Database(path)
        monkeypatch.setattr(database_module, "_migrations", lambda: scripts)
        again = Database(path)
        counts = again.connection.execute("SELECT (SELECT count(*) FROM activity), (SELECT count(*) FROM ledger)").fetchone()
        assert tuple(counts) == (500, 500)
        assert again.connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone()[0] == 0
        again.close()
        assert list(tmp_path.glob("activity.db.before-*"))


@pytest.mark.parametrize("version", [0, 1, 2], ids=["no file yet", "an old file", "a less old file"])
def test_several_that_open_a_file_at_once_upgrade_it_once(tmp_path: Path, version: int) -> None:
    """A start after an update, while a script of the person asks for a list: one upgrades, the others wait for it."""
    path = tmp_path / "activity.db"
    scripts = database_module._migrations()
    if version:
        with closing(sqlite3.connect(path, isolation_level=None)) as old:
            for script in scripts[:version]:
                old.executescript(script.read_text("utf-8"))
            old.execute(f"PRAGMA user_version = {version}")
    together = threading.Barrier(4)

    def opened(_: int) -> int:
        together.wait()
        with closing(Database(path)) as database:
            return int(database.connection.execute("PRAGMA user_version").fetchone()[0])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(opened, range(4))) == [len(scripts)] * 4
    for copy in tmp_path.glob("activity.db.before-*"):
        with closing(sqlite3.connect(copy)) as kept:
            assert kept.execute("PRAGMA user_version").fetchone()[0] == version
            assert kept.execute("PRAGMA quick_check").fetchone()[0] == "ok"


@pytest.mark.parametrize(("free", "problem"), [(4096, DiskFull), (10**9, CannotSave)])
def test_a_full_disk_is_named_when_the_file_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, problem: type[Problem]
) -> None:
    """SQLite needs files beside it, and says of any reason only that they could not be made."""
    path = tmp_path / "activity.db"
    filled(path).close()
    path.with_name("activity.db-wal").mkdir()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    for opened in (Database, open_reader):
        with pytest.raises(problem):
            opened(path)


def test_a_damaged_file_is_called_damaged(tmp_path: Path) -> None:
    """A clear problem, not a traceback."""
    path = tmp_path / "activity.db"
    path.write_bytes(b"this is no database" * 500)
    with pytest.raises(DataDamaged):
        Database(path)


def test_a_failed_block_leaves_nothing_behind(tmp_path: Path) -> None:
    """All of a transaction, or none of it."""
    database = filled(tmp_path / "activity.db")

    def half_a_write() -> None:
        with database.write() as connection:
            activities.insert(connection, [Arrival(prepare(Activity(key=Key("north", "new"))), None)], NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_a_write()
    assert activities.known(database.connection, "north", ["new"]) == {}
    database.close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """The window's connection is for looking."""
    database = filled(tmp_path / "activity.db")
    reader = open_reader(database.path)
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM activity")
    reader.close()
    database.close()


def test_a_long_fill_reaches_the_file_while_the_writer_writes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stores much without waiting for the disk leaves it to a thread to take the log over."""
    monkeypatch.setattr(log, "MUCH", 500)
    database = filled(tmp_path / "activity.db")
    with database.write(waits_for_disk=False) as connection:
        arrivals = [Arrival(prepare(Activity(key=Key("north", f"late {n}"))), None) for n in range(500)]
        activities.insert(connection, arrivals, NOW)
    database._log.wait()
    file = tmp_path / "file alone.db"
    file.write_bytes(database.path.read_bytes())
    with closing(sqlite3.connect(file)) as without_its_log:
        assert without_its_log.execute("SELECT count(*) FROM activity").fetchone()[0] == 1000
    database.close()


def test_a_log_that_cannot_be_taken_over_stays_and_disturbs_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that stands at an old state, or no file at all: the writer goes on."""
    monkeypatch.setattr(log, "MUCH", 1)
    database = filled(tmp_path / "activity.db")
    reader = open_reader(database.path)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM activity WHERE unread = 1").fetchone()[0] == 500
    for number in range(20):
        with database.write(waits_for_disk=False) as connection:
            activities.set_read(connection, number + 1, NOW.us)
    database._log.wait()
    assert reader.execute("SELECT count(*) FROM activity WHERE unread = 1").fetchone()[0] == 500
    reader.close()
    elsewhere = log.Log(tmp_path / "no folder" / "activity.db")
    elsewhere.grown(1)
    elsewhere.wait()
    assert database.connection.execute("SELECT count(*) FROM activity WHERE unread = 1").fetchone()[0] == 480
    database.close()


def test_a_removed_account_leaves_no_byte(tmp_path: Path) -> None:
    """Titles, bodies, names and words are in no file of the folder any more (I22)."""
    secret = "zebra-canary-4711"
    database = filled(tmp_path / "activity.db", secret)
    database.connection.execute("PRAGMA wal_checkpoint").fetchall()
    assert any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())
    begin_removal(database, "north")
    remove_rows(database, "north")
    assert not any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())
    database.close()


def test_arrival_numbers_are_never_given_twice(tmp_path: Path) -> None:
    """Deleting the newest row must not make an old number new again."""
    database = filled(tmp_path / "activity.db")
    newest = activities.newest_arrival(database.connection)
    with database.write() as connection:
        connection.execute("DELETE FROM activity WHERE id = ?", (newest,))
        (fresh,) = activities.insert(connection, [Arrival(prepare(Activity(key=Key("north", "new"))), None)], NOW)
    assert fresh == newest + 1
    database.close()


def test_two_processes_can_change_the_same_profile(tmp_path: Path) -> None:
    """The command line marks while the window runs: neither loses the other's change."""
    one, other = filled(tmp_path / "activity.db"), Database(tmp_path / "activity.db")
    for number, database in enumerate((one, other) * 20):
        with database.write() as connection:
            activities.set_read(connection, number + 1, NOW.us)
    assert one.connection.execute("SELECT count(*) FROM activity WHERE unread = 0").fetchone()[0] == 40
    one.close()
    other.close()


def test_a_full_disk_is_a_problem_with_a_remedy_and_costs_nothing(tmp_path: Path) -> None:
    """What was saved stays saved, and saving works again when there is room."""
    database = filled(tmp_path / "activity.db")
    pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
    database.connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    big = Activity(key=Key("north", "big"), body="x" * 4_000_000)
    with pytest.raises(Problem, match="disk is full"), database.write() as connection:
        activities.insert(connection, [Arrival(prepare(big), None)], NOW)
    database.connection.execute("PRAGMA max_page_count = 1000000").fetchall()
    with database.write() as connection:
        activities.insert(connection, [Arrival(prepare(big), None)], NOW)
    assert outbox.count(database.connection, "north") == 0
    database.close()
