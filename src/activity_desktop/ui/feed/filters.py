"""Which activities of a view are wanted? The chips' values, and the query that they make."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from ...model.activity import Kind
from ...model.feed import FeedQuery, PersonKey, Shelf
from ...model.moment import Instant
from ...model.views import SavedView, start_of_days
from ...model.words import QT_TRANSLATE_NOOP
from ..backend import Reads
from ..words import kind_word

translate = QCoreApplication.translate
SAMPLE = 500
"""So many of the newest activities tell which types and people the menus offer."""
PEOPLE = 12


class Period(IntEnum):
    """How many days back, today included; 0 is no limit."""

    ALL = 0
    TODAY = 1
    WEEK = 7
    MONTH = 30
    QUARTER = 90

    @property
    def text(self) -> str:
        return translate("Filters", _PERIODS[self])

    def start(self, now: Instant) -> Instant | None:
        """Local midnight of the first day."""
        return start_of_days(self.value, now)


_PERIODS = {
    Period.ALL: QT_TRANSLATE_NOOP("Filters", "All days"),
    Period.TODAY: QT_TRANSLATE_NOOP("Filters", "Today"),
    Period.WEEK: QT_TRANSLATE_NOOP("Filters", "Last 7 days"),
    Period.MONTH: QT_TRANSLATE_NOOP("Filters", "Last 30 days"),
    Period.QUARTER: QT_TRANSLATE_NOOP("Filters", "Last 90 days"),
}


class Filters(Struct, frozen=True):
    unread: bool = False
    kinds: frozenset[Kind] = frozenset()
    person: PersonKey | None = None
    person_name: str = ""
    period: Period = Period.ALL

    @classmethod
    def of(cls, view: SavedView) -> Filters:
        """The chips of a saved view."""
        period = next((period for period in Period if period == view.days), Period.ALL)
        return cls(view.unread, view.kinds, view.person, view.person_name, period)

    def as_view(self, name: str, shelf: Shelf, account: str | None, typed: str) -> SavedView:
        """Everything that is chosen and typed, under a name."""
        return SavedView(
            name=name,
            shelf=shelf,
            account=account,
            typed=typed.strip(),
            unread=self.unread,
            kinds=self.kinds,
            person=self.person,
            person_name=self.person_name,
            days=self.period.value,
        )

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    @property
    def kinds_text(self) -> str:
        """What the chip says: the one type, or how many."""
        if len(self.kinds) == 1:
            return kind_word(next(iter(self.kinds)))
        return translate("Filters", "{n} types", None, len(self.kinds)).format(n=len(self.kinds)) if self.kinds else ""

    def toggled(self, kind: Kind) -> Filters:
        return replace(self, kinds=self.kinds ^ {kind})


class Offer(Struct, frozen=True):
    """What the menus offer, the most frequent first."""

    kinds: tuple[Kind, ...]
    people: tuple[tuple[PersonKey, str], ...]


def offer(backend: Reads, query: FeedQuery) -> Offer:
    """Look at the newest activities of the view, whatever its filters are."""
    rows = backend.page(replace(query, kinds=frozenset(), person=None, unread_only=False), None, SAMPLE)
    kinds = Counter(row.kind for row in rows)
    people = Counter(row.person_key for row in rows)
    names = {row.person_key: row.person for row in reversed(rows)}
    frequent = (key for key, _ in people.most_common(PEOPLE + 1) if key is not None)
    return Offer(tuple(kind for kind, _ in kinds.most_common()), tuple((key, names[key]) for key in islice(frequent, PEOPLE)))
