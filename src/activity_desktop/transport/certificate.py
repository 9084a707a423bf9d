"""Which certificate does a server show that is not trusted? It is fetched to be read by a person, and trusted no more for it.

Only the handshake is made, and nothing is sent over it. Of the certificate (RFC 5280, in the DER of X.690) no more is read
than what tells a person whose it is; the fingerprint is what an administrator compares.
"""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from msgspec import Struct

from ..model.moment import Instant
from ..model.problems import NotAnswering
from ..model.text import clean_line

PATIENCE = 10.0
"""Seconds for the whole handshake."""
LONGEST = 200
_COMMON_NAME, _ORGANISATION, _OTHER_NAMES = bytes.fromhex("550403"), bytes.fromhex("55040a"), bytes.fromhex("551d11")
_SEQUENCE, _OBJECT, _OCTETS, _UTC_TIME, _ANY_TIME, _VERSION, _EXTENSIONS, _DNS_NAME = (
    0x30,
    0x06,
    0x04,
    0x17,
    0x18,
    0xA0,
    0xA3,
    0x82,
)
Node = tuple[int, bytes]
"""A tag and what it holds."""


class Certificate(Struct, frozen=True):
    """What a certificate says. Texts come from a stranger, and are clean and short; empty where it cannot be read."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    """The hosts for which it is, as far as it names them."""
    starts: Instant | None
    ends: Instant | None
    fingerprint: str
    """SHA-256, as administrators write it: `AB:CD:…`."""


async def shown_by(url: str) -> Certificate:
    """The certificate that the server at this address shows now. Raises NotAnswering where none can be had."""
    parts = urlsplit(url)
    try:
        async with asyncio.timeout(PATIENCE):
            _, writer = await asyncio.open_connection(parts.hostname, parts.port or 443, ssl=_trusting_nobody())
            shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
            writer.transport.abort()
    except (OSError, TimeoutError, ValueError) as error:
        raise NotAnswering(detail=str(error)) from error
    return read(shown)


def _trusting_nobody() -> ssl.SSLContext:
    """It checks nothing, so that what is wrong can be shown; no request ever goes through it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def read(der: bytes) -> Certificate:
    """Never raises: of one that is not understood, the fingerprint is told."""
    fingerprint = hashlib.sha256(der).hexdigest().upper()
    spaced = ":".join(fingerprint[place : place + 2] for place in range(0, len(fingerprint), 2))
    try:
        fields = [node for node in _children(_children(_only(der))[0][1]) if node[0] != _VERSION]
        _serial, _algorithm, issuer, validity, subject = fields[:5]
        starts, ends = (_time(*node) for node in _children(validity[1]))
        return Certificate(_name(subject[1]), _name(issuer[1]), tuple(_other_names(fields)), starts, ends, spaced)
    except (ValueError, IndexError):
        return Certificate("", "", (), None, None, spaced)


def _name(der: bytes) -> str:
    """The common name and the organisation."""
    found: dict[bytes, str] = {}
    for _, one in _children(der):
        for _, pair in _children(one):
            (_, which), (_, value) = _children(pair)[:2]
            found.setdefault(which, clean_line(value.decode("utf-8", "replace"), LONGEST))
    return ", ".join(found[which] for which in (_COMMON_NAME, _ORGANISATION) if found.get(which))


def _other_names(fields: list[Node]) -> Iterator[str]:
    for tag, held in fields:
        if tag != _EXTENSIONS:
            continue
        for _, extension in _children(_only(held)):
            parts = _children(extension)
            if parts[0] == (_OBJECT, _OTHER_NAMES) and parts[-1][0] == _OCTETS:
                names = _children(_only(parts[-1][1]))
                yield from (clean_line(name.decode("ascii", "replace"), LONGEST) for kind, name in names if kind == _DNS_NAME)


def _time(tag: int, value: bytes) -> Instant:
    """Two digits of the year, or four. Raises ValueError."""
    pattern = {_UTC_TIME: "%y%m%d%H%M%SZ", _ANY_TIME: "%Y%m%d%H%M%SZ"}.get(tag, "")
    return Instant.of(datetime.strptime(value.decode("ascii", "replace"), pattern).replace(tzinfo=UTC))


def _only(der: bytes) -> bytes:
    """What the one sequence holds that this is. Raises ValueError."""
    nodes = _children(der)
    if len(nodes) != 1 or nodes[0][0] != _SEQUENCE:
        raise ValueError("not one sequence")
    return nodes[0][1]


def _children(der: bytes) -> list[Node]:
    """What stands one after the other. Raises ValueError where a length is not true."""
    found: list[Node] = []
    place = 0
    while place < len(der):
        tag, length, place = der[place], der[place + 1], place + 2
        if length & 0x80:
            size = length & 0x7F
            length, place = int.from_bytes(der[place : place + size], "big"), place + size
        if place + length > len(der):
            raise ValueError("longer than what holds it")
        found.append((tag, der[place : place + length]))
        place += length
    return found
