"""Which connections are open, so that closing closes all of them?

httpcore's pool closes those that it has. One that is being made at that moment it forgets, although whoever asked for it goes
on with it: afterwards it would stay open for as long as the program runs.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable

import httpcore


class Connections(httpcore.AsyncNetworkBackend):
    """Makes connections for one pool, and knows which of them are open."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._open: set[_Connection] = set()
        self._closed = False

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's parameter
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises httpcore.ConnectError also where everything was closed meanwhile."""
        made = await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        if self._closed:
            await made.aclose()
            raise httpcore.ConnectError("closed while the connection was being made")
        return _Connection(made, self._open)

    async def aclose(self) -> None:
        """After the pool itself. What is being asked or answered ends with a network error."""
        self._closed = True
        for connection in list(self._open):
            await connection.aclose()


class _Connection(httpcore.AsyncNetworkStream):
    """One connection, in `among` as long as it is open."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, among: set[_Connection]) -> None:
        self._inner = inner
        self._among = among
        among.add(self)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's parameter
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as above
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        self._among.discard(self)
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as above
    ) -> httpcore.AsyncNetworkStream:
        """The same connection from then on; where it fails, httpcore closes it."""
        try:
            return _Connection(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._among)
        finally:
            self._among.discard(self)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
