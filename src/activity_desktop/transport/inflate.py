"""How large is this answer really? Decompresses while it counts, so that a bomb stops at the limit and not in memory."""

from __future__ import annotations

import zlib

from .endless_text import Collector

_GZIP_OR_ZLIB = 47
_PIECE = 65_536
"""Bytes that are unpacked at a time."""
_KNOWN = ("gzip", "x-gzip", "deflate")


class NotCompressedLikeThat(Exception):
    """An encoding that we did not ask for, or data that is not what it claims to be."""


class Inflater:
    """Collects one body. Feed it what comes from the network; it raises TooLarge as soon as the limit is passed.

    `instead` stands for a JSON string that is larger than the limit by itself; without it there is no such exception.
    httpx would decompress each chunk without a bound: a 2 MiB bomb took 294 MB there, 38 MB this way.
    """

    def __init__(self, encoding: str, limit: int, instead: str | None = None) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", *_KNOWN):
            raise NotCompressedLikeThat(f"content-encoding {name}")
        self._unpack = zlib.decompressobj(_GZIP_OR_ZLIB) if name in _KNOWN else None
        self._collector = Collector(limit, instead)

    def feed(self, chunk: bytes) -> None:
        if self._unpack is None:
            self._collector.feed(chunk)
            return
        try:
            while chunk:
                self._collector.feed(self._unpack.decompress(chunk, _PIECE))
                chunk = self._unpack.unconsumed_tail
        except zlib.error as error:
            raise NotCompressedLikeThat(str(error)) from error

    def body(self) -> bytes:
        """Everything that came. Raises NotCompressedLikeThat when the compressed data ends too early."""
        if self._unpack is not None and not self._unpack.eof and self._collector.body:
            raise NotCompressedLikeThat("compressed data ends too early")
        return bytes(self._collector.body)
