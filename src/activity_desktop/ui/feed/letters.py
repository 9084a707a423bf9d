"""Why does the first emoji, or the first name in another script, not hold the list up? Its font was looked for before.

Where a text has a letter that the usual font lacks, Qt looks through all fonts of this computer for one that has it, which
takes some ten milliseconds, for each size and weight anew. Far more rows are loaded than are in sight, and what they are
written in is what comes later, too.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from ...model.feed import FeedRow
from ..theme import StyleName, current_theme

PAUSE_MS = 20
"""After each font, so that nobody waits for more than one."""
MOST = 24
"""Blocks of letters that are looked for. After so many all fonts that have any are known."""
FONTS: tuple[tuple[StyleName, int | None], ...] = (
    ("body", 600),
    ("body", 400),
    ("small", None),
    ("caption", 500),
    ("caption", None),
)
"""In which the texts of a row are written."""
_RARE = re.compile("[^\x00-\u024f\u2010-\u2027\u20ac\u2122]+")
"""Neither Latin nor the usual punctuation, which every font has."""


class RareLetters(QObject):
    """What one list has met. Ends with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._met: set[int] = set()
        self._waiting: deque[tuple[str, StyleName, int | None]] = deque()
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._look_for_one)

    @property
    def waiting(self) -> int:
        """How many fonts are still to be looked for."""
        return len(self._waiting)

    def meet(self, rows: Iterable[FeedRow]) -> None:
        """These rows were loaded, and may come into sight."""
        for row in rows:
            for words in (row.title, row.summary, row.person, row.relation):
                if not words.isascii():
                    self._note(words)
        if self._waiting and not self._timer.isActive():
            self._timer.start()

    def _note(self, words: str) -> None:
        for letters in _RARE.findall(words):
            new = {ord(letter) >> 8 for letter in letters} - self._met
            if new and len(self._met) < MOST:
                self._met |= new
                self._waiting.extend((letters, *font) for font in FONTS)

    def _look_for_one(self) -> None:
        letters, style, weight = self._waiting.popleft()
        current_theme().metrics(style, weight).horizontalAdvance(letters)
        if not self._waiting:
            self._timer.stop()
