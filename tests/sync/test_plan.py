"""Does any order and any repetition of the same answers leave the same rows?"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.store.activities import Known
from activity_desktop.store.preparing import prepare
from activity_desktop.sync.plan import Do, Setting, decide
from sync.toy import START

SETTING = Setting(server_reads=True, filling=False, linked=START, user_id="me", now=START.plus(100), begin=10)


def activity(version: int | None = None, *, read: float | None = None, title: str = "A", deleted: bool = False) -> Activity:
    read_at = None if read is None else START.plus(read)
    return Activity(key=Key("toy", "1"), title=title, created=START.plus(5), version=version, read_at=read_at, deleted=deleted)


def known_from(new: Activity, *, fact: int = 0, gone: int = 0) -> Known:
    prepared = prepare(new)
    return Known(1, new.version, fact, prepared.hash, gone, new.read_at.us if new.read_at else None, START.us, prepared.feed_us)


facts = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["A", "B"]), st.one_of(st.none(), st.integers(0, 50)), st.booleans()),
    min_size=1,
    max_size=5,
    unique_by=lambda fact: fact[0],
)


@given(facts, st.randoms())
def test_versioned_facts_commute(versions, random) -> None:  # type: ignore[no-untyped-def]  # hypothesis knows
    """Shuffled and doubled, the newest version wins (I3, I4)."""
    answers = [activity(v, title=t, read=r, deleted=d) for v, t, r, d in versions]
    shuffled = answers * 2
    random.shuffle(shuffled)
    newest = max(answers, key=lambda a: a.version or 0)
    state: Known | None = None
    for answer in shuffled:
        decision = decide(state, prepare(answer), SETTING)
        if decision.do in (Do.INSERT, Do.UPDATE):
            state = known_from(answer)
        elif decision.do is Do.REMOVE and state is not None:
            state = structs.replace(state, gone=1, version=answer.version)
        elif decision.do is Do.SAME and state is not None:
            state = structs.replace(state, version=max(state.version or 0, answer.version or 0))
    if newest.deleted:
        assert state is None or state.gone or (state.version or 0) < (newest.version or 0)
    else:
        assert state is not None
        assert (state.version, state.hash, state.gone) == (newest.version, prepare(newest).hash, 0)


def test_an_answer_that_began_before_a_confirmed_fact_changes_nothing() -> None:
    """Without versions the fence decides: asked at 10, confirmed at 11, so the answer is old (I5)."""
    old = known_from(activity(read=1), fact=11)
    assert decide(old, prepare(activity(read=None)), SETTING).do is Do.IGNORE
    assert decide(structs.replace(old, fact=10), prepare(activity(read=None)), SETTING).do is Do.UPDATE


@pytest.mark.parametrize(
    ("created", "another"),
    [(None, False), (START, False), (START.plus(1.5), False), (START.plus(30), False), (START.plus(90), True)],
    ids=["untold", "the same", "rounded", "by a clock that is a little off", "later than it was seen"],
)
def test_who_was_created_after_its_name_was_seen_is_another(created: Instant | None, another: bool) -> None:
    """A server that counts from one again (F35). The first of that name was seen at the very moment of its creation."""
    known = known_from(structs.replace(activity(), created=START))
    decision = decide(known, prepare(structs.replace(activity(title="B"), created=created)), SETTING)
    assert (decision.do is Do.ANOTHER) == another


def test_the_first_read_time_counts() -> None:
    """Two devices read it: the earlier moment is when it was read."""
    decision = decide(known_from(activity(read=20)), prepare(activity(read=30, title="B")), SETTING)
    assert decision.read_us == START.plus(20).us


def test_old_ones_of_the_first_fill_are_no_news_whatever_the_system_keeps() -> None:
    """Every combination of filling, age, read state and authorship."""
    for server_reads, filling, old, mine in itertools.product([True, False], repeat=4):
        new = structs.replace(activity(), created=START.plus(-5 if old else 5), creator=Person("user", "me" if mine else "you"))
        decision = decide(None, prepare(new), replace(SETTING, server_reads=server_reads, filling=filling))
        backfill = filling and old
        assert decision.announce is not (backfill or (mine and not server_reads))
        if server_reads:
            assert decision.read_us is None
        else:
            assert (decision.read_us is None) is decision.announce


def test_what_was_deleted_here_stays_away_until_the_server_knows() -> None:
    """A poll in between must not bring it back; what it tells is kept for the case that the person thinks again."""
    deleted_here = known_from(activity(), gone=2)
    assert decide(deleted_here, prepare(activity()), SETTING).do is Do.SAME
    assert decide(deleted_here, prepare(activity(title="B")), SETTING).do is Do.UPDATE
    assert decide(deleted_here, prepare(activity(deleted=True)), SETTING).do is Do.REMOVE


def test_an_answer_from_before_a_deletion_does_not_bring_it_back() -> None:
    """The list was asked for, then the deletion was confirmed, then the list arrived."""
    gone = known_from(activity(), gone=1, fact=SETTING.begin + 1)
    assert decide(gone, prepare(activity(title="B")), SETTING).do is Do.IGNORE
    assert decide(gone, prepare(activity(title="B")), replace(SETTING, begin=SETTING.begin + 1)).do is Do.UPDATE


def test_a_record_that_cannot_be_read_does_not_replace_one_that_could() -> None:
    """One bad answer costs neither the words nor the read state."""
    stand_in = Activity(key=Key("toy", "1"), title="Activity 1", unreadable=True)
    assert decide(known_from(activity(read=5)), prepare(stand_in), SETTING).do is Do.SAME


def test_what_was_deleted_before_we_knew_it_is_never_shown() -> None:
    """A tombstone in a first page."""
    assert decide(None, prepare(activity(deleted=True)), SETTING).do is Do.IGNORE


def test_a_row_dated_years_ahead_does_not_freeze() -> None:
    """A server with a wrong clock wrote 2099 into one row; later changes of it are still taken."""
    ahead = known_from(activity(START.plus(70 * 365 * 86400).us))
    assert decide(ahead, prepare(activity(START.plus(50).us, title="B")), SETTING).do is Do.UPDATE
    assert (
        decide(structs.replace(ahead, version=START.plus(60).us), prepare(activity(START.plus(50).us, title="B")), SETTING).do
        is Do.IGNORE
    )
