"""How do activities get into the database, change there, and leave? The building blocks of an ingest transaction.

Nothing here decides anything: `sync.plan` does, from what `known` reports. Every function runs inside a transaction of
its caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ..model.activity import Key
from ..model.moment import Instant
from . import many
from .database import Connection

if TYPE_CHECKING:
    from .preparing import Prepared

T = TypeVar("T")
CHUNK = 400
"""How many identifiers go into one statement."""


class Known(msgspec.Struct, frozen=True):
    """What the database knows of one activity, as far as a decision about new facts needs it."""

    id: int
    version: int | None
    fact: int
    hash: bytes
    gone: int
    read_us: int | None
    arrived_us: int
    feed_us: int


class Arrival(msgspec.Struct, frozen=True):
    """An activity to insert. `read_us` None means unread."""

    prepared: Prepared
    read_us: int | None


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def marks(count: int) -> str:
    """`?, ?, ?` for so many values."""
    return ", ".join("?" * count)


def known(connection: Connection, account: str, rids: Sequence[str]) -> dict[str, Known]:
    """What is known of these activities; those that are not there are left out."""
    found: dict[str, Known] = {}
    for some in chunks(rids):
        query = f"""SELECT rid, id, version, fact, hash, gone, read_us, arrived_us, feed_us FROM activity
                    WHERE account = ? AND rid IN ({marks(len(some))})"""  # noqa: S608 - only question marks are put in
        for row in connection.execute(query, (account, *some)):
            found[row[0]] = Known(*row[1:])
    return found


def insert(connection: Connection, arrivals: Sequence[Arrival], now: Instant) -> list[int]:
    """Add new activities; gives their arrival numbers, in the same order."""
    if not arrivals:
        return []
    first = newest_arrival(connection) + 1
    spots = _free_spots(connection, [(a.prepared.feed_us, first + n) for n, a in enumerate(arrivals)])
    many.insert(connection, _INTO, [_values(first + n, spots[n], arrival, now) for n, arrival in enumerate(arrivals)])
    _count_unread(connection, arrivals)
    _index_words(connection, first, first + len(arrivals) - 1)
    _index_people(connection, zip((arrival.prepared for arrival in arrivals), spots, strict=True))
    return list(range(first, first + len(arrivals)))


def update(connection: Connection, id_: int, prepared: Prepared, *, fact: int | None = None) -> None:
    """Replace what an activity says. Its arrival number, shelf and marks stay; a fact number is set where given.

    One that is deleted here stays so until the server knows, or the person thinks again.
    """
    spot, feed_us = connection.execute("SELECT spot, feed_us FROM activity WHERE id = ?", (id_,)).fetchone()
    _forget_words(connection, id_)
    connection.execute("DELETE FROM activity_person WHERE spot = ?", (spot,))
    if feed_us != prepared.feed_us:
        (spot,) = _free_spots(connection, [(prepared.feed_us, id_)])
    a = prepared.activity
    connection.execute(
        """UPDATE activity SET spot = ?, feed_us = ?, gone = CASE gone WHEN 2 THEN 2 ELSE 0 END, missing = 0,
             version = coalesce(?, version), hash = ?, kind = ?, kind_id = ?,
             kind_label = ?, title = ?, summary = ?, person = ?, person_id = ?, relation = ?, unreadable = ?, cancelled = ?,
             words = ?, detail = ?, raw = ?, due_us = ?, due_day = ?, finished = ?, attached = ?,
             fact = coalesce(?, fact) WHERE id = ?""",
        (
            spot, prepared.feed_us, a.version, prepared.hash, a.kind, a.kind_id, a.kind_label, prepared.title, prepared.summary,
            prepared.person, prepared.person_id, prepared.relation, a.unreadable, prepared.cancelled, prepared.words,
            prepared.detail, a.raw, *prepared.due, bool(a.attachments), fact, id_,
        ),
    )  # fmt: skip
    _index_words(connection, id_, id_)
    _index_people(connection, [(prepared, spot)])


def forget(connection: Connection, id_: int) -> None:
    """Take out an activity as if it had never been here."""
    _forget_words(connection, id_)
    connection.execute("DELETE FROM activity_person WHERE spot = (SELECT spot FROM activity WHERE id = ?)", (id_,))
    connection.execute("DELETE FROM activity WHERE id = ?", (id_,))


def newer_version(connection: Connection, id_: int, version: int) -> None:
    """The same words in a newer version: only the number changes, so that nothing older gets past it."""
    connection.execute("UPDATE activity SET version = ? WHERE id = ? AND version < ?", (version, id_, version))


def still_there(connection: Connection, ids: Iterable[int]) -> None:
    """These were seen again, unchanged: they are not missing (any more)."""
    connection.executemany("UPDATE activity SET missing = 0 WHERE id = ? AND missing > 0", ((id_,) for id_ in ids))


def set_read(connection: Connection, id_: int, read_us: int | None, *, fact: int | None = None) -> None:
    """The settled read time. `unread` follows, except where the person wants something else that is still on its way."""
    connection.execute("UPDATE activity SET read_us = ?, fact = coalesce(?, fact) WHERE id = ?", (read_us, fact, id_))
    derive_unread(connection, [id_])


def mark_here(connection: Connection, keys: Sequence[Key], read_us: int | None) -> None:
    """The read time where the system keeps none: the person's word is the fact."""
    ids = ids_of(connection, keys)
    connection.executemany("DELETE FROM overlay WHERE activity = ?", ((id_,) for id_ in ids))
    connection.executemany("UPDATE activity SET read_us = ? WHERE id = ?", ((read_us, id_) for id_ in ids))
    derive_unread(connection, ids)


