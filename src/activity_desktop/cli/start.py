"""What does a start of the window want? Read by hand where it is said plainly: argparse takes longer to load."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

RUN_CODE = "running:run"


class Start:
    """The options of `run`, with what they are where nothing is said. argparse gives them the same names (`grammar`)."""

    def __init__(self) -> None:
        self.code = RUN_CODE
        self.profile: Path | None = None
        self.verbose = False
        self.minimized = False
        self.open_url = ""
        self.profile_startup = False
        self.entered = 0.0
        """When the command line was entered, by `time.monotonic`."""


def read_start(words: Sequence[str], verb: int) -> Start | None:
    """`words` with `run` at place `verb`. None for what only the whole grammar understands: help, a short form, a mistake."""
    start = Start()
    return start if _read_general(start, list(words[:verb])) and _read_own(start, list(words[verb + 1 :])) else None


def _read_general(start: Start, words: list[str]) -> bool:
    while words:
        match words.pop(0):
            case "-v" | "--verbose":
                start.verbose = True
            case "--profile" if _has_value(words):
                start.profile = Path(words.pop(0))
            case _:
                return False
    return True


def _read_own(start: Start, words: list[str]) -> bool:
    while words:
        match words.pop(0):
            case "--minimized":
                start.minimized = True
            case "--profile-startup":
                start.profile_startup = True
            case "--open-url" if _has_value(words):
                start.open_url = words.pop(0)
            case _:
                return False
    return True


def _has_value(words: Sequence[str]) -> bool:
    return bool(words) and not words[0].startswith("-")
