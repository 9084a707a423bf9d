"""Outbox, health, server search, same person, and the way to each: do they show the truth and do what is asked?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from activity_desktop.model.activity import Key
from activity_desktop.model.changes import OutboxChanged
from activity_desktop.model.feed import PersonKey, Sending
from activity_desktop.model.link import PersonLink
from activity_desktop.model.operation import AnyOperation, Complete, Create, Delete, Edit, SetRead
from activity_desktop.operations.health import diagnostics
from activity_desktop.ui.controls.button import Button
from activity_desktop.ui.controls.label import PlainLabel
from activity_desktop.ui.forms import FormWindow
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend, SampleClock
from activity_desktop.ui.gallery.office import sample_health, since
from activity_desktop.ui.health import HealthWindow
from activity_desktop.ui.office import Found, WaitingChange
from activity_desktop.ui.outbox import OutboxWindow, words
from activity_desktop.ui.outbox.entry import Entry
from activity_desktop.ui.palette.items import actions
from activity_desktop.ui.person.same import SamePersonPopover
from activity_desktop.ui.row_menu import row_menu
from activity_desktop.ui.server_search import ServerSearch
from activity_desktop.ui.sheet import Sheet
from activity_desktop.ui.view_options import OFFERED
from activity_desktop.ui.web_addresses import WebAddresses
from ui.scene import WindowScene, settle, wait_until

ORDER = Key(data.NORTHWIND, "1012")
CALL = Key(data.PIPEDRIVE, "551")
QUOTE = Key(data.HARBOR, "88")
JANE = PersonKey(data.NORTHWIND, "contact", "22222")


def change(op: int, operation: AnyOperation, key: Key = CALL, **more: Any) -> WaitingChange:
    return WaitingChange(op, key, operation, "Call with Priya", since(600), 1, since(-60), **more)


@pytest.fixture
def samples() -> Iterator[SampleBackend]:
    yield SampleBackend()
    settle()


def buttons(sheet: Sheet) -> dict[str, Button]:
    return {button.accessibleName(): button for button in sheet.findChildren(Button) if button.isVisibleTo(sheet)}


@pytest.mark.parametrize(
    ("operation", "title"),
    [
        (Create(fields={"subject": "x"}), "Create “Call with Priya”"),
        (Edit(fields={}), "Change “Call with Priya”"),
        (Delete(), "Delete “Call with Priya”"),
        (Complete(), "Complete “Call with Priya”"),
        (Complete(done=False), "Reopen “Call with Priya”"),
        (SetRead(at_us=1), "Mark “Call with Priya” as read"),
        (SetRead(), "Mark “Call with Priya” as unread"),
    ],
)
def test_every_change_says_what_it_does(operation: AnyOperation, title: str) -> None:
    """With the activity's title, and in words without one."""
    assert words.title_of(change(1, operation)) == title
    assert words.title_of(WaitingChange(1, CALL, operation, "", since(1), 0, since(1))).endswith(("activity", "read", "unread"))


def test_waiting_changes_can_be_tried_again_and_given_up(samples: SampleBackend) -> None:
    """Each on its own; the window follows by itself."""
    samples.office.changes = [change(1, Create(fields={})), change(2, Complete(), refused=True, reason="You may not.")]
    sheet = OutboxWindow(samples, SampleClock())
    sheet.show()
    assert "You may not." in [entry.accessibleName().split(". ", 2)[-1] for entry in sheet.findChildren(Entry)]
    buttons(sheet)["Try now, Complete “Call with Priya”"].click()
    assert ("retry", 2) in samples.office.asked
    wait_until(lambda: len([one for one in sheet.findChildren(Entry) if not one.isHidden()]) == 1, "the entry going")
    buttons(sheet)["Give up, Create “Call with Priya”"].click()
    assert ("drop", 1) in samples.office.asked
    wait_until(lambda: "Try all now" not in buttons(sheet), "nothing to try any more")
    sheet.close()


def test_a_conflict_shows_both_versions_and_a_choice(samples: SampleBackend) -> None:
    """The server's version is fetched, since the one that is stored may be older than the conflict."""
    edit = Edit(fields={"subject": "Mine", "type": "meeting", "due_date": None})
    samples.office.changes = [change(1, edit, refused=True, conflict=True)]
    sheet = OutboxWindow(samples, SampleClock())
    assert ("resolve", CALL) in samples.asked
    shown = [label.text() for label in sheet.findChildren(Entry)[0].findChildren(PlainLabel)]
    for text in ("Yours", "Theirs", "Mine", "Call with Priya Raman", "Meeting", "Call", "nothing", "21 November 2025"):
        assert text in shown
    buttons(sheet)["Keep mine, Change “Call with Priya”"].click()
    samples.office.changes = [change(1, edit, refused=True, conflict=True)]
    samples.changes.emit(OutboxChanged())
    sheet.refresh()
    buttons(sheet)["Use theirs, Change “Call with Priya”"].click()
    assert [how for how, _ in samples.office.asked] == ["keep_mine", "use_theirs"]
    sheet.close()


