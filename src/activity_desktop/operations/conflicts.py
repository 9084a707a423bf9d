"""What happens when two have changed the same activity? The person decides: their version once more, or the server's."""

from __future__ import annotations

from ..store import outbox
from .engine import Engine


async def keep_mine(engine: Engine, op: int) -> None:
    """Send the person's version once more, now on top of what the server has. Raises NotFound."""
    waiting = outbox.one(engine.database.connection, op)
    if waiting is not None and waiting.key.rid:
        await engine.on_demand.refresh_quietly(waiting.key)
    engine.desk.unsent.retry_one(op)


async def use_theirs(engine: Engine, op: int) -> None:
    """Give the person's version up and show the server's. Raises NotFound, and CannotDo while it is being sent."""
    waiting = outbox.one(engine.database.connection, op)
    engine.desk.unsent.drop(op)
    if waiting is not None and waiting.key.rid:
        await engine.on_demand.refresh_quietly(waiting.key)
