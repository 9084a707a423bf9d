"""What is saved when the database file is damaged? Everything that can still be read, row by row; the rest is fetched again.

The damaged file is kept beside (`activity.db.damaged`), so that nothing is worse afterwards. What cannot be read from it
comes from the last copy of the essentials (see `backup`). The accounts are then read anew as in a first fill, so nothing
is announced a second time. Only the process that holds the profile's lock may do this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ..model.moment import Instant
from ..model.problems import DataDamaged
from ..model.words import translate
from . import boot
from .database import SUSPECT, Connection, Database

DAMAGED = ".damaged"
SAVED = ".saved"
FARTHEST = 2**32
_SIDES = ("-wal", "-shm")


class Salvaged(Struct, frozen=True):
    """How many rows were saved of what a person would miss, and where the damaged file is."""

    activities: int
    changes: int
    kept_at: Path

    def words(self) -> str:
        """What a person should know."""
        text = translate("Told", "The saved activities were damaged. {count} were saved, the rest is fetched again.")
        return text.format(count=self.activities)


Opened = tuple[Database, Salvaged | None]
"""The open database, and what was saved where it was damaged."""


def open_or_salvage(path: Path, now: Instant) -> Opened:
    """Open the database; where it is damaged, make a new one of what can be read. Raises NewerData, DiskFull.

    A file that was closed in order is not searched for damage, nor one whose program was killed while the computer ran
    on: that takes seconds when it is large.
    """
    suspect = path.with_name(path.name + SUSPECT)
    left_open = path.with_name(path.name + "-wal").exists()
    look_closely = suspect.exists() or (left_open and not boot.ran_on(path))
    try:
        database = Database(path)
        try:
            if look_closely:
                _check(database.connection)
        except BaseException:
            database.close()
            raise
        suspect.unlink(missing_ok=True)
    except DataDamaged:
        return _salvage(path, now)
    boot.note(path)
    return database, None


def _check(connection: Connection) -> None:
    """Raises DataDamaged."""
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DataDamaged(detail=str(error)) from error
    if found != "ok":
        raise DataDamaged(detail=str(found))


def _salvage(path: Path, now: Instant) -> tuple[Database, Salvaged]:
    damaged = path.with_name(path.name + DAMAGED)
    for side in ("", *_SIDES):
        source = path.with_name(path.name + side)
        target = damaged.with_name(damaged.name + side)
        target.unlink(missing_ok=True)
        if source.exists():
            source.replace(target)
    path.with_name(path.name + SUSPECT).unlink(missing_ok=True)
    database = Database(path)
    database.connection.execute("PRAGMA foreign_keys = OFF")
    for source in (damaged, path.with_name(path.name + SAVED)):
        _copy_all(source, database)
    with database.write() as connection:
        _make_whole(connection, now)
    database.connection.execute("PRAGMA foreign_keys = ON")
    count = "SELECT count(*) FROM "
    activities = database.connection.execute(count + "activity").fetchone()[0]
    changes = database.connection.execute(count + "outbox").fetchone()[0]
    return database, Salvaged(activities, changes, damaged)


def tables(connection: Connection) -> list[str]:
    """All tables that are not made from others."""
    rows = connection.execute(
        """SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL
             AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'activity_words%' AND name <> 'unread_count'
           ORDER BY name <> 'account', name <> 'activity'"""
    )
    return [row[0] for row in rows]


def columns(connection: Connection, table: str) -> list[str]:
    """The columns that can be written; none where the table cannot be read."""
    return [str(row[1]) for row in _asked(connection, f"PRAGMA table_info({table})")]


def _copy_all(source: Path, database: Database) -> None:
    """Take over what a file has and the new database has not."""
    if not source.exists():
        return
    old = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        for table in tables(database.connection):
            with database.write() as connection:
                _copy(old, connection, table)
    finally:
        old.close()


def _copy(old: Connection, connection: Connection, table: str) -> None:
    there = columns(old, table)  # fewer, where an earlier version wrote the file
    names = [name for name in columns(connection, table) if name in there]
    if not names:
        return
    marks = ", ".join("?" * len(names))
    into = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our own schema
    for row in _readable(old, table, names):
        if table == "activity" and not _is_whole(dict(zip(names, row, strict=True))):
            continue
        try:
            connection.execute(into, row)
        except (sqlite3.IntegrityError, sqlite3.DataError):
            continue  # a damaged value; the row comes again from the server


def _readable(old: Connection, table: str, names: list[str]) -> Iterator[tuple[object, ...]]:
    """The rows of a table: around each damage where they are numbered, else up to the first and back to the last one."""
    keyed = [(str(row[1]), row[2]) for row in _asked(old, f"PRAGMA table_info({table})") if row[5]]
    if len(keyed) == 1 and keyed[0][1] == "INTEGER":
        yield from _around(old, f"SELECT {', '.join(names)} FROM {table} NOT INDEXED", names.index(keyed[0][0]), keyed[0][0])  # noqa: S608 - as above
        return
    keys = [name for name, _ in keyed] or ["rowid"]
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{key} {direction}" for key in keys)
        count = 0
        for row in _asked(old, f"SELECT {', '.join(names)} FROM {table} NOT INDEXED ORDER BY {order}"):  # noqa: S608 - as above
            count += 1
            yield row
        if count and direction == "ASC" and count == _count(old, table):
            return


def _around(old: Connection, query: str, place: int, key: str) -> Iterator[tuple[object, ...]]:
    """Rows by their number. Where one cannot be read, on from a number farther and farther behind it."""
    number, jump = -1, 1
    while jump < FARTHEST:
        before = number
        for row in _asked(old, f"{query} WHERE {key} > {number} ORDER BY {key}"):
            number = int(str(row[place]))
            yield row
        jump = jump * 2 if number == before else 1
        number += jump


def _asked(old: Connection, query: str) -> Iterator[tuple[object, ...]]:
    """Rows until the first that cannot be read."""
    try:
        yield from old.execute(query)
    except (sqlite3.Error, UnicodeDecodeError):
        return


def _count(old: Connection, table: str) -> int:
    counted = next(_asked(old, f"SELECT count(*) FROM {table} NOT INDEXED"), (-1,))  # noqa: S608 - as above
    return int(str(counted[0]))


def _is_whole(row: dict[str, object]) -> bool:
    """Whether an activity's text is what was once stored. A row without its hash cannot be checked and is taken."""
    import hashlib  # with OpenSSL behind it, which a sound database does without

    detail, told = row["detail"], row["hash"]
    return not told or (isinstance(detail, bytes) and hashlib.blake2b(detail, digest_size=8).digest() == told)


def _make_whole(connection: Connection, now: Instant) -> None:
    """Rows whose parents are lost go; the index is made anew; every account is read from the beginning, announcing nothing."""
    connection.execute("DELETE FROM activity WHERE account NOT IN (SELECT id FROM account)")
    connection.execute("DELETE FROM outbox WHERE account NOT IN (SELECT id FROM account)")
    connection.execute("DELETE FROM pull")
    connection.execute("DELETE FROM overlay WHERE activity NOT IN (SELECT id FROM activity)")
    connection.execute("DELETE FROM overlay WHERE gen > 0 AND gen NOT IN (SELECT gen FROM outbox)")
    connection.execute("INSERT INTO pull (account) SELECT id FROM account")
    connection.execute("UPDATE account SET linked_us = max(linked_us, ?)", (now.us,))
    connection.execute("UPDATE activity SET version = NULL, hash = x''")
    connection.execute("INSERT INTO activity_words (activity_words) VALUES ('rebuild')")
    connection.execute("DELETE FROM unread_count")
    connection.execute(
        "INSERT INTO unread_count SELECT account, count(*) FROM activity WHERE unread = 1 AND shelf = 0 GROUP BY account"
    )
