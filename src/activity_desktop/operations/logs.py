"""Where does the program write down what happens? On the terminal, and in a file of the profile that stays small."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from ..settings import definitions as choose
from ..settings.file import Settings
from ..transport.redaction import RedactingFilter

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


def to_file_soon() -> None:
    """From now on the first lines are kept for `to_file`, which a start of the window has no time for yet."""
    logging.getLogger().addHandler(_EARLY)


def to_file(folder: Path) -> None:
    """The running program's log, for when somebody asks what happened yesterday."""
    handler = _Renewed(folder / FILE, encoding="utf-8", delay=True)
    _add(handler)
    logging.getLogger().removeHandler(_EARLY)
    while _EARLY.records:
        handler.handle(_EARLY.records.popleft())


def as_chosen(settings: Settings) -> None:
    """How much is written follows the setting, from now on and at once. More than that stays where more was asked for."""
    root = logging.getLogger()
    usual = root.level

    def follow(key: str) -> None:
        if key == choose.LOG_EVERYTHING.key:
            root.setLevel(logging.DEBUG if settings.get(choose.LOG_EVERYTHING) else usual)

    settings.on_change(follow)
    follow(choose.LOG_EVERYTHING.key)


class _Renewed(logging.FileHandler):
    """A file that stays small: a full one is kept under another name, of which there are a few. Python's own handler for
    that would bring sockets and pickles, half a megabyte."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
            if self.stream and self.stream.tell() >= LARGEST:
                self._begin_anew(self.stream)
        except OSError:  # the disk is full, or the folder gone; the next line may be written again
            self.handleError(record)

    def _begin_anew(self, full: TextIO) -> None:
        full.close()
        self.stream = None  # the next line opens it
        newest = Path(self.baseFilename)
        names = [newest, *(newest.with_name(f"{FILE}.{number}") for number in range(1, KEPT + 1))]
        for newer, older in reversed(list(pairwise(names))):
            if newer.exists():
                newer.replace(older)


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
