"""What does a list show, page by page? All reading that screens and the command line do, each a millisecond or less.

Pages are asked for by position (keyset), never by number: the last page of a million costs what the first one costs.
"""

from __future__ import annotations

import re

from ..model.activity import Activity, Key
from ..model.feed import Detail, FeedQuery, FeedRow, PersonKey, Position, Shelf
from ..model.moment import Instant
from .activities import marks, spot_of
from .database import Connection
from .rows import FEED_COLUMNS, SHELF_NUMBER, feed_row, read_detail

_WORD = re.compile(r"[^\W_]+(?:[^\s\w][^\W_]+)*", re.UNICODE)


def page(connection: Connection, query: FeedQuery, after: Position | None = None, limit: int = 50) -> list[FeedRow]:
    """The next rows after a position, newest first."""
    if query.text.strip() and not match_expression(query.text):
        return []  # only punctuation was typed: nothing can match it
    tables, conditions, values = _conditions(query)
    if after is not None:
        conditions.append("a.spot < ?")
        values.append(_spot_at(connection, after))
    sql = f"SELECT {FEED_COLUMNS} FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY {_order(query)} DESC LIMIT ?"  # noqa: S608 - built from constants only
    return [feed_row(row) for row in connection.execute(sql, (*values, limit))]


def count(connection: Connection, query: FeedQuery) -> int:
    """How many rows the query has in all."""
    if query.text.strip() and not match_expression(query.text):
        return 0
    tables, conditions, values = _conditions(query)
    sql = f"SELECT count(*) FROM {tables} WHERE {' AND '.join(conditions)}"  # noqa: S608 - built from constants only
    return int(connection.execute(sql, values).fetchone()[0])


def unread_by_account(connection: Connection) -> dict[str, int]:
    """The one query behind every unread number: tray, badge, window, command line and tests."""
    rows = connection.execute("SELECT account, count(*) FROM activity WHERE unread = 1 AND shelf = 0 GROUP BY account")
    return {row[0]: row[1] for row in rows}


def count_snoozed(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM activity WHERE shelf = 1 AND gone = 0").fetchone()[0])


def row(connection: Connection, key: Key) -> FeedRow | None:
    found = connection.execute(
        f"SELECT {FEED_COLUMNS} FROM activity a WHERE a.account = ? AND a.rid = ? AND a.gone = 0",  # noqa: S608 - a constant
        key,
    ).fetchone()
    return feed_row(found) if found else None


def activity(connection: Connection, key: Key) -> Activity | None:
    """The activity in full, also a deleted one."""
    found = connection.execute("SELECT detail, raw, version FROM activity WHERE account = ? AND rid = ?", key).fetchone()
    return read_detail(found[0], found[1], found[2]) if found else None


def detail(connection: Connection, key: Key, *, local_read_state: bool) -> Detail | None:
    """Everything a detail pane shows; None when it is not there or deleted."""
    head = row(connection, key)
    if head is None:
        return None
    found = connection.execute(
        """SELECT a.detail, a.raw, a.version, a.arrived_us, a.done_us,
             CASE WHEN o.activity IS NULL THEN a.read_us ELSE o.want_us END AS read_us
           FROM activity a LEFT JOIN overlay o ON o.activity = a.id WHERE a.id = ?""",
        (head.id,),
    ).fetchone()
    return Detail(
        row=head,
        activity=read_detail(found["detail"], found["raw"], found["version"]),
        arrived=Instant(found["arrived_us"]),
        read_at=None if found["read_us"] is None else Instant(found["read_us"]),
        read_state_is_local=local_read_state,
        done_here=head.shelf is Shelf.DONE,
    )


def match_expression(text: str) -> str:
    """What a person typed, as an FTS5 expression: every word must occur, each as a prefix, none is an operator.

    Empty when there is no word in it.
    """
    return " ".join(f'"{word}"*' for word in _WORD.findall(text.replace('"', " ")))


def _conditions(query: FeedQuery) -> tuple[str, list[str], list[object]]:
    tables = "activity a"
    conditions = ["a.gone = 0"]
    values: list[object] = []
    if query.text.strip():
        tables = "activity_words w CROSS JOIN activity a ON a.spot = w.rowid"
        conditions.append("activity_words MATCH ?")
        values.append(match_expression(query.text))
    if query.person:
        conditions.append(f"a.spot IN ({_SPOTS_OF_PERSON})")
        values.extend((*query.person, *query.person))
    if query.shelf is not Shelf.EVERYTHING:
        conditions.append("a.shelf = ?")
        values.append(SHELF_NUMBER[query.shelf])
    if query.account is not None:
        conditions.append("a.account = ?")
        values.append(query.account)
    if query.unread_only:
        conditions.append("a.unread = 1")
    if query.kinds:
        conditions.append(f"a.kind IN ({marks(len(query.kinds))})")
        values.extend(sorted(query.kinds))
    if query.since is not None:
        conditions.append("a.spot >= ?")
        values.append(spot_of(query.since.us, 0))
    return tables, conditions, values


_SPOTS_OF_PERSON = """
  SELECT spot FROM activity_person WHERE (account, kind, pid) = (?, ?, ?)
  UNION SELECT p.spot FROM same_person me JOIN same_person other USING (circle)
    JOIN activity_person p ON (p.account, p.kind, p.pid) = (other.account, other.kind, other.pid)
    WHERE (me.account, me.kind, me.pid) = (?, ?, ?)
"""
"""A person and everybody linked to them by hand, each activity once."""


def _order(query: FeedQuery) -> str:
    """The column whose index already has the order, so that nothing is sorted."""
    return "w.rowid" if query.text.strip() else "a.spot"


def _spot_at(connection: Connection, position: Position) -> int:
    found = connection.execute("SELECT spot FROM activity WHERE id = ?", (position.id,)).fetchone()
    return int(found[0]) if found else spot_of(position.feed_us, position.id)


def person_total(connection: Connection, person: PersonKey) -> int:
    return count(connection, FeedQuery(shelf=Shelf.EVERYTHING, person=person))


def earlier_with(connection: Connection, person: PersonKey, before: Position, limit: int) -> list[FeedRow]:
    """What else there was with this person, before a position."""
    return page(connection, FeedQuery(shelf=Shelf.EVERYTHING, person=person), before, limit)
