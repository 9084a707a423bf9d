"""What becomes of an error in the window's thread that nobody expected? It stands in the log, and the window goes on.

Where it tells of damage in the database, the next start looks for that, and saves what can be read.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from ..store.database import note_damage

_log = logging.getLogger(__name__)


def keep_track(database: Path) -> None:
    """From now on, for the whole process. Qt passes on what its slots raise."""

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.critical("An error that nobody expected.", exc_info=(kind, error, trace))
        note_damage(database, error)

    sys.excepthook = note
