"""Where does the program write down what happens? On the terminal, and in a file of the profile that stays small."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from ..transport.redaction import RedactingFilter, quieten

LARGEST = 1_000_000
KEPT = 3
FILE = "activity.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def to_terminal(*, verbose: bool) -> None:
    """Warnings, or everything. Every line passes the filter that hides credentials."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.DEBUG if verbose else logging.WARNING)
    _add(handler)
    logging.getLogger().setLevel(logging.DEBUG if verbose else logging.INFO)
    quieten()


def to_file(folder: Path) -> None:
    """The running program's log, for when somebody asks what happened yesterday."""
    _add(RotatingFileHandler(folder / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True))


def _add(handler: logging.Handler) -> None:
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.getLogger().addHandler(handler)
