"""Which stations has an activity passed, and when? What `trace` prints; written in the transaction of the step it tells of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.activity import Key
from ..model.moment import Instant
from .database import Connection


@dataclass(frozen=True, slots=True)
class Station:
    at: Instant
    name: str
    note: str


def note(connection: Connection, keys: Iterable[Key], name: str, text: str, now: Instant) -> None:
    connection.executemany("INSERT INTO station VALUES (?, ?, ?, ?, ?)", ((*key, now.us, name, text) for key in keys))


def of_activity(connection: Connection, key: Key) -> list[Station]:
    rows = connection.execute("SELECT at_us, name, note FROM station WHERE account = ? AND rid = ? ORDER BY rowid", key)
    return [Station(Instant(row[0]), row[1], row[2]) for row in rows]
