"""How does one request become one answer? The connection pool, redirects by hand, and bounded reading, for one origin."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from .. import __version__
from ..model.problems import WrongServer
from ..model.words import translate
from . import failures, redaction
from .address import is_loopback, origin
from .inflate import Inflater, NotCompressedLikeThat, TooLarge
from .limits import Limits
from .response import Response

if TYPE_CHECKING:
    import httpx

SYSTEM_PROXY = "system"
_GENERAL = {"accept": "application/json", "accept-encoding": "gzip", "user-agent": f"ActivityDesktop/{__version__}"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD = frozenset({307, 308})


class Exchange:
    """Sends to one origin and reads what comes back. Everything network-related that fails comes out as a Problem."""

    def __init__(self, base_url: str, limits: Limits, verify: ssl.SSLContext | None, proxy: str) -> None:
        self.host = urlsplit(base_url).netloc
        self._origin = origin(base_url)
        self._limits = limits
        self._verify = verify
        self._proxy = proxy
        self._http: httpx.AsyncClient | None = None

    def build(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None) -> httpx.Request:
        import httpx

        return httpx.Request(method, url, headers={**_GENERAL, **headers}, content=content)

    async def open(self, call: httpx.Request) -> httpx.Response:
        """Send, and re-issue by hand where the answer points to the same origin; the body is not read yet.

        httpx would carry API keys to another host: it knows `Authorization` and cookies only. Raises WrongServer for a
        redirect that leads elsewhere or in circles.
        """
        for _ in range(self._limits.redirects + 1):
            answer = await self._send(call)
            if not 300 <= answer.status_code < 400 or answer.status_code == 304:
                return answer
            await answer.aclose()
            call = self._next_call(call, answer)
        raise self.wrong(
            "too many redirects", translate("Problems", "{host} sends us round in circles.").format(host=self.host)
        )

    async def read(self, answer: httpx.Response) -> Response:
        """The whole answer, decompressed. Raises WrongServer for one that is too large or not what it claims to be."""
        headers = lower_headers(answer)
        try:
            inflater = Inflater(headers.get("content-encoding", ""), self._limits.body)
            with self.words():
                async for chunk in answer.aiter_raw():
                    inflater.feed(chunk)
            body = inflater.body()
        except TooLarge as error:
            raise self.wrong(
                f"over {self._limits.body} bytes",
                translate("Problems", "{host} sent more than we accept.").format(host=self.host),
            ) from error
        except NotCompressedLikeThat as error:
            raise self.wrong(str(error)) from error
        return Response(answer.status_code, headers, body, self.host, self._limits.depth)

    async def aclose(self) -> None:
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    @contextmanager
    def words(self) -> Iterator[None]:
        """Turn what httpx and the operating system raise into Problems."""
        import httpx

        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise failures.broken(error, self.host) from error

    def wrong(self, detail: str, title: str = "") -> WrongServer:
        return WrongServer(
            title or translate("Problems", "{host} answers, but not like this system.").format(host=self.host), detail=detail
        )

    async def _send(self, call: httpx.Request) -> httpx.Response:
        with self.words():
            return await self._pool().send(call, stream=True, follow_redirects=False)

    def _next_call(self, call: httpx.Request, answer: httpx.Response) -> httpx.Request:
        status, location = answer.status_code, answer.headers.get("location", "")
        try:
            target = urljoin(str(call.url), location)
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
        return self.build(call.method, target, headers, call.content or None)

    def _elsewhere(self, url: str) -> str:
        """The other place a URL leads to, for the message; empty when it stays on our origin. Raises ValueError."""
        scheme, host, port = origin(url)
        return "" if (scheme, host, port) == self._origin else f"{scheme}://{host}:{port}"

    def _pool(self) -> httpx.AsyncClient:
        if self._http is None:
            import httpx

            from .tls import trusted

            redaction.quieten()
            here = is_loopback(self._origin[1])
            self._http = httpx.AsyncClient(
                verify=self._verify or trusted(),
                trust_env=self._proxy == SYSTEM_PROXY and not here,
                proxy=self._proxy if self._proxy not in ("", SYSTEM_PROXY) and not here else None,
                timeout=httpx.Timeout(self._limits.read, connect=self._limits.connect, pool=None),
                limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=30.0),
            )
        return self._http


def lower_headers(answer: httpx.Response) -> dict[str, str]:
    """Header names in lower case; repeated ones joined with a comma."""
    return {name.lower(): value for name, value in answer.headers.items()}
