"""Does every setting have its row, and does every row set its setting?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from activity_desktop.model.changes import AccountState, Phase
from activity_desktop.model.feed import AccountRow
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.definitions import ALL, HIDDEN, Page
from activity_desktop.settings.file import Settings
from activity_desktop.ui.controls.button import Button
from activity_desktop.ui.controls.label import WrappingLabel
from activity_desktop.ui.controls.ring import FocusRing
from activity_desktop.ui.controls.select import Select
from activity_desktop.ui.controls.switch import Switch
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend, SampleClock
from activity_desktop.ui.preferences import changed_shortcuts
from activity_desktop.ui.settings.accounts import AccountEntry, AccountsPage
from activity_desktop.ui.settings.facts import THIRD_PARTY
from activity_desktop.ui.settings.keyboard import KeyButton, ShortcutRow
from activity_desktop.ui.settings.page import SettingsPage
from activity_desktop.ui.settings.pages import grouped
from activity_desktop.ui.settings.rows import SettingRow
from activity_desktop.ui.settings.services import SettingsServices
from activity_desktop.ui.settings.typed import SelectOrType
from activity_desktop.ui.settings.window import SettingsWindow
from ui.scene import settle


class Window:
    """The settings window over the samples, and what it asked for."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.backend = SampleBackend()
        self.asked: list[object] = []
        self.tried: list[tuple[str, Callable[[str], None]]] = []
        services = SettingsServices(
            add_account=lambda: self.asked.append("add"),
            new_token=lambda account: self.asked.append(("token", account)),
            remove_account=lambda account: self.asked.append(("remove", account)),
            test_account=lambda account, told: self.tried.append((account, told)),
            show_certificate=lambda account, told: self.tried.append((account, told)),
            clear_activities=lambda: self.asked.append("clear"),
            send_test=lambda: self.asked.append("test"),
            notification_state=lambda: "Notifications are allowed.",
            where_kept=lambda: (("Activities", "/somewhere"),),
            version="1.2.3",
        )
        self.window = SettingsWindow(self.backend, self.settings, SampleClock(), services)
        self.window.show()
        settle()

    def row(self, setting: object) -> SettingRow:
        return next(row for row in self.window.findChildren(SettingRow) if row.setting is setting)

    def shortcut(self, name: str) -> ShortcutRow:
        return next(row for row in self.window.findChildren(ShortcutRow) if row._command.id == name)

    def button(self, text: str) -> Button:
        return next(button for button in self.window.findChildren(Button) if button.label == text and button.isVisible())


@pytest.fixture
def made() -> Iterator[Window]:
    """A shown settings window."""
    window = Window()
    yield window
    window.window.close()
    window.window.deleteLater()
    settle()


def test_every_setting_stands_on_its_page_once() -> None:
    """Also one that was added without a thought for this window."""
    shown = [setting.key for page in Page for _, some in grouped(page) for setting in some]
    assert sorted(shown) == sorted(setting.key for setting in ALL if setting.key not in HIDDEN)


def test_a_switch_sets_and_shows_its_setting(made: Window) -> None:
    """In both directions, at once."""
    switch = made.row(choose.HIDE_DETAILS).findChild(Switch)
    assert isinstance(switch, Switch)
    switch.click()
    assert made.settings.get(choose.HIDE_DETAILS)
    made.settings.set(choose.HIDE_DETAILS, False)
    assert not switch.isChecked()


@pytest.mark.parametrize(
    ("setting", "index", "value"),
    [(choose.MARK_READ, 2, "manual"), (choose.KEEP_DAYS, 1, 90), (choose.TEXT_SIZE, 0, 80), (choose.QUIET_FROM, 3, "01:30")],
)
def test_a_choice_sets_its_setting_with_its_own_type(made: Window, setting: object, index: int, value: object) -> None:
    """Numbers stay numbers."""
    select = made.row(setting).findChild(Select)
    assert isinstance(select, Select)
    select.setCurrentIndex(index)
    select.activated.emit(index)
    assert made.settings.get(setting) == value  # type: ignore[arg-type]  # one of the settings


