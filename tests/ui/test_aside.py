"""Does what takes long come beside the window's other work, only while somebody waits for it, and never twice?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from activity_desktop.store.database import Connection, Database
from activity_desktop.ui.aside import Aside
from ui.scene import settle, wait_until

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def aside(tmp_path: Path) -> Iterator[Aside]:
    Database(tmp_path / "activity.db").close()
    window = QObject()
    made = Aside(tmp_path / "activity.db", window)
    yield made
    made.close()
    window.deleteLater()


def test_an_answer_comes_on_the_windows_thread(aside: Aside) -> None:
    """It is read in another one, whose connection cannot write."""
    heard: list[tuple[object, bool]] = []
    main = threading.current_thread()
    aside.ask(
        "one",
        lambda reader: reader.execute("PRAGMA query_only").fetchone()[0],
        lambda value: heard.append((value, threading.current_thread() is main)),
    )
    wait_until(lambda: heard, "the answer")
    assert heard == [(1, True)]


def test_a_newer_question_interrupts_and_replaces_the_older_one(aside: Aside) -> None:
    """A search without an end does not keep the next letter waiting; another question of another name is not disturbed."""
    heard: list[str] = []
    reading = threading.Event()

    def endless(reader: Connection) -> str:
        reading.set()
        reader.execute(ENDLESS).fetchone()
        return "never"

    aside.ask("find", endless, heard.append)
    assert reading.wait(30)
    aside.ask("count", lambda _: "counted", heard.append)
    aside.ask("find", lambda _: "stale", heard.append)
    aside.ask("find", lambda _: "found", heard.append)
    wait_until(lambda: len(heard) == 2, "both")
    settle()
    assert sorted(heard) == ["counted", "found"]


def test_what_is_forgotten_is_not_answered_and_the_end_waits_for_nothing(aside: Aside) -> None:
    """Closing the window ends a search that goes on."""
    heard: list[object] = []
    aside.ask("find", lambda _: "late", heard.append)
    aside.forget("find")
    aside.ask("count", lambda reader: reader.execute(ENDLESS).fetchone(), heard.append)
    aside.close()
    settle()
    assert heard == []
