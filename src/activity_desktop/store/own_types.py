"""Which types of activities does each account have, under its system's own names? Noted as activities come in.

A search may call them by these names, and accounts by theirs.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model.activity import Activity, Kind
from ..model.feed import OwnType
from ..model.search import Names
from .accounts import all_accounts
from .database import Connection

MOST = 300
"""Types of one account that are noted: a server that gives each activity a type of its own fills no table with them."""


def note(connection: Connection, activities: Iterable[Activity]) -> None:
    """These have been stored. Of a page's many activities of one type, it is written once."""
    types = {(a.key.account, a.kind, a.kind_id, a.kind_label) for a in activities if a.kind_id or a.kind_label}
    connection.executemany(
        """INSERT OR IGNORE INTO own_type (account, kind, kind_id, label)
           SELECT ?1, ?2, ?3, ?4 WHERE (SELECT count(*) FROM own_type WHERE account = ?1) < ?5""",
        ((*own, MOST) for own in types),
    )


def own_types(connection: Connection, account: str | None = None) -> list[OwnType]:
    """The types of one account, or of all, by their names."""
    rows = connection.execute(
        """SELECT account, kind, kind_id, label FROM own_type WHERE ?1 IS NULL OR account = ?1
           ORDER BY label, kind_id, account, kind""",
        (account,),
    )
    return [OwnType(row[0], Kind(row[1]), row[2], row[3]) for row in rows]


def names(connection: Connection) -> Names:
    """What a search may call by name, as of now; a millisecond or less."""
    return Names({account.id: account.name for account in all_accounts(connection)}, tuple(own_types(connection)))
