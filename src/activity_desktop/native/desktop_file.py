"""How is a desktop file written? The freedesktop.org Desktop Entry Specification 1.4, as far as we need it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

_PLAIN_WORD = re.compile(r"[A-Za-z0-9_@+=:,./-]+")
_FIELD_CODES = ("%u",)


def exec_line(command: Sequence[str]) -> str:
    """The value of `Exec`, "The Exec key": each word quoted where it must be. A word `%u` stands for one link."""
    return " ".join(word if word in _FIELD_CODES else _quoted(word) for word in command)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if _PLAIN_WORD.fullmatch(word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def write_desktop_file(path: Path, entries: Mapping[str, str]) -> bool:
    """Write it where it is not there already, word for word; tells whether anything changed. Raises OSError."""
    lines = ["[Desktop Entry]", "Type=Application", "Version=1.4"]
    lines += [f"{key}={_escaped(value)}" for key, value in entries.items()]
    text = "\n".join(lines) + "\n"
    if path.is_file() and path.read_text("utf-8", "replace") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return True


def _escaped(value: str) -> str:
    """ "Possible value types", string: these characters mean something in the file."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
