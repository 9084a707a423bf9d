"""How are very many activities marked as read or unread? In statements about all of a chunk at once: of a hundred thousand,
each row costs a microsecond or two instead of twenty, and other threads need not wait for each of them.

`choose_unread` or `choose_marked` says which activities are meant, and `wish` marks them as `outbox.add_marks` would, one by
one. Everything runs inside a transaction of its caller.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from ..model.feed import FeedQuery
from ..model.moment import Instant
from ..model.operation import SetRead
from . import outbox
from .conditions import conditions_of, finds_nothing
from .database import Connection
from .select import Conditions

_UUID = """lower(printf('%s-%s-4%s-%s%s-%s', hex(randomblob(4)), hex(randomblob(2)), substr(hex(randomblob(2)), 2),
  substr('89ab', 1 + (random() & 3), 1), substr(hex(randomblob(2)), 2), hex(randomblob(6))))"""
"""A random key as `uuid.uuid4` makes them (RFC 9562, section 5.4)."""
_SAVED = "marking "
"""How the names of saved work begin in `meta`."""
Marked = tuple[int, int]
"""An activity's arrival number, and what its "kept" was before."""


class Chosen(Struct, frozen=True):
    """What a chunk consists of. `lowest` is the spot of its last activity, None where nothing was left to choose."""

    marked: list[Marked]
    lowest: int | None


class Listed(Struct, frozen=True):
    """Which unread activities are to be read: those that a query lists, had arrived by then, and were not kept since."""

    query: FeedQuery
    up_to: int
    spare_kept: bool
    """Also those that were kept earlier stay unread."""
    at_us: int


def choose_unread(connection: Connection, listed: Listed, below: int | None, limit: int) -> Chosen:
    """The next ones, newest first, below a spot."""
    _empty(connection)
    if finds_nothing(listed.query):
        return Chosen([], None)
    wanted = _unread(connection, listed, below)
    connection.execute(
        f"""INSERT INTO chosen (activity, account, rid, spot, before, kept)
            SELECT a.id, a.account, a.rid, a.spot, a.kept, 0 FROM {wanted.tables}
            WHERE {wanted.sql} ORDER BY {wanted.order} DESC LIMIT ?""",  # noqa: S608 - built from constants only
        (*wanted.values, limit),
    )
    return _chosen(connection)


def count_unread(connection: Connection, listed: Listed, below: int | None) -> int:
    """How many are still to be chosen."""
    wanted = _unread(connection, listed, below)
    sql = f"SELECT count(*) FROM {wanted.tables} WHERE {wanted.sql}"  # noqa: S608 - built from constants only
    return int(connection.execute(sql, wanted.values).fetchone()[0])


def choose_marked(connection: Connection, marked: Sequence[Marked]) -> Chosen:
    """Of these, those that are read now; they are to be kept again as they were."""
    _empty(connection)
    connection.execute(
        """INSERT INTO chosen (activity, account, rid, spot, before, kept)
           SELECT a.id, a.account, a.rid, a.spot, a.kept, m.value ->> 1 FROM json_each(?) m
           CROSS JOIN activity a ON a.id = m.value ->> 0 WHERE a.unread = 0 AND a.gone = 0""",
        (msgspec.json.encode(marked).decode(),),
    )
    return _chosen(connection)


def wish(connection: Connection, at_us: int | None, on_server: Sequence[str], now: Instant) -> None:
    """The chosen ones are read since then, or unread (None): here at once, and to be sent for the accounts `on_server`, whose
    systems keep a read state."""
    operation = SetRead(at_us=at_us)
    connection.execute(
        """UPDATE chosen SET gen = ? + n FROM (
             SELECT activity AS one, row_number() OVER (ORDER BY place) - 1 AS n FROM chosen
             WHERE account IN (SELECT value FROM json_each(?))) WHERE activity = one""",
        (outbox.next_gen(connection), msgspec.json.encode(on_server).decode()),
    )
    connection.execute(
        """DELETE FROM outbox WHERE op IN (
             SELECT o.op FROM chosen c CROSS JOIN outbox o ON (o.account, o.rid) = (c.account, c.rid)
             WHERE c.gen IS NOT NULL AND o.field = ? AND ((o.state = 'pending' AND o.attempts = 0) OR o.state = 'parked'))""",
        (operation.field,),
    )
    connection.execute(
        f"""INSERT INTO outbox (account, rid, field, operation, idem, gen, not_before_us, created_us)
           SELECT account, rid, ?, ?, {_UUID}, gen, ?, ? FROM chosen WHERE gen IS NOT NULL ORDER BY place""",  # noqa: S608 - a constant
        (operation.field, msgspec.json.encode(operation).decode(), now.us, now.us),
    )
    connection.execute(
        """INSERT INTO overlay SELECT activity, ?, gen FROM chosen WHERE gen IS NOT NULL
           ON CONFLICT DO UPDATE SET want_us = excluded.want_us, gen = excluded.gen""",
        (at_us,),
    )
    connection.execute("DELETE FROM overlay WHERE activity IN (SELECT activity FROM chosen WHERE gen IS NULL)")
    connection.execute(
        """UPDATE activity SET kept = c.kept, unread = ?, read_us = CASE WHEN c.gen IS NULL THEN ? ELSE activity.read_us END
           FROM chosen c WHERE id = c.activity""",
        (at_us is None, at_us),
    )
    connection.execute(
        "INSERT INTO station SELECT account, rid, ?, ?, 'by you' FROM chosen",
        (now.us, "marked unread" if at_us is None else "marked read"),
    )


