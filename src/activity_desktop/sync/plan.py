"""What does an activity that a server just sent mean for the one we have? A pure decision, tested by property.

Two guards make any order and any repetition of answers harmless. Where a system numbers its versions, an older version
never replaces a newer. Where it does not, an answer to a request that began before a confirmed fact (a change of ours
that the server has acknowledged) never replaces that fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from ..model.activity import Activity
from ..model.moment import Instant
from ..store.activities import Known
from ..store.preparing import Prepared
from ..store.retention import FORGOTTEN

FUTURE = 300.0
"""Seconds by which a server's clock may be ahead of ours."""
LATER = 60.0
"""Seconds behind our first sight of an activity from which on it cannot have been created: clocks differ by a little."""
ROUNDED = 2.0
"""Seconds by which one call of a server may round the same time differently from another."""
SMALLEST_TIME = 10**14
"""Versions from here on are times in microseconds (this one is in 1973); smaller ones are counted."""


class Do(StrEnum):
    INSERT = "insert"
    UPDATE = "update"
    REMOVE = "remove"
    ANOTHER = "another"
    """The server has given the identifier to another activity: the old one is gone, this one is new."""
    SAME = "same"
    """Nothing new, and it is certainly still there."""
    IGNORE = "ignore"
    """Stale, unwanted, or deleted before we ever knew it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is true of the account while a page is taken in."""

    server_reads: bool
    """The system keeps a read state."""
    filling: bool
    linked: Instant
    user_id: str
    now: Instant
    begin: int
    """The highest fact number when the request for this page began."""


class Decision(msgspec.Struct, frozen=True):
    do: Do
    read_us: int | None = None
    """The settled read time it gets; for INSERT and UPDATE."""
    announce: bool = False


def decide(known: Known | None, new: Prepared, setting: Setting) -> Decision:
    """What to do with one activity of a page."""
    activity = new.activity
    if known is None:
        if activity.deleted:
            return Decision(Do.IGNORE)
        return Decision(Do.INSERT, *_at_arrival(new, setting))
    if not activity.deleted and _is_another(known, activity, setting):
        return Decision(Do.ANOTHER, *_at_arrival(new, setting))
    if _stale(known, new, setting):
        return Decision(Do.IGNORE)
    if known.gone == FORGOTTEN and not activity.deleted and not (setting.server_reads and activity.read_at is None):
        return Decision(Do.SAME)  # too old to be kept here, unless somebody wants it read again
    if activity.deleted:
        return Decision(Do.IGNORE if known.gone == 1 else Do.REMOVE)
    if activity.unreadable or (known.hash == new.hash and known.gone != 1):
        return Decision(Do.SAME)  # what was readable once is not replaced by a record that is not
    return Decision(Do.UPDATE, _read_time(known, new, setting))


def _is_another(known: Known, activity: Activity, setting: Setting) -> bool:
    """Whether an identifier was given a second time, by a server that was set up anew or counts again from one.

    An activity that was created after we had one of that name cannot be that one. Clocks may be wrong, so its creation
    must be another than was stored, and believable.
    """
    created = activity.created
    if created is None or abs(created.us - known.feed_us) < ROUNDED * 1e6 or created > setting.now.plus(FUTURE):
        return False
    return created > Instant(known.arrived_us).plus(LATER)


def _stale(known: Known, new: Prepared, setting: Setting) -> bool:
    version = new.activity.version
    if known.gone == 1 and known.fact > setting.begin:
        return True  # asked for before it was gone; a tombstone has no version that could tell
    if version is not None and known.version is not None and believable(known.version, setting.now):
        return version < known.version
    return known.fact > setting.begin


def believable(version: int, now: Instant) -> bool:
    """Whether a version may guard a row. One that is a time in the future would freeze its row until that time has come."""
    return version <= now.plus(FUTURE).us or version < SMALLEST_TIME


def _read_time(known: Known, new: Prepared, setting: Setting) -> int | None:
    """The server's read time where it keeps one; of two read times the first one counts."""
    if not setting.server_reads:
        return known.read_us
    read_at = new.activity.read_at
    if read_at is None or known.read_us is None:
        return read_at.us if read_at else None
    return min(read_at.us, known.read_us)


def _at_arrival(new: Prepared, setting: Setting) -> tuple[int | None, bool]:
    """Read time and announcement of an activity that is new to us.

    Old ones that come with the first fill are not news. Where the system keeps no read state, they count as read, and so
    does what the person wrote themselves.
    """
    activity = new.activity
    created = activity.feed_time
    backfill = setting.filling and not (created is not None and created > setting.linked)
    if setting.server_reads:
        return (activity.read_at.us if activity.read_at else None), not backfill
    mine = activity.creator is not None and activity.creator.id not in (None, "") and activity.creator.id == setting.user_id
    silent = backfill or mine
    return (setting.now.us if silent else None), not silent
