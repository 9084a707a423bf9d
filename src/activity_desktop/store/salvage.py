"""What is saved when the database file is damaged? Everything that can still be read, row by row; the rest is fetched again.

The damaged file is kept beside (`activity.db.damaged`), so that nothing is worse afterwards. What cannot be read from it
comes from the last copy of the essentials (see `backup`). The accounts are then read anew as in a first fill, so nothing
is announced a second time. Only the process that holds the profile's lock may do this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from operator import gt, itemgetter, lt
from pathlib import Path
from typing import Any

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


Row = tuple[Any, ...]
"""A row of a damaged file: anything may stand in it."""
Follows = Callable[[Row, Row], bool]
"""Whether a key comes after the one before it."""
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
                _check(database.connection, met=suspect.exists())
        except BaseException:
            database.close()
            raise
        suspect.unlink(missing_ok=True)
    except DataDamaged:
        return _salvage(path, now)
    boot.note(path)
    return database, None


def _check(connection: Connection, *, met: bool) -> None:
    """Where damage was met it is looked for longer, also in what an index says of its table. Raises DataDamaged."""
    try:
        found = connection.execute(f"PRAGMA {'integrity_check' if met else 'quick_check'}(1)").fetchone()[0]
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
    for row in _readable(old, connection, table, names):
        if table == "activity" and not _is_whole(dict(zip(names, row, strict=True))):
            continue
        try:
            connection.execute(into, row)
        except (sqlite3.IntegrityError, sqlite3.DataError):
            continue  # a damaged value; the row comes again from the server


def _readable(old: Connection, connection: Connection, table: str, names: list[str]) -> Iterator[Row]:
    """The rows of a table: around each damage where they are numbered, else up to the first and back to the last one."""
    keys = _keys(connection, table)
    if not keys:
        yield from _around(old, f"SELECT rowid, {', '.join(names)} FROM {table} NOT INDEXED")  # noqa: S608 - names of our own schema
        return
    if not set(keys) <= set(names):
        return
    places = [names.index(key) for key in keys]
    for direction, is_next in (("ASC", gt), ("DESC", lt)):
        order = ", ".join(f"{key} {direction}" for key in keys)
        walk = _Walk(old, f"SELECT {', '.join(names)} FROM {table} NOT INDEXED ORDER BY {order}", places, is_next)  # noqa: S608 - as above
        yield from walk.rows()
        if walk.whole:
            return


def _keys(connection: Connection, table: str) -> list[str]:
    """What a table without row numbers is ordered by; nothing for one with them."""
    (has_none,) = connection.execute("SELECT wr FROM pragma_table_list(?)", (table,)).fetchone()
    about = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [str(row[1]) for row in sorted(about, key=itemgetter(5)) if row[5]] if has_none else []


def _around(old: Connection, query: str) -> Iterator[Row]:
    """Rows without their number, which is what the query gives first. Where one cannot be read, on from a number farther and
    farther behind it."""
    number, jump = -1, 1
    while jump < FARTHEST:
        before = number
        for row in _Walk(old, f"{query} WHERE rowid > {number} ORDER BY rowid", [0], gt, (number,)).rows():
            number = int(str(row[0]))
            yield row[1:]
        jump = jump * 2 if number == before else 1
        number += jump


class _Walk:
    """Rows in the order of their key, up to the first that cannot be read or that does not come next: a damaged page may
    lead back to one that was read, round and round."""

    def __init__(
        self, old: Connection, query: str, places: Sequence[int], is_next: Callable[[Row, Row], bool], after: Row = ()
    ) -> None:
        self._old = old
        self._query = query
        self._places = places
        self._is_next = is_next
        self._last = after
        self.whole = False

    def rows(self) -> Iterator[Row]:
        last = self._last
        try:
            for row in self._old.execute(self._query):
                key = tuple(row[place] for place in self._places)
                if last and not self._is_next(key, last):
                    return
                last = key
                yield row
        except (sqlite3.Error, UnicodeDecodeError, TypeError):  # a number where the others have words, for instance
            return
        self.whole = True


def _asked(old: Connection, query: str) -> Iterator[Row]:
    """Rows until the first that cannot be read."""
    try:
        yield from old.execute(query)
    except (sqlite3.Error, UnicodeDecodeError):
        return


def _is_whole(row: dict[str, object]) -> bool:
    """Whether an activity's text is what was once stored. A row without its hash cannot be checked and is taken."""
    import hashlib  # with OpenSSL behind it, which a sound database does without

    detail, told = row.get("detail"), row.get("hash")
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
