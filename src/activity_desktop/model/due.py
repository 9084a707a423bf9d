"""When is an activity due, and is it still to be done? What agenda, `due:` and reminders mean by it, for all five systems."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from .activity import Activity
from .moment import Day, Instant, Moment

CANCELLED = frozenset({"cancelled", "canceled"})
EARLIEST, LATEST = 1971, 2250
"""The years in which something can be due. What some systems write for "never" lies outside."""


def due_of(activity: Activity) -> Moment | None:
    """When it begins or must be done. A call that was written down after it had taken place is a record and no plan: it says
    when it occurred, and that is not after its creation."""
    starts = activity.starts
    if starts is None or not EARLIEST <= _year(starts) <= LATEST:
        return None
    if starts != activity.occurred or activity.created is None:
        return starts
    return starts if activity.occurred > activity.created else None


def _year(moment: Moment) -> int:
    return moment.utc.year if isinstance(moment, Instant) else moment.date.year


def is_finished(activity: Activity) -> bool:
    """Whether its system says that nothing is to be done about it (any more)."""
    return bool(activity.done) or not activity.active or activity.status.lower() in CANCELLED


def stored_us(moment: Moment) -> int:
    """A moment as one number, in microseconds UTC: of a whole day, which has no place on the time line, the midnight UTC."""
    if isinstance(moment, Instant):
        return moment.us
    return Instant.of(datetime.combine(moment.date, time(), UTC)).us


def stored_moment(us: int, *, whole_day: bool) -> Moment:
    """The inverse of `stored_us`."""
    return Day(Instant(us).utc.date()) if whole_day else Instant(us)


def begin_of(moment: Moment) -> Instant:
    """Where a moment begins on this computer's time line: a whole day at its local midnight."""
    return moment if isinstance(moment, Instant) else midnight(moment.date)


def is_over(moment: Moment, now: Instant) -> bool:
    """Whether it should have begun, or been done, by now; a whole day is over when the next one begins."""
    return moment < now if isinstance(moment, Instant) else moment.date < now.local().date()


def midnight(day: date) -> Instant:
    """The local midnight that begins a day."""
    return Instant.of(datetime.combine(day, time()).astimezone())
