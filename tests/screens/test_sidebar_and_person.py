"""Do the sidebar and a person's page tell the truth, and lead where they say?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from activity_desktop.model.activity import Key
from activity_desktop.model.changes import AccountState, Phase
from activity_desktop.model.feed import FeedQuery, PersonKey, Shelf
from activity_desktop.model.link import ActivityLink, PersonLink
from activity_desktop.ui.backend import Counts, PersonPage
from activity_desktop.ui.controls import PaintedButton
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend, SampleClock
from activity_desktop.ui.person import PersonView
from activity_desktop.ui.sidebar import Sidebar
from activity_desktop.ui.sidebar_rows import RowKind, side_rows
from screens.spoken_tree import spoken

JANE = PersonKey(data.NORTHWIND, "contact", "22222")


def settled(widget: Sidebar) -> str:
    """The spoken tree once the sidebar has counted again."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    widget.refresh()
    return spoken(widget)


@pytest.fixture
def backend() -> SampleBackend:
    return SampleBackend()


@pytest.fixture
def sidebar(backend: SampleBackend) -> Iterator[Sidebar]:
    made = Sidebar(backend)
    made.resize(220, 640)
    made.show()
    yield made
    made.close()


@pytest.fixture
def person(backend: SampleBackend) -> Iterator[PersonView]:
    made = PersonView(backend, SampleClock())
    made.resize(480, 640)
    made.show()
    made.show_person(JANE)
    yield made
    made.close()


def press(widget: Sidebar | PersonView, name: str) -> None:
    QApplication.processEvents()
    [button] = [
        button for button in widget.findChildren(PaintedButton) if button.accessibleName() == name and button.isVisible()
    ]
    button.click()


def test_rows_count_and_warn(backend: SampleBackend) -> None:
    """Unread beside the inbox and each account, snoozed beside its view, a triangle only where somebody is needed."""
    names = {Shelf.INBOX: "Inbox", Shelf.SNOOZED: "Snoozed"}
    counts = Counts(3, 2, {data.NORTHWIND: 1})
    states = {data.PIPEDRIVE: AccountState(data.PIPEDRIVE, Phase.TROUBLED, problem_kind="Offline"), **backend.states()}
    states[data.PIPEDRIVE] = AccountState(data.PIPEDRIVE, Phase.TROUBLED, problem_kind="Offline")
    rows = side_rows(backend.accounts(), counts, states, names)
    told = {row.text: (row.count, row.spoken, bool(row.attention)) for row in rows if row.kind is not RowKind.HEADER}
    assert told["Inbox"] == (3, "Inbox, 3 unread", False)
    assert told["Snoozed"] == (2, "Snoozed, 2", False)
    assert told["Northwind CRM"] == (1, "Northwind CRM, 1 unread", False)
    assert told["Pipedrive"] == (0, "Pipedrive", False)
    assert told["Harbor Rentals"] == (0, "Harbor Rentals, needs attention", True)


def test_counts_follow_changes(backend: SampleBackend, sidebar: Sidebar) -> None:
    """Without anybody telling the sidebar."""
    assert "Inbox, 3 unread" in spoken(sidebar)
    backend.mark_all_read(FeedQuery())
    assert "unread" not in settled(sidebar)
    backend.snooze([Key(data.NORTHWIND, "1012")], data.NOW.plus(3600))
    assert "Snoozed, 1" in settled(sidebar)


def test_the_arrow_keys_open_views_and_skip_the_header(sidebar: Sidebar) -> None:
    """From Everything, the last view, down to the first account."""
    chosen = QSignalSpy(sidebar.chosen)
    for _ in range(5):
        QTest.keyClick(sidebar.list, Qt.Key.Key_Down)
    assert [chosen.at(n)[0] for n in range(chosen.count())] == [
        FeedQuery(shelf=Shelf.AGENDA),
        FeedQuery(shelf=Shelf.SNOOZED),
        FeedQuery(shelf=Shelf.DONE),
        FeedQuery(shelf=Shelf.EVERYTHING),
        FeedQuery(account=data.NORTHWIND),
    ]


