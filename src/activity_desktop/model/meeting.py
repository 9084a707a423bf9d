"""Where does a meeting take place on the web, and may that address be opened? Only encrypted ones, and the host is shown.

The host is written as machines know it, so that an imitated letter shows itself (`xn--…`).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from .body import safe_link


def meeting_url(address: str) -> str:
    """The address to open, or empty: one that is not encrypted, or names a user, is never offered as a meeting."""
    return address.strip() if meeting_host(address) else ""


def meeting_host(address: str) -> str:
    """Which host the meeting is on; empty where the address may not be opened."""
    address = address.strip()
    if not address.lower().startswith("https://") or safe_link(address) is None:
        return ""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port not in (None, 443) else ""
    except (ValueError, UnicodeError):
        return ""
    return "" if parts.username is not None or "@" in parts.netloc or not host else host + port
