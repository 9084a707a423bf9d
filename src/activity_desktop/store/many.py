"""How do many rows get into a table? Some of them in each statement.

A statement for each row opens and closes the table and all its indexes every time: of an activity, with ten of them, a
quarter of the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from .database import Connection

AT_A_TIME = 25
"""Rows in one statement. With more it becomes no faster, only longer."""


def insert(connection: Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Put in rows of the same columns, in their order. `into` is the statement up to `VALUES`.

    What is left over goes in one by one, because preparing a statement of another length takes longer than that saves.
    """
    if not rows:
        return
    row = f"({', '.join('?' * len(rows[0]))})"
    several = f"{into} VALUES {', '.join([row] * AT_A_TIME)}"
    left = len(rows) - len(rows) % AT_A_TIME
    for start in range(0, left, AT_A_TIME):
        connection.execute(several, list(chain.from_iterable(rows[start : start + AT_A_TIME])))
    connection.executemany(f"{into} VALUES {row}", rows[left:])
