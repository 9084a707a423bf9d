"""Does the detail show what there is, leave out what there is not, and follow its activity?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.changes import ActivitiesChanged
from activity_desktop.model.feed import Sending, Shelf
from activity_desktop.ui.controls import Button
from activity_desktop.ui.controls.base import PaintedButton
from activity_desktop.ui.controls.cards import RelationCard
from activity_desktop.ui.controls.choices import CompletionRow
from activity_desktop.ui.controls.flow import ActionRow
from activity_desktop.ui.gallery import data
from screens.detail_scene import BARE, CALL, ORDER, QUOTE, Pane


@pytest.fixture
def at() -> Iterator[Pane]:
    made = Pane()
    yield made
    made.pane.close()


def test_blocks_without_data_are_left_out(at: Pane) -> None:
    """A bare activity shows its kind as the title, its time and the link; no empty headings."""
    at.backend.set_activity(Activity(key=BARE, kind=Kind.NOTE))
    at.pane.show_activity(BARE)
    tree = at.tree()
    assert tree.count("StaticText 'Note'") == 2  # the kind, and the title in its place
    assert "Demo server  ·  No date" in tree
    for absent in ("Related", "People", "Earlier", "Attachments", "Complete", "Notes", "Description", "Open in"):
        assert absent not in tree


def test_an_unknown_kind_is_shown_like_any_other(at: Pane) -> None:
    """With the system's own word where it has one."""
    at.backend.set_activity(Activity(key=BARE, kind_label="Deadline", title="Send the offer", created=data.NOW))
    at.pane.show_activity(BARE)
    assert "StaticText 'Deadline'" in at.tree()


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("Done", "done"), ("Snooze", "snooze"), ("Mark read", "toggle_read"), ("Previous", "previous"), ("Next", "next"),
        ("Open in Northwind CRM", "open_in_crm"), ("Copy link", "copy_link"),
    ],
)  # fmt: skip
def test_buttons_ask_for_commands(at: Pane, name: str, command: str) -> None:
    """By the ids of the one list of commands."""
    at.pane.show_activity(ORDER)
    at.press(name)
    assert at.commands.at(0) == [command]


def test_the_more_button_asks_for_the_menu(at: Pane) -> None:
    """Right below itself."""
    at.pane.show_activity(ORDER)
    wanted = QSignalSpy(at.pane.menu_requested)
    at.press("More")
    assert wanted.count() == 1


def test_the_toolbar_is_named_after_what_it_would_do(at: Pane) -> None:
    """Unread can be marked read, read unread; done can be taken back."""
    at.pane.show_activity(ORDER)
    assert "Button 'Mark read'" in at.tree()
    at.backend.mark_read([ORDER])
    assert "Button 'Mark unread'" in at.tree()
    at.backend.set_row(ORDER, shelf=Shelf.DONE)
    assert "Button 'Not done'" in at.tree()


def test_reading_does_not_build_everything_again(at: Pane) -> None:
    """The scroll position and the focus stay where they are when only the read state has changed."""
    at.pane.show_activity(ORDER)
    card = at.pane.findChild(RelationCard)
    at.backend.mark_read([ORDER])
    assert at.pane.findChild(RelationCard) is card


def test_it_follows_its_activity(at: Pane) -> None:
    """A new title from the server appears; another activity's change is none of its business."""
    at.pane.show_activity(CALL)
    activity = next(activity for activity in data.ACTIVITIES if activity.key == CALL)
    at.backend.set_activity(replace(activity, title="Call moved to 15:00"))
    assert "Call moved to 15:00" in at.tree()
    before = at.tree()
    at.backend.mark_read([ORDER])
    assert at.tree() == before


def test_an_activity_that_is_gone_makes_room(at: Pane) -> None:
    """Deleted here or on the server: the pane shows the key hints."""
    at.pane.show_activity(ORDER)
    at.backend.delete([ORDER])
    assert at.pane.key is None
    assert "All shortcuts" in at.tree()


def test_one_that_never_was_is_no_problem(at: Pane) -> None:
    """A link may name anything."""
    at.pane.show_activity(Key("nobody", "0"))
    assert at.pane.key is None


def test_everything_changed_reads_it_again(at: Pane) -> None:
    """After an undo of many."""
    at.pane.show_activity(ORDER)
    at.backend.mark_read([ORDER])
    at.backend.undo()
    assert "Button 'Mark read'" in at.tree()