def test_a_click_opens_a_view(sidebar: Sidebar) -> None:
    """And a click on the header does nothing."""
    chosen = QSignalSpy(sidebar.chosen)
    QTest.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=sidebar.list.header_rect().center())
    assert chosen.count() == 0
    QTest.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 50))
    assert chosen.at(0)[0] == FeedQuery(shelf=Shelf.AGENDA)


def test_what_somebody_else_opened_is_shown_without_opening_it_again(sidebar: Sidebar) -> None:
    """A shortcut or a notification led there."""
    chosen = QSignalSpy(sidebar.chosen)
    sidebar.set_current(Shelf.DONE)
    assert "'Done' [selected]" in spoken(sidebar)
    sidebar.set_current(Shelf.INBOX, data.HARBOR)
    assert "needs attention' [selected]" in spoken(sidebar)
    assert chosen.count() == 0


def test_the_choice_survives_a_new_account(sidebar: Sidebar, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are made anew, the chosen one stays."""
    sidebar.set_current(Shelf.INBOX, data.DEMO)
    monkeypatch.setattr(data, "ACCOUNTS", data.ACCOUNTS[1:])
    assert "'Demo server' [selected]" in settled(sidebar)


def test_buttons_of_the_sidebar(sidebar: Sidebar) -> None:
    """Settings, add an account, check now."""
    commands, add = QSignalSpy(sidebar.command), QSignalSpy(sidebar.add_account)
    press(sidebar, "Settings")
    press(sidebar, "Check now")
    press(sidebar, "Add account")
    assert [commands.at(n)[0] for n in range(commands.count())] == ["settings", "check_now"]
    assert add.count() == 1


def test_letters_do_not_jump_about(sidebar: Sidebar) -> None:
    """`D` is a shortcut, not a search for "Done"."""
    chosen = QSignalSpy(sidebar.chosen)
    QTest.keyClick(sidebar.list, Qt.Key.Key_D)
    assert chosen.count() == 0


def test_a_person_has_a_page(person: PersonView) -> None:
    """Who, where, how many, and each activity once."""
    tree = spoken(person)
    assert "Contact  ·  jane@example.com" in tree
    assert "Northwind CRM  ·  5 activities" in tree
    assert tree.count("New order placed") == 1


def test_a_row_of_the_page_leads_to_its_activity(app: QApplication, person: PersonView) -> None:
    """By click and by Enter."""
    links = QSignalSpy(person.link_requested)
    person.view.steps.step(1)
    QTest.keyClick(person.view, Qt.Key.Key_Return)
    person.view.clicked_row.emit(Key(data.NORTHWIND, "1003"))
    assert [links.at(n)[0] for n in range(links.count())] == [
        ActivityLink(Key(data.NORTHWIND, "1012")),
        ActivityLink(Key(data.NORTHWIND, "1003")),
    ]


def test_the_way_back(person: PersonView) -> None:
    """To whatever was shown before."""
    commands = QSignalSpy(person.command)
    press(person, "Back")
    assert commands.at(0) == ["back"]


def test_an_unknown_person_gets_a_page_that_says_so(person: PersonView) -> None:
    """A link may name anybody."""
    person.show_person(PersonKey(data.NORTHWIND, "contact", "nobody"))
    assert "Nothing is known about this person" in spoken(person)


def test_the_same_person_elsewhere_is_one_click_away(person: PersonView) -> None:
    """Where they were linked by hand."""
    other = PersonKey(data.PIPEDRIVE, "person", "31")
    page = PersonPage(JANE, "Jane Smith", "", "Northwind CRM", "", (other,))
    links = QSignalSpy(person.link_requested)
    person.head.show_page(page, {data.PIPEDRIVE: "Pipedrive"})
    person.head.show_total(page, 1)
    press(person, "Also in Pipedrive")
    assert links.at(0)[0] == PersonLink(*other)
    assert "1 activity" in spoken(person)


def test_the_page_follows_changes(backend: SampleBackend, person: PersonView) -> None:
    """An activity that was deleted is gone from the number."""
    backend.delete([Key(data.NORTHWIND, "1003")])
    assert "Northwind CRM  ·  4 activities" in spoken(person)


def test_no_stock_button_is_used(sidebar: Sidebar, person: PersonView) -> None:
    """They would look like somebody else's program."""
    assert sidebar.findChildren(QPushButton) == person.findChildren(QPushButton) == []
