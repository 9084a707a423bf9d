"""Where does the program write down what happens? On the terminal, and in a file of the profile that stays small."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Collection
from pathlib import Path

from ..transport.redaction import RedactingFilter, quieten

LARGEST = 1_000_000
KEPT = 3
FILE = "activity.log"
MOST_EARLY = 100
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def to_terminal(*, verbose: bool) -> None:
    """Warnings, or everything. Every line passes the filter that hides credentials."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.DEBUG if verbose else logging.WARNING)
    _add(handler)
    logging.getLogger().setLevel(logging.DEBUG if verbose else logging.INFO)
    quieten()


def to_file_soon() -> None:
    """From now on the first lines are kept for `to_file`, which a start of the window has no time for yet."""
    logging.getLogger().addHandler(_EARLY)


def to_file(folder: Path) -> None:
    """The running program's log, for when somebody asks what happened yesterday."""
    from logging.handlers import RotatingFileHandler  # brings sockets and pickles

    handler = RotatingFileHandler(folder / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    _add(handler)
    logging.getLogger().removeHandler(_EARLY)
    while _EARLY.records:
        handler.handle(_EARLY.records.popleft())


class _Early(logging.Handler):
    """Keeps lines until there is a file for them."""

    def __init__(self) -> None:
        super().__init__()
        self.records: deque[logging.LogRecord] = deque(maxlen=MOST_EARLY)

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


_EARLY = _Early()


def _add(handler: logging.Handler) -> None:
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.getLogger().addHandler(handler)


def forget(folder: Path, words: Collection[str]) -> None:
    """Take out every line in which one of the words stands. In place: the running program goes on at the file's end."""
    wanted = [word for word in words if word]
    for path in folder.glob(f"{FILE}*"):
        with path.open("r+", encoding="utf-8", errors="replace") as file:
            lines = file.readlines()
            kept = [line for line in lines if not any(word in line for word in wanted)]
            if kept != lines:
                file.seek(0)
                file.writelines(kept)
                file.truncate()
