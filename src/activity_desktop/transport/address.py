"""What did the person mean by this address? A typed or pasted address in, a base URL out."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

from ..model.problems import BadInput, NotSecure, Unreadable
from ..model.words import translate

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_FIRST_SEGMENT_OF_AN_API = re.compile(r"api|v\d+|\.well-known", re.IGNORECASE)
_DEFAULT_PORTS = {"https": 443, "http": 80}
_EXAMPLE = "An address looks like https://crm.example.com."


def clean_address(text: str) -> str:
    """The base URL without a trailing slash; it may have a path (`http://127.0.0.1:8000/pipedrive`).

    Takes what people paste: spaces around, no scheme, a whole URL of the API, a query. Raises BadInput for what is no
    address or holds a password, NotSecure for plain http to another computer.
    """
    typed = "".join(text.split())
    if not typed:
        raise BadInput("The address is empty.", _EXAMPLE)
    if not _SCHEME.match(typed):
        typed = f"//{typed.removeprefix('//')}"
    parts = _split(typed)
    if parts.username is not None or parts.password is not None:
        raise BadInput("The address holds a name or a password.", "Enter the address alone; the token has a field of its own.")
    host = _host(parts)
    scheme = parts.scheme.lower() or ("http" if is_loopback(host) else "https")
    if scheme not in _DEFAULT_PORTS:
        words = translate("Problems", "Addresses that begin with {scheme} do not lead to a server of this kind.")
        raise BadInput(words.format(scheme=f"{scheme}://"), _EXAMPLE)
    if scheme == "http" and not is_loopback(host):
        words = translate("Problems", "The connection to {host} would not be encrypted.")
        raise NotSecure(words.format(host=host), "Use an address that begins with https://.")
    shown = f"[{host}]" if ":" in host else host
    suffix = "" if parts.port in (None, _DEFAULT_PORTS[scheme]) else f":{parts.port}"
    return f"{scheme}://{shown}{suffix}{_prefix(parts.path)}"


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port: what credentials are pinned to. Raises ValueError for something that is no URL."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or _DEFAULT_PORTS.get(scheme, 0)


def is_loopback(host: str) -> bool:
    """Whether the host is this computer: the one place where http is as private as https."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def segment(identifier: str) -> str:
    """A remote identifier as one segment of a path, percent-encoded. Identifiers come from servers, so they may hold
    anything. Raises Unreadable for those that no path can carry."""
    if identifier in ("", ".", ".."):
        raise Unreadable(detail=f"{identifier!r} cannot be an identifier in a URL")
    return quote(identifier, safe="", errors="replace")


def _split(typed: str) -> SplitResult:
    try:
        parts = urlsplit(typed)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        raise BadInput("This is not an address.", _EXAMPLE) from None
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if ":" in host:
        return host
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_host = ""
    if not _HOST.fullmatch(ascii_host):
        raise BadInput("This is not an address.", _EXAMPLE)
    return ascii_host


def _prefix(path: str) -> str:
    """The path up to where the API begins: `/pipedrive/api/v2/activities` is the base `/pipedrive`."""
    kept: list[str] = []
    for part in path.split("/"):
        if _FIRST_SEGMENT_OF_AN_API.fullmatch(part):
            break
        if part and part not in (".", ".."):
            kept.append(quote(part, safe="%~!$&'()*+,;=:@"))
    return "".join(f"/{part}" for part in kept)
