"""How do activities become a list with day headers? Rows in, rows and headers out; nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from ...model.due import begin_of, midnight
from ...model.feed import FeedRow
from ...model.moment import Instant


class DayHeader(Struct, frozen=True):
    """The line above a day's activities. `day` is None for those without any date."""

    day: date | None
    upper_us: int
    """Just above the places (`FeedRow.place_us`) of all the day's activities: the midnight that ends the day, in microseconds
    UTC, or in a list by due times the one that begins it."""
    by_due: bool = False


Item = FeedRow | DayHeader


def day_of(row: FeedRow) -> date | None:
    """The local calendar day on which an activity stands in its list."""
    if row.by_due and row.due:
        return begin_of(row.due).local().date()
    return Instant(row.feed_us).local().date() if row.feed_us else None


def header_for(day: date | None, *, by_due: bool = False) -> DayHeader:
    if day is None:
        return DayHeader(None, 1)
    if by_due:
        return DayHeader(day, 1 - midnight(day).us, by_due=True)
    return DayHeader(day, midnight(day + timedelta(days=1)).us)


def header_over(item: Item) -> DayHeader:
    """The header of an item's day."""
    return item if isinstance(item, DayHeader) else header_for(day_of(item), by_due=item.by_due)


def sort_key(item: Item) -> tuple[int, bool]:
    """Ascending keys in the order of the list: from the greatest place down, each header just above its day's activities.

    Activities of the same microsecond share a key: only the database knows their order.
    """
    if isinstance(item, DayHeader):
        return (-item.upper_us, True)
    return (-item.place_us, False)


def day_at(item: Item) -> date | None:
    return item.day if isinstance(item, DayHeader) else day_of(item)


def with_headers(rows: Iterable[FeedRow], above: Item | None = None) -> list[Item]:
    """Put a header above the first row of each day. `above` is what already stands over the first of these rows.

    The calendar is asked once a day, and not once a row: a list that is read anew has hundreds of rows on few days.
    """
    items: list[Item] = []
    ends = _end_of(header_over(above)) if above is not None else None
    for row in rows:
        if ends is None or row.place_us < ends:
            header = header_for(day_of(row), by_due=row.by_due)
            items.append(header)
            ends = _end_of(header)
        items.append(row)
    return items


def _end_of(header: DayHeader) -> int:
    """The lowest place of a day: its beginning, or by due times its last microsecond. What has no date is below all days."""
    if header.day is None:
        return 0
    if header.by_due:
        return 1 - midnight(header.day + timedelta(days=1)).us
    return max(1, midnight(header.day).us)
