"""What has a person typed into a form without sending it? Kept as it is typed, so that no end of the program costs a word."""

from __future__ import annotations

from typing import Any

import msgspec

from ..model.activity import Key
from .database import Connection

NEW = "new"


class SavedDraft(msgspec.Struct, frozen=True):
    """What stands in a form. Of an edit only what is changed; None clears."""

    name: str
    account: str
    fields: dict[str, Any]


def name_of(key: Key | None, replaces: int = 0) -> str:
    """Which form it is: of a new activity, of a change, or of the correction of a refused operation."""
    if replaces:
        return f"correction:{replaces}"
    return NEW if key is None else f"edit:{key}"


def put(connection: Connection, draft: SavedDraft) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO draft (name, account, fields) VALUES (?, ?, ?)",
        (draft.name, draft.account, msgspec.json.encode(draft.fields).decode()),
    )


def find(connection: Connection, name: str) -> SavedDraft | None:
    """None where there is none, or one that cannot be read."""
    row = connection.execute("SELECT name, account, fields FROM draft WHERE name = ?", (name,)).fetchone()
    try:
        return SavedDraft(row[0], row[1], msgspec.json.decode(row[2], type=dict[str, Any])) if row else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def remove(connection: Connection, name: str) -> None:
    connection.execute("DELETE FROM draft WHERE name = ?", (name,))
