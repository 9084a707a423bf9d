"""How do columns that came with an upgrade learn what the rows that are here already say? By functions for its SQL."""

from __future__ import annotations

import sqlite3

from ..model.due import due_of, is_finished, stored_us
from ..model.moment import Day
from .rows import read_detail


def teach(connection: sqlite3.Connection) -> None:
    """What `migrations/0012_due.sql` asks of an activity as it was stored."""
    connection.create_function("due_us_of", 1, _due_us, deterministic=True)
    connection.create_function("due_day_of", 1, _due_day, deterministic=True)
    connection.create_function("finished_of", 1, _finished, deterministic=True)


def _due_us(detail: bytes) -> int | None:
    moment = due_of(read_detail(detail, b""))
    return None if moment is None else stored_us(moment)


def _due_day(detail: bytes) -> bool:
    return isinstance(due_of(read_detail(detail, b"")), Day)


def _finished(detail: bytes) -> bool:
    return is_finished(read_detail(detail, b""))
