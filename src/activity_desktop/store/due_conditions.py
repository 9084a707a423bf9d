"""What is due when, in SQL? The conditions of a list by due times; the two halves of its index are asked apart.

A moment has its place on the time line, a whole day begins at midnight wherever the person is (`migrations/*_due.sql`).
"""

from __future__ import annotations

from datetime import date

from ..model.due import EARLIEST, LATEST, midnight, stored_us
from ..model.feed import FeedQuery, Shelf, Terms
from ..model.moment import Day
from .select import Conditions

TO_DO = "a.finished = 0 AND a.gone = 0 AND a.shelf < 2"
"""What is still to be done: so the index `activity_to_do` is made, which of a long history is little."""


def due_conditions(query: FeedQuery) -> Conditions:
    """Which part of the history, and from when until when."""
    to_do = query.shelf is Shelf.AGENDA or query.terms.overdue_at is not None
    found = Conditions(f"activity a INDEXED BY {'activity_to_do' if to_do else 'activity_due'}", "a.spot")
    found.add("a.due_us IS NOT NULL")
    found.add(TO_DO if to_do else "a.gone = 0")
    halves = [within(query.terms, whole_day=whole_day) for whole_day in (False, True)]
    found.add(f"({halves[0].sql} OR {halves[1].sql})", *halves[0].values, *halves[1].values)
    return found


def half(found: Conditions, terms: Terms, *, whole_day: bool) -> Conditions:
    """Of these, what is due at moments or on whole days: a range of the index."""
    bounds = within(terms, whole_day=whole_day)
    return Conditions(found.tables, found.order, [*found.parts, bounds.sql], [*found.values, *bounds.values])


def within(terms: Terms, *, whole_day: bool) -> Conditions:
    """The bounds for one half."""
    bounds = Conditions("", "")
    bounds.add("a.due_day = ?", whole_day)
    if terms.due_since is not None:
        bounds.add("a.due_us >= ?", _start(terms.due_since, whole_day=whole_day))
    if terms.due_before is not None:
        bounds.add("a.due_us < ?", _start(terms.due_before, whole_day=whole_day))
    if terms.overdue_at is not None:
        today = Day(terms.overdue_at.local().date())
        bounds.add("a.due_us < ?", stored_us(today) if whole_day else terms.overdue_at.us)
    return bounds


def _start(day: date, *, whole_day: bool) -> int:
    """Where a day begins in one half of the index; far away in time, an end of all that is due."""
    day = min(max(day, date(EARLIEST, 1, 1)), date(LATEST + 1, 1, 1))
    return stored_us(Day(day)) if whole_day else midnight(day).us