def test_a_proxy_is_chosen_or_typed(made: Window) -> None:
    """What is no address changes nothing and is marked; the file may hold an own one from before."""
    control = made.row(choose.PROXY).findChild(SelectOrType)
    assert isinstance(control, SelectOrType)
    assert control.line.isHidden()
    control.select.setCurrentIndex(2)
    control.select.activated.emit(2)
    for typed, kept in (("proxy.example", "system"), ("http://proxy.example:3128", "http://proxy.example:3128")):
        control.line.setText(typed)
        control.line.editingFinished.emit()
        assert made.settings.get(choose.PROXY) == kept
        assert bool(control.line.property("invalid")) is (kept == "system")
    control.select.setCurrentIndex(1)
    control.select.activated.emit(1)
    assert made.settings.get(choose.PROXY) == "none"
    made.settings.set(choose.PROXY, "socks5://127.0.0.1:9050")
    assert (control.line.text(), control.line.isHidden()) == ("socks5://127.0.0.1:9050", False)


def test_a_connection_is_tried_and_told(made: Window) -> None:
    """In the account's own line, where its state stands otherwise."""
    made.window.show_page("Accounts")
    made.button("Test connection").click()
    (asked, told) = made.tried[-1]
    assert asked == "northwind"
    told("Server answers: 12 ms")
    made.window.findChild(AccountsPage).refresh()  # type: ignore[union-attr]  # there is one
    assert "Server answers: 12 ms" in [label.text() for label in made.window.findChildren(WrappingLabel)]


def test_a_certificate_that_is_not_trusted_can_be_looked_at(made: Window) -> None:
    """Only there, and only as long as it is not; what it says stands in the account's own line."""
    made.window.show_page("Accounts")
    assert not any(button.label == "Show certificate" and button.isVisible() for button in made.window.findChildren(Button))
    state = AccountState(data.PIPEDRIVE, Phase.TROUBLED, problem_title="Not secure.", problem_kind="NotSecure")
    made.backend.set_state(state)
    settle()
    made.button("Show certificate").click()
    (asked, told) = made.tried[-1]
    told("crm.example shows a certificate of other.example.")
    labels = [label.text() for label in made.window.findChildren(WrappingLabel)]
    assert asked == data.PIPEDRIVE
    assert any("other.example" in text for text in labels)


def test_clearing_is_asked_for_twice(made: Window) -> None:
    """It takes with it what was marked on this computer only."""
    made.window.show_page(Page.PRIVACY)
    for answer, asked in (("Cancel", []), ("Clear", ["clear"])):
        made.button("Clear local data").click()
        question = next(box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible())
        next(button for button in question.buttons() if button.text().replace("&", "") == answer).click()
        settle()
        assert made.asked == asked


def test_the_search_goes_to_the_first_page_that_has_it(made: Window) -> None:
    """And shows only what matches, there and everywhere."""
    made.window._search("text size")
    assert made.row(choose.TEXT_SIZE).isVisible()
    assert made.row(choose.SCHEME).isHidden()
    made.window._search("")
    assert not made.row(choose.SCHEME).isHidden()


def test_a_new_key_is_recorded_and_can_be_taken_back(made: Window) -> None:
    """Press "Change", press a key."""
    made.window.show_page(Page.KEYBOARD)
    row = made.shortcut("done")
    button = row.findChild(KeyButton)
    assert isinstance(button, KeyButton)
    button.click()
    QTest.keyClick(button, Qt.Key.Key_D)
    assert changed_shortcuts(made.settings) == {"done": ("D",)}
    row._reset.click()
    assert changed_shortcuts(made.settings) == {}


def test_a_key_that_is_taken_is_refused_with_the_name_of_its_owner(made: Window) -> None:
    """Two commands must never answer to one key."""
    made.window.show_page(Page.KEYBOARD)
    row = made.shortcut("done")
    button = row.findChild(KeyButton)
    assert isinstance(button, KeyButton)
    button.click()
    QTest.keyClick(button, Qt.Key.Key_S)
    assert changed_shortcuts(made.settings) == {}
    assert "Snooze" in row._warning.text()


def test_a_key_that_begins_a_sequence_is_taken_too(made: Window) -> None:
    """Else neither `G` nor `G, I` would do anything any more."""
    made.window.show_page(Page.KEYBOARD)
    row = made.shortcut("done")
    row._set("G")
    assert changed_shortcuts(made.settings) == {}
    assert "G" in row._warning.text()


