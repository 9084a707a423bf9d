"""Who is calling cPod? A JSON web token, signed by the server, that says which person, which tenant and which application."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime
from typing import Any

import msgspec


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _sign(text: str, key: str) -> str:
    return _encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest())


def issue(claims: dict[str, Any], key: str) -> str:
    """A token with these claims (RFC 7519, HS256)."""
    header = msgspec.json.encode({"alg": "HS256", "typ": "JWT"})
    text = f"{_encode(header)}.{_encode(msgspec.json.encode(claims))}"
    return f"{text}.{_sign(text, key)}"


def read(token: str, key: str, now: datetime) -> dict[str, Any] | None:
    """The claims of a token that this server signed and that has not expired; else None."""
    text, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _sign(text, key).encode()):
        return None
    try:
        claims: dict[str, Any] = msgspec.json.decode(_decode(text.partition(".")[2]))
    except (binascii.Error, msgspec.DecodeError):
        return None
    return claims if claims["exp"] > now.timestamp() else None
