"""Does every verdict follow the rule, and does each carry its reason?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.notify.policy import BUCKET, Budget, Case, What, is_quiet, judge, singles

cases = st.builds(Case, **{name: st.booleans() for name in Case.__dataclass_fields__})


@given(cases)
def test_a_notification_is_raised_unless_something_speaks_against_it(case: Case) -> None:
    """The whole rule, said the other way round."""
    verdict = judge(case)
    never = (
        not (case.exists and case.unread and case.in_inbox and case.notifications_on and case.account_notifies)
        or case.muted_in_crm
        or case.kind_muted
        or (case.window_in_front and not case.notify_in_front)
        or (case.reminds and (case.reminded_in_crm or not case.still_due))
    )
    expected = What.SUPPRESS if never else What.HOLD if case.paused or case.quiet else What.RAISE
    assert verdict.what is expected
    assert verdict.reason


def test_a_new_activity_is_announced_even_while_the_window_is_in_front() -> None:
    """The document says that the user is notified; staying silent is a choice, not the default."""
    assert judge(Case(window_in_front=True)).what is What.RAISE


def test_quiet_hours_go_over_midnight() -> None:
    """From seven in the evening to eight in the morning."""
    assert [is_quiet("19:00", "08:00", t) for t in ("18:59", "19:00", "23:59", "00:00", "07:59", "08:00")] == [
        False, True, True, True, True, False,
    ]  # fmt: skip
    assert is_quiet("12:00", "13:00", "12:30")
    assert not is_quiet("12:00", "12:00", "12:00")


def test_a_few_pop_up_by_themselves_and_a_burst_becomes_one() -> None:
    """Three at once are three; four are one summary."""
    assert singles(3, Budget(), "bursts")
    assert not singles(4, Budget(), "bursts")
    assert singles(1000, Budget(), "never")
    assert not singles(2, Budget(), "always")


def test_five_in_two_seconds_stay_single_and_ten_a_second_do_not() -> None:
    """Half a second apart is a conversation, a tenth of a second apart is a burst."""

    def raised_singly(count: int, gap: float) -> int:
        budget, raised = Budget(), 0
        for number in range(count):
            budget = budget.now(number * gap)
            if singles(1, budget, "bursts"):
                budget, raised = budget.spend(1), raised + 1
        return raised

    assert raised_singly(5, 0.5) == 5
    assert raised_singly(40, 0.1) < 10


@given(st.lists(st.floats(0, 100), max_size=30))
def test_the_budget_never_overflows(gaps: list[float]) -> None:
    """However long nothing happened, the bucket holds what it holds."""
    budget, at = Budget(), 0.0
    for gap in gaps:
        at += gap
        budget = budget.now(at)
        assert budget.left <= BUCKET
