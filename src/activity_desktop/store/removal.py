"""How is everything of an account taken off this computer? It can be resumed: the row says `removing` until the last step, and
each step may be done twice."""

from __future__ import annotations

from . import accounts
from .database import Database

REMOVE_CHUNK = 2000
_LEARNED = ("activity_person", "person", "record", "station", "quarantine", "own_type")
"""Tables of what came with the activities."""
_TABLES = (*_LEARNED, "same_person", "ledger", "outbox", "draft", "pull")


def begin_removal(database: Database, account_id: str) -> None:
    with database.write() as connection:
        accounts.change(connection, account_id, state="removing")


def remove_rows(database: Database, account_id: str) -> None:
    """Delete everything of an account, in pieces, and then every trace of it in the file."""
    remove_activities(database, account_id)
    with database.write() as connection:
        connection.execute("INSERT INTO activity_words (activity_words) VALUES ('optimize')")
    delete_rows(database, account_id)
    database.scrub()


def delete_rows(database: Database, account_id: str) -> None:
    """Of an account without activities, all at once."""
    with database.write() as connection:
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table} WHERE account = ?", (account_id,))  # noqa: S608 - a constant list
        connection.execute("DELETE FROM account WHERE id = ?", (account_id,))


def forget_learned(database: Database, account_id: str) -> None:
    """What came with the activities, and how far was read. The account, its ledger and what waits to be sent stay."""
    with database.write() as connection:
        for table in _LEARNED:
            connection.execute(f"DELETE FROM {table} WHERE account = ?", (account_id,))  # noqa: S608 - a constant list
        connection.execute("DELETE FROM pull WHERE account = ?", (account_id,))
        connection.execute("INSERT INTO pull (account) VALUES (?)", (account_id,))


def remove_activities(database: Database, account_id: str) -> None:
    """In pieces, so that nobody waits long for the database."""
    while _remove_some(database, account_id):
        pass


def _remove_some(database: Database, account_id: str) -> bool:
    with database.write() as connection:
        spots = [
            row[0]
            for row in connection.execute("SELECT spot FROM activity WHERE account = ? LIMIT ?", (account_id, REMOVE_CHUNK))
        ]
        for spot in spots:
            connection.execute(
                """INSERT INTO activity_words (activity_words, rowid, title, words)
                   SELECT 'delete', spot, title, words FROM activity WHERE spot = ?""",
                (spot,),
            )
        connection.executemany("DELETE FROM activity WHERE spot = ?", ((spot,) for spot in spots))
    return bool(spots)
