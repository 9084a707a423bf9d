"""What is a saved view? A search with a name: everything that the person had typed and chosen when they saved it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import msgspec

from .activity import Kind
from .feed import FeedQuery, PersonKey, Shelf
from .moment import Instant
from .search import NO_NAMES, Names, parse

LONGEST_NAME = 60


class SavedView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One saved view. It is kept as it was typed, so that `after:today` means another day tomorrow."""

    name: str
    shelf: Shelf = Shelf.INBOX
    account: str | None = None
    typed: str = ""
    """What stood in the search field."""
    unread: bool = False
    kinds: frozenset[Kind] = frozenset()
    person: PersonKey | None = None
    person_name: str = ""
    days: int = 0
    """So many days back, today included; 0 is no limit."""

    def query(self, now: Instant, names: Names = NO_NAMES) -> FeedQuery:
        """What it lists now."""
        chosen = FeedQuery(
            shelf=self.shelf,
            account=self.account,
            unread_only=self.unread,
            kinds=self.kinds,
            person=self.person,
            since=start_of_days(self.days, now),
        )
        return parse(self.typed, now, names).within(chosen)

    def counted(self, now: Instant, names: Names = NO_NAMES) -> FeedQuery:
        """What its number counts: unread ones, as everywhere; all of them in a list that is not about unread ones."""
        query = self.query(now, names)
        whole = query.shelf in (Shelf.SNOOZED, Shelf.DONE) or query.terms.read or query.by_due
        return query if whole else msgspec.structs.replace(self, unread=True).query(now, names)


def start_of_days(days: int, now: Instant) -> Instant | None:
    """Local midnight of the first of so many days, today being the last; None for 0."""
    if not days:
        return None
    first = now.local().date() - timedelta(days=days - 1)
    return Instant.of(datetime.combine(first, time()).astimezone())