def test_a_refused_change_is_corrected_in_its_form(scene: WindowScene) -> None:
    """With what was entered; and only one form for it."""
    refused = change(7, Create(fields={"subject": "Send the offer"}), Key(data.PIPEDRIVE, ""), refused=True)
    scene.samples.office.changes = [refused]
    scene.window.small_windows.correct(refused)
    scene.window.small_windows.correct(refused)
    settle()
    (form,) = [form for form in scene.window.findChildren(FormWindow) if form.isVisible()]
    assert form.changes() == {"subject": "Send the offer"}
    form.send()
    (draft,) = [what for how, what in scene.samples.office.asked if how == "submit"]
    assert draft.replaces == 7  # type: ignore[attr-defined]  # a Draft


def test_what_waits_is_said_in_the_sidebar_and_leads_to_the_list(scene: WindowScene) -> None:
    """Nothing is said as long as nothing waits."""
    foot = scene.window.sidebar._foot
    assert not foot.waiting.isVisible()
    scene.samples.office.changes = [change(1, Complete()), change(2, Delete())]
    scene.samples.changes.emit(OutboxChanged())
    settle()
    assert foot.waiting.isVisible()
    assert foot.waiting.accessibleName() == "2 changes to be sent"
    foot.waiting.click()
    assert scene.window.findChildren(OutboxWindow)


def test_a_conflict_in_the_detail_leads_to_both_versions(scene: WindowScene) -> None:
    """Retrying blindly would overwrite somebody."""
    scene.samples.set_row(CALL, sending=Sending.CONFLICT)
    scene.window.area.show_activity(CALL)
    scene.window.area.detail._content.command.emit("outbox")  # type: ignore[union-attr]  # an activity is shown
    assert scene.window.findChildren(OutboxWindow)


def test_health_copies_what_helps_and_no_secret(samples: SampleBackend) -> None:
    """And says so on the button."""
    sheet = HealthWindow(samples)
    sheet.show()
    wait_until(sheet.copy.isEnabled, "the facts")
    sheet.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == diagnostics(sample_health(samples))
    for fact in ("pipedrive (Pipedrive)", "refused: 1", "cannot reopen", "proved: order by update time: yes", "dunst", "ok"):
        assert fact in copied
    assert sheet.copy.accessibleName() == "Copied"
    sheet.close()


def test_a_server_search_shows_what_was_found_and_opens_it(scene: WindowScene) -> None:
    """The answer to the last question only."""
    scene.window.commands.run_named("search_on_server")
    (search,) = scene.window.findChildren(ServerSearch)
    search.fill({"subject": "Call", "done": True})
    search.search()
    wait_until(search.results, "an answer")
    assert ("search", (data.PIPEDRIVE, {"subject": "Call", "done": "true"})) in scene.samples.office.asked
    search.opened.emit(CALL)
    settle()
    assert scene.shown() == CALL
    scene.samples.office.found = Found(problem="Not like this.", fields={"updated_since": "This is no date."})
    search.search()
    wait_until(search._filters.errors, "the refusal")
    assert search._filters.errors() == {"updated_since": "This is no date."}


def test_the_same_person_is_found_by_name_and_linked(scene: WindowScene) -> None:
    """Oneself is not offered; Enter takes the first."""
    scene.window.open_link(PersonLink(*JANE))
    settle()
    page = scene.window.area._person
    assert page is not None
    page.toolbar._same.click()
    (popover,) = scene.window.findChildren(SamePersonPopover)
    assert popover.choices() == []
    popover.edit.setText("Priya")
    wait_until(popover.choices, "a choice")
    assert popover.choices()[0].accessibleName() == "Priya Raman, Person  ·  Pipedrive"
    QTest.keyClick(popover.edit, Qt.Key.Key_Return)
    assert scene.samples.office.asked[-1] == ("link_same", (JANE, PersonKey(data.PIPEDRIVE, "person", "31")))


