"""Does a list look read as soon as the person said so, and exactly what they meant of it?"""

from __future__ import annotations

from typing import Any

import pytest

from activity_desktop.model.activity import Kind
from activity_desktop.model.changes import ListRead
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.ui.being_read import BeingRead
from ui.listing import a_row

UP_TO = 10
UNREAD = a_row(1, unread=True)


def looks_read(wanted: ListRead, **row: Any) -> bool:
    being_read = BeingRead()
    being_read.begin(wanted)
    return not being_read.shown(a_row(1, unread=True, **row)).unread


@pytest.mark.parametrize("spare_kept", [False, True])
def test_what_is_listed_looks_read_and_nothing_else(spare_kept: bool) -> None:
    """Not what came later, not what stands in another list; what is kept only where the person said "all"."""
    wanted = ListRead(FeedQuery(), UP_TO, spare_kept)
    assert looks_read(wanted, id=UP_TO)
    assert not looks_read(wanted, id=UP_TO + 1)
    assert not looks_read(wanted, id=UP_TO, shelf=Shelf.DONE)
    assert looks_read(wanted, id=UP_TO, kept=True) is not spare_kept


def test_it_looks_as_it_is_stored_once_that_is_done() -> None:
    """Also where the same was wanted twice: each ends by itself. Who hears of the end knows whether to look again."""
    being_read, wanted = BeingRead(), ListRead(FeedQuery(), UP_TO, spare_kept=False)
    being_read.begin(wanted)
    being_read.begin(wanted)
    assert being_read.end(wanted)
    assert not being_read.all_shown([UNREAD])[0].unread
    assert being_read.end(wanted)
    assert being_read.all_shown([UNREAD]) == [UNREAD]
    assert not being_read.end(wanted)


def test_what_is_marked_unread_meanwhile_looks_so_at_once() -> None:
    """The last word counts, also while the list is still being written."""
    being_read, wanted = BeingRead(), ListRead(FeedQuery(), UP_TO, spare_kept=False)
    being_read.spare([UNREAD.key])
    being_read.begin(wanted)
    assert not being_read.shown(UNREAD).unread
    being_read.spare([UNREAD.key])
    assert being_read.shown(UNREAD).unread
    being_read.end(wanted)
    being_read.begin(wanted)
    assert not being_read.shown(UNREAD).unread


def test_what_only_the_database_can_tell_is_not_guessed() -> None:
    """A search for words looks read as it is written, chunk by chunk."""
    assert not looks_read(ListRead(FeedQuery(text="order"), UP_TO, spare_kept=False), id=UP_TO)


@pytest.mark.parametrize(
    ("query", "spare_kept", "left"),
    [
        (FeedQuery(), False, {"north": 3}),
        (FeedQuery(unread_only=True), False, {"north": 3}),
        (FeedQuery(account="south"), False, {"north": 70}),
        (FeedQuery(kinds=frozenset({Kind.CALL})), False, {"north": 70, "south": 5}),
        (FeedQuery(), True, {"north": 70, "south": 5}),
    ],
)
def test_the_unread_number_of_an_inbox_that_is_read_as_a_whole_does_not_count_down(
    query: FeedQuery, spare_kept: bool, left: dict[str, int]
) -> None:
    """At once only what came later is left, and what was marked unread meanwhile. Of any other list nobody knows it."""
    being_read, spared = BeingRead(), a_row(4, unread=True)
    being_read.begin(ListRead(query, UP_TO, spare_kept))
    being_read.spare([spared.key, a_row(5).key])
    stored = {row.key: row for row in (spared, a_row(5), a_row(6, unread=True))}
    counted = being_read.left_of(
        {"north": 70, "south": 5}, lambda arrival: {"north": 2} if arrival == UP_TO else {}, stored.get
    )
    assert counted == left
