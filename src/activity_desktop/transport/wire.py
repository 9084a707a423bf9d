"""How do bytes travel to a server and back? Over one TCP connection, encrypted where it is asked to be."""

from __future__ import annotations

import asyncio
import ssl
from typing import cast

from .dialling import dial
from .failures import no_way_out

_READ_AHEAD = 256 * 1024
"""So many bytes may wait to be read before the server is made to wait."""


class Wire(asyncio.Protocol):
    """One connection: `connect` makes it, `read` and `write` use it, `cut` ends it at once.

    What goes wrong is an OSError: a refusal, a failed handshake (ssl.SSLError), a broken connection, TimeoutError.
    """

    def __init__(self) -> None:
        self._transport: asyncio.Transport
        self._on_the_socket: asyncio.Transport
        """Below all encryption: what cannot be sent waits there."""
        self._received = bytearray()
        self._ended = False
        self._error: OSError | None = None
        self._something = asyncio.Event()
        self._may_write = asyncio.Event()
        self._may_write.set()
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done once the socket is closed."""

    @classmethod
    async def connect(cls, host: str, port: int, context: ssl.SSLContext | None, seconds: float) -> Wire:
        """To whichever of the host's addresses answers first. `seconds` is for everything up to the end of the handshake."""
        wire = cls()
        async with asyncio.timeout(seconds):
            dialled = await dial(host, port, no_way_out)
            await asyncio.get_running_loop().create_connection(lambda: wire, sock=dialled)
            if context is not None:  # not while it is created: called off then, it would wait for the server's farewell
                await wire.encrypt(host, context, seconds)
        if wire._transport.is_closing():
            raise ConnectionResetError("lost while it was being made")
        return wire

    async def encrypt(self, host: str, context: ssl.SSLContext, seconds: float) -> None:
        """From here on, also inside of another encryption. Where it fails, the connection is closed."""
        failed: OSError | None = None
        try:
            async with asyncio.timeout(seconds):
                made = await asyncio.get_running_loop().start_tls(self._transport, self, context, server_hostname=host)
        except (TypeError, ValueError) as error:
            made, failed = None, _of_the_network(error)
        except BaseException:
            self._end_early()
            raise
        if made is None or made.is_closing():
            self._end_early()
            raise failed or ConnectionResetError("lost while it was being encrypted")
        self._transport = made

    @property
    def silent(self) -> bool:
        """Open, and nothing waits to be read or to be sent: only then can it carry another request."""
        waits = self._received or self._on_the_socket.get_write_buffer_size()
        return not (self._ended or waits or self._transport.is_closing())

    async def read(self, seconds: float) -> bytes:
        """What has come, or comes next; nothing at the end. That is believed of an encrypted connection as well where the
        server only closed it, as many do: JSON and gzip show by themselves where they were cut off."""
        if not self._received and not self._ended:
            self._something.clear()
            async with asyncio.timeout(seconds):
                await self._something.wait()
        if self._error is not None and not self._received:
            raise self._error
        data = bytes(self._received)
        self._received.clear()
        if not self._ended:
            self._transport.resume_reading()
        return data

    async def write(self, data: bytes, seconds: float) -> None:
        """Returns once most of it is on its way, or something comes. That it cannot go there is heard by reading: a server may
        answer before it has read everything, and read no more or close."""
        if not self._ended:
            self._transport.write(data)
        async with asyncio.timeout(seconds):
            await self._may_write.wait()

    def cut(self) -> None:
        """Whoever reads hears that it was us: an answer that ends with its connection is not complete by that."""
        if not self._ended:
            self._end(ConnectionAbortedError("closed by us"))
        if not self.gone.done():
            self._transport.abort()

    def _end_early(self) -> None:
        """asyncio tells nobody of a connection that ends before its handshake does."""
        self._transport.abort()
        self.connection_lost(None)

    # --- what the event loop tells ---------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = self._on_the_socket = cast("asyncio.Transport", transport)  # TCP goes both ways

    def data_received(self, data: bytes) -> None:
        self._received += data
        self._something.set()
        self._may_write.set()
        if len(self._received) > _READ_AHEAD:
            self._transport.pause_reading()

    def eof_received(self) -> None:
        self._end(None)

    def pause_writing(self) -> None:
        self._may_write.clear()

    def resume_writing(self) -> None:
        self._may_write.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(_of_the_network(exc) if exc else None)
        if not self.gone.done():
            self.gone.set_result(None)

    def _end(self, error: OSError | None) -> None:
        self._ended = True
        self._error = self._error or error
        self._something.set()
        self._may_write.set()


def _of_the_network(error: BaseException) -> OSError:
    """Why it ended. Within a second encryption, the asyncio of Python 3.11.7 and 3.12.1 stumbles (TypeError: `_abort()`) while
    it tells the reason, which is found behind that."""
    reason: BaseException | None = error
    while reason is not None:
        if isinstance(reason, OSError):
            return reason
        reason = reason.__context__
    return ConnectionAbortedError(str(error))
