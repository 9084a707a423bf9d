"""Which changes of the person's are on their way to a server? Each is a row from the moment it is shown as saved.

The functions are the steps of an operation's life: `add` (with the local change, in one transaction), `claim` (before the
request), then one of `finish`, `put_back`, `park`. A row that is `sending` belongs to a process that may have died; `reset`
makes it pending again at the next start, with the same idempotency key. A command sends beside the window, or beside another
command, so it takes up only what is abandoned: on its way for longer than anybody can be at it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from ..model.activity import Key
from ..model.moment import Instant
from ..model.operation import AnyOperation, SetRead
from .activities import derive_unread, ids_of
from .database import Connection, Row


class Waiting(Struct, frozen=True):
    """One operation on its way."""

    op: int
    key: Key
    operation: AnyOperation
    idempotency_key: str
    gen: int
    state: str
    attempts: int
    counted: int
    not_before: Instant
    created: Instant
    problem: str
    note: str


LONGEST_SENDING = 600.0
"""Seconds after which no process can be sending an operation any more: each of its few requests ends after a minute."""
_ABANDONED = "account = ? AND state = 'sending' AND NOT not_before_us BETWEEN ? AND ?"
"""Since a claim `not_before_us` is its time. One in the future was written while the clock was wrong."""
LONGEST_WAIT = 26 * 3600.0
"""Seconds that an operation can have to wait: a server's wish is followed for a day."""
_FIRST_OF_ITS_FIELD = """NOT EXISTS (
  SELECT 1 FROM outbox e WHERE e.account = o.account AND e.rid = o.rid AND e.rid <> ''
    AND (e.field = o.field OR e.field = 'all' OR o.field = 'all') AND e.op < o.op AND e.state <> 'parked')"""
"""What was refused waits for the person, and nothing waits for it."""
_COLUMNS = "op, account, rid, operation, idem, gen, state, attempts, counted, not_before_us, created_us, problem, note"


def add(
    connection: Connection,
    key: Key,
    operation: AnyOperation,
    now: Instant,
    *,
    not_before: Instant | None = None,
    ticket: str = "",
) -> int:
    """Queue an operation. One that is still waiting for its first try on the same field is replaced by it, and so is one
    that was refused where the new one says all there is to say (an edit may be about other fields).

    `ticket` is its idempotency key, where somebody wants to know it beforehand. Gives the number of the operation.
    """
    connection.execute(
        """DELETE FROM outbox WHERE account = ? AND rid = ? AND rid <> '' AND field = ?
             AND ((state = 'pending' AND attempts = 0) OR (state = 'parked' AND field <> 'fields'))""",
        (*key, operation.field),
    )
    gen = next_gen(connection)
    cursor = connection.execute(
        """INSERT INTO outbox (account, rid, field, operation, idem, gen, not_before_us, created_us)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *key,
            operation.field,
            msgspec.json.encode(operation).decode(),
            ticket or str(uuid.uuid4()),
            gen,
            (not_before or now).us,
            now.us,
        ),
    )
    if isinstance(operation, SetRead):
        _lay_over(connection, key, operation, gen)
    return int(cursor.lastrowid or 0)


def add_marks(connection: Connection, keys: Sequence[Key], operation: SetRead, now: Instant) -> None:
    """The same as `add`, for many marks at once."""
    connection.executemany(
        """DELETE FROM outbox WHERE account = ? AND rid = ? AND field = ?
             AND ((state = 'pending' AND attempts = 0) OR state = 'parked')""",
        ((*key, operation.field) for key in keys),
    )
    first, text = next_gen(connection), msgspec.json.encode(operation).decode()
    connection.executemany(
        """INSERT INTO outbox (account, rid, field, operation, idem, gen, not_before_us, created_us)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        ((*key, operation.field, text, str(uuid.uuid4()), gen, now.us, now.us) for gen, key in enumerate(keys, start=first)),
    )
    connection.executemany(_LAY_OVER, ((operation.at_us, gen, *key) for gen, key in enumerate(keys, start=first)))
    derive_unread(connection, ids_of(connection, keys))


def next_gen(connection: Connection) -> int:
    """Grows with each operation ever added."""
    row = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    return 1 + int(row[0])


_LAY_OVER = """INSERT INTO overlay SELECT id, ?, ? FROM activity WHERE account = ? AND rid = ?
               ON CONFLICT DO UPDATE SET want_us = excluded.want_us, gen = excluded.gen"""


def _lay_over(connection: Connection, key: Key, operation: SetRead, gen: int) -> None:
    """Show what the person wants until the server has confirmed it."""
    connection.execute(_LAY_OVER, (operation.at_us, gen, *key))
    derive_unread(connection, ids_of(connection, [key]))


