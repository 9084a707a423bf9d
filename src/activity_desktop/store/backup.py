"""What would be lost for good if the database file were lost? That is copied beside it now and then: no server has it.

Accounts, changes on their way, marks of the person, saved searches, links between people, and what is still to be announced.
Everything else is fetched again.
"""

from __future__ import annotations

from .database import Database
from .salvage import SAVED, columns

_TOUCHED = """SELECT id FROM main.activity WHERE gone = 0 AND shelf > 0
              UNION SELECT id FROM main.activity WHERE unread = 1 AND kept > 0
              UNION SELECT activity FROM main.overlay
              UNION SELECT a.id FROM main.outbox o JOIN main.activity a USING (account, rid)
              UNION SELECT a.id FROM main.ledger l JOIN main.activity a USING (account, rid)
                WHERE l.state IN ('due', 'held', 'claimed')"""
"""What the person did something with, or waits for; each by an index."""
ESSENTIAL = {
    "account": "1",
    "activity": f"id IN ({_TOUCHED})",
    "overlay": "1",
    "outbox": "1",
    "same_person": "1",
    "saved_view": "1",
    "draft": "1",
    "ledger": "state IN ('due', 'held', 'claimed')",
}
"""Of which tables which rows; parents before children."""


def save_essentials(database: Database) -> None:
    """Write the copy. Raises DiskFull and the like; the last copy stays then."""
    path = database.path
    fresh = path.with_name(path.name + ".saving")
    for leftover in path.parent.glob(fresh.name + "*"):
        leftover.unlink()
    Database(fresh).close()
    connection = database.connection
    connection.execute("ATTACH DATABASE ? AS saved", (str(fresh),))
    try:
        with database.write():
            for table, condition in ESSENTIAL.items():
                names = ", ".join(columns(connection, table))
                connection.execute(
                    f"INSERT INTO saved.{table} ({names}) SELECT {names} FROM main.{table} WHERE {condition}"  # noqa: S608 - names of our own schema
                )
        connection.execute("PRAGMA saved.wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.execute("DETACH DATABASE saved")
    fresh.replace(path.with_name(path.name + SAVED))
