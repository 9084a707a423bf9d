"""How is the database file opened, upgraded and written to?

One process writes through one connection, one transaction after the other; whoever else reads has a connection of their
own (WAL lets them). A write is a transaction from `BEGIN IMMEDIATE` to `COMMIT`, with `synchronous=FULL`: what was promised
is on the disk. Only what a server tells again if it is lost may be committed without waiting for the disk.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..model.activity import Kind
from ..model.problems import AlreadyRunning, CannotSave, DataDamaged, DiskFull, NewerData, Problem
from . import names, vocabulary
from .log import Log

Connection = sqlite3.Connection
Row = sqlite3.Row
SQLITE_VERSION = sqlite3.sqlite_version
_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM")
"""Another program holds the file, or the disk cannot be reached just now: both end without us."""
BUSY_S = 10
"""Seconds that a connection waits for another process's write."""
UPGRADE_MS = 600_000
"""The same while somebody upgrades: a million activities take minutes."""
PAGES = 1000
"""After so many pages of four kilobytes the log is taken over into the file by whoever writes."""
LONG = 8
"""So many times as long it may become before somebody does who does not wait for the disk: `log` is there before, mostly."""
ROOM = 65_536
"""Bytes that the smallest log and its index take."""
SUSPECT = ".suspect"
"""A file of this name beside the database says that damage was met."""


class Database:
    """One SQLite file. The connection that opens it is the writer. It belongs to one thread: the one that opens it,
    and from then on the engine's."""

    def __init__(self, path: Path) -> None:
        """Open or create, and upgrade to the newest schema.

        Raises NewerData when a later version wrote it (nothing is changed then), DataDamaged, DiskFull.
        """
        _adapt()
        self.path = path
        self._owner = ""
        self._log = Log(path)
        self._waits_for_disk: bool | None = None
        with _opening(path):
            self.connection = _connect(path)
            try:
                _upgrade(self.connection, path)
                _fresh_file_permissions(path)
            except BaseException:
                self.connection.close()
                raise

    @contextmanager
    def write(self, *, waits_for_disk: bool = True) -> Iterator[Connection]:
        """One transaction: everything in the block is committed together, or nothing is.

        Without `waits_for_disk` it survives the end of this process, but perhaps not a power cut before the next write
        that does wait. The file is sound either way; the last transactions are missing then, all of each.
        """
        with telling_problems():
            self._set_patience(waits_for_disk)
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self._check_owner()
                yield self.connection
            except BaseException as error:
                self.connection.rollback()
                note_damage(self.path, error)
                raise
            self.connection.commit()
        if not waits_for_disk:
            self._log.grown(self.connection.total_changes)

    def _set_patience(self, waits_for_disk: bool) -> None:
        """Who waits for the disk anyway also takes the log over into the file; the others only when it has become long."""
        if waits_for_disk is not self._waits_for_disk:
            self.connection.execute(f"PRAGMA synchronous = {'FULL' if waits_for_disk else 'NORMAL'}")
            self.connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES if waits_for_disk else LONG * PAGES}").fetchall()
            self._waits_for_disk = waits_for_disk

    def own(self, session: str) -> None:
        """From now on only this process follows servers and announces. Another one that believed so cannot write any more,
        even where the lock between them was lost."""
        with self.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('owner', ?)", (session,))
        self._owner = session

    def _check_owner(self) -> None:
        if self._owner:
            row = self.connection.execute("SELECT value FROM meta WHERE name = 'owner'").fetchone()
            if row is None or row[0] != self._owner:
                raise AlreadyRunning

    def reader(self) -> Connection:
        """A connection that can only read, for the calling thread."""
        return open_reader(self.path)

    def scrub(self) -> None:
        """Leave nothing of what was deleted in any file: empty the write-ahead log, write the database anew, and drop the
        copies that upgrades made."""
        self._log.wait()
        with telling_problems():
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for copy in self.path.parent.iterdir():
            if copy.name.startswith(f"{self.path.name}."):
                copy.unlink()

    def close(self) -> None:
        self._log.wait()
        self.connection.close()


def _adapt() -> None:
    """Tell sqlite3 what to make of our values: themselves. Unless it is told, it looks three times for somebody who would
    make something of them, for each value of each row."""
    sqlite3.register_adapter(bytes, bytes)
    sqlite3.register_adapter(bool, int)
    sqlite3.register_adapter(type(None), lambda nothing: nothing)
    sqlite3.register_adapter(Kind, str.__str__)


