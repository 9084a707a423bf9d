"""How late does news arrive, and what had been missed until now? Measured as it arrives, for the health page.

By the server's stamp and our clock, so it is as exact as the two agree.
"""

from __future__ import annotations

from ..model.moment import Instant
from . import accounts
from .database import Connection

MARGIN = 120.0
"""Seconds that a server may take until it lists what it has stamped, and by which the clocks may differ."""
_ARRIVED = "FROM activity WHERE id > ? AND account = ?"


def note(connection: Connection, account: str, newest_before: int, complete_until: Instant | None, now: Instant) -> None:
    """Look at what has arrived behind the arrival number `newest_before`.

    All that was created before `complete_until` should have been here already. What arrives now all the same was missed,
    and is healed.
    """
    due = complete_until.plus(-MARGIN).us if complete_until is not None else 0
    healed = connection.execute(f"SELECT count(*) {_ARRIVED} AND feed_us < ?", (newest_before, account, due)).fetchone()[0]
    if healed:
        before = accounts.pulled(connection, account).healed
        accounts.set_pulled(connection, account, healed=before + healed, healed_us=now.us)
    newest = connection.execute(
        f"SELECT max(0, arrived_us - feed_us) {_ARRIVED} AND feed_us >= ? ORDER BY id DESC LIMIT 1",
        (newest_before, account, due),
    ).fetchone()
    if newest is not None:
        accounts.set_pulled(connection, account, lag_us=newest[0])
