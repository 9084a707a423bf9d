"""How do I talk to a server? One `Client` per account: HTTP to one origin and nowhere else, within bounds.

Whatever goes wrong comes out as one of `model.problems`, with the answer, if there was one, in `Problem.response`.
"""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import msgspec

from ..model.clock import Clock, SystemClock
from ..model.problems import BadInput, Problem
from . import failures
from .address import clean_address
from .events import EventParser, EventTooLarge, ServerEvent
from .exchange import Call, Exchange, lower_headers
from .limits import Limits
from .proxy import SYSTEM_PROXY
from .response import Response
from .retry import wait_before_retry

if TYPE_CHECKING:
    from .pool import Answer

_SAFE_TWICE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_DEFAULT_LIMITS = Limits()


class Client:
    """HTTP to one server. Making one does no I/O; the connection pool is opened by the first request.

    `base_url` is cleaned by `address.clean_address`, which raises BadInput or NotSecure. `proxy` is `system` (environment
    variables), empty (none), or a URL. `pause` stands in for `asyncio.sleep` in tests. Belongs to the event loop that
    first uses it.
    """

    def __init__(
        self,
        base_url: str,
        *,
        clock: Clock | None = None,
        limits: Limits = _DEFAULT_LIMITS,
        verify: ssl.SSLContext | None = None,
        proxy: str = SYSTEM_PROXY,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.base_url = clean_address(base_url)
        self._exchange = Exchange(self.base_url, limits, verify, proxy)
        self._clock = clock or SystemClock()
        self._limits = limits
        self._pause = pause
        self._credentials: dict[str, str] = {}
        self._waiting: set[asyncio.Timeout] = set()
        self.server_ahead: float | None = None
        """Seconds by which the server's clock is ahead of this computer's, by its last answer; negative: behind. None: it
        has not told. Exact to about a second."""

    def __repr__(self) -> str:
        return f"Client({self.base_url!r})"

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return self._exchange.host

    def use_credentials(self, headers: Mapping[str, str]) -> None:
        """Send these headers with every request from now on, replacing earlier ones; a request may override them.

        They never leave this origin: a redirect elsewhere is refused. Raises BadInput for a value no header can carry.
        """
        self._credentials = _clean_headers(headers)

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Sequence[tuple[str, str]] = (),
        json: object = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        idempotent: bool | None = None,
    ) -> Response:
        """One call and its answer: any 2xx, or 304. `path` begins with a slash and is appended to the base URL; put
        identifiers into it with `address.segment`.

        `json` (whatever msgspec encodes) or `form` becomes the body. `idempotent` says that carrying the request out
        twice does no harm, so that it may be tried again after a broken connection; by default the method tells.
        Raises model.problems for everything else (see `failures`); WrongServer when the answer passes the limits.
        """
        content, own = _body(json, form)
        call = self._build(method, path, params, {**own, **_clean_headers(headers or {})}, content)
        safe = method in _SAFE_TWICE if idempotent is None else idempotent
        async with self._deadline(self._limits.total):
            return await self._patiently(call, safe)

    async def events(
        self,
        path: str,
        *,
        params: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        silence: float = 45.0,
    ) -> AsyncGenerator[tuple[ServerEvent, ...], None]:
        """Follow an event stream until the server ends it. Gives together what came together, so that a burst can be
        stored in few steps. The first item is a lone heartbeat: the stream has been accepted.

        Raises NotAnswering when nothing at all came for `silence` seconds, Gone for 410, WrongServer for something that
        is no event stream, and the common problems. Leave early through `contextlib.aclosing`.
        """
        wanted = {"accept": "text/event-stream", "accept-encoding": "identity", "cache-control": "no-store"}
        call = self._build("GET", path, params, {**wanted, **_clean_headers(headers or {})}, None)
        async with self._deadline(self._limits.connect + self._limits.read):
            answer = await self._exchange.open(call)
        try:
            if answer.status == 204:
                return
            await self._refuse_unless_stream(answer)
            yield (ServerEvent(heartbeat=True),)
            parser = EventParser(self._limits.event)
            async for chunk in self._chunks(answer, silence):
                try:
                    together = tuple(parser.feed(chunk))
                except EventTooLarge as error:
                    raise self._exchange.wrong(f"an event of more than {self._limits.event} characters") from error
                if together:
                    yield together
        finally:
            answer.close()

    async def drop_connections(self) -> None:
        """Give up every connection and everything that waits on one, and connect anew with the next request.

        For waking from sleep: the sockets look open, and nothing will ever come through them. Whoever waits gets
        NotAnswering.
        """
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections. Whoever waits gets NotAnswering, and does not try again: that would open connections which
        nobody closes any more. The client may be used again."""
        now = asyncio.get_running_loop().time()
        for deadline in list(self._waiting):
            if not deadline.expired():
                deadline.reschedule(now)
        await self._exchange.aclose()

    def _build(
        self, method: str, path: str, params: Sequence[tuple[str, str]], headers: Mapping[str, str], content: bytes | None
    ) -> Call:
        if not path.startswith("/"):
            raise ValueError(f"a path begins with a slash: {path!r}")
        query = urlencode(params, quote_via=quote)
        url = f"{self.base_url}{path}{'?' if query else ''}{query}"
        return self._exchange.build(method, url, {**self._credentials, **headers}, content)

    async def _patiently(self, call: Call, safe: bool) -> Response:
        attempt = 0
        while True:
            began = self._clock.monotonic()
            try:
                return await self._once(call)
            except Problem as problem:
                took = self._clock.monotonic() - began
                wait = wait_before_retry(problem, attempt, safe=safe, took=took, random=random.random)
                if wait is None:
                    raise
            await self._pause(wait)
            attempt += 1

    async def _once(self, call: Call) -> Response:
        answer = await self._exchange.open(call)
        try:
            response = await self._exchange.read(answer)
        finally:
            answer.close()
        if response.date is not None:
            self.server_ahead = response.date.seconds_since(self._clock.now())
        if response.status >= 400:
            raise failures.refusal(response, self._clock)
        return response

    async def _refuse_unless_stream(self, answer: Answer) -> None:
        if answer.status >= 400:
            async with self._deadline(self._limits.read):
                raise failures.refusal(await self._exchange.read(answer), self._clock)
        headers = lower_headers(answer)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if answer.status != 200 or kind != "text/event-stream" or "content-encoding" in headers:
            raise self._exchange.wrong(f"an event stream was due, {answer.status} {kind} came")

    async def _chunks(self, answer: Answer, silence: float) -> AsyncIterator[bytes]:
        while True:
            async with self._deadline(silence):
                with self._exchange.words():
                    chunk = await answer.chunk(silence)
            if chunk is None:
                return
            yield chunk

    @asynccontextmanager
    async def _deadline(self, seconds: float) -> AsyncIterator[None]:
        """A bound in time that `drop_connections` can bring forward. Raises NotAnswering when it passes."""
        try:
            async with asyncio.timeout(seconds) as deadline:
                self._waiting.add(deadline)
                try:
                    yield
                finally:
                    self._waiting.discard(deadline)
        except TimeoutError as error:
            raise failures.too_slow(self.host, seconds) from error


def _body(json: object, form: Mapping[str, str] | None) -> tuple[bytes | None, dict[str, str]]:
    """The body and the header that names its type."""
    if form is not None:
        return urlencode(form).encode(), {"content-type": "application/x-www-form-urlencoded"}
    if json is not None:
        return msgspec.json.encode(json), {"content-type": "application/json"}
    return None, {}


def _clean_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Lower-case names and trimmed values. A token pasted with a line break in it would otherwise end as a crash."""
    cleaned = {name.lower(): value.strip() for name, value in headers.items()}
    for name, value in cleaned.items():
        if not (value.isascii() and value.isprintable()):
            raise BadInput(
                "The token or a setting holds characters that cannot be sent.",
                "Copy it again, without line breaks and accents.",
                detail=f"header {name}",
            )
    return cleaned
