"""What happens to the activities in the database? Every question and every change, each change with the owner's next seq.

`seq` is a counter per user (and one per company) that grows by one with each change in the order of the commits, so a
reader who has seen n misses nothing by asking for what came after n. Every method that changes something runs inside
`Store.transaction`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .hub import Hub
from .moments import SECOND, now_us
from .owner import Kind, Owner
from .store import Row, Store

WRITABLE = (
    "contact_id",
    "visitor_id",
    "customer_id",
    "relation_type",
    "relation_id",
    "title",
    "description",
    "formatted_description",
    "slug",
)
"""The fields that a creator may set, as columns. `user_id`, `read_us` and `created_us` are set beside them."""

COLUMNS = ("user_id", "company_id", *WRITABLE, "read_us", "created_us", "user_seq", "company_seq", "change")

CREATED, UPDATED, READ_STATE = "created", "updated", "read"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which activities a list is about. None: not asked."""

    unread: bool | None = None
    since_seq: int | None = None
    relation_type: str | None = None
    contact_id: int | None = None
    visitor_id: int | None = None
    customer_id: int | None = None
    created_since_us: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: the sort key of its last row."""

    created_us: int
    id: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed after a seq, in order. `seq` is right once all of it has been taken in."""

    rows: Sequence[Row]
    """Activities as they are now, and tombstones (see `is_tombstone`)."""
    seq: int
    has_more: bool


class ForgottenError(Exception):
    """The deletions after that seq are not all known any more, or the seq was never given out."""


class Activities:
    """The activities of one database."""

    def __init__(self, database: Store, hub: Hub) -> None:
        self._database = database
        self._hub = hub

    # --- questions ---------------------------------------------------------------------------------------------

    def seq(self, owner: Owner) -> int:
        """How often the owner's activities have changed."""
        row = self._database.execute(_for(owner, "SELECT seq FROM OWNER WHERE id = ?"), (owner.id,)).fetchone()
        return int(row["seq"])

    def get(self, owner: Owner, id_: int) -> Row | None:
        """One activity, None when it does not exist or is not the owner's."""
        row: Row | None = self._database.execute(
            _for(owner, "SELECT * FROM activity WHERE id = ? AND OWNER_ID = ?"), (id_, owner.id)
        ).fetchone()
        return row

    def page(self, owner: Owner, wanted: Filter, limit: int, *, after: Position | None = None, skip: int = 0) -> list[Row]:
        """At most `limit` activities, newest first, from behind a position or behind the first `skip`."""
        where, values = _conditions(owner, wanted)
        if after is not None:
            where += " AND (created_us, id) < (?, ?)"
            values += [after.created_us, after.id]
        query = f"SELECT * FROM activity WHERE {where} ORDER BY created_us DESC, id DESC LIMIT ? OFFSET ?"  # noqa: S608 - made of fixed words
        return self._database.execute(query, (*values, limit, skip)).fetchall()

    def changes(self, owner: Owner, since: int, limit: int) -> Changes:
        """At most `limit` changes after `since`. Raises ForgottenError."""
        bounds = (owner.id, since, limit + 1)
        query = "SELECT *, OWNER_SEQ AS seq FROM {} WHERE OWNER_ID = ? AND OWNER_SEQ > ? ORDER BY OWNER_SEQ LIMIT ?"
        with self._database.snapshot():
            state = self._database.execute(_for(owner, "SELECT seq, horizon FROM OWNER WHERE id = ?"), (owner.id,)).fetchone()
            if not state["horizon"] <= since <= state["seq"]:
                raise ForgottenError
            kept = self._database.execute(_for(owner, query.format("activity")), bounds).fetchall()
            deleted = self._database.execute(_for(owner, query.format("tombstone")), bounds).fetchall()
        rows = sorted([*kept, *deleted], key=lambda row: int(row["seq"]))
        has_more = len(rows) > limit
        rows = rows[:limit]
        return Changes(rows, rows[-1]["seq"] if has_more else state["seq"], has_more)

    # --- changes -----------------------------------------------------------------------------------------------

    def create(self, company_id: int, drafts: Sequence[Mapping[str, Any]]) -> list[Row]:
        """Add activities. Each draft has `user_id`, WRITABLE fields, and may have `read_us` and `created_us`."""
        company_seqs = self._take(Owner("company", company_id), len(drafts))
        each_user = Counter(draft["user_id"] for draft in drafts)
        user_seqs = {user_id: iter(self._take(Owner("user", user_id), count)) for user_id, count in each_user.items()}
        rows = []
        for draft, company_seq in zip(drafts, company_seqs, strict=True):
            values = {**dict.fromkeys(COLUMNS), "created_us": now_us(), **draft, "company_id": company_id, "change": CREATED}
            rows.append(self._insert({**values, "user_seq": next(user_seqs[draft["user_id"]]), "company_seq": company_seq}))
        return rows

    def _insert(self, values: Mapping[str, Any]) -> Row:
        names = ", ".join(COLUMNS)
        marks = ", ".join(f":{name}" for name in COLUMNS)
        query = f"INSERT INTO activity ({names}) VALUES ({marks}) RETURNING *"  # noqa: S608 - made of fixed words
        row: Row = self._database.execute(query, values).fetchall()[0]
        return row

    def update(self, row: Row, fields: Mapping[str, Any], change: str) -> Row:
        """Set columns of one activity. What already is so changes nothing and takes no seq."""
        different = {name: value for name, value in fields.items() if row[name] != value}
        if not different:
            return row
        user_seq, company_seq = self._next_seqs(row["user_id"], row["company_id"])
        different |= {"user_seq": user_seq, "company_seq": company_seq, "change": change}
        sets = ", ".join(f"{name} = :{name}" for name in different)
        query = f"UPDATE activity SET {sets} WHERE id = :id RETURNING *"  # noqa: S608 - the names are our own columns
        changed: Row = self._database.execute(query, {**different, "id": row["id"]}).fetchall()[0]
        return changed

    def delete(self, row: Row) -> None:
        """Remove one activity and leave a tombstone."""
        user_seq, company_seq = self._next_seqs(row["user_id"], row["company_id"])
        self._database.execute("DELETE FROM activity WHERE id = ?", (row["id"],))
        self._database.execute(
            "INSERT INTO tombstone VALUES (?, ?, ?, ?, ?, ?)",
            (row["id"], row["user_id"], row["company_id"], user_seq, company_seq, now_us()),
        )

    def read_through(self, user: Owner, since: int, through: int, read_us: int, limit: int) -> tuple[int, int | None]:
        """Mark read at most `limit` of what is unread and last changed after `since`, up to `through`. Each gets a seq of
        its own, so that the changes can be paged through like any others. Returns how many, and where to go on (None:
        nothing is left)."""
        chosen = "user_id = ? AND read_us IS NULL AND user_seq > ? AND user_seq <= ?"
        query = f"SELECT user_seq FROM activity WHERE {chosen} ORDER BY user_seq LIMIT ?"  # noqa: S608 - made of fixed words
        seqs = [int(row["user_seq"]) for row in self._database.execute(query, (user.id, since, through, limit))]
        if not seqs:
            return 0, None
        company_id = self._database.execute('SELECT company_id FROM "user" WHERE id = ?', (user.id,)).fetchone()["company_id"]
        user_seq, company_seq = self._next_seqs(user.id, company_id, len(seqs))
        self._database.execute(
            "UPDATE activity SET read_us = ?, change = ?, user_seq = ? + place, company_seq = ? + place FROM ("  # noqa: S608 - as above
            f"SELECT id AS chosen_id, row_number() OVER (ORDER BY user_seq) AS place FROM activity WHERE {chosen}"
            ") AS chosen WHERE id = chosen_id",
            (read_us, READ_STATE, user_seq - len(seqs), company_seq - len(seqs), user.id, since, seqs[-1]),
        )
        return len(seqs), seqs[-1] if len(seqs) == limit else None

    def forget_deletions(self, older_than_seconds: float) -> None:
        """Drop tombstones of that age, and remember up to which seq nobody can be told any more what was deleted."""
        oldest = now_us() - int(older_than_seconds * SECOND)
        for owner_table, id_column, seq_column in (('"user"', "user_id", "user_seq"), ("company", "company_id", "company_seq")):
            self._database.execute(
                f"UPDATE {owner_table} SET horizon = gone.seq FROM (SELECT {id_column} AS owner_id,"  # noqa: S608 - fixed words
                f" max({seq_column}) AS seq FROM tombstone WHERE deleted_us <= ? GROUP BY {id_column}) AS gone"
                f" WHERE {owner_table}.id = gone.owner_id AND horizon < gone.seq",
                (oldest,),
            )
        self._database.execute("DELETE FROM tombstone WHERE deleted_us <= ?", (oldest,))

    def _next_seqs(self, user_id: int, company_id: int, count: int = 1) -> tuple[int, int]:
        """Take `count` seqs for the user and the company and return the last of each."""
        company_seqs = self._take(Owner("company", company_id), count)
        return self._take(Owner("user", user_id), count)[-1], company_seqs[-1]

    def _take(self, owner: Owner, count: int) -> range:
        """Take `count` seqs of one owner; tell the owner's streams after the commit."""
        query = _for(owner, "UPDATE OWNER SET seq = seq + ? WHERE id = ? RETURNING seq")
        seq = int(self._database.execute(query, (count, owner.id)).fetchall()[0]["seq"])
        self._database.after_commit(_publish(self._hub, owner, seq))
        return range(seq - count + 1, seq + 1)


