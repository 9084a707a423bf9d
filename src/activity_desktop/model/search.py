"""What does a person mean by `is:unread type:call "purchase order" smith`? Text in, words and operators out.

    is:unread is:read is:kept          marks
    is:inbox is:snoozed is:done        where it was put, instead of the open view
    is:deleted                         deleted in its system, and still to be read here
    type:call                          our kind or the system's own name; one of several, when it is said more than once
    account:northwind                  an account's name, by its beginning, or its identifier
    person:smith person:"jane smith"   somebody involved, by name or address
    after:2026-01-31                   that day and later; also 2026-01, 2026, today, yesterday, 7d (the last seven days)
    before:2026-01-31                  earlier than that day
    due:2026-12-01                     due on that day; also 2026-12, 2026, today, tomorrow, yesterday, 7d (the next seven)
    due:2026-12-01..2026-12-05         from one day to another; either may be left out
    due:overdue                        due before now and still to be done
    has:attachment has:relation

To add one: 1. a field in `model.feed.Terms`; 2. a row in `_READERS` here, and its values in `OPERATORS`; 3. its condition
in `store/feed.py`. What is no operator is searched as words, so that `10:30` and `re:offer` can be looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from .activity import Kind
from .feed import FeedQuery, OwnType, Shelf, Terms, Wrong
from .moment import Instant
from .text import strip_invisible

_TOKEN = re.compile(r'(?P<name>[^\W\d_]+):(?P<value>"[^"]*(?:"|$)|[^\s"]*)(?=\s|$)|"[^"]*"|\S+')
_LAST_WORD = re.compile(r'[^\W\d_]+:"[^"]*$|\S+$')
_SO_MANY_DAYS = re.compile(r"(\d{1,4})d")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_SHELVES = {"inbox": Shelf.INBOX, "snoozed": Shelf.SNOOZED, "done": Shelf.DONE, "deleted": Shelf.DELETED}
_MARKS = ("unread", "read", "kept")
_THINGS = ("attachment", "relation")
_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.UNKNOWN)
_DATES = ("today", "yesterday", "7d", "2026-01-31")
_DUE = ("today", "tomorrow", "overdue", "7d", "2026-01-31", "2026-01-01..2026-01-31")

OPERATORS: Mapping[str, tuple[str, ...]] = {
    "is": (*_MARKS, *_SHELVES),
    "type": _KINDS,
    "person": (),
    "account": (),
    "after": _DATES,
    "before": _DATES,
    "due": _DUE,
    "has": _THINGS,
}
"""Every operator, with the values it takes where these are known beforehand."""


class Names(Struct, frozen=True):
    """What a search may call by name, as far as it is known: accounts by identifier, and the systems' own types."""

    accounts: Mapping[str, str] = field(default_factory=dict)
    types: tuple[OwnType, ...] = ()


NO_NAMES = Names()


class Search(Struct, frozen=True):
    """What was understood. `shelf` is None where the open view is meant."""

    words: str
    terms: Terms
    shelf: Shelf | None = None

    def within(self, query: FeedQuery) -> FeedQuery:
        """This search in a view: what the view already asks for must hold as well."""
        return replace(query, text=self.words, terms=self.terms, shelf=self.shelf or query.shelf)


def parse(text: str, now: Instant, names: Names = NO_NAMES) -> Search:
    """Read what was typed, or pasted, at that time. Never raises."""
    search = Search("", Terms())
    text = strip_invisible(text)  # titles have none of it, and no database takes a NUL or half a surrogate pair
    words: list[str] = []
    for token in _TOKEN.finditer(text):
        name, value = (token["name"] or "").lower(), (token["value"] or "").strip('"').strip()
        if name not in OPERATORS:
            words.append(token[0])
        elif value:
            search = _READERS[name](search, value, _Known(now, names))
    return replace(search, words=" ".join(words))


def suggest(before: str, names: Names = NO_NAMES) -> tuple[str, ...]:
    """How the last word before the cursor may go on: an operator, or one with a value. Empty where it is whole already."""
    typed = _last_word(before).lower()
    name, colon, value = typed.partition(":")
    if not colon:
        return tuple(f"{operator}:" for operator in OPERATORS if operator.startswith(name))
    known = _values(name, names)
    fitting = (_quoted(full) for full in known if full.lower().startswith(value.lstrip('"')))
    return tuple(f"{name}:{full}" for full in fitting if full.lower() != value)


def _values(operator: str, names: Names) -> tuple[str, ...]:
    """What an operator may be given: of types, ours first."""
    if operator == "account":
        return tuple(names.accounts.values())
    own = (own.label or own.id for own in names.types) if operator == "type" else ()
    return tuple(dict.fromkeys((*OPERATORS.get(operator, ()), *(name for name in own if _plain(name) not in _KINDS))))


def complete(text: str, cursor: int, chosen: str) -> tuple[str, int]:
    """The text with the last word before the cursor replaced, and where the cursor stands then. A value ends with a space."""
    before, after = text[:cursor], text[cursor:]
    start = before[: len(before) - len(_last_word(before))] + chosen
    if not chosen.endswith(":") and not after.startswith(" "):
        start += " "
    return start + after, len(start)


def _last_word(before: str) -> str:
    word = _LAST_WORD.search(before)
    return word[0] if word else ""


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


class _Known(Struct, frozen=True):
    """What the meaning of a value depends on."""

    now: Instant
    names: Names

    @property
    def today(self) -> date:
        return self.now.local().date()


