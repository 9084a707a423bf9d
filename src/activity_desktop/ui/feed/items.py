"""How do activities become a list with day headers? Rows in, rows and headers out; nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from ...model.feed import FeedRow
from ...model.moment import Instant


class DayHeader(Struct, frozen=True):
    """The line above a day's activities. `day` is None for those without any date."""

    day: date | None
    upper_us: int
    """The midnight that ends the day, in microseconds UTC: every activity of the day is earlier."""


Item = FeedRow | DayHeader


def day_of(row: FeedRow) -> date | None:
    """The local calendar day on which an activity stands in the feed."""
    return Instant(row.feed_us).local().date() if row.feed_us else None


def header_for(day: date | None) -> DayHeader:
    if day is None:
        return DayHeader(None, 1)
    midnight = datetime.combine(day + timedelta(days=1), time()).astimezone()
    return DayHeader(day, Instant.of(midnight).us)


def sort_key(item: Item) -> tuple[int, bool]:
    """Ascending keys in the order of the list: newest first, each header just above the activities of its day.

    Activities of the same microsecond share a key: only the database knows their order.
    """
    if isinstance(item, DayHeader):
        return (-item.upper_us, True)
    return (-item.feed_us, False)


def day_at(item: Item) -> date | None:
    return item.day if isinstance(item, DayHeader) else day_of(item)


def with_headers(rows: Iterable[FeedRow], above: Item | None = None) -> list[Item]:
    """Put a header above the first row of each day. `above` is what already stands over the first of these rows.

    The calendar is asked once a day, and not once a row: a list that is read anew has hundreds of rows on few days.
    """
    items: list[Item] = []
    begins = _begin_of(day_at(above)) if above is not None else None
    for row in rows:
        if begins is None or row.feed_us < begins:
            day = day_of(row)
            items.append(header_for(day))
            begins = _begin_of(day)
        items.append(row)
    return items


def _begin_of(day: date | None) -> int:
    """The midnight at which a day begins, in microseconds UTC; what has no date is below all days."""
    return 0 if day is None else max(1, Instant.of(datetime.combine(day, time()).astimezone()).us)