def ready(connection: Connection, account: str, now: Instant, limit: int) -> list[Waiting]:
    """The operations that may be sent now: the oldest of each activity's field, none while an older one is on its way.

    What was refused waits for the person, and nothing waits for it. Nothing is ever put off by more than `LONGEST_WAIT`; a
    later moment was written while the clock was wrong, and is over.
    """
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM outbox o WHERE account = ? AND state = 'pending' AND NOT not_before_us BETWEEN ? AND ?
              AND {_FIRST_OF_ITS_FIELD} ORDER BY op LIMIT ?""",  # noqa: S608 - constants
        (account, now.us + 1, now.plus(LONGEST_WAIT).us, limit),
    )
    return [_waiting(row) for row in rows]


def next_ready_us(connection: Connection, account: str, now: Instant) -> int | None:
    """When the next waiting operation may be tried, in microseconds UTC, after all that could be were; None when nothing waits.

    What might have gone already waits behind another one, and does not count: whoever sends would be woken for it again and
    again. Only then is it worth asking which those are, of a hundred thousand.
    """
    asking = "SELECT min(not_before_us) FROM outbox o WHERE account = ? AND state = 'pending'"
    earliest = connection.execute(asking, (account,)).fetchone()[0]
    if earliest is not None and earliest <= now.us:
        earliest = connection.execute(f"{asking} AND {_FIRST_OF_ITS_FIELD}", (account,)).fetchone()[0]
    return None if earliest is None else int(earliest)


def claim(connection: Connection, ops: list[int], now: Instant) -> set[int]:
    """Take them for sending. Gives those that are ours: another process, or the person, may have been faster."""
    claiming = """UPDATE outbox SET state = 'sending', attempts = attempts + 1, not_before_us = ?
                  WHERE op = ? AND state = 'pending'"""
    return {op for op in ops if connection.execute(claiming, (now.us, op)).rowcount}


def finish(connection: Connection, waiting: Waiting) -> None:
    """The server has it. What the person wanted is dropped only if they have not wanted something else since."""
    connection.execute("DELETE FROM outbox WHERE op = ?", (waiting.op,))
    drop_overlay(connection, waiting)


def drop_overlay(connection: Connection, waiting: Waiting) -> None:
    connection.execute(
        "DELETE FROM overlay WHERE gen = ? AND activity IN (SELECT id FROM activity WHERE account = ? AND rid = ?)",
        (waiting.gen, *waiting.key),
    )
    derive_unread(connection, ids_of(connection, [waiting.key]))


def put_back(connection: Connection, waiting: Waiting, not_before: Instant, *, counts: bool) -> None:
    """Try again later. `counts`: this failure is the operation's own, not the network's."""
    connection.execute(
        "UPDATE outbox SET state = 'pending', not_before_us = ?, counted = counted + ? WHERE op = ?",
        (not_before.us, int(counts), waiting.op),
    )


def park(connection: Connection, waiting: Waiting, problem: str, note: str) -> None:
    """It will not work by itself: kept and shown until the person retries or drops it; the local change is taken back."""
    connection.execute("UPDATE outbox SET state = 'parked', problem = ?, note = ? WHERE op = ?", (problem, note, waiting.op))
    drop_overlay(connection, waiting)


def retry(connection: Connection, key: Key, now: Instant) -> None:
    """Send what is parked again; what it wanted is shown again. A mark that a later one contradicts is over instead."""
    for waiting in of_activity(connection, key):
        if waiting.state == "parked":
            retry_one(connection, waiting, now)


def retry_one(connection: Connection, waiting: Waiting, now: Instant) -> None:
    """The same for one operation, which may also be one that waits for a later moment. Not for one that is being sent."""
    parked_mark = waiting.state == "parked" and isinstance(waiting.operation, SetRead)
    if parked_mark and any(
        isinstance(other.operation, SetRead) and other.state != "parked" for other in of_activity(connection, waiting.key)
    ):
        drop(connection, waiting)
        return
    connection.execute(
        """UPDATE outbox SET state = 'pending', counted = 0, not_before_us = ?, problem = '', note = ''
           WHERE op = ? AND state <> 'sending'""",
        (now.us, waiting.op),
    )
    if isinstance(waiting.operation, SetRead):
        _lay_over(connection, waiting.key, waiting.operation, waiting.gen)


def drop(connection: Connection, waiting: Waiting) -> None:
    """Give an operation up."""
    finish(connection, waiting)


def drop_all_of(connection: Connection, key: Key) -> None:
    """The activity is gone, and with it everything that was wanted of it."""
    for waiting in of_activity(connection, key):
        drop(connection, waiting)


def reset(connection: Connection, ops: Iterable[int] | None = None) -> None:
    """What has ended while it sent these, or at the program's start anything, did not come to say so: they are sent again,
    under the same key."""
    again = "UPDATE outbox SET state = 'pending' WHERE state = 'sending'"
    if ops is None:
        connection.execute(again)
        return
    connection.executemany(f"{again} AND op = ?", ((op,) for op in ops))


def has_abandoned(connection: Connection, account: str, now: Instant) -> bool:
    """Whether a process was killed while it sent for this account, and no window was started since."""
    asking = f"SELECT 1 FROM outbox WHERE {_ABANDONED} LIMIT 1"  # noqa: S608 - a constant
    return connection.execute(asking, (account, *_may_be_sent(now))).fetchone() is not None


def take_up_abandoned(connection: Connection, account: str, now: Instant) -> None:
    """They wait again, each under the same idempotency key, and count as tried."""
    again = f"UPDATE outbox SET state = 'pending' WHERE {_ABANDONED}"  # noqa: S608 - a constant
    connection.execute(again, (account, *_may_be_sent(now)))


def next_abandoned_us(connection: Connection, account: str) -> int | None:
    """When those that are on their way now would be, in microseconds UTC; None where none is."""
    asking = "SELECT min(not_before_us) FROM outbox WHERE account = ? AND state = 'sending'"
    claimed = connection.execute(asking, (account,)).fetchone()[0]
    return None if claimed is None else Instant(claimed).plus(LONGEST_SENDING).us


def _may_be_sent(now: Instant) -> tuple[int, int]:
    """Between when and when it was claimed what somebody may be sending now."""
    return now.plus(-LONGEST_SENDING).us, now.plus(LONGEST_SENDING).us


def one(connection: Connection, op: int) -> Waiting | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM outbox WHERE op = ?", (op,)).fetchone()  # noqa: S608 - a constant
    return _waiting(row) if row else None


def of_activity(connection: Connection, key: Key) -> list[Waiting]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM outbox WHERE account = ? AND rid = ? ORDER BY op", key)  # noqa: S608 - a constant
    return [_waiting(row) for row in rows]


def all_waiting(connection: Connection, account: str | None = None, most: int = -1) -> list[Waiting]:
    """In the order in which they were asked for; of very many, the first `most`."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM outbox WHERE ? IS NULL OR account = ? ORDER BY op LIMIT ?",  # noqa: S608 - a constant
        (account, account, most),
    )
    return [_waiting(row) for row in rows]


