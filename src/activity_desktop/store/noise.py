"""Which types interrupt a person, and which of these do they care about? Counted from what was shown and what was clicked."""

from __future__ import annotations

from msgspec import Struct

from ..model.moment import Instant
from .database import Connection

DAYS = 30
"""So far back the window and the command line count."""


class Noise(Struct, frozen=True):
    """Of one type: how many activities were notified about, and on how many of these the person clicked, other than to mark
    them as read unseen."""

    shown: int = 0
    opened: int = 0


def noise_by_type(connection: Connection, account: str, since: Instant) -> dict[str, Noise]:
    """By `Activity.kind_id`. An activity that was told of in a summary counts like one that had a notification of its own."""
    rows = connection.execute(
        """SELECT a.kind_id, count(*), sum(EXISTS (
             SELECT 1 FROM station s WHERE s.account = l.account AND s.rid = l.rid AND s.name = 'clicked' AND s.note <> 'read'))
           FROM ledger l JOIN activity a ON a.account = l.account AND a.rid = l.rid
           WHERE l.account = ? AND l.state IN ('shown', 'folded') AND l.at_us >= ? GROUP BY a.kind_id""",
        (account, since.us),
    )
    return {row[0]: Noise(row[1], row[2]) for row in rows}
