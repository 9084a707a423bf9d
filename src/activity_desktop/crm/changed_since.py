"""Up to which change has a list been read? The cursor of systems that tell of each activity when it was last changed."""

from __future__ import annotations

import msgspec

from ..model.moment import Instant
from ..model.problems import ReplayGone, WrongServer
from .lenient import instant


class Cursor(msgspec.Struct, frozen=True):
    """The greatest time of a change that was seen, never later than the server's clock."""

    updated: str = ""

    @classmethod
    def at(cls, moment: Instant | None) -> str:
        return msgspec.json.encode(cls(moment.rfc3339() if moment else "")).decode()

    @classmethod
    def parse(cls, text: str) -> Instant | None:
        """Raises ReplayGone for a cursor that another version wrote."""
        try:
            return instant(msgspec.json.decode(text, type=cls).updated)
        except (msgspec.MsgspecError, ValueError):
            raise ReplayGone(detail="the stored position cannot be read") from None


def circle() -> WrongServer:
    """The problem of a list whose next page was there before."""
    return WrongServer("The server sends the same page again and again.", "It is tried again by itself.")


def endless() -> WrongServer:
    """The problem of a list that goes on beyond all bounds."""
    return WrongServer("The server's list has no end.", "It is tried again by itself.")
