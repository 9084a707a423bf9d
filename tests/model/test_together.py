"""Does a flood of changes become few, without saying anything else than before?"""

from __future__ import annotations

from activity_desktop.model.activity import Key
from activity_desktop.model.changes import AccountsChanged, ActivitiesChanged, Change, Told, together

ONE, TWO = Key("toy", "1"), Key("toy", "2")


def test_changes_of_activities_become_one_where_the_first_stood() -> None:
    """Everything else keeps its order."""
    first, second, last = Told("a"), AccountsChanged("toy"), Told("b")
    changes: list[Change] = [
        first,
        ActivitiesChanged(arrived=(ONE,)),
        second,
        ActivitiesChanged(arrived=(TWO,), changed=(ONE,)),
        last,
    ]
    assert together(changes) == [first, ActivitiesChanged(arrived=(ONE, TWO), changed=(ONE,)), second, last]


def test_what_was_said_of_an_activity_last_counts() -> None:
    """Removed and back again is there; there and then removed is gone."""
    back = [ActivitiesChanged(removed=(ONE,)), ActivitiesChanged(arrived=(ONE,))]
    assert together(back) == [ActivitiesChanged(arrived=(ONE,))]
    gone = [ActivitiesChanged(arrived=(ONE,), changed=(ONE,)), ActivitiesChanged(removed=(ONE,))]
    assert together(gone) == [ActivitiesChanged(removed=(ONE,))]


def test_everything_stays_everything_and_nothing_stays_nothing() -> None:
    """Too many to name is not forgotten; no change is invented."""
    assert together([ActivitiesChanged(everything=True), ActivitiesChanged(changed=(ONE,))]) == [
        ActivitiesChanged(changed=(ONE,), everything=True)
    ]
    assert together([Told("a")]) == [Told("a")]
