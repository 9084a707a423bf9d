"""How much may one answer cost? The bounds that keep a broken or hostile server from hurting this computer."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one call. Times are in seconds, sizes in bytes after decompression."""

    total: float = 60.0
    """From the call to its answer, with redirects, waits and further tries. Without such a bound a server that drips
    one byte every few seconds would hold a request open for ever."""
    connect: float = 10.0
    read: float = 30.0
    """Longest silence within an answer."""
    body: int = 8 * MEBIBYTE
    depth: int = 64
    """Levels of arrays and objects in JSON."""
    redirects: int = 5
    event: int = MEBIBYTE
    """One server-sent event, all its lines together."""
