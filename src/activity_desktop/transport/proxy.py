"""Through which proxy is a server reached? The one that was typed, the one that the system names, or none."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from ..model.problems import BadInput
from ..model.words import translate

SYSTEM_PROXY = "system"
_PORTS = {"http": 80, "https": 443}


class Proxy(Struct, frozen=True):
    """Where it is, and what it wants to hear before it connects anybody."""

    host: str
    port: int
    encrypted: bool = False
    credentials: str = ""
    """The value of a `Proxy-Authorization` header."""

    def __repr__(self) -> str:
        return f"Proxy({self.host!r}, {self.port})"


def proxy_for(choice: str, scheme: str, place: str) -> Proxy | None:
    """`choice` is `system`, empty for none, or a URL, maybe with a name and a password; `place` the server's host and port.

    The system's are the environment's variables, `no_proxy` included; on macOS and Windows its settings where there are none.
    Raises BadInput for an address that is none, or of a kind that is not spoken here.
    """
    url = _of_the_system(scheme, place) if choice == SYSTEM_PROXY else choice
    if not url:
        return None
    try:
        return _made(url if "://" in url else f"http://{url}")
    except ValueError as error:
        words = translate("Problems", "The proxy's address cannot be used.")
        raise BadInput(words, "It looks like http://proxy.example:3128.") from error


def _of_the_system(scheme: str, place: str) -> str:
    from urllib.request import getproxies, proxy_bypass

    named = getproxies()
    url = named.get(scheme) or named.get("all") or ""
    return "" if url and proxy_bypass(place) else url


def _made(url: str) -> Proxy:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or not url.isascii():
        raise ValueError(parts.scheme)
    named = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode() if parts.username is not None else b""
    credentials = f"Basic {b64encode(named).decode()}" if named else ""
    return Proxy(parts.hostname, parts.port or _PORTS[parts.scheme], parts.scheme == "https", credentials)
