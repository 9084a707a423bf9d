"""Is what a person types into the search field understood as they mean it, and never as an error?"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.model.activity import Kind
from activity_desktop.model.feed import FeedQuery, OwnType, Shelf, Terms, Wrong
from activity_desktop.model.moment import Instant
from activity_desktop.model.search import OPERATORS, Names, Search, complete, parse, suggest

TODAY = date(2026, 3, 2)
NOW = Instant.of(datetime(2026, 3, 2, 10, 30).astimezone())
LUNCH = OwnType("pd-1", Kind.LUNCH, "lunch", "Lunch")
VISIT = OwnType("pd-1", Kind.UNKNOWN, "site_call", "Demo call")
TASK = OwnType("cr-1", Kind.TASK, "1000012", "Task")
NAMES = Names({"north": "Northwind CRM", "pd-1": "Pipedrive Acme"}, (LUNCH, VISIT, TASK))


def search(text: str) -> Search:
    return parse(text, NOW, NAMES)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("is:unread", Terms(unread=True)),
        ("IS:Read is:KEPT", Terms(read=True, kept=True)),
        ("type:call type:site-visit", Terms(kinds=frozenset({Kind.CALL, Kind.SITE_VISIT}))),
        ('type:"site visit"', Terms(kinds=frozenset({Kind.SITE_VISIT}))),
        ("type:lunch", Terms(kinds=frozenset({Kind.LUNCH}))),
        ("type:site_call", Terms(types=frozenset({VISIT}))),
        ('type:"demo call" type:DEMO-CALL', Terms(types=frozenset({VISIT}))),
        ("type:1000012 type:call", Terms(kinds=frozenset({Kind.CALL}), types=frozenset({TASK}))),
        ("account:north", Terms(accounts=frozenset({"north"}))),
        ("account:crm", Terms(accounts=frozenset({"north"}))),
        ('account:"pipedrive a"', Terms(accounts=frozenset({"pd-1"}))),
        ("account:north account:pd-1", Terms(accounts=frozenset({"north", "pd-1"}))),
        ('person:smith person:"zoë m"', Terms(people=("smith", "zoë m"))),
        ("after:2026-01-31", Terms(since=date(2026, 1, 31))),
        ("after:2026-01 before:2027", Terms(since=date(2026, 1, 1), before=date(2027, 1, 1))),
        ("after:today before:yesterday", Terms(since=TODAY, before=date(2026, 3, 1))),
        ("after:7d after:2020", Terms(since=date(2026, 2, 24))),
        ("before:2026 before:2025", Terms(before=date(2025, 1, 1))),
        ("has:attachment has:relation", Terms(attachment=True, relation=True)),
        ('type: person:"" is:', Terms()),
    ],
)
def test_operators_are_understood(typed: str, terms: Terms) -> None:
    """In any case, with quotes where a value has spaces; one that is still being typed asks for nothing yet."""
    assert search(typed) == Search("", terms)


def test_words_and_phrases_stay_beside_the_operators() -> None:
    """In the order in which they were typed."""
    found = search('new "purchase order" is:unread smith type:call')
    assert found == Search('new "purchase order" smith', Terms(unread=True, kinds=frozenset({Kind.CALL})))


@pytest.mark.parametrize(
    "typed", ["re:offer", "10:30", "http://acme.example/x", "“is:unread”", '"is:unread"', "c++ :) :", "this:"]
)
def test_what_is_no_operator_is_searched_as_words(typed: str) -> None:
    """Colons occur in what people look for, too."""
    assert search(typed) == Search(typed, Terms())


@pytest.mark.parametrize(
    ("typed", "operator", "value", "example"),
    [
        ("is:urgent", "is", "urgent", "unread"),
        ("type:cal", "type", "cal", "call"),
        ("type:unknown", "type", "unknown", "call"),
        ("account:acm2", "account", "acm2", "Northwind CRM"),
        ("after:31.1.", "after", "31.1.", "today"),
        ("before:2026-02-30", "before", "2026-02-30", "today"),
        ("before:2026-13", "before", "2026-13", "today"),
        ("after:0000", "after", "0000", "today"),
        ("has:fun", "has", "fun", "attachment"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(typed: str, operator: str, value: str, example: str) -> None:
    """So that the empty list can say why it is empty."""
    (wrong,) = search(typed).terms.wrong
    assert (wrong.operator, wrong.value) == (operator, value)
    assert example in wrong.allowed


@pytest.mark.parametrize(("typed", "value"), [("is:read is:unread", "unread"), ("is:done is:snoozed", "snoozed")])
def test_what_contradicts_itself_is_named(typed: str, value: str) -> None:
    """Nothing is both."""
    assert search(typed).terms.wrong == (Wrong("is", value),)


def test_a_shelf_replaces_the_open_view_and_nothing_else_does() -> None:
    """`is:done` typed in the inbox looks among what is done."""
    view = FeedQuery(account="north", unread_only=True)
    assert search("is:done x").within(view) == FeedQuery(Shelf.DONE, "north", unread_only=True, text="x")
    assert search("is:kept x").within(view) == FeedQuery(
        Shelf.INBOX, "north", unread_only=True, text="x", terms=Terms(kept=True)
    )


PIECES = st.sampled_from(['"', ":", " ", "is:", "unread", "after:", "9999-12-31", "0d", "9999d", "type:call", "a", "é", "\n"])
TYPED = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(TYPED)
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    """And what is left as words means the same words again."""
    found = search(typed)
    again = search(found.words)
    assert again == Search(found.words, Terms())


@given(st.lists(st.text(st.characters(exclude_categories=("Z", "C"), exclude_characters='":'), min_size=1)))
def test_free_text_stays_as_it_was_typed(words: list[str]) -> None:
    """Without a colon there is no operator."""
    assert search(" ".join(words)) == Search(" ".join(words), Terms())


def test_every_known_value_is_accepted() -> None:
    """What the field suggests is never wrong."""
    for operator, values in OPERATORS.items():
        for value in values:
            assert not search(f"{operator}:{value}").terms.wrong, f"{operator}:{value}"


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("", tuple(f"{operator}:" for operator in OPERATORS)),
        ("order ", tuple(f"{operator}:" for operator in OPERATORS)),
        ("order ty", ("type:",)),
        ("a", ("account:", "after:")),
        ("is:un", ("is:unread",)),
        ("Is:K", ("is:kept",)),
        ("is:kept", ()),
        ("account:", ('account:"Northwind CRM"', 'account:"Pipedrive Acme"')),
        ('x account:"pipedrive a', ('account:"Pipedrive Acme"',)),
        ("person:smi", ()),
        ("type:de", ("type:deal", 'type:"Demo call"')),
        ("type:lu", ("type:lunch",)),
        ("10:30", ()),
        ("zebra", ()),
    ],
)
def test_what_is_being_typed_is_offered_to_its_end(before: str, offered: tuple[str, ...]) -> None:
    """Operators, and the values that are known; nothing where the word is whole or no operator."""
    assert suggest(before, NAMES) == offered


def test_what_was_chosen_replaces_the_word_at_the_cursor() -> None:
    """A value is followed by a space; an operator waits for its value."""
    assert complete("order ty", 8, "type:") == ("order type:", 11)
    assert complete("is:un smith", 5, "is:unread") == ("is:unread smith", 9)
    assert complete('account:"nor', 12, 'account:"Northwind CRM"') == ('account:"Northwind CRM" ', 24)
    assert search(complete('account:"nor', 12, 'account:"Northwind CRM"')[0]).terms == Terms(accounts=frozenset({"north"}))


@given(TYPED, st.integers(0, 40))
def test_suggesting_is_never_an_error(typed: str, cursor: int) -> None:
    """Wherever the cursor stands."""
    for chosen in suggest(typed[:cursor], NAMES):
        text, place = complete(typed, min(cursor, len(typed)), chosen)
        assert text[:place].rstrip().endswith(chosen)
