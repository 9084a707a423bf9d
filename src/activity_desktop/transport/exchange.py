"""How does one request become one answer? Redirects by hand, and bounded reading, for one origin."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from .. import __version__
from ..model.problems import TooMuch, WrongServer
from ..model.words import translate
from . import failures
from .address import is_loopback, origin
from .endless_text import TooLarge
from .inflate import Inflater, NotCompressedLikeThat
from .limits import Limits
from .proxy import proxy_for
from .response import Response

if TYPE_CHECKING:
    from .pool import Answer, Pool

_GENERAL = {"accept": "application/json", "accept-encoding": "gzip", "user-agent": f"ActivityDesktop/{__version__}"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD = frozenset({307, 308})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"
"""What stands in a URL for itself."""


class Call(Struct, frozen=True):
    """A request before it is sent."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes | None = None


class Exchange:
    """Sends to one origin and reads what comes back. Everything network-related that fails comes out as a Problem."""

    def __init__(self, base_url: str, limits: Limits, verify: ssl.SSLContext | None, proxy: str) -> None:
        self.host = urlsplit(base_url).netloc
        self._origin = origin(base_url)
        self._limits = limits
        self._verify = verify
        self._proxy = proxy
        self._made_pool: Pool | None = None

    def build(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None) -> Call:
        url = quote(url, safe=_AS_IT_IS)
        length = {"content-length": str(len(content or b""))} if content is not None or method in _WITH_BODY else {}
        return Call(method, url, {"host": urlsplit(url).netloc, **_GENERAL, **headers, **length}, content)

    async def open(self, call: Call) -> Answer:
        """Send, and re-issue by hand where the answer points to the same origin; the body is not read yet.

        API keys are never carried to another host. Raises WrongServer for a redirect that leads elsewhere or in circles.
        """
        for _ in range(self._limits.redirects + 1):
            answer = await self._send(call)
            if not 300 <= answer.status < 400 or answer.status == 304:
                return answer
            answer.close()
            call = self._next_call(call, answer)
        raise self.wrong(
            "too many redirects", translate("Problems", "{host} sends us round in circles.").format(host=self.host)
        )

    async def read(self, answer: Answer) -> Response:
        """The whole answer, decompressed. Raises WrongServer for one that is too large or not what it claims to be."""
        headers = lower_headers(answer)
        try:
            inflater = Inflater(headers.get("content-encoding", ""), self._limits.body, _instead(answer.status, headers))
            with self.words():
                while (chunk := await answer.chunk()) is not None:
                    inflater.feed(chunk)
            body = inflater.body()
        except TooLarge as error:
            words = translate("Problems", "{host} sent more than we accept.").format(host=self.host)
            raise TooMuch(words, detail=f"over {self._limits.body} bytes") from error
        except NotCompressedLikeThat as error:
            raise self.wrong(str(error)) from error
        return Response(answer.status, headers, body, self.host, self._limits.depth)

    async def aclose(self) -> None:
        """Also what is being asked just now: that ends as if the network had failed."""
        pool, self._made_pool = self._made_pool, None  # others may be made while these are closed
        if pool is not None:
            await pool.aclose()

    @contextmanager
    def words(self) -> Iterator[None]:
        """Turn what h11 and the operating system raise into Problems."""
        import h11

        try:
            yield
        except (h11.ProtocolError, OSError) as error:
            raise failures.broken(error, self.host) from error

    def wrong(self, detail: str, title: str = "") -> WrongServer:
        return WrongServer(
            title or translate("Problems", "{host} answers, but not like this system.").format(host=self.host), detail=detail
        )

    async def _send(self, call: Call) -> Answer:
        import h11

        parts = urlsplit(call.url)
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        with self.words():
            request = h11.Request(method=call.method, target=target, headers=list(call.headers.items()))
            return await self._pool().ask(request, call.content, self._limits.read)

    def _next_call(self, call: Call, answer: Answer) -> Call:
        status, location = answer.status, lower_headers(answer).get("location", "")
        try:
            target = quote(urljoin(call.url, location), safe=_AS_IT_IS)
            elsewhere = self._elsewhere(target)
        except ValueError as error:
            raise self.wrong(f"redirect {status} to an address that is none") from error
        if elsewhere:
            words = translate("Problems", "{host} sends us on to {place}.")
            raise self.wrong(f"redirect {status} refused", words.format(host=self.host, place=elsewhere))
        keeps = call.method in ("GET", "HEAD") or status in _KEEP_METHOD
        if status not in _REDIRECTS or not location or not keeps:
            raise self.wrong(f"{status} cannot be followed")
        headers = {name: value for name, value in call.headers.items() if name not in ("host", "content-length")}
        return self.build(call.method, target, headers, call.content)

    def _elsewhere(self, url: str) -> str:
        """The other place a URL leads to, for the message; empty when it stays on our origin. Raises ValueError."""
        scheme, host, port = origin(url)
        return "" if (scheme, host, port) == self._origin else f"{scheme}://{host}:{port}"

    def _pool(self) -> Pool:
        if self._made_pool is None:
            from .pool import Pool
            from .tls import trusted

            scheme, host, port = self._origin
            context = (self._verify or trusted()) if scheme == "https" else None
            proxy = None if is_loopback(host) else proxy_for(self._proxy, scheme, f"{host}:{port}")
            self._made_pool = Pool(host, port, context, proxy, connect=self._limits.connect)
        return self._made_pool


def _instead(status: int, headers: Mapping[str, str]) -> str | None:
    """What stands for a text of an activity that is larger than a whole answer may be."""
    if status != 200 or "json" not in headers.get("content-type", "json"):
        return None
    return translate("Problems", "This text is too large for this computer. Open it in the CRM.")


def lower_headers(answer: Answer) -> dict[str, str]:
    """As text; repeated ones joined with a comma."""
    found: dict[str, str] = {}
    for raw_name, raw_value in answer.headers:
        name, value = raw_name.decode("ascii", "replace"), _text(raw_value)
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _text(raw: bytes) -> str:
    """A header's value: UTF-8 where it is that, else what the standard of old says."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1")
