"""How are the activities on this computer thrown away, so that all of them are fetched anew? The accounts and what waits to be
sent stay, and nothing that was announced is announced again."""

from __future__ import annotations

from ..store import accounts
from .engine import Engine
from .removal import remove_activities

_LEARNED = ("activity_person", "person", "record", "station", "quarantine", "own_type")


async def clear_activities(engine: Engine) -> None:
    """What a person marked on this computer only (done, snoozed, read where the system keeps no read state) goes with them."""
    database = engine.database
    followed = [one.id for one in accounts.all_accounts(database.connection) if await engine.followers.unfollow(one.id)]
    for account in accounts.all_accounts(database.connection):
        remove_activities(database, account.id)
        with database.write() as connection:
            for table in _LEARNED:
                connection.execute(f"DELETE FROM {table} WHERE account = ?", (account.id,))  # noqa: S608 - a constant list
            connection.execute("DELETE FROM pull WHERE account = ?", (account.id,))
            connection.execute("INSERT INTO pull (account) VALUES (?)", (account.id,))
    database.scrub()
    if followed:
        engine.reload()