def untried_reads(connection: Connection, account: str) -> list[int]:
    """The numbers of the marks "read" that were not tried yet; there may be a hundred thousand."""
    rows = connection.execute(
        """SELECT json_group_array(op) FROM (SELECT op FROM outbox WHERE account = ? AND field = ? AND state = 'pending'
             AND attempts = 0 AND operation ->> 'at_us' IS NOT NULL ORDER BY op)""",
        (account, SetRead.field),
    )
    return msgspec.json.decode(rows.fetchone()[0], type=list[int])


def has_unread_mark(connection: Connection, account: str) -> bool:
    """Whether a mark "unread" waits."""
    asking = "SELECT 1 FROM outbox WHERE account = ? AND field = ? AND operation ->> 'at_us' IS NULL LIMIT 1"
    return connection.execute(asking, (account, SetRead.field)).fetchone() is not None


def count(connection: Connection, account: str) -> int:
    return int(connection.execute("SELECT count(*) FROM outbox WHERE account = ?", (account,)).fetchone()[0])


def count_lasting(connection: Connection, created_before: Instant) -> int:
    """How many operations were refused, or wait since before a moment: what the person should know of."""
    row = connection.execute(
        "SELECT count(*) FROM outbox WHERE state = 'parked' OR created_us < ?", (created_before.us,)
    ).fetchone()
    return int(row[0])


def has_pending(connection: Connection, key: Key) -> bool:
    return (
        connection.execute("SELECT 1 FROM outbox WHERE account = ? AND rid = ? AND state <> 'parked'", key).fetchone()
        is not None
    )


def _waiting(row: Row) -> Waiting:
    return Waiting(
        op=row["op"],
        key=Key(row["account"], row["rid"]),
        operation=msgspec.json.decode(row["operation"], type=AnyOperation),
        idempotency_key=row["idem"],
        gen=row["gen"],
        state=row["state"],
        attempts=row["attempts"],
        counted=row["counted"],
        not_before=Instant(row["not_before_us"]),
        created=Instant(row["created_us"]),
        problem=row["problem"],
        note=row["note"],
    )
