"""Which rows does a query mean, in SQL? Conditions that the indexes answer, in an order that is never sorted.

A list is walked along an index that is already in feed order: the full-text index where words or names are searched, that of
one person's activities, else one of the activity table's, named here because SQLite cannot know how rare unread activities or
attachments are. Everything else is tested on the way, until the page is full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from ..model.due import EARLIEST, LATEST, midnight
from ..model.feed import FeedQuery, PersonKey, Shelf, Terms
from . import people
from .activities import marks, spot_of
from .database import Connection
from .rows import SHELF_NUMBER
from .select import Conditions
from .vocabulary import words_beginning

WordsBeginning = Callable[[str], Sequence[str] | None]
"""The words that begin so, perhaps none; None where only the full-text index can say."""
_WORD = re.compile(r"[^\W_]+(?:[^\s\w][^\W_]+)*", re.UNICODE)
_PHRASE = re.compile(r'"([^"]*)"')
_LAST_SPOT = 2**63 - 1

_NAMES_SOMEBODY = """(names(a.person, ?) OR EXISTS (
  SELECT 1 FROM activity_person i JOIN person p ON (p.account, p.kind, p.pid) = (i.account, i.kind, i.pid)
  WHERE i.spot = a.spot AND names(p.name || ' ' || p.email, ?)))"""
"""The full-text index finds the words anywhere; here they must stand in one person's name and address."""


def finds_nothing(query: FeedQuery) -> bool:
    """An operator has a value that means nothing, or only punctuation was typed: nothing can match it."""
    asked = [text for text in (query.text, *query.terms.people) if text.strip()]
    return bool(query.terms.wrong) or any(not match_expression(text) for text in asked)


def conditions_of(connection: Connection, query: FeedQuery) -> Conditions:
    """The connection is asked which words begin as typed, and whether a person is linked to others by hand."""
    found = _walk(connection, query)
    if query.shelf is Shelf.DELETED:
        found.add("a.gone > 0 AND a.gone = 1")  # the first as the index says it
    else:
        found.add("a.unread = 1" if _unread_only(query) else "a.gone = 0")  # what is gone is never unread
    if query.shelf in SHELF_NUMBER:
        found.add("a.shelf = ?", SHELF_NUMBER[query.shelf])
    if query.account is not None:
        found.add("a.account = ?", query.account)
    if query.kinds:
        found.add(f"a.kind IN ({marks(len(query.kinds))})", *sorted(query.kinds))
    if query.since is not None:
        found.add(f"{found.order} >= ?", spot_of(query.since.us, 0))
    _add_terms(found, query.terms)
    return found


def _walk(connection: Connection, query: FeedQuery) -> Conditions:
    """Along what the list is read, and the conditions that this already answers."""
    typed = " ".join((query.text, *query.terms.people))
    words = match_expression(typed, lambda word: words_beginning(connection, word))
    if query.by_due:
        return _walk_by_due(connection, query, words)
    if words:
        joined = f"activity_words w CROSS JOIN activity a INDEXED BY {_index_beside(query)} ON a.spot = w.rowid"
        found = Conditions(joined, "w.rowid", ["activity_words MATCH ?"], [words])
        if query.person:
            _add_person(connection, found, query.person)
        return found
    if query.person is None:
        return Conditions(f"activity a INDEXED BY {_index_for(query)}", "a.spot")
    members = (query.person, *people.same_as(connection, query.person))
    if len(members) > 1:
        found = Conditions(f"activity a INDEXED BY {_index_beside(query)}", "a.spot")
        found.add(f"a.spot IN ({spots_of(members)})", *(value for key in members for value in key))
        return found
    joined = f"activity_person i CROSS JOIN activity a INDEXED BY {_index_beside(query)} ON a.spot = i.spot"
    return Conditions(joined, "i.spot", ["(i.account, i.kind, i.pid) = (?, ?, ?)"], [*query.person])


def spots_of(members: Sequence[PersonKey]) -> str:
    """A person and everybody linked to them by hand, each activity once. Their keys are the values."""
    return " UNION ".join(["SELECT spot FROM activity_person WHERE (account, kind, pid) = (?, ?, ?)"] * len(members))


def _add_person(connection: Connection, found: Conditions, person: PersonKey) -> None:
    """The same, where the list is walked along something else."""
    members = (person, *people.same_as(connection, person))
    each = ", ".join(["(?, ?, ?)"] * len(members))
    about = f"SELECT 1 FROM activity_person i WHERE i.spot = a.spot AND (i.account, i.kind, i.pid) IN (VALUES {each})"  # noqa: S608 - built from constants only
    found.add(f"EXISTS ({about})", *(value for key in members for value in key))


