"""Through which proxy is a server reached? The one that was typed, the one that the system names, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ..model.problems import BadInput
from ..model.words import translate

if TYPE_CHECKING:
    import httpcore

SYSTEM_PROXY = "system"


def proxy_for(choice: str, scheme: str, place: str) -> httpcore.Proxy | None:
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


def _made(url: str) -> httpcore.Proxy:
    import httpcore

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isascii():
        raise ValueError(parts.scheme)
    name = parts.username is not None
    auth = (unquote(parts.username or ""), unquote(parts.password or "")) if name else None
    return httpcore.Proxy(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), auth=auth)
