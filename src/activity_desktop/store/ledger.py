"""What has been announced, and what is still to be? One row per activity for ever, so that nothing is announced twice.

due -> claimed -> shown | folded (told of in a summary);  due -> suppressed (with the reason);  due <-> held (quiet hours).
A row that is `claimed` by a process that has died is in doubt, and is announced again under the same tag: better twice
after a crash in that instant than never (the document says that the user *is* notified). `tries` counts the calls whose
end is unknown, the present one included. After two of them a summary without a title tells of it, and no third popup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ..model.activity import Key
from ..model.feed import Announcement
from ..model.moment import Instant
from .database import Connection, Row

TRIES = 2
"""So often at most the desktop is asked to tell of one activity without knowing how it ended."""
IN_DOUBT = "two calls had no known end, so a summary without titles told of it"
"""The reason of those."""
NOTE_FIELDS = """
  l.account, l.rid, l.state, l.due_us, l.reason, l.tries, l.reminds, l.reminded_us,
  a.due_us AS starts_us, a.finished, a.title, a.summary, a.kind, a.kind_id, a.kind_label,
  a.person, a.unread, a.gone, a.shelf,
  a.detail, a.raw, acc.name AS account_name, acc.notify, acc.muted_kinds, acc.user_id
"""


class Posting(Struct, frozen=True):
    """A notification that is, or may still be, on the screen."""

    tag: str
    platform_id: str
    owner: str
    keys: tuple[Key, ...]


def enter(connection: Connection, keys: Iterable[Key], now: Instant) -> None:
    """These are new: each is due once, whatever way and how often it arrives."""
    connection.executemany(
        "INSERT OR IGNORE INTO ledger (account, rid, state, due_us) VALUES (?, ?, 'due', ?)",
        ((*key, now.us) for key in keys),
    )


def forget(connection: Connection, key: Key) -> None:
    """Another activity bears the name now; nothing was told of that one."""
    connection.execute("DELETE FROM ledger WHERE account = ? AND rid = ?", key)


def rows_in(connection: Connection, state: str, limit: int = 2000) -> list[Row]:
    """Rows of a state with what a verdict about them needs, oldest first."""
    return connection.execute(
        f"""SELECT {NOTE_FIELDS} FROM ledger l
              LEFT JOIN activity a ON a.account = l.account AND a.rid = l.rid LEFT JOIN account acc ON acc.id = l.account
            WHERE l.state = ? ORDER BY l.due_us, a.id LIMIT ?""",  # noqa: S608 - a constant
        (state, limit),
    ).fetchall()


def row(connection: Connection, key: Key) -> Row | None:
    """The same of one activity, whatever its state."""
    found: Row | None = connection.execute(
        f"""SELECT {NOTE_FIELDS} FROM ledger l
              LEFT JOIN activity a ON a.account = l.account AND a.rid = l.rid LEFT JOIN account acc ON acc.id = l.account
            WHERE l.account = ? AND l.rid = ?""",  # noqa: S608 - a constant
        key,
    ).fetchone()
    return found


def settle(connection: Connection, key: Key, state: str, reason: str, now: Instant) -> None:
    connection.execute(
        "UPDATE ledger SET state = ?, reason = ?, at_us = ? WHERE account = ? AND rid = ?", (state, reason, now.us, *key)
    )


def claim(connection: Connection, keys: Iterable[Key], session: str, tag: str, now: Instant) -> None:
    """Before the call to the desktop: from here on a crash leaves the announcement in doubt."""
    connection.executemany(
        """UPDATE ledger SET state = 'claimed', session = ?, tag = ?, at_us = ?, withdrawn = 0, tries = tries + 1
             WHERE account = ? AND rid = ?""",
        ((session, tag, now.us, *key) for key in keys),
    )


def tags_of(connection: Connection, keys: Iterable[Key]) -> set[str]:
    """Under which tags these were posted, or may have been by a process that died."""
    asking = "SELECT tag FROM ledger WHERE account = ? AND rid = ? AND tag <> '' AND withdrawn = 0"
    found = (connection.execute(asking, key).fetchone() for key in keys)
    return {row[0] for row in found if row}


def in_use(connection: Connection, tag: str) -> bool:
    """Whether a notification under this tag still tells of something."""
    return connection.execute("SELECT 1 FROM ledger WHERE tag = ? AND withdrawn = 0", (tag,)).fetchone() is not None


def last_posted(connection: Connection, tag: str) -> tuple[str, str] | None:
    """The desktop's identifier and owner of the notification under this tag."""
    row = connection.execute(
        "SELECT platform_id, owner FROM ledger WHERE tag = ? AND platform_id <> '' AND withdrawn = 0 LIMIT 1", (tag,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def told_by(connection: Connection, tag: str) -> tuple[Key, ...]:
    """What the notification under this tag tells, or told, of."""
    rows = connection.execute("SELECT account, rid FROM ledger WHERE tag = ?", (tag,)).fetchall()
    return tuple(Key(row[0], row[1]) for row in rows)


def created(connection: Connection, keys: Iterable[Key]) -> dict[Key, Instant]:
    """When they were created, of those that say so."""
    asking = "SELECT feed_us FROM activity WHERE account = ? AND rid = ?"
    found = ((key, connection.execute(asking, key).fetchone()) for key in keys)
    return {key: Instant(row[0]) for key, row in found if row and row[0]}


def shown(
    connection: Connection, keys: Iterable[Key], state: str, reason: str, platform_id: str, owner: str, now: Instant
) -> None:
    """The desktop has taken it: as a notification of its own (`shown`) or within a summary (`folded`)."""
    connection.executemany(
        """UPDATE ledger SET state = ?, reason = ?, platform_id = ?, owner = ?, at_us = ?, tries = 0
             WHERE account = ? AND rid = ?""",
        ((state, reason, platform_id, owner, now.us, *key) for key in keys),
    )


def release(connection: Connection, keys: Iterable[Key], reason: str) -> None:
    """The desktop did not show it: due again, and this call counts for nothing."""
    connection.executemany(
        """UPDATE ledger SET state = 'due', reason = ?, tries = tries - 1, tag = CASE tries WHEN 1 THEN '' ELSE tag END
             WHERE account = ? AND rid = ?""",
        ((reason, *key) for key in keys),
    )


def doubt(connection: Connection, keys: Iterable[Key], reason: str) -> None:
    """The desktop gave no answer, and may show it yet: due again, and this call counts."""
    connection.executemany(
        "UPDATE ledger SET state = 'due', reason = ? WHERE account = ? AND rid = ?", ((reason, *key) for key in keys)
    )


def release_doubtful(connection: Connection, session: str) -> None:
    """At start: what another process had claimed is due again, under the same tag."""
    connection.execute("UPDATE ledger SET state = 'due' WHERE state = 'claimed' AND session <> ?", (session,))


def release_held(connection: Connection) -> int:
    """Quiet time is over: what was held is due. Gives how many."""
    return connection.execute("UPDATE ledger SET state = 'due', reason = 'after quiet time' WHERE state = 'held'").rowcount


def count(connection: Connection, state: str) -> int:
    return int(connection.execute("SELECT count(*) FROM ledger WHERE state = ?", (state,)).fetchone()[0])


def postings(connection: Connection, keys: Sequence[Key] | None = None) -> list[Posting]:
    """Notifications that were posted and not withdrawn: all, or those that tell of one of these activities."""
    if keys is None:
        tags = [row[0] for row in connection.execute("SELECT DISTINCT tag FROM ledger WHERE tag <> '' AND withdrawn = 0")]
    else:
        found = (
            connection.execute(
                "SELECT tag FROM ledger WHERE account = ? AND rid = ? AND tag <> '' AND withdrawn = 0", key
            ).fetchone()
            for key in keys
        )
        tags = sorted({row[0] for row in found if row})
    return [_posting(connection, tag) for tag in tags]


def _posting(connection: Connection, tag: str) -> Posting:
    rows = connection.execute(
        "SELECT account, rid, platform_id, owner FROM ledger WHERE tag = ? AND withdrawn = 0 ORDER BY at_us DESC", (tag,)
    ).fetchall()
    return Posting(tag, rows[0]["platform_id"], rows[0]["owner"], tuple(Key(row["account"], row["rid"]) for row in rows))


def settled(connection: Connection, posting: Posting) -> bool:
    """Whether nothing that the notification tells of is still unread in the inbox; and what it reminds of, still to be done
    at that time."""
    asking = """SELECT 1 FROM activity a JOIN ledger l ON l.account = a.account AND l.rid = a.rid
                WHERE a.account = ? AND a.rid = ? AND a.unread = 1 AND a.shelf = 0
                  AND (l.reminds = 0 OR (a.finished = 0 AND a.due_us IS l.reminded_us))"""
    return not any(connection.execute(asking, key).fetchone() for key in posting.keys)


def withdraw(connection: Connection, tag: str) -> None:
    connection.execute("UPDATE ledger SET withdrawn = 1 WHERE tag = ?", (tag,))


def announced_again(connection: Connection, key: Key, now: Instant) -> None:
    """A snooze has ended: this one may be announced once more."""
    connection.execute(
        """INSERT INTO ledger (account, rid, state, due_us, reason) VALUES (?, ?, 'due', ?, 'snooze ended')
           ON CONFLICT DO UPDATE
             SET state = 'due', due_us = excluded.due_us, reason = 'snooze ended', tag = '', withdrawn = 0, tries = 0,
                 reminds = 0""",
        (*key, now.us),
    )


def entry(connection: Connection, key: Key) -> Announcement | None:
    """What became of an activity's notification; None when it never was to have one."""
    row = connection.execute("SELECT state, reason, at_us FROM ledger WHERE account = ? AND rid = ?", key).fetchone()
    return Announcement(row[0], row[1], None if row[2] is None else Instant(row[2])) if row else None