def test_usual_keys_come_back_only_while_nobody_else_has_them(made: Window) -> None:
    """Done moved to D, and Snooze took its E: first Snooze must let go of it."""
    made.window.show_page(Page.KEYBOARD)
    done, snooze = made.shortcut("done"), made.shortcut("snooze")
    done._set("D")
    snooze._set("E")
    done._reset.click()
    assert changed_shortcuts(made.settings) == {"done": ("D",), "snooze": ("E",)}
    assert "Snooze" in done._warning.text()
    snooze._reset.click()
    done._reset.click()
    assert changed_shortcuts(made.settings) == {}


def test_escape_gives_up_recording(made: Window) -> None:
    """And is never recorded itself."""
    made.window.show_page(Page.KEYBOARD)
    button = made.shortcut("done").findChild(KeyButton)
    assert isinstance(button, KeyButton)
    button.click()
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert changed_shortcuts(made.settings) == {}
    assert button.label == "Change"


def test_the_accounts_page_follows_the_accounts(made: Window) -> None:
    """With their state in words, and everything that can be done."""
    made.window.show_page("Accounts")
    made.button("Add account").click()
    made.button("Change address or token").click()
    assert made.asked == ["add", ("token", data.NORTHWIND)]
    made.backend.set_state(AccountState(data.NORTHWIND, Phase.TROUBLED, problem_title="Out of order.", problem_kind="Offline"))
    settle()
    labels = [child.text() for child in made.window.findChildren(type(made.shortcut("done")._warning))]
    assert any("Out of order." in text for text in labels)


@pytest.mark.parametrize(("answer", "asked"), [("Remove", [("remove", data.NORTHWIND)]), ("Cancel", [])])
def test_removing_an_account_is_asked_for_twice(made: Window, answer: str, asked: list[object]) -> None:
    """It is the one thing here that cannot be undone."""
    made.window.show_page("Accounts")
    made.button("Remove").click()
    question = next(box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible())
    assert "Remove Northwind CRM?" in question.text()
    next(button for button in question.buttons() if button.text().replace("&", "") == answer).click()
    settle()
    assert made.asked == asked


def test_the_question_before_removal_shows_the_accounts_name_as_it_is(app: QApplication) -> None:
    """A name with markup in it would otherwise be drawn as a picture from anywhere."""
    name = '<img src="http://127.0.0.1:9/pixel.png"><b>bold</b><a href="file:///etc/passwd">x</a> & &lt;i&gt;'
    account = AccountRow("a", "fluid", "Fluid", name, "https://a.example")
    removed: list[str] = []
    entry = AccountEntry(account, SampleBackend(), SettingsServices(remove_account=removed.append))
    entry._ask_removal()
    question = next(box for box in app.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible())
    texts = [label for label in question.findChildren(QLabel) if name in label.text()]
    assert len(texts) == 2
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in texts)
    question.reject()
    assert removed == []
    entry.deleteLater()


def test_a_test_notification_can_be_sent(made: Window) -> None:
    """And the page says whether the desktop shows them."""
    made.button("Send a test notification").click()
    assert made.asked == ["test"]


def test_esc_closes_the_window_but_first_empties_the_search(made: Window) -> None:
    """Step by step, as everywhere."""
    made.window.search.setFocus()
    QTest.keyClicks(made.window.search, "tray")
    QTest.keyClick(made.window.search, Qt.Key.Key_Escape)
    assert (made.window.search.text(), made.window.isVisible()) == ("", True)
    made.window.show_page("Reading")
    QTest.keyClick(made.window.findChildren(Switch)[0], Qt.Key.Key_Escape)
    assert not made.window.isVisible()


def test_a_page_that_has_the_focus_shows_it(made: Window) -> None:
    """It has no control to ring when the keyboard only scrolls it."""
    page = next(page for page in made.window.findChildren(SettingsPage) if page.isVisible())
    page.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.findChild(FocusRing).isVisible()  # type: ignore[union-attr]  # each page has one
    made.window.search.setFocus()
    assert not page.findChild(FocusRing).isVisible()  # type: ignore[union-attr]  # as above


def test_the_about_page_names_everything_that_the_program_is_installed_with() -> None:
    """Whoever wrote it is named, with the licence."""
    with (Path(__file__).parents[2] / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["project"]["dependencies"]
    names = {re.split(r"[<>=;]", dependency)[0].removesuffix("-Essentials").lower() for dependency in needed}
    told = ", ".join(name for name, _ in THIRD_PARTY).lower().split(", ")
    assert names <= set(told)