def test_completing_is_sent_and_shown_as_pending(at: Pane) -> None:
    """At once, before the server has answered; what the system cannot take back is disabled with its reason."""
    at.pane.show_activity(CALL)
    at.press("Complete in Pipedrive")
    assert at.backend.detail(CALL).activity.done  # type: ignore[union-attr]  # it is one of the samples
    assert "'Completed in Pipedrive' (Marks the call as done for your whole team) [checked]" in at.tree()
    at.pane.show_activity(QUOTE)
    at.press("Complete in Harbor Rentals")
    assert "'Completed in Harbor Rentals' (Only an administrator can reopen it.) [checked] [disabled]" in at.tree()


def test_a_system_without_completion_has_no_such_row(at: Pane) -> None:
    """Where `done` is unknown, nothing is offered."""
    at.pane.show_activity(ORDER)
    assert at.pane.findChild(CompletionRow) is None


def test_what_was_not_saved_is_said_with_its_reason(at: Pane) -> None:
    """And can be tried again."""
    at.backend.set_row(ORDER, sending=Sending.FAILED, sending_note="You may not change this.")
    at.pane.show_activity(ORDER)
    assert "Not saved: You may not change this." in at.tree()
    at.press("Retry")
    assert "Not saved" not in at.tree()


def test_a_conflict_is_told_in_plain_words(at: Pane) -> None:
    """Somebody else was first."""
    at.backend.set_row(ORDER, sending=Sending.CONFLICT)
    at.pane.show_activity(ORDER)
    assert "Someone changed this in Northwind CRM meanwhile." in at.tree()


def test_several_chosen_can_be_treated_together(at: Pane) -> None:
    """Four buttons and the number."""
    at.pane.show_many(4)
    assert "4 selected" in at.tree()
    at.press("Mark unread")
    assert at.commands.at(0) == ["mark_unread"]
    assert at.pane.key is None


def test_space_reads_on_to_the_end(at: Pane) -> None:
    """True while there is more; the window then goes to the next unread."""
    at.pane.resize(480, 300)
    at.pane.show_activity(ORDER)
    at.tree()
    steps = 0
    while at.pane.read_on():
        steps += 1
        assert steps < 20
    assert steps > 0
    assert at.pane.read_on(backwards=True)


def test_another_activity_starts_at_its_top(at: Pane) -> None:
    """The same one again stays where it was."""
    at.pane.resize(480, 300)
    at.pane.show_activity(ORDER)
    at.tree()
    at.pane.read_on()
    at.pane.show_activity(ORDER)
    assert at.pane.read_on(backwards=True)
    at.pane.read_on()
    at.pane.show_activity(CALL)
    assert not at.pane.read_on(backwards=True)


def test_an_empty_change_is_nothing(at: Pane) -> None:
    """Neither for what is shown nor for an empty pane."""
    at.backend.changes.emit(ActivitiesChanged())
    at.pane.show_activity(ORDER)
    before = at.tree()
    at.backend.changes.emit(ActivitiesChanged())
    assert at.tree() == before


def test_the_back_button_is_for_one_pane_only(at: Pane) -> None:
    """It is called like the list it leads to."""
    at.pane.show_activity(ORDER)
    assert "'Inbox'" not in at.tree()
    at.pane.toolbar.set_back("Inbox")
    assert "Button 'Inbox' (Esc)" in at.tree()
    at.press("Inbox")
    assert at.commands.at(0) == ["back"]


def test_links_are_reached_with_tab(at: Pane) -> None:
    """The body is one stop, and its link the next."""
    at.pane.show_activity(CALL)
    at.tree()
    from activity_desktop.ui.detail.body import BodyView

    body = at.pane.findChild(BodyView)
    assert body is not None
    body.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(body, Qt.Key.Key_Tab)
    assert body.textCursor().selectedText() == "travel policy"


def test_where_words_do_not_fit_icons_stay_and_nothing_is_cut(at: Pane) -> None:
    """Some languages are long: buttons lose their words, not their names; actions go below each other."""
    at.pane.show_activity(ORDER)
    at.pane.resize(300, 600)
    for _ in range(3):  # the row's new height is arranged for after its new direction
        QApplication.processEvents()
    toolbar = at.pane.toolbar
    buttons = [button for button in toolbar.findChildren(PaintedButton) if button.isVisible()]
    assert all(toolbar.rect().contains(button.geometry()) for button in buttons)
    assert {"Done", "Snooze"} <= {button.accessibleName() for button in buttons}
    row = at.pane.findChild(ActionRow)
    assert row is not None
    places = [button.geometry() for button in row.findChildren(Button)]
    assert all(row.rect().contains(place) for place in places)
    assert places[0].bottom() < places[1].top()
