"""Does the first run lead through its three steps, and do the forms ask for what each connector declares?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from activity_desktop.crm import registry
from activity_desktop.crm.contract import System
from activity_desktop.model.feed import AccountRow
from activity_desktop.model.problems import HostNotFound, Offline, Problem, SignedOut
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.ui.controls.button import Button
from activity_desktop.ui.controls.choices import RadioCard
from activity_desktop.ui.controls.select import Select
from activity_desktop.ui.controls.switch import Switch
from activity_desktop.ui.onboarding.attempt import Attempt, Outcome, Services, Step
from activity_desktop.ui.onboarding.forms import CredentialForm, clean_url
from activity_desktop.ui.onboarding.token import TokenDialog
from activity_desktop.ui.onboarding.trying import SignInForm
from activity_desktop.ui.onboarding.wizard import Onboarding
from ui.scene import settle


class Program:
    """What the forms are given: every answer is the test's."""

    def __init__(self) -> None:
        self.tried: list[Attempt] = []
        self.kept: list[Attempt] = []
        self.cancelled = 0
        self.notified = 0
        self.demos = 0
        self.problem: Problem | None = None
        self.ended: Callable[[Outcome], None] = lambda _: None
        self.services = Services(self._check, self._keep, self._notify, self._demo)

    def _check(self, attempt: Attempt, tell: Callable[[Step], None], ended: Callable[[Outcome], None]) -> Callable[[], None]:
        self.tried.append(attempt)
        self.ended = ended
        tell(Step("Server answers", "84 ms"))
        return self._cancel

    def _cancel(self) -> None:
        self.cancelled += 1

    def _keep(self, attempt: Attempt, ended: Callable[[Outcome], None]) -> None:
        self.kept.append(attempt)
        ended(Outcome(self.problem))

    def _notify(self) -> None:
        self.notified += 1

    def _demo(self, ended: Callable[[Outcome], None]) -> None:
        self.demos += 1
        ended(Outcome(self.problem))


class FirstRun:
    """The wizard over that program."""

    def __init__(self) -> None:
        self.program = Program()
        self.settings = Settings()
        self.wizard = Onboarding(registry.systems(), self.program.services, self.settings)
        self.finished: list[None] = []
        self.wizard.finished.connect(lambda: self.finished.append(None))
        self.wizard.show()
        settle()

    def title(self) -> str:
        return self.wizard._title.text()

    def form(self) -> SignInForm:
        assert self.wizard._form is not None
        return self.wizard._form


@pytest.fixture
def first_run() -> Iterator[FirstRun]:
    """The first run, at its first step."""
    made = FirstRun()
    yield made
    made.wizard.close()
    made.wizard.deleteLater()
    settle()


def test_what_keeps_the_demo_from_starting_stands_out(first_run: FirstRun) -> None:
    """In the place of the sentence below the title, and not in its quiet grey; it can be tried again."""
    first_run.program.problem = Offline("Your keyring is locked.", "Unlock it.")
    first_run.wizard._first.click()
    said = first_run.wizard._text
    assert (said.text(), said.property("colour")) == ("Your keyring is locked. Unlock it.", "danger")
    first_run.program.problem = None
    first_run.wizard._first.click()
    assert (first_run.program.demos, first_run.program.notified) == (2, 1)
    assert said.property("colour") == "text2"


def test_the_demo_server_is_chosen_and_leads_straight_to_the_notification(first_run: FirstRun) -> None:
    """Two clicks from the first start to a notification."""
    first_run.wizard._first.click()
    assert (first_run.program.demos, first_run.program.notified) == (1, 1)
    assert first_run.title() == "Did you see it?"
    first_run.wizard._first.click()
    assert first_run.finished == [None]


def test_enter_goes_on_from_the_first_step_to_the_inbox(first_run: FirstRun) -> None:
    """By keyboard alone: Enter is the highlighted button, also while a card has the focus."""
    card = next(card for card in first_run.wizard.findChildren(RadioCard) if card.isChecked())
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert first_run.title() == "Did you see it?"
    QTest.keyClick(first_run.wizard, Qt.Key.Key_Return)
    assert first_run.finished == [None]


def test_every_system_has_a_card(first_run: FirstRun) -> None:
    """None is named in the window's code."""
    cards = {card.label for card in first_run.wizard.findChildren(RadioCard)}
    assert cards == {"Demo server", *(system.title for system in registry.systems())}


