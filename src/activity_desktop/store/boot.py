"""Has the computer run on since the database was last opened? Then a program that was killed has done its file no harm.

Whatever it had written is in the system's memory, and SQLite sets the file right by itself. Only a computer that went down
may have left pages half written, on a disk that says it is done too early.
"""

from __future__ import annotations

from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Another one after each start of a Linux system; elsewhere there is none, and it counts as gone down."""
_NOTE = ".boot"


def ran_on(database: Path) -> bool:
    """Whether this is still the run of the computer in which the database was opened last."""
    now = _read(BOOT_ID)
    return bool(now) and _read(_note_of(database)) == now


def note(database: Path) -> None:
    """It is open now. A disk that is full costs a longer look at the next start, no more."""
    now = _read(BOOT_ID)
    if now and not ran_on(database):
        try:
            _note_of(database).write_text(now, "ascii")
        except OSError:
            return


def _note_of(database: Path) -> Path:
    return database.with_name(database.name + _NOTE)


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