def open_reader(path: Path) -> Connection:
    """A read-only connection to an existing database, for the calling thread."""
    with _opening(path):
        address = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_S, factory=vocabulary.Reader)
        connection.row_factory = sqlite3.Row
        connection.text_factory = _readable_text
        names.teach(connection)
        vocabulary.teach(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection


def note_damage(path: Path, error: BaseException) -> None:
    """Where an error tells of damage, the next start looks at the whole file."""
    if isinstance(error, DataDamaged) or (isinstance(error, sqlite3.Error) and isinstance(_as_problem(error), DataDamaged)):
        path.with_name(path.name + SUSPECT).touch()


def data_version(connection: Connection) -> int:
    """Another number than before once anybody else has committed something."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def telling_problems() -> Iterator[None]:
    """Turn SQLite's errors into ours, the cause kept."""
    try:
        yield
    except sqlite3.Error as error:
        raise _as_problem(error) from error
    except UnicodeDecodeError as error:  # the words of SQLite's own message were damaged
        raise DataDamaged(detail=str(error)) from error


@contextmanager
def _opening(path: Path) -> Iterator[None]:
    """The same. On a full disk SQLite cannot make the files beside the database, and says only that it could not open it."""
    try:
        with telling_problems():
            yield
    except CannotSave as problem:
        import shutil  # which nobody needs who can save

        if shutil.disk_usage(path.parent).free < ROOM:
            raise DiskFull(detail=problem.detail) from problem
        raise


def _as_problem(error: sqlite3.Error) -> Problem:
    code = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if code.startswith("SQLITE_FULL") or "disk is full" in text:
        return DiskFull(detail=text)
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in text or "not a database" in text:
        return DataDamaged(detail=text)
    if code.startswith(_PASSING):
        return CannotSave(detail=f"{code} {text}")
    return Problem("The saved activities cannot be read or written.", detail=f"{code} {text}".strip())


def _readable_text(stored: bytes) -> str:
    """A damaged byte costs one letter, and not the whole list in which it stands."""
    return str(stored, "utf-8", "replace")


def _connect(path: Path) -> Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_S, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.text_factory = _readable_text
    names.teach(connection)
    _write_ahead(connection)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -16000",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    vocabulary.teach(connection)
    return connection


def _write_ahead(connection: Connection) -> None:
    """Keep a log beside the file. That changes only a new one, and there SQLite itself does not wait for who does the same."""
    give_up = time.monotonic() + BUSY_S
    while not _is_written_ahead(connection, last_try=time.monotonic() > give_up):
        time.sleep(0.02)


def _is_written_ahead(connection: Connection, *, last_try: bool) -> bool:
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    except sqlite3.OperationalError as error:
        if last_try or error.sqlite_errorname != "SQLITE_BUSY":
            raise
        return False
    return True


def _migrations() -> list[Path]:
    """The scripts in order; the first brings an empty file to version 1, and so on."""
    return sorted((Path(__file__).parent / "migrations").glob("*.sql"))


def _upgrade(connection: Connection, path: Path) -> None:
    """All that is missing in one transaction. Another process may open the file in the same moment: one waits for the other."""
    scripts = _migrations()
    if _version(connection, len(scripts)) == len(scripts):
        return
    from . import backfill  # which a start without an upgrade does without

    backfill.teach(connection)
    connection.execute(f"PRAGMA busy_timeout = {UPGRADE_MS}").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, len(scripts))
        if 0 < version < len(scripts):
            _back_up(path, path.with_name(f"{path.name}.before-{len(scripts)}"))
        for number, file in enumerate(scripts[version:], start=version + 1):
            for statement in _statements(file.read_text("utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    connection.execute(f"PRAGMA busy_timeout = {BUSY_S * 1000}").fetchall()


def _version(connection: Connection, newest: int) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise NewerData(detail=f"schema {version}, this program knows {newest}")
    return version


def _statements(script: str) -> Iterator[str]:
    """One by one: `executescript` would commit what is begun."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _back_up(path: Path, target: Path) -> None:
    """By a connection of its own: SQLite copies no file within a transaction."""
    target.unlink(missing_ok=True)
    with closing(_connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def _fresh_file_permissions(path: Path) -> None:
    """Only the owner may read what customers wrote; SQLite creates files as the umask says."""
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if file.exists():
            file.chmod(0o600)