def test_a_system_is_connected_after_its_check_has_passed(first_run: FirstRun) -> None:
    """Continue waits for what is typed now, not for what was typed before."""
    next(card for card in first_run.wizard.findChildren(RadioCard) if card.label == "Pipedrive").click()
    first_run.wizard._first.click()
    assert first_run.title() == "Connect to Pipedrive"
    form = first_run.form()
    assert not first_run.wizard._first.isEnabled()
    form.form._url.set_text("acme.example.com/")
    form.form._fields["api_token"].set_text("  abc  ")
    form.try_now()
    assert first_run.program.tried[-1].url == "https://acme.example.com"
    assert first_run.program.tried[-1].values["api_token"] == "abc"
    first_run.program.ended(Outcome())
    assert first_run.wizard._first.isEnabled()
    form.form._fields["api_token"].set_text("other")
    assert not first_run.wizard._first.isEnabled()
    form.try_now()
    first_run.program.ended(Outcome())
    first_run.wizard._first.click()
    assert [kept.values["api_token"] for kept in first_run.program.kept] == ["other"]
    assert first_run.title() == "Did you see it?"


REFUSED = "The server did not accept this token. Check that you copied all of it."


@pytest.mark.parametrize(
    ("problem", "about_address", "words"),
    [
        (SignedOut(), False, REFUSED),
        (SignedOut("The company token is missing."), False, "The company token is missing."),
        (HostNotFound(), True, str(HostNotFound())),
    ],
)
def test_what_is_wrong_is_said_at_the_field_it_is_about(
    first_run: FirstRun, problem: Problem, about_address: bool, words: str
) -> None:
    """With its remedy. A token that never worked is not told of as one that no longer works."""
    first_run.wizard.show_connect(registry.system("pipedrive"))
    form = first_run.form()
    form.form._fields["api_token"].set_text("abc")
    form.form._url.set_text("acme.example.com")
    form.try_now()
    first_run.program.ended(Outcome(problem))
    address = form.form._url.error()
    token = form.form._fields["api_token"].error()
    assert (bool(address), bool(token)) == (about_address, not about_address)
    assert (address + token).startswith(words)


@pytest.mark.parametrize(("problem", "offered"), [(Offline(), True), (HostNotFound(), True), (SignedOut(), False)])
def test_without_a_network_it_can_be_saved_anyway(first_run: FirstRun, problem: Problem, offered: bool) -> None:
    """And only then: what a server refused stays refused. Typing on takes the offer back."""
    first_run.wizard.show_connect(registry.system("pipedrive"))
    form = first_run.form()
    form.form._url.set_text("acme.example.com")
    form.form._fields["api_token"].set_text("abc")
    form.try_now()
    first_run.program.ended(Outcome(problem))
    save = next(button for button in form.findChildren(Button) if button.label == "Save anyway")
    assert save.isVisible() is offered
    if offered:
        form.form._fields["api_token"].set_text("abcd")
        assert not save.isVisible()
        form.try_now()
        first_run.program.ended(Outcome(problem))
        save.click()
        (kept,) = first_run.program.kept
        assert (kept.anyway, kept.values["api_token"]) == (True, "abcd")
        assert first_run.title() == "Did you see it?"


def test_typing_on_and_going_back_cancel_the_check(first_run: FirstRun) -> None:
    """Nobody waits for an answer about something that was typed a moment ago."""
    first_run.wizard.show_connect(registry.system("pipedrive"))
    form = first_run.form()
    form.form._url.set_text("acme.example.com")
    form.form._fields["api_token"].set_text("abc")
    form.try_now()
    form.form._fields["api_token"].set_text("abcd")
    assert first_run.program.cancelled == 1
    form.try_now()
    first_run.wizard._second.click()
    assert first_run.program.cancelled == 2
    assert first_run.title() == "Where does your work live?"


def test_a_keyring_that_refuses_is_told(first_run: FirstRun) -> None:
    """Nothing is lost: the form stays as it is."""
    first_run.program.problem = Problem("Your system keyring is locked.", "Unlock it.")
    first_run.wizard.show_connect(registry.system("cpod"))
    form = first_run.form()
    for field in form.form._fields.values():
        field.set_text("abc")
    form.form._url.set_text("cpod.example.com")
    form.try_now()
    first_run.program.ended(Outcome())
    first_run.wizard._first.click()
    assert "keyring is locked" in next(iter(form.form._fields.values())).error()


