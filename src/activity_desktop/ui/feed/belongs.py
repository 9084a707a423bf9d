"""Does a row belong into this list? Answered without asking the database, where that is possible."""

from __future__ import annotations

from datetime import date

from ...model.feed import FeedQuery, FeedRow, Shelf, Terms
from ...model.moment import Instant


def can_tell(query: FeedQuery) -> bool:
    """Words, persons and attachments are matched by the database alone: it knows the whole text and everybody involved. So is
    what is due, because its order is the database's, and what was deleted."""
    terms = query.terms
    by_database = query.by_due or query.shelf is Shelf.DELETED
    return not (by_database or query.text or query.person or terms.people or terms.attachment or terms.wrong)


def belongs(query: FeedQuery, row: FeedRow, shown: bool) -> bool:
    """Whether `row` is part of the list. Only meaningful where `can_tell`.

    A row that is already `shown` in a list of unread ones stays after it was read: it must not vanish under the eyes.
    """
    return (
        (query.shelf in (Shelf.EVERYTHING, row.shelf) or _is_to_do(query, row))
        and (query.account in (None, row.key.account))
        and (shown or row.unread or not query.unread_only)
        and (not query.kinds or row.kind in query.kinds)
        and (query.since is None or row.feed_us >= query.since.us)
        and _has(query.terms, row, shown)
    )


def _is_to_do(query: FeedQuery, row: FeedRow) -> bool:
    return query.shelf is Shelf.AGENDA and row.due is not None and row.shelf is not Shelf.DONE and not row.finished


def _has(terms: Terms, row: FeedRow, shown: bool) -> bool:
    """What the operators of a search say, as far as a row knows."""
    return (
        (shown or row.unread or not (terms.unread or terms.kept))
        and (shown or row.kept or not terms.kept)
        and not (terms.read and row.unread)
        and (not (terms.kinds or terms.types) or row.kind in terms.kinds or row.own_type in terms.types)
        and (not terms.accounts or row.key.account in terms.accounts)
        and bool(row.relation or not terms.relation)
        and (row.due is not None or not terms.due)
        and _is_within(terms, row)
    )


def _is_within(terms: Terms, row: FeedRow) -> bool:
    """Whether it stands on one of the days; what has no date stands on none."""
    if terms.since is None and terms.before is None:
        return True
    day = Instant(row.feed_us).local().date()
    return row.feed_us > 0 and (terms.since or date.min) <= day < (terms.before or date.max)