def forget_hash(connection: Connection, id_: int) -> None:
    """What the server says next is compared with nothing, so it is taken whatever it is."""
    connection.execute("UPDATE activity SET hash = x'' WHERE id = ?", (id_,))


def forget_versions(connection: Connection, account: str) -> None:
    """The server counts anew; whatever it says next is taken."""
    connection.execute("UPDATE activity SET version = NULL WHERE account = ? AND version IS NOT NULL", (account,))


def drop_local_wish(connection: Connection, id_: int) -> None:
    """An "unread" that was never meant for the server (the end of a snooze) is over."""
    connection.execute("DELETE FROM overlay WHERE activity = ? AND gen = 0", (id_,))


def set_gone(connection: Connection, ids: Sequence[int], gone: int, *, fact: int | None = None) -> None:
    """0: it is there. 1: deleted on the server. 2: deleted here, and the server does not know yet."""
    connection.executemany(
        "UPDATE activity SET gone = ?, missing = 0, fact = coalesce(?, fact) WHERE id = ?", ((gone, fact, id_) for id_ in ids)
    )
    derive_unread(connection, ids)


def derive_unread(connection: Connection, ids: Iterable[int]) -> None:
    """Unread is: not gone, and the person's wish, else the settled fact, is "unread". Kept ends where unread ends."""
    connection.executemany(
        """UPDATE activity SET unread = (gone = 0 AND CASE WHEN o.activity IS NULL THEN read_us ELSE o.want_us END IS NULL)
           FROM (SELECT ? AS wanted) LEFT JOIN overlay o ON o.activity = wanted WHERE id = wanted""",
        ((id_,) for id_ in ids),
    )


def keys_of(connection: Connection, ids: Sequence[int]) -> list[Key]:
    keys: list[Key] = []
    for id_ in ids:
        row = connection.execute("SELECT account, rid FROM activity WHERE id = ?", (id_,)).fetchone()
        if row:
            keys.append(Key(*row))
    return keys


def ids_of(connection: Connection, keys: Iterable[Key]) -> list[int]:
    """Arrival numbers of the activities that are here; the others are left out."""
    found = (connection.execute("SELECT id FROM activity WHERE account = ? AND rid = ?", key).fetchone() for key in keys)
    return [row[0] for row in found if row]