def _walk_by_due(connection: Connection, query: FeedQuery, words: str) -> Conditions:
    """Along what is due; words and persons are looked for apart."""
    from .due_conditions import due_conditions  # which the first list of a start does without

    found = due_conditions(query)
    if words:
        found.add("a.spot IN (SELECT rowid FROM activity_words WHERE activity_words MATCH ?)", words)
    if query.person:
        _add_person(connection, found, query.person)
    return found


def _unread_only(query: FeedQuery) -> bool:
    return query.unread_only or query.terms.unread or query.terms.kept


def _index_for(query: FeedQuery) -> str:
    """The one that leaves out most, and still has the order of the feed."""
    terms, everything = query.terms, query.shelf is Shelf.EVERYTHING
    if query.shelf is Shelf.DELETED:
        return "activity_gone"
    if _unread_only(query):
        return "activity_every_unread" if everything else "activity_unread"
    if terms.attachment:
        return "activity_attached"
    if terms.relation:
        return "activity_related"
    if everything or query.kinds or terms.kinds or terms.types or terms.accounts:
        return "activity_every"
    return "activity_shelf" if query.account is None else "activity_account"


def _index_beside(query: FeedQuery) -> str:
    """The one that tells soonest that a row with the words, or of the person, is not meant: of these there may be many."""
    if query.shelf is Shelf.DELETED:
        return "activity_gone"
    if _unread_only(query):
        return "activity_every_unread"
    if query.terms.attachment or query.terms.relation:
        return "activity_attached" if query.terms.attachment else "activity_related"
    if query.account is not None and query.shelf is not Shelf.EVERYTHING:
        return "activity_account"
    return "activity_shelf" if query.shelf in (Shelf.SNOOZED, Shelf.DONE) else "activity_every"


def _add_terms(found: Conditions, terms: Terms) -> None:
    if terms.kept:
        found.add("a.kept > 0")
    if terms.read:
        found.add("a.unread = 0")
    _add_types(found, terms)
    if terms.accounts:
        found.add(f"a.account IN ({marks(len(terms.accounts))})", *sorted(terms.accounts))
    for wanted in terms.people:
        found.add(_NAMES_SOMEBODY, wanted, wanted)
    if terms.since is not None:
        found.add(f"{found.order} >= ?", _start_of(terms.since))
    if terms.before is not None:
        # What has no date is never earlier.
        found.add(f"{found.order} < ? AND {found.order} >= ?", _start_of(terms.before), spot_of(1, 0))
    if terms.attachment:
        found.add("a.attached = 1")
    if terms.relation:
        found.add("a.relation <> ''")


def _add_types(found: Conditions, terms: Terms) -> None:
    """The first condition is answered by the index alone, so that of few rows the type itself has to be looked at."""
    if not (terms.kinds or terms.types):
        return
    kinds = sorted(terms.kinds | {own.kind for own in terms.types})
    found.add(f"a.kind IN ({marks(len(kinds))})", *kinds)
    if terms.types:
        each = ", ".join(["(?, ?, ?, ?)"] * len(terms.types))
        named = f"(a.account, a.kind, a.kind_id, a.kind_label) IN (VALUES {each})"
        values = [value for own in sorted(terms.types) for value in own]
        found.add(f"(a.kind IN ({marks(len(terms.kinds))}) OR {named})", *sorted(terms.kinds), *values)


def _start_of(day: date) -> int:
    """The place in the feed where a local day begins; days before 1970 and in the far future are at its ends."""
    if not EARLIEST <= day.year <= LATEST:
        return 0 if day.year < EARLIEST else _LAST_SPOT
    return spot_of(midnight(day).us, 0)


def match_expression(text: str, beginning: WordsBeginning = lambda _: None) -> str:
    """What a person typed, as an FTS5 expression: every word must occur, each as a prefix, and each quoted phrase as it
    stands; nothing is an operator. Empty when there is no word in it."""
    phrases = [" ".join(_WORD.findall(phrase)) for phrase in _PHRASE.findall(text)]
    words = _WORD.findall(_PHRASE.sub(" ", text).replace('"', " "))
    every = [f'"{phrase}"' for phrase in phrases if phrase]
    every += [_any_of(word, beginning(word)) for word in words]
    return " AND ".join(every)


def _any_of(typed: str, words: Sequence[str] | None) -> str:
    """Where no word begins so, the typed one itself, which is not found either: to look for a beginning takes longer."""
    if words is None:
        return f'"{typed}"*'
    return "(" + " OR ".join(f'"{word}"' for word in words or [typed]) + ")"
