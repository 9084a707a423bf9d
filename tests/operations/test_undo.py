"""Is what was done taken back completely, and done again completely, and is it said what is on its list again?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from activity_desktop.crm.contract import Feature
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.changes import Change, Told
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.feed import FeedQuery, PersonKey, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person
from activity_desktop.model.problems import CannotSave
from activity_desktop.operations import drafts
from activity_desktop.operations.account_choices import AccountChoices
from activity_desktop.operations.accounts import account_by_id
from activity_desktop.operations.desk import Desk
from activity_desktop.operations.same_person import SamePerson
from activity_desktop.store import accounts, activities, feed
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Connection, Database
from activity_desktop.store.drafts import SavedDraft
from activity_desktop.store.preparing import prepare
from activity_desktop.store.removal import begin_removal, remove_rows

NOON = Instant.parse("2026-03-02T12:00:00Z")
FIRST, SECOND = Key("north", "1"), Key("north", "2")


@pytest.mark.parametrize("away", ["done", "snoozed", "deleted"])
def test_what_left_its_list_is_named_when_it_comes_back(tmp_path: Path, away: str) -> None:
    """Done, snoozed and deleted ones leave; the first of them is named."""
    desk, told, _ = a_desk(tmp_path)
    if away == "done":
        desk.triage.finish([FIRST, SECOND])
    elif away == "snoozed":
        desk.triage.snooze([FIRST, SECOND], SystemClock().now().plus(3600))
    else:
        desk.editing.delete([FIRST, SECOND])
    desk.undo()
    assert [change for change in told if isinstance(change, Told)][-1] == Told("Undone", back=FIRST)


def test_what_stayed_on_its_list_is_not_scrolled_to(tmp_path: Path) -> None:
    """A read mark is taken back where the activity stands; the list does not move for it."""
    desk, told, _ = a_desk(tmp_path)
    desk.triage.mark_unread([FIRST])
    desk.undo()
    assert [change for change in told if isinstance(change, Told)][-1] == Told("Undone")


def test_done_once_more_is_read_once_more(tmp_path: Path) -> None:
    """Done means read, too; so does doing it again."""
    desk, _, connection = a_desk(tmp_path)
    desk.triage.finish([FIRST, SECOND])
    desk.undo()
    assert unread(connection) == [FIRST, SECOND]
    desk.redo()
    assert unread(connection) == []


def test_what_is_no_longer_kept_unread_is_read_with_the_inbox(tmp_path: Path) -> None:
    """An unread one that was marked unread is kept from being read by looking at the inbox, until that is taken back."""
    desk, _, connection = a_desk(tmp_path)
    desk.triage.mark_unread([FIRST])
    desk.undo()
    desk.triage.read_visit(FeedQuery(), activities.newest_arrival(connection))
    assert unread(connection) == []


def test_what_could_not_be_taken_back_can_be_taken_back_later(tmp_path: Path) -> None:
    """The disk is full for a while: the step is still there, also the one to do again."""
    desk, _, connection = a_desk(tmp_path)
    desk.triage.finish([FIRST])
    for act, then in ((desk.undo, [FIRST, SECOND]), (desk.redo, [SECOND])):
        connection.execute("PRAGMA query_only = ON").fetchall()
        with pytest.raises(CannotSave):
            act()
        connection.execute("PRAGMA query_only = OFF").fetchall()
        act()
        assert unread(connection) == then


@pytest.mark.parametrize("taken_back", [False, True])
def test_nothing_of_a_removed_account_comes_back_and_older_steps_still_do(tmp_path: Path, taken_back: bool) -> None:
    """Neither what was done nor what was taken back leaves anything of it here, or stands in the way of an older step."""
    a_desk(tmp_path)
    database = Database(tmp_path / "activity.db")
    theirs, jane, other = Key("gone-away", "1"), PersonKey("gone-away", "contact", "1"), PersonKey("gone-away", "contact", "2")
    with database.write() as connection:
        accounts.add(connection, Account(id="gone-away", system="fluid", name="gone", url="http://127.0.0.1", linked_us=0))
        people = (Person("contact", "1", "Jane"), Person("contact", "2", "J. Smith"))
        activities.insert(connection, [Arrival(prepare(Activity(key=theirs, created=NOON, people=people)), None)], NOON)

    def can(account: str, _feature: Feature) -> bool:
        return bool(account_by_id(database.connection, account))

    def hear(_change: Change) -> None:
        """What is told is not the question."""

    desk = Desk(database, SystemClock(), hear, can, lambda *_: "", lambda _account: None)
    same, choices = SamePerson(database, desk.history, hear), AccountChoices(database, desk.history, hear)
    desk.triage.finish([FIRST])
    acts: list[Callable[[], object]] = [
        lambda: desk.triage.mark_all_read(FeedQuery(account="gone-away")),
        lambda: desk.triage.mark_unread([theirs]),
        lambda: desk.triage.mark_read([theirs]),
        lambda: desk.triage.finish([theirs]),
        lambda: desk.triage.snooze([theirs], SystemClock().now().plus(3600)),
        lambda: desk.editing.complete(theirs),
        lambda: desk.editing.delete([theirs]),
        lambda: same.link(jane, other),
        lambda: choices.rename("gone-away", "otherwise"),
        lambda: drafts.discard(database, desk.history, hear, SavedDraft("new", "gone-away", {"subject": "Hello"})),
    ]
    for act in acts:
        act()
    for _ in acts if taken_back else ():
        desk.undo()
    begin_removal(database, "gone-away")
    remove_rows(database, "gone-away")
    for _ in acts:
        desk.redo()
    for _ in (*acts, FIRST):
        desk.undo()
    assert [row for row in database.connection.iterdump() if "gone-away" in row] == []
    assert unread(database.connection) == [FIRST, SECOND]


def unread(connection: Connection) -> list[Key]:
    rows = feed.page(connection, FeedQuery(unread_only=True, shelf=Shelf.EVERYTHING), None, 10)
    return sorted(row.key for row in rows)


def a_desk(folder: Path) -> tuple[Desk, list[Change], Connection]:
    database = Database(folder / "activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="north", url="http://127.0.0.1", linked_us=0))
        new = [Activity(key=key, created=NOON, title=f"Order {key.rid}") for key in (FIRST, SECOND)]
        activities.insert(connection, [Arrival(prepare(activity), None) for activity in new], NOON)
    told: list[Change] = []
    desk = Desk(database, SystemClock(), told.append, lambda *_: True, lambda *_: "", lambda _account: None)
    return desk, told, database.connection
