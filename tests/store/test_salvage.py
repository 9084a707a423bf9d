"""Does the program start with a damaged file, keep what a person did, and announce nothing a second time?"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import SetRead
from activity_desktop.model.person import Person
from activity_desktop.model.problems import AlreadyRunning, DataDamaged
from activity_desktop.store import accounts, activities, feed, ledger, outbox
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.backup import save_essentials
from activity_desktop.store.database import Connection, Database
from activity_desktop.store.preparing import prepare
from activity_desktop.store.salvage import Salvaged, open_or_salvage, tables

NOW = Instant.parse("2026-03-02T12:00:00Z")
COUNT = 300
PAGE = 4096


def lived_in(path: Path) -> Database:
    """Three hundred activities, all announced, one waiting to be sent, one kept, one snoozed."""
    database = Database(path)
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1", linked_us=0))
        accounts.set_pulled(connection, "north", filled=1, cursor="{}")
        new = [
            Activity(key=Key("north", str(n)), title=f"Title {n}", plain="words " * 40, people=(Person("contact", str(n)),))
            for n in range(COUNT)
        ]
        activities.insert(connection, [Arrival(prepare(a), None) for a in new], NOW)
        ledger.enter(connection, [a.key for a in new], NOW)
        connection.execute("UPDATE ledger SET state = 'shown'")
        outbox.add(connection, Key("north", "7"), SetRead(at_us=NOW.us), NOW)
        connection.execute("UPDATE activity SET kept = ? WHERE rid = '8'", (NOW.us,))
        connection.execute("UPDATE activity SET shelf = 1, snoozed_us = ? WHERE rid = '9'", (NOW.plus(60).us,))
    return database


def what_the_person_did(database: Database) -> tuple[int, int, int, int]:
    """Waiting changes, wishes, kept and snoozed ones."""
    ask = "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM overlay), (SELECT sum(kept > 0) FROM activity), \
           (SELECT sum(shelf = 1) FROM activity)"
    return tuple(database.connection.execute(ask).fetchone())


def damage(path: Path, offsets: list[int]) -> None:
    with path.open("r+b") as file:
        for offset in offsets:
            file.seek(offset)
            file.write(b"\xa5")


def reopen(path: Path) -> tuple[Database, Salvaged | None]:
    path.with_name(path.name + ".suspect").touch()  # damage was met, or the program did not end in order
    return open_or_salvage(path, NOW.plus(100))


def fill_every_table(connection: Connection) -> None:
    """A row in each table that has none: numbers where the column wants them, words elsewhere."""
    connection.execute("PRAGMA foreign_keys = OFF")
    for table in tables(connection):
        about = connection.execute(f"PRAGMA table_info({table})").fetchall()
        values = [7 if column[2] == "INTEGER" else b"" if column[2] == "BLOB" else "due" for column in about]
        names, marks = ", ".join(str(column[1]) for column in about), ", ".join("?" * len(about))
        connection.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 - our own names


def test_a_sound_file_is_opened_as_it_is(tmp_path: Path) -> None:
    """Nothing is salvaged that is not broken, whatever the tables hold."""
    before = lived_in(tmp_path / "activity.db")
    fill_every_table(before.connection)
    before.connection.execute("DELETE FROM activity WHERE account = 'due'")
    before.connection.execute("DELETE FROM outbox WHERE account = 'due'")
    before.connection.execute("DELETE FROM overlay WHERE gen = 7")
    before.close()
    database, salvaged = reopen(tmp_path / "activity.db")
    assert salvaged is None
    assert what_the_person_did(database) == (1, 1, 1, 1)
    database.close()


@pytest.mark.parametrize("seed", [*range(12), 33, 204, 247, 372, 550])  # among them pages that lead back, round and round
def test_damaged_bytes_anywhere_lose_no_change_of_the_persons(tmp_path: Path, seed: int) -> None:
    """One to two hundred bytes (I24): it opens, says so when it matters, and keeps every change and mark (I8)."""
    path = tmp_path / "activity.db"
    database = lived_in(path)
    save_essentials(database)
    database.close()
    dice = random.Random(seed)  # noqa: S311 - places, not secrets
    size = path.stat().st_size
    places = [dice.randrange(PAGE if seed < 3 else size) for _ in range(dice.choice([1, 20, 200]))]
    damage(path, places)
    database, salvaged = reopen(path)
    assert what_the_person_did(database)[0] == 1 or salvaged is None
    assert [a.id for a in accounts.all_accounts(database.connection)] == ["north"]
    feed.page(database.connection, FeedQuery(Shelf.EVERYTHING), None, -1)
    feed.page(database.connection, FeedQuery(Shelf.EVERYTHING, text="words"), None, 5)
    for row in database.connection.execute("SELECT rid FROM activity").fetchall():
        feed.activity(database.connection, Key("north", row[0]))
    database.close()


def test_after_a_salvage_everything_is_read_again_and_nothing_is_news(tmp_path: Path) -> None:
    """A first fill, with all that is older than now known to be old (I15)."""
    path = tmp_path / "activity.db"
    lived_in(path).close()
    pages = path.stat().st_size // PAGE
    for page in (pages // 3, pages // 2):
        damage(path, list(range(page * PAGE, page * PAGE + 60)))
    database, salvaged = reopen(path)
    assert salvaged is not None
    assert salvaged.kept_at.exists()
    assert salvaged.activities > COUNT // 2
    pulled = accounts.pulled(database.connection, "north")
    account = accounts.account(database.connection, "north")
    assert account is not None
    assert (pulled.filled, pulled.cursor, account.linked_us) == (False, None, NOW.plus(100).us)
    assert ledger.count(database.connection, "due") == 0
    database.close()
    again, nothing = reopen(path)
    assert nothing is None
    again.close()


def test_a_file_that_is_no_database_any_more_costs_no_account_and_no_change(tmp_path: Path) -> None:
    """The copy of the essentials steps in."""
    path = tmp_path / "activity.db"
    database = lived_in(path)
    save_essentials(database)
    database.close()
    path.write_bytes(b"not a database at all" * 1000)
    database, salvaged = reopen(path)
    assert salvaged is not None
    assert what_the_person_did(database) == (1, 1, 1, 1)
    database.close()


def test_damage_that_is_met_while_running_is_looked_for_at_the_next_start(tmp_path: Path) -> None:
    """A file that was closed in order is not searched each time; one that was caught is."""
    path = tmp_path / "activity.db"
    database = lived_in(path)
    with pytest.raises(DataDamaged), database.write():
        raise DataDamaged
    database.close()
    assert path.with_name("activity.db.suspect").exists()
    database, salvaged = open_or_salvage(path, NOW)
    assert salvaged is None
    assert not path.with_name("activity.db.suspect").exists()
    database.close()


def test_only_the_last_owner_may_write(tmp_path: Path) -> None:
    """Two programs with one profile, whose lock was deleted: the first one can write no more (I26), a command line can."""
    first, second, command = (Database(tmp_path / "activity.db") for _ in range(3))
    first.own("first")
    second.own("second")
    with pytest.raises(AlreadyRunning), first.write():
        pass
    for database in (second, command):
        with database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('test', '1')")
    for database in (first, second, command):
        database.close()