@pytest.mark.parametrize("system", registry.systems(), ids=lambda system: system.name)
def test_every_form_is_made_from_the_declaration(system: object) -> None:
    """Every credential has a field, secret ones are hidden, and required ones decide when it is complete."""
    assert isinstance(system, System)
    form = CredentialForm(system)
    assert list(form._fields) == [field.name for field in system.credentials]
    for wanted in system.credentials:
        line = form._fields[wanted.name].edit
        assert isinstance(line, QLineEdit) != bool(wanted.choices)
        hidden = isinstance(line, QLineEdit) and line.echoMode() is QLineEdit.EchoMode.Password
        assert hidden == wanted.secret
        if wanted.required:
            form._fields[wanted.name].set_text("x")
    form._url.set_text("https://crm.example.com")
    assert form.complete()
    secrets_only = CredentialForm(system, "https://crm.example.com", account="mine")
    assert secrets_only._url.text() == "https://crm.example.com"
    assert list(secrets_only._fields) == [field.name for field in system.credentials if field.secret]


def test_what_can_be_chosen_is_not_typed() -> None:
    """Whose activities Fluid shows: what stands first unless chosen, said with its help, and checked anew when changed."""
    form = CredentialForm(registry.system("fluid"))
    changed: list[str] = []
    form.changed.connect(lambda: changed.append("changed"))
    whose = form._fields["scope"]
    assert isinstance(whose.edit, Select)
    assert [whose.edit.itemText(index) for index in range(whose.edit.count())] == ["Yours", "Everybody's"]
    assert form.attempt().values["scope"] == ""
    whose.edit.setCurrentIndex(1)
    assert (form.attempt().values["scope"], changed) == ("company", ["changed"])
    assert whose.edit.accessibleDescription().startswith("Whose activities. ")


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        ("acme.example.com", "https://acme.example.com"),
        (" https://acme.example.com/activities/list?x=1#y ", "https://acme.example.com/activities/list"),
        ("<http://localhost:8080/>", "http://localhost:8080"),
        ("localhost:8080", "http://localhost:8080"),
        ("127.0.0.1:9000/api", "http://127.0.0.1:9000/api"),
        ("", ""),
    ],
)
def test_a_pasted_address_is_cleaned(pasted: str, address: str) -> None:
    """Whatever a browser puts around it goes; a path stays."""
    assert clean_url(pasted) == address


def test_the_switches_of_the_last_step_are_settings(first_run: FirstRun) -> None:
    """They can be found again later."""
    first_run.wizard.show_seen()
    switches = {switch.label: switch for switch in first_run.wizard.findChildren(Switch)}
    switches["Notify me about new activities"].click()
    switches["Mark all read when I open the inbox"].click()
    assert not first_run.settings.get(choose.NOTIFY)
    assert first_run.settings.get(choose.MARK_READ) == "select"


def test_nothing_appeared_explains_what_to_do(first_run: FirstRun) -> None:
    """Without leaving the step."""
    first_run.wizard.show_seen()
    first_run.wizard._second.click()
    assert first_run.wizard._seen._help.isVisible()
    assert first_run.finished == []


def test_a_new_token_is_tried_before_it_is_kept() -> None:
    """And the window goes away by itself."""
    program = Program()
    account = AccountRow("mine", "pipedrive", "Pipedrive", "Pipedrive", "https://acme.example.com")
    dialog = TokenDialog(account, registry.system("pipedrive"), program.services)
    dialog.show()
    dialog._form.form._fields["api_token"].set_text("new")
    dialog._form.try_now()
    assert (program.tried[-1].account, program.tried[-1].url) == ("mine", "https://acme.example.com")
    dialog._form.form._url.set_text("https://moved.example.com")
    dialog._form.try_now()
    assert (program.tried[-1].account, program.tried[-1].url) == ("mine", "https://moved.example.com")
    program.ended(Outcome())
    dialog._save.click()
    assert [attempt.values for attempt in program.kept] == [{"api_token": "new"}]
    assert not dialog.isVisible()
    settle()
