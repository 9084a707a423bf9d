"""Which searches has the person saved? In the order in which they did."""

from __future__ import annotations

import logging

import msgspec
from msgspec.structs import replace

from ..model.views import SavedView
from .database import Connection

_log = logging.getLogger(__name__)
_decoder = msgspec.json.Decoder(SavedView)


def all_views(connection: Connection) -> list[SavedView]:
    """Every view that this version understands; one of a later version stays in the file and is passed over."""
    found = []
    for name, text in connection.execute("SELECT name, view FROM saved_view ORDER BY rowid"):
        try:
            found.append(replace(_decoder.decode(text), name=name))
        except msgspec.MsgspecError as error:
            _log.warning("the saved view %r cannot be read: %s", name, error)
    return found


def put(connection: Connection, view: SavedView) -> None:
    """Add a view at the end, or replace the one of that name where it stands."""
    connection.execute(
        "INSERT INTO saved_view (name, view) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET view = excluded.view",
        (view.name, msgspec.json.encode(view).decode()),
    )


def rename(connection: Connection, old: str, new: str) -> bool:
    """Give a view another name. False when there is none of the old one, or already one of the new."""
    if old != new and connection.execute("SELECT 1 FROM saved_view WHERE name = ?", (new,)).fetchone():
        return False
    return connection.execute("UPDATE saved_view SET name = ? WHERE name = ?", (new, old)).rowcount == 1


def remove(connection: Connection, name: str) -> bool:
    """False when there is none of that name."""
    return connection.execute("DELETE FROM saved_view WHERE name = ?", (name,)).rowcount == 1