def test_somebody_linked_can_be_parted_again(scene: WindowScene) -> None:
    """Beside the button that leads to them."""
    priya = PersonKey(data.PIPEDRIVE, "person", "31")
    scene.samples.office.also = {JANE: (priya,)}
    scene.window.open_link(PersonLink(*JANE))
    settle()
    page = scene.window.area._person
    assert page is not None
    page.head.unlink_wanted.emit(priya)
    assert scene.samples.office.asked[-1] == ("unlink_same", priya)


def menu_of(scene: WindowScene, *keys: Key) -> dict[str, Any]:
    rows = [scene.samples.row(key) for key in keys]
    menu = row_menu(scene.window, scene.samples, [row for row in rows if row], lambda _name: None)
    return {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}


def test_what_a_system_cannot_do_is_grey_and_says_why(scene: WindowScene) -> None:
    """In the menu of a row, on one and on several."""
    call, order = menu_of(scene, CALL), menu_of(scene, ORDER)
    assert call["Edit…"].isEnabled()
    assert call["Delete in CRM"].isEnabled()
    assert not order["Edit…"].isEnabled()
    assert "edit activities" in order["Edit…"].toolTip()
    both = menu_of(scene, CALL, ORDER)
    assert not both["Delete in CRM"].isEnabled()
    assert not menu_of(scene, CALL, Key(data.PIPEDRIVE, "549"))["Edit…"].isEnabled()


def test_the_palette_shows_reasons_and_tells_them(scene: WindowScene) -> None:
    """Choosing what cannot be done changes nothing."""
    scene.view.steps.select(ORDER)
    (entry,) = [entry for entry in actions(scene.window, "Edit activity", []) if entry.command == "edit"]
    assert "edit activities" in entry.why_not
    assert entry.run is not None
    entry.run()
    assert scene.window.findChildren(FormWindow) == []
    assert "edit activities" in scene.window.toasts.card.text()


def test_the_list_menu_offers_what_is_about_no_row(scene: WindowScene) -> None:
    """Grey with the reason, when no account can."""
    menu = scene.window.pane.header.options.menu
    first = [action.text().split("\t")[0] for action in menu.actions()[: len(OFFERED)]]
    assert first == ["New activity", "Search on server", "Waiting to be sent", "Health"]


def test_forms_and_windows_open_once(scene: WindowScene) -> None:
    """Asking again brings the open one to the front."""
    for command in ("new_activity", "health", "outbox", "search_on_server"):
        scene.window.commands.run_named(command)
        scene.window.commands.run_named(command)
    scene.window.commands.run_named("edit", CALL)
    scene.window.commands.run_named("edit", CALL)
    settle()
    sheets = [sheet for sheet in scene.window.findChildren(Sheet) if isValid(sheet)]
    assert len(sheets) == 5
    for sheet in sheets:
        sheet.reject()
    settle()
    assert scene.window.findChildren(Sheet) == []


def test_deleting_and_refreshing_reach_the_backend(scene: WindowScene) -> None:
    """By their keys; a delete leaves the list at once."""
    scene.view.steps.select(CALL)
    scene.view.setFocus()
    QTest.keyClick(scene.view, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert ("refresh", CALL) in scene.samples.office.asked
    QTest.keyClick(scene.view, Qt.Key.Key_Delete)
    settle()
    assert scene.samples.row(CALL) is None


def test_web_addresses_keep_only_what_is_not_usual(samples: SampleBackend) -> None:
    """A later version may know a better one; what is no address is refused at its field."""
    sheet = WebAddresses(samples, data.PIPEDRIVE)
    for wrong in ("{base}/x", "javascript:{id}", "nowhere/{id}"):
        sheet.fill({"activity": wrong})
        sheet.save()
        assert sheet.errors()
    sheet.fill({"activity": "https://crm.example.com/a/{id}"})
    sheet.save()
    sheet = WebAddresses(samples, data.PIPEDRIVE)
    sheet.save()
    wishes = [what for how, what in samples.office.asked if how == "set_web_addresses"]
    assert wishes == [(data.PIPEDRIVE, {"activity": "https://crm.example.com/a/{id}"}), (data.PIPEDRIVE, {})]


def test_a_sheet_of_text_scrolls_by_keys(samples: SampleBackend) -> None:
    """Its buttons have the focus, and have no use for them."""
    sheet = HealthWindow(samples)
    sheet.resize(640, 400)
    sheet.show()
    settle()
    bar = sheet.area.verticalScrollBar()
    QTest.keyClick(sheet.findChildren(Button)[-1], Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(sheet.findChildren(Button)[-1], Qt.Key.Key_PageUp)
    assert bar.value() == 0
    sheet.close()
