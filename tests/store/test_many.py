"""Do all rows of a page get into their table, however many they are?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from activity_desktop.model.problems import Problem
from activity_desktop.store import many
from activity_desktop.store.database import Database

INTO = "INSERT INTO person"


@pytest.mark.parametrize("count", [0, 1, many.AT_A_TIME - 1, many.AT_A_TIME, many.AT_A_TIME + 1, 2 * many.AT_A_TIME + 3])
def test_every_row_arrives_with_its_own_values(tmp_path: Path, count: int) -> None:
    """Neither at the seam between two statements nor at the end is a row lost, doubled or mixed with its neighbour."""
    rows = [("account", "contact", f"{number:04}", f"Name {number}", f"{number}@example.com") for number in range(count)]
    database = Database(tmp_path / "activity.db")
    with database.write() as connection:
        many.insert(connection, INTO, rows)
    assert [tuple(row) for row in database.connection.execute("SELECT * FROM person ORDER BY pid")] == rows
    database.close()


def test_a_row_that_cannot_be_put_in_takes_all_others_back(tmp_path: Path) -> None:
    """A page is stored whole or not at all, whichever of its statements fails."""
    rows = [("account", "contact", str(number % (2 * many.AT_A_TIME - 2)), "", "") for number in range(2 * many.AT_A_TIME)]
    database = Database(tmp_path / "activity.db")
    with pytest.raises(Problem) as met, database.write() as connection:
        many.insert(connection, INTO, rows)
    assert isinstance(met.value.__cause__, sqlite3.IntegrityError)
    assert database.connection.execute("SELECT count(*) FROM person").fetchone()[0] == 0
    database.close()
