"""Which changes take so long on their way to the server that their rows should say so? Only long ones are worth a word."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from ...model.activity import Key
from ...model.feed import FeedRow, Sending

AFTER_MS = 800


class Saving(QObject):
    """Told of each row that is loaded or has changed, it remembers since when a change is on its way."""

    grown_long = Signal()
    """Another row may have to say it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since: dict[Key, float] = {}

    def note(self, row: FeedRow) -> None:
        if row.sending is not Sending.WAITING:
            self._since.pop(row.key, None)
        elif row.key not in self._since:
            self._since[row.key] = time.monotonic()
            QTimer.singleShot(AFTER_MS, self, self.grown_long.emit)

    def forget(self, key: Key) -> None:
        self._since.pop(key, None)

    def takes_long(self, row: FeedRow) -> bool:
        """Whether its change has been on its way for long enough to be worth a word."""
        since = self._since.get(row.key)
        return row.sending is Sending.WAITING and since is not None and time.monotonic() - since >= AFTER_MS / 1000