def settle(connection: Connection, ops: Sequence[int], fact: int) -> None:
    """The server has taken these read marks and echoed nothing: what was asked is the confirmed fact of this number."""
    _empty(connection)
    these = msgspec.json.encode(ops).decode()
    connection.execute(
        """INSERT INTO chosen (activity, gen, read_us)
           SELECT a.id, o.gen, o.operation ->> 'at_us' FROM json_each(?) m CROSS JOIN outbox o ON o.op = m.value
           CROSS JOIN activity a ON (a.account, a.rid) = (o.account, o.rid)""",
        (these,),
    )
    connection.execute("DELETE FROM outbox WHERE op IN (SELECT value FROM json_each(?))", (these,))
    connection.execute("DELETE FROM overlay WHERE (activity, gen) IN (SELECT activity, gen FROM chosen)")
    connection.execute(
        """UPDATE activity SET read_us = c.read_us, fact = ?, hash = x'', unread = (gone = 0 AND c.effective IS NULL)
           FROM (SELECT n.activity, n.read_us, CASE WHEN o.activity IS NULL THEN n.read_us ELSE o.want_us END AS effective
                 FROM chosen n LEFT JOIN overlay o ON o.activity = n.activity) c WHERE id = c.activity""",
        (fact,),
    )


def all_read(connection: Connection, account: str) -> bool:
    """Whether "everything is read" is true of a whole account: nothing unread here or to be sent as unread, nothing tried or
    parked still open."""
    unread = connection.execute("SELECT 1 FROM activity WHERE account = ? AND unread = 1 LIMIT 1", (account,)).fetchone()
    unsettled = connection.execute(
        "SELECT 1 FROM outbox WHERE account = ? AND (state <> 'pending' OR attempts > 0) LIMIT 1", (account,)
    ).fetchone()
    return unread is None and unsettled is None and not outbox.has_unread_mark(connection, account)


def save(connection: Connection, name: str, work: str) -> None:
    """Remember what is still to be marked, in the words of whoever does it. Taken up in the order of the names."""
    connection.execute("INSERT INTO meta VALUES (?, ?)", (_SAVED + name, work))


def forget(connection: Connection, name: str) -> None:
    connection.execute("DELETE FROM meta WHERE name = ?", (_SAVED + name,))


def saved(connection: Connection) -> list[tuple[str, str]]:
    """The names and words of what an earlier process did not come to the end of."""
    rows = connection.execute("SELECT name, value FROM meta WHERE name GLOB ? ORDER BY name", (f"{_SAVED}*",))
    return [(row[0].removeprefix(_SAVED), row[1]) for row in rows]


def _unread(connection: Connection, listed: Listed, below: int | None) -> Conditions:
    unread = msgspec.structs.replace(listed.query, unread_only=True)
    wanted = conditions_of(connection, unread)
    wanted.add("a.id <= ?", listed.up_to)
    wanted.add("a.kept <= ?", 0 if listed.spare_kept else listed.at_us)
    if below is not None:
        wanted.add(f"{wanted.order} < ?", below)
    return wanted


def _empty(connection: Connection) -> None:
    connection.execute(
        """CREATE TEMP TABLE IF NOT EXISTS chosen (place INTEGER PRIMARY KEY, activity INTEGER, account TEXT, rid TEXT,
             spot INTEGER, before INTEGER, kept INTEGER, gen INTEGER, read_us INTEGER)"""
    )
    connection.execute("DELETE FROM chosen")


def _chosen(connection: Connection) -> Chosen:
    found, lowest = connection.execute(
        "SELECT json_group_array(json_array(activity, before)), min(spot) FROM chosen"
    ).fetchone()
    return Chosen(msgspec.json.decode(found, type=list[Marked]), lowest)
