"""How long are activities kept here? As long as the person chose; what is unread, kept, snoozed or unsent always stays.

An activity that is too old loses its words and everything that was derived from them. Its bare identifier stays, so that
the next look at the server neither brings it back nor takes it for news.
"""

from __future__ import annotations

from ..model.moment import Instant
from .database import Connection, Database

FORGOTTEN = 3
"""`activity.gone` of one whose words were removed here."""
CHUNK = 500
QUIET_DAYS = 30
"""Days without any activity that are believed; after more than that, time stands still here."""
DAY = 86_400.0

_OLD = """SELECT a.id, a.spot, a.account, a.rid FROM activity a
           WHERE a.gone = {gone} AND a.feed_us < ? AND a.arrived_us < ? AND a.unread = 0 AND a.kept = 0 AND a.shelf <> 1
             AND NOT EXISTS (SELECT 1 FROM overlay o WHERE o.activity = a.id)
             AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.account = a.account AND o.rid = a.rid)
             AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.account = a.account AND l.rid = a.rid
                               AND l.state IN ('due', 'held', 'claimed'))
           ORDER BY a.spot LIMIT ?"""


def forget_some(database: Database, keep_days: int, now: Instant) -> int:
    """Forget the next few that are too old, in one transaction; gives how many. None are left when it gives 0."""
    with database.write() as connection:
        oldest = _believable(connection, now).plus(-keep_days * DAY).us
        rows = connection.execute(_OLD.format(gone=0), (oldest, oldest, CHUNK)).fetchall()
        rows = rows or connection.execute(_OLD.format(gone=1), (oldest, oldest, CHUNK)).fetchall()
        for row in rows:
            _forget(connection, row["id"], row["spot"], row["account"], row["rid"])
        if 0 < len(rows) < CHUNK:
            connection.execute(
                """DELETE FROM person WHERE NOT EXISTS (SELECT 1 FROM activity_person p
                     WHERE (p.account, p.kind, p.pid) = (person.account, person.kind, person.pid))"""
            )
        connection.execute("DELETE FROM quarantine WHERE at_us < ?", (oldest,))
    return len(rows)


def _believable(connection: Connection, now: Instant) -> Instant:
    """Now; but where nothing has happened for months, our clock may have jumped ahead, and forgetting can wait."""
    newest = connection.execute("SELECT max(feed_us) FROM activity WHERE feed_us <= ?", (now.us,)).fetchone()[0]
    return now if newest is None else min(now, Instant(newest).plus(QUIET_DAYS * DAY))


def _forget(connection: Connection, id_: int, spot: int, account: str, rid: str) -> None:
    connection.execute(
        """INSERT INTO activity_words (activity_words, rowid, title, words)
           SELECT 'delete', spot, title, words FROM activity WHERE id = ?""",
        (id_,),
    )
    connection.execute("DELETE FROM activity_person WHERE spot = ?", (spot,))
    connection.execute("DELETE FROM station WHERE account = ? AND rid = ?", (account, rid))
    connection.execute(
        """UPDATE activity SET gone = ?, hash = x'', title = '', summary = '', person = '', person_id = '', relation = '',
             kind_label = '', words = '', detail = x'', raw = x'', attached = 0, due_us = NULL, due_day = 0,
             finished = 0 WHERE id = ?""",
        (FORGOTTEN, id_),
    )
    connection.execute("INSERT INTO activity_words (rowid, title, words) VALUES (?, '', '')", (spot,))