def _is(search: Search, value: str, _known: _Known) -> Search:
    value = value.lower()
    terms = search.terms
    if value in _SHELVES:
        contradicts = search.shelf not in (None, _SHELVES[value])
        return _wrong(search, "is", value, ()) if contradicts else replace(search, shelf=_SHELVES[value])
    match value:
        case "unread":
            terms = replace(terms, unread=True)
        case "read":
            terms = replace(terms, read=True)
        case "kept":
            terms = replace(terms, kept=True)
        case _:
            return _wrong(search, "is", value, OPERATORS["is"])
    return _wrong(search, "is", value, ()) if terms.unread and terms.read else replace(search, terms=terms)


def _type(search: Search, value: str, known: _Known) -> Search:
    """Our kind of that name, and every type that a system identifies or calls so."""
    wanted = _plain(value)
    kinds = {Kind(wanted)} if wanted in _KINDS else set[Kind]()
    types = {own for own in known.names.types if wanted in (_plain(own.id), _plain(own.label)) and own.kind not in kinds}
    if not (kinds or types):
        return _wrong(search, "type", value, _values("type", known.names))
    return _with(search, kinds=search.terms.kinds | kinds, types=search.terms.types | types)


def _plain(name: str) -> str:
    """`Site visit`, `site-visit` and `SITE_VISIT` are one."""
    return re.sub(r"[\s_-]+", "_", name.casefold())


def _account(search: Search, value: str, known: _Known) -> Search:
    wanted = value.casefold()
    accounts = known.names.accounts
    found = {id_ for id_, name in accounts.items() if id_.casefold() == wanted or _begins(name.casefold(), wanted)}
    if not found:
        return _wrong(search, "account", value, tuple(accounts.values()))
    return _with(search, accounts=search.terms.accounts | found)


def _begins(name: str, wanted: str) -> bool:
    """Whether the name, or one of its words, begins so: `crm` finds Northwind CRM."""
    return f" {name}".find(f" {wanted}") >= 0


def _person(search: Search, value: str, _known: _Known) -> Search:
    return _with(search, people=(*search.terms.people, value))


def _after(search: Search, value: str, known: _Known) -> Search:
    day = _day(value, known.today)
    if day is None:
        return _wrong(search, "after", value, OPERATORS["after"])
    return _with(search, since=max(day, search.terms.since or day))


def _before(search: Search, value: str, known: _Known) -> Search:
    day = _day(value, known.today)
    if day is None:
        return _wrong(search, "before", value, OPERATORS["before"])
    return _with(search, before=min(day, search.terms.before or day))


def _due(search: Search, value: str, known: _Known) -> Search:
    if search.terms.due:
        return _wrong(search, "due", value, ())
    if value.lower() == "overdue":
        return _with(search, due=True, overdue_at=known.now)
    days = _days_due(value, known.today)
    if days is None:
        return _wrong(search, "due", value, OPERATORS["due"])
    return _with(search, due=True, due_since=days[0], due_before=days[1])


def _has(search: Search, value: str, _known: _Known) -> Search:
    match value.lower():
        case "attachment":
            return _with(search, attachment=True)
        case "relation":
            return _with(search, relation=True)
    return _wrong(search, "has", value, OPERATORS["has"])


_READERS: Mapping[str, Callable[[Search, str, _Known], Search]] = {
    "is": _is,
    "type": _type,
    "person": _person,
    "account": _account,
    "after": _after,
    "before": _before,
    "due": _due,
    "has": _has,
}


def _day(value: str, today: date) -> date | None:
    """The first day that a value means; None when it means none."""
    value = value.lower()
    if value in ("today", "yesterday"):
        return today - timedelta(days=value == "yesterday")
    try:
        if ago := _SO_MANY_DAYS.fullmatch(value):
            return today - timedelta(days=max(int(ago[1]) - 1, 0))
        if month := _MONTH.fullmatch(value):
            return date(int(month[1]), int(month[2]), 1)
        return date(int(value), 1, 1) if _YEAR.fullmatch(value) else date.fromisoformat(value)
    except (ValueError, OverflowError):
        return None


def _days_due(value: str, today: date) -> tuple[date | None, date | None] | None:
    """From which day on, and before which; None when the value means neither."""
    first, dots, last = value.lower().partition("..")
    begin, end = _span(first, today), _span(last, today)
    if not dots:
        return begin
    if (first and begin is None) or (last and end is None) or not (first or last):
        return None
    return (begin[0] if begin else None), (end[1] if end else None)


def _span(value: str, today: date) -> tuple[date, date] | None:
    """The days that a value means when it looks ahead: the first one, and the one after the last."""
    try:
        if value == "tomorrow":
            return today + timedelta(days=1), today + timedelta(days=2)
        if ahead := _SO_MANY_DAYS.fullmatch(value):
            return today, today + timedelta(days=int(ahead[1]))
        begin = _day(value, today)
        if begin is None:
            return None
        if _MONTH.fullmatch(value):
            return begin, (begin + timedelta(days=31)).replace(day=1)
        return begin, begin.replace(year=begin.year + 1) if _YEAR.fullmatch(value) else begin + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _with(search: Search, **terms: object) -> Search:
    return replace(search, terms=replace(search.terms, **terms))


def _wrong(search: Search, operator: str, value: str, allowed: tuple[str, ...]) -> Search:
    near = sorted(allowed, key=lambda known: -_alike(known.lower(), value.lower()))
    return _with(search, wrong=(*search.terms.wrong, Wrong(operator, value, tuple(near))))


def _alike(one: str, other: str) -> int:
    """How many letters they begin with are the same."""
    return next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
