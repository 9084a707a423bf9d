"""How are the activities on this computer thrown away, so that all of them are fetched anew? The accounts and what waits to be
sent stay, and nothing that was announced is announced again."""

from __future__ import annotations

from ..store import accounts
from ..store.removal import forget_learned, remove_activities
from .engine import Engine


async def clear_activities(engine: Engine) -> None:
    """What a person marked on this computer only (done, snoozed, read where the system keeps no read state) goes with them."""
    database = engine.database
    followed = [one.id for one in accounts.all_accounts(database.connection) if await engine.followers.unfollow(one.id)]
    for account in accounts.all_accounts(database.connection):
        remove_activities(database, account.id)
        forget_learned(database, account.id)
    database.scrub()
    if followed:
        engine.reload()
