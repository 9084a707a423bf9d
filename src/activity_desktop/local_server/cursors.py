"""How does a client come back for the next page? With an opaque cursor that only works for the list it was given out for."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct

import msgspec

from .activities import Filter, Position
from .owner import Owner
from .problems import Problem, bad_parameter

_PLACE = struct.Struct(">qq")
_SIGNATURE_BYTES = 16


def _signature(secret: bytes, place: bytes, owner: Owner, wanted: Filter) -> bytes:
    """Binds the place to the owner and the filters, so that a cursor cannot be moved to another list."""
    told = msgspec.json.encode((place, owner, wanted))
    return hashlib.blake2b(told, key=secret, digest_size=_SIGNATURE_BYTES).digest()


def cursor_of(secret: bytes, position: Position, owner: Owner, wanted: Filter) -> str:
    place = _PLACE.pack(position.created_us, position.id)
    return base64.urlsafe_b64encode(place + _signature(secret, place, owner, wanted)).decode()


def position_of(secret: bytes, cursor: str, owner: Owner, wanted: Filter) -> Position:
    """Where the cursor points. Raises Problem 400 for one that was not given out for this list."""
    try:
        raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise _refused() from error
    if base64.urlsafe_b64encode(raw).decode() != cursor:  # the last letter has bits to spare, which nothing would check
        raise _refused()
    place, signature = raw[: _PLACE.size], raw[_PLACE.size :]
    if len(place) != _PLACE.size or not hmac.compare_digest(signature, _signature(secret, place, owner, wanted)):
        raise _refused()
    return Position(*_PLACE.unpack(place))


def _refused() -> Problem:
    return bad_parameter("cursor", "cursor_invalid", "This cursor was not given out for this list. Start from the first page.")
