"""Does a row belong into this list? Answered without asking the database, where that is possible."""

from __future__ import annotations

from ...model.feed import FeedQuery, FeedRow, Shelf


def can_tell(query: FeedQuery) -> bool:
    """Words and persons are matched by the database alone: it knows the whole text and everybody involved."""
    return not query.text and query.person is None


def belongs(query: FeedQuery, row: FeedRow, shown: bool) -> bool:
    """Whether `row` is part of the list. Only meaningful where `can_tell`.

    A row that is already `shown` in a list of unread ones stays after it was read: it must not vanish under the eyes.
    """
    return (
        (query.shelf in (Shelf.EVERYTHING, row.shelf))
        and (query.account in (None, row.key.account))
        and (shown or row.unread or not query.unread_only)
        and (not query.kinds or row.kind in query.kinds)
        and (query.since is None or row.feed_us >= query.since.us)
    )