def is_tombstone(row: Row) -> bool:
    """Whether a row of `Changes` tells of a deletion."""
    return "deleted_us" in row.keys()  # noqa: SIM118 - a Row is not a dict, `in` looks at its values


def _publish(hub: Hub, owner: Owner, seq: int) -> Any:
    return lambda: hub.publish(owner, seq)


def _for(owner: Owner, query: str) -> str:
    """The query for this sort of owner. The words come from `Owner.scope`, which has two values, never from outside."""
    return _in_scope(owner.scope, query)


@lru_cache(maxsize=64)
def _in_scope(scope: Kind, query: str) -> str:
    return query.replace("OWNER_ID", f"{scope}_id").replace("OWNER_SEQ", f"{scope}_seq").replace("OWNER", f'"{scope}"')


def _conditions(owner: Owner, wanted: Filter) -> tuple[str, list[Any]]:
    """The WHERE clause of a list, with its values apart."""
    parts = [_for(owner, "OWNER_ID = ?")]
    values: list[Any] = [owner.id]
    if wanted.unread is not None:
        parts.append("read_us IS NULL" if wanted.unread else "read_us IS NOT NULL")
    for condition, value in (
        (_for(owner, "OWNER_SEQ > ?"), wanted.since_seq),
        ("relation_type = ?", wanted.relation_type),
        ("contact_id = ?", wanted.contact_id),
        ("visitor_id = ?", wanted.visitor_id),
        ("customer_id = ?", wanted.customer_id),
        ("created_us >= ?", wanted.created_since_us),
    ):
        if value is not None:
            parts.append(condition)
            values.append(value)
    return " AND ".join(parts), values
