"""Which stretch of a long list is loaded? Its items in order, where each stands, and whether the list goes on above and below.

Nothing here knows Qt or the database: the model reads rows and hands them over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ...model.activity import Key
from ...model.feed import FeedRow
from .items import DayHeader, Item, day_at, day_of, header_over, sort_key, with_headers


class Stretch:
    """A run of neighbouring rows, with a header above each day's first one where they are `grouped`."""

    def __init__(self, rows: Iterable[FeedRow] = (), *, grouped: bool = True, above: bool = False, below: bool = False) -> None:
        self.grouped = grouped
        self.above = above
        """Whether the list has more rows above these."""
        self.below = below
        kept = list(rows)
        self.items: list[Item] = with_headers(kept) if grouped else list(kept)
        self.times: dict[Key, int] = {row.key: row.place_us for row in kept}
        """Where each loaded activity is to be found: where it stands, as `FeedRow.place_us`."""

    def item_at(self, place: int) -> Item | None:
        return self.items[place] if 0 <= place < len(self.items) else None

    def row_at(self, place: int) -> FeedRow | None:
        item = self.item_at(place)
        return item if isinstance(item, FeedRow) else None

    def is_header(self, place: int) -> bool:
        return isinstance(self.item_at(place), DayHeader)

    def rows(self) -> Iterator[FeedRow]:
        return (item for item in self.items if isinstance(item, FeedRow))

    def keys(self) -> list[Key]:
        return [row.key for row in self.rows()]

    def first(self) -> FeedRow | None:
        return next(self.rows(), None)

    def last(self) -> FeedRow | None:
        return self.row_at(len(self.items) - 1)

    def find(self, key: Key) -> int:
        """The place of an activity, or -1."""
        place_us = self.times.get(key)
        if place_us is None:
            return -1
        for place in range(self.place_of(place_us), len(self.items)):
            row = self.row_at(place)
            if row is not None and row.key == key:
                return place
        return -1

    def place_of(self, place_us: int) -> int:
        """Where the first activity of that place stands, or would."""
        return bisect_left(self.items, (-place_us, False), key=sort_key)

    def is_beyond(self, row: FeedRow) -> bool:
        """Whether it stands above or below what is loaded, where the list goes on: it comes with another page."""
        first, last = self.first(), self.last()
        if first is None or last is None:
            return False
        return (self.above and row.place_us >= first.place_us) or (self.below and row.place_us < last.place_us)

    # --- rows come -----------------------------------------------------------------------------------------------

    def fresh(self, rows: Iterable[FeedRow]) -> list[FeedRow]:
        """Those that are not loaded yet."""
        return [row for row in rows if row.key not in self.times]

    def items_below(self, rows: list[FeedRow]) -> list[Item]:
        """What the next rows add to the end."""
        above = self.items[-1] if self.items else None
        return with_headers(rows, above) if self.grouped else list(rows)

    def items_for(self, row: FeedRow, place: int) -> list[Item]:
        """What one row adds at its place: with its day's header, where the day has none."""
        above = self.item_at(place - 1)
        needs_header = self.grouped and (above is None or day_at(above) != day_of(row))
        return [header_over(row), row] if needs_header else [row]

    def items_above(self, rows: list[FeedRow]) -> list[tuple[int, list[Item]]]:
        """What the previous rows add to the top, as places and what to put there, in this order: the rows of the day that
        the top header names go below it, the others above."""
        top = self.item_at(0)
        if not self.grouped or not isinstance(top, DayHeader):
            return [(0, list(rows))]
        same = len(rows)
        while same > 0 and day_of(rows[same - 1]) == top.day:
            same -= 1
        parts: list[tuple[int, list[Item]]] = [(1, list(rows[same:])), (0, with_headers(rows[:same]))]
        return [(place, items) for place, items in parts if items]

    def insert(self, place: int, items: list[Item]) -> None:
        self.items[place:place] = items
        self.times.update((item.key, item.place_us) for item in items if isinstance(item, FeedRow))

    # --- rows go -------------------------------------------------------------------------------------------------

    def extent_of(self, place: int) -> tuple[int, int]:
        """The first and last place to take out with a row: its day's header goes with the day's last activity."""
        day_is_over = place + 1 >= len(self.items) or self.is_header(place + 1)
        return (place - 1 if day_is_over and self.is_header(place - 1) else place), place

    def remove(self, first: int, last: int) -> None:
        for item in self.items[first : last + 1]:
            if isinstance(item, FeedRow):
                self.times.pop(item.key, None)
        del self.items[first : last + 1]

    def replace(self, rows: list[FeedRow]) -> None:
        """The same activities in the same order: only what they look like has changed."""
        fresh = iter(rows)
        self.items = [item if isinstance(item, DayHeader) else next(fresh) for item in self.items]
        self.times = {row.key: row.place_us for row in rows}