def newest_arrival(connection: Connection) -> int:
    """The highest arrival number ever given, 0 before the first."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'activity'").fetchone()
    return row[0] if row else 0


def has_any(connection: Connection, account: str) -> bool:
    return connection.execute("SELECT 1 FROM activity WHERE account = ? LIMIT 1", (account,)).fetchone() is not None


def count(connection: Connection, account: str) -> int:
    return int(connection.execute("SELECT count(*) FROM activity WHERE account = ?", (account,)).fetchone()[0])


_INTO = """INSERT INTO activity (id, account, rid, spot, feed_us, unread, read_us, arrived_us, version, hash, kind, kind_id,
  kind_label, title, summary, person, person_id, relation, unreadable, cancelled, words, detail, raw,
  due_us, due_day, finished, attached)"""
"""The columns that `_values` fills; the others have what they have by themselves."""


def _values(id_: int, spot: int, arrival: Arrival, now: Instant) -> tuple[object, ...]:
    p, a = arrival.prepared, arrival.prepared.activity
    return (
        id_, a.key.account, a.key.rid, spot, p.feed_us, arrival.read_us is None, arrival.read_us, now.us, a.version, p.hash,
        a.kind, a.kind_id, a.kind_label, p.title, p.summary, p.person, p.person_id, p.relation, a.unreadable, p.cancelled,
        p.words, p.detail, a.raw, *p.due, bool(a.attachments),
    )  # fmt: skip


def spot_of(feed_us: int, id_: int) -> int:
    """Where an activity wants to stand: by feed time, and within the same microsecond by arrival."""
    return (feed_us << 10) | (id_ & 1023)


def _free_spots(connection: Connection, wanted: Sequence[tuple[int, int]]) -> list[int]:
    """A place of its own for each (feed time, arrival): the wanted one, or the next free one above."""
    wishes = [spot_of(feed_us, id_) for feed_us, id_ in wanted]
    taken = _occupied(connection, wishes)
    crowds: dict[int, int] = {}  # after an import, thousands share one feed time: the search goes on where it last ended
    spots = []
    for (feed_us, _), wish in zip(wanted, wishes, strict=True):
        spot = wish
        if wish in taken:
            spot = crowds[feed_us] = _free_spot(connection, max(wish, crowds.get(feed_us, wish)), taken)
        taken.add(spot)
        spots.append(spot)
    return spots


def _occupied(connection: Connection, spots: Sequence[int]) -> set[int]:
    """Those of these places at which an activity stands."""
    found: set[int] = set()
    for some in chunks(spots):
        asking = f"SELECT spot FROM activity WHERE spot IN ({marks(len(some))})"  # noqa: S608 - only question marks are put in
        found.update(row[0] for row in connection.execute(asking, some))
    return found


def _free_spot(connection: Connection, spot: int, taken: set[int]) -> int:
    while spot in taken or connection.execute("SELECT 1 FROM activity WHERE spot = ?", (spot,)).fetchone():
        # Whole-second servers leave the microseconds between two seconds free; jump over a dense run at once.
        row = connection.execute("SELECT max(spot) FROM activity WHERE spot BETWEEN ? AND ?", (spot, spot + 1023)).fetchone()
        spot = max(spot, row[0] or 0) + 1
        while spot in taken:
            spot += 1
    return spot


def _count_unread(connection: Connection, arrivals: Sequence[Arrival]) -> None:
    """Later changes are counted by triggers."""
    unread = Counter(arrival.prepared.activity.key.account for arrival in arrivals if arrival.read_us is None)
    connection.executemany(
        "INSERT INTO unread_count VALUES (?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number", unread.items()
    )


def _index_words(connection: Connection, first: int, last: int) -> None:
    """Of the rows with these arrival numbers. One INSERT … SELECT per page is several times faster than a trigger per row,
    as long as the index gets its rows in ascending order."""
    connection.execute(
        """INSERT INTO activity_words (rowid, title, words)
           SELECT spot, title, words FROM activity WHERE id BETWEEN ? AND ? ORDER BY spot""",
        (first, last),
    )


def _forget_words(connection: Connection, id_: int) -> None:
    connection.execute(
        """INSERT INTO activity_words (activity_words, rowid, title, words)
           SELECT 'delete', spot, title, words FROM activity WHERE id = ?""",
        (id_,),
    )


def _index_people(connection: Connection, placed: Iterable[tuple[Prepared, int]]) -> None:
    """Whom each activity is about, and what they are called. Of a page's many mentions of one person, each is written once."""
    mentions: list[tuple[str, str, str, int]] = []
    called: dict[tuple[str, str, str, str, str], None] = {}
    for prepared, spot in placed:
        account = prepared.activity.key.account
        for person in prepared.activity.people:
            if person.id:
                mentions.append((account, person.kind, person.id, spot))
                called[account, person.kind, person.id, person.name, person.email] = None
    many.insert(connection, "INSERT OR IGNORE INTO activity_person", mentions)
    connection.executemany(
        """INSERT INTO person VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
             name = CASE WHEN excluded.name = '' THEN name ELSE excluded.name END,
             email = CASE WHEN excluded.email = '' THEN email ELSE excluded.email END
           WHERE (excluded.name <> '' AND excluded.name <> name) OR (excluded.email <> '' AND excluded.email <> email)""",
        called,
    )
