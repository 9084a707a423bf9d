"""Is somebody called that? Compared as the full-text index compares: word by word, by prefix, whatever the case and accents."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=10_000)
def has_words(text: str, wanted: str) -> bool:
    """Whether each word of `wanted` begins a word of `text`: "smi jane" is Jane Smith."""
    words = _words(text)
    return all(any(word.startswith(start) for word in words) for start in _words(wanted))


def teach(connection: sqlite3.Connection) -> None:
    """Let SQL ask the same: `names(text, wanted)`."""
    connection.create_function("names", 2, has_words, deterministic=True)


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(plain.casefold())
