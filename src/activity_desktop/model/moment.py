"""When is something? Either at an `Instant` (a point on the world's time line) or on a `Day` (a calendar date that floats).

They are two types on purpose: an all-day task on 3 May is on 3 May in every time zone, so it must never be
converted, and an instant always must. Nothing in this application uses a date-time without a zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import msgspec

MICROSECONDS = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Instant(msgspec.Struct, frozen=True, order=True, array_like=True, tag="instant"):
    """A point in time, in whole microseconds since 1970-01-01T00:00:00Z."""

    us: int

    @classmethod
    def of(cls, moment: datetime) -> Instant:
        """Take over an aware `datetime`. Raises ValueError for a naive one, because its zone would be a guess."""
        if moment.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return cls((moment - _EPOCH) // _MICROSECOND)

    @classmethod
    def parse(cls, text: str) -> Instant:
        """Read RFC 3339 or ISO 8601. A text without a zone is taken as UTC, which is what all five APIs mean by it.

        Raises ValueError when the text is not a date and time.
        """
        moment = datetime.fromisoformat(text.strip())
        return cls.of(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

    @property
    def utc(self) -> datetime:
        return _EPOCH + timedelta(microseconds=self.us)

    def local(self) -> datetime:
        """The same point in time on this computer's clock; in UTC on the last day of the calendar, beyond which no other
        zone's clock may go."""
        try:
            return self.utc.astimezone()
        except OverflowError:
            return self.utc

    def plus(self, seconds: float) -> Instant:
        return Instant(self.us + round(seconds * MICROSECONDS))

    def seconds_since(self, earlier: Instant) -> float:
        return (self.us - earlier.us) / MICROSECONDS

    def rfc3339(self) -> str:
        """`2025-01-15T10:30:00Z`; microseconds only where there are any, since some servers refuse them."""
        text = self.utc.isoformat()
        return text.removesuffix("+00:00") + "Z"

    def rfc3339_seconds(self) -> str:
        """The same, cut to whole seconds."""
        return self.utc.replace(microsecond=0).isoformat().removesuffix("+00:00") + "Z"


class Day(msgspec.Struct, frozen=True, order=True, array_like=True, tag="day"):
    """A calendar date that means the same date everywhere."""

    date: date

    @classmethod
    def parse(cls, text: str) -> Day:
        """Read `YYYY-MM-DD`. Raises ValueError for anything else."""
        return cls(date.fromisoformat(text.strip()))

    def iso(self) -> str:
        return self.date.isoformat()


Moment = Instant | Day


def parse_moment(text: str) -> Moment:
    """A bare date is a `Day`, everything else an `Instant`. Raises ValueError when it is neither."""
    text = text.strip()
    return Day.parse(text) if _DAY.fullmatch(text) else Instant.parse(text)


def write_moment(moment: Moment) -> str:
    """The inverse of `parse_moment`."""
    return moment.rfc3339() if isinstance(moment, Instant) else moment.iso()
