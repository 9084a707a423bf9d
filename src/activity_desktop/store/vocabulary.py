"""Which words of the full-text index begin like this? With the words themselves, FTS5 finds the newest rows at once.

For a beginning that is longer than the index's own prefixes, FTS5 first gathers every row that has any such word, which takes
20 ms in a million activities. Two or three whole words it reads from their newest row on, only as far as the list needs.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..model.feed import FeedQuery

INDEXED = 3
"""Beginnings of up to so many letters have an index of their own (`migrations/0003_one_letter.sql`)."""
MOST = 40
"""Of more words than this each is rare, and FTS5 gathers their rows quickly."""
_PLAIN = re.compile(r"[a-z0-9]+", re.ASCII)
_AFTER = "\x01"
"""Comes before every letter, so that a word with it appended is where the next word is looked for."""


def teach(connection: sqlite3.Connection) -> None:
    """Let SQL look into the index: one row for each place of each word, in the order of the words."""
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab ('main', 'activity_words', 'instance')")


class Reader(sqlite3.Connection):
    """A connection that remembers what it has looked up, as long as nobody writes: to find the word after one that stands in
    hundreds of thousands of activities takes a millisecond or two, and each further letter would ask it again."""

    def __init__(self, *how: Any, **options: Any) -> None:
        """As `sqlite3.connect` calls it."""
        super().__init__(*how, **options)
        self.words_known: dict[str, list[str] | None] = {}
        self.fruitless: list[FeedQuery] = []
        """What was searched and not found, see `fruitless.py`."""
        self._version = 0

    def forget_if_outdated(self) -> None:
        """To be called before anything remembered is used, and before what is to be remembered is looked up."""
        (version,) = self.execute("PRAGMA data_version").fetchone()
        if self._version != version:
            self.words_known, self.fruitless, self._version = {}, [], version


def words_beginning(connection: sqlite3.Connection, typed: str) -> list[str] | None:
    """All words that begin with what was typed, perhaps none; None where FTS5 should look for the beginning itself.

    Only plain letters and digits, because for others the tokenizer alone knows as what they are stored.
    """
    start = typed.lower()
    if len(start) <= INDEXED or not _PLAIN.fullmatch(start):
        return None
    if not isinstance(connection, Reader):
        return _look_up(connection, start)
    connection.forget_if_outdated()
    known = connection.words_known
    if start not in known:
        known[start] = _look_up(connection, start)
    return known[start]


def _look_up(connection: sqlite3.Connection, start: str) -> list[str] | None:
    found: list[str] = []
    word = _first_from(connection, start)
    while word.startswith(start):
        found.append(word)
        if len(found) > MOST:
            return None
        word = _first_from(connection, word + _AFTER)
    return found


def _first_from(connection: sqlite3.Connection, word: str) -> str:
    """The first word at or after this one in the order of the index; empty after the last."""
    rows = connection.execute("SELECT term FROM vocabulary WHERE term >= ? LIMIT 1", (word,)).fetchall()
    return str(rows[0][0]) if rows else ""
