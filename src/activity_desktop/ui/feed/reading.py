"""How does a list read some of its rows? Its first and last ones, those beside the loaded ones, and these once more.

Each function makes another one, which may be called in any thread.
"""

from __future__ import annotations

from ...model.feed import FeedQuery, Position
from ..backend import Find, Found, Pages


def first(query: FeedQuery, limit: int) -> Find:
    """From the top of the list."""
    return below(query, None, limit)


def below(query: FeedQuery, after: Position | None, limit: int) -> Find:
    """The next rows after a position."""

    def read(pages: Pages) -> Found:
        rows = pages.page(query, after, limit)
        return Found(rows, above=after is not None, below=len(rows) == limit)

    return read


def last(query: FeedQuery, limit: int) -> Find:
    """Down to the end of the list."""
    return above(query, None, limit)


def from_time(query: FeedQuery, place_us: int, limit: int) -> Find:
    """From the newest row that is not above this place; the last ones where all are."""

    def read(pages: Pages) -> Found:
        found = below(query, Position(place_us + 1, 0), limit)(pages)
        return found if found.rows else last(query, limit)(pages)

    return read


def ends(query: FeedQuery) -> Find:
    """The first row and the last one that has a time; none where none has."""

    def read(pages: Pages) -> Found:
        oldest = pages.page_before(query, None, 1)
        if oldest and not oldest[0].place_us:
            oldest = pages.page_before(query, Position(1, 0), 1)
        return Found(pages.page(query, None, 1) + oldest if oldest else [])

    return read


def above(query: FeedQuery, before: Position | None, limit: int) -> Find:
    """The rows just above a position."""

    def read(pages: Pages) -> Found:
        rows = pages.page_before(query, before, limit)
        return Found(rows, above=len(rows) == limit, below=before is not None)

    return read


def again(query: FeedQuery, top: Position, limit: int) -> Find:
    """What stands where a loaded row stood, and below it; also what has come between it and the one above."""

    def read(pages: Pages) -> Found:
        over = pages.page_before(query, top, 1)
        return below(query, over[0].position if over else None, limit)(pages)

    return read
