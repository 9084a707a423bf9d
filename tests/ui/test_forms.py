"""Does a form made from what a system declares take every sort of value, say what is wrong, and lose no word?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from activity_desktop.crm.contract import Feature, FieldType, FormField
from activity_desktop.model.activity import Key
from activity_desktop.model.changes import Fate, Settled
from activity_desktop.model.operation import Edit
from activity_desktop.store.drafts import SavedDraft
from activity_desktop.ui.forms import FormWindow
from activity_desktop.ui.forms.account import AccountChooser
from activity_desktop.ui.forms.fields import FieldSet
from activity_desktop.ui.forms.moment import MomentInput
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend
from activity_desktop.ui.gallery.office import since
from activity_desktop.ui.office import Draft, WaitingChange
from ui.scene import settle, wait_until

CALL = Key(data.PIPEDRIVE, "551")
EVERY_TYPE = tuple(FormField(kind.value, kind.value, kind, choices=(("call", "Call"),)) for kind in FieldType)
Opener = Callable[..., FormWindow]


@pytest.fixture
def samples() -> SampleBackend:
    return SampleBackend()


@pytest.fixture
def opened(samples: SampleBackend) -> Iterator[Opener]:
    """Opens forms, and takes care that none stays."""
    forms: list[FormWindow] = []

    def open_one(**more: Any) -> FormWindow:
        form = FormWindow(samples, **({"account": data.PIPEDRIVE} | more))
        forms.append(form)
        form.show()
        form.activateWindow()
        settle()
        return form

    yield open_one
    for form in forms:
        if isValid(form):
            form.deleteLater()
    settle()


def sent(samples: SampleBackend) -> list[Draft]:
    return [what for how, what in samples.office.asked if how == "submit" and isinstance(what, Draft)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldType.LINE, "Call Jane"),
        (FieldType.TEXT, "Two\nlines"),
        (FieldType.NUMBER, 812),
        (FieldType.SWITCH, True),
        (FieldType.MOMENT, "2025-11-24"),
        (FieldType.MOMENT, "2025-11-24T14:30:00Z"),
        (FieldType.CHOICE, "call"),
        (FieldType.CHOICE, "of_our_own"),
        (FieldType.LIST, ["31", "32"]),
    ],
)
def test_every_sort_of_value_comes_back_as_it_was(kind: FieldType, value: Any) -> None:
    """What an activity holds and nobody touched is no change, whatever its type."""
    fields = FieldSet(EVERY_TYPE, {kind.value: value})
    assert fields.input(kind.value).value() == value
    assert fields.changes() == {}


@pytest.mark.parametrize("kind", [kind for kind in FieldType if kind is not FieldType.SWITCH])
def test_what_is_emptied_is_cleared(kind: FieldType) -> None:
    """None is what clears a field; an empty text could mean something else to a server."""
    value = {FieldType.MOMENT: "2025-11-24", FieldType.CHOICE: "call", FieldType.LIST: ["31"], FieldType.NUMBER: 5}
    fields = FieldSet(EVERY_TYPE, {kind.value: value.get(kind, "text")})
    fields.fill({kind.value: None})
    assert fields.changes() == {kind.value: None}


def test_a_time_to_the_second_survives_being_looked_at() -> None:
    """The field shows minutes; as long as nobody changes it, the seconds are not lost."""
    fields = FieldSet(EVERY_TYPE, {"moment": "2025-11-24T14:30:12Z"})
    assert fields.changes() == {}


def test_a_date_that_cannot_be_read_is_left_alone() -> None:
    """A server may hold anything; opening the form must not clear it."""
    fields = FieldSet(EVERY_TYPE, {"moment": "next Tuesday"})
    assert fields.input("moment").value() == "next Tuesday"
    assert fields.changes() == {}


def test_a_day_becomes_a_day_and_a_time(app: QApplication) -> None:
    """And back, and nothing: one switch says which."""
    moment = MomentInput(FormField("due", "Due", FieldType.MOMENT))
    moment.set_value("2025-11-24")
    for sort, length in (("instant", len("2025-11-24T09:00:00Z")), ("day", len("2025-11-24")), ("", 0)):
        moment.sort.set_value(sort)
        moment.sort.chosen.emit(sort)
        assert len(moment.value() or "") == length
    assert not moment.edit.isVisibleTo(moment)


@pytest.mark.parametrize("key", [None, CALL], ids=["new", "edit"])
def test_what_was_typed_is_there_again_after_the_program_ended(samples: SampleBackend, opened: Opener, key: Key | None) -> None:
    """Quit or crashed in the middle of a sentence: the form opens with it, says so, and sends it once."""
    first = opened(key=key)
    first.fill({"subject": "Ask Jane about", "note": "the second pallet"})
    wait_until(lambda: bool(samples.office.drafts), "the words being kept")
    first.deleteLater()  # as the end of the program does, which asks nobody
    settle()
    again = opened(key=key, account="" if key is None else data.PIPEDRIVE)
    assert again.account == data.PIPEDRIVE
    assert again.changes() == {"subject": "Ask Jane about", "note": "the second pallet"}
    assert again.trouble() == "What you had typed is back."
    QTest.keyClicks(again.focusWidget(), "!")
    assert again.changes()["subject"] == "Ask Jane about!"
    again.fill({"type": "call"})
    again.send()
    wait_until(lambda: not isValid(again) or not again.isVisible(), "the form closing")
    assert samples.office.drafts == {}
    assert opened(key=key).changes() == {}


def test_discarding_is_asked_for_and_can_be_undone(samples: SampleBackend, opened: Opener) -> None:
    """A form that is closed with words in it asks; given up, they are gone from here and handed to undo."""
    form = opened()
    form.fill({"subject": "Never mind"})
    form.reject()
    form._below.given_up.emit()
    assert samples.office.drafts == {}
    (discarded,) = [what for how, what in samples.office.asked if how == "discard_draft"]
    assert isinstance(discarded, SavedDraft)
    assert discarded.fields["subject"] == "Never mind"


def test_the_last_words_are_kept_when_the_form_goes_away_at_once(samples: SampleBackend, opened: Opener) -> None:
    """The program quits between two letters."""
    form = opened()
    form.fill({"subject": "Half a sent"})
    form.hide()
    assert samples.office.drafts["new"].fields["subject"] == "Half a sent"


def test_what_is_needed_is_said_at_its_field_and_nothing_is_sent(samples: SampleBackend, opened: Opener) -> None:
    """And the keyboard is where the first mistake is."""
    form = opened()
    form.send()
    assert list(form.errors()) == ["subject"]
    assert sent(samples) == []
    form.fill({"subject": "x" * 61, "deal_id": "none"})
    form.send()
    assert set(form.errors()) == {"subject", "deal_id"}
    assert "60" in form.errors()["subject"]
    form.fill({"subject": "Short enough"})
    assert set(form.errors()) == {"deal_id"}


def test_a_new_activity_holds_what_was_entered_and_no_more(samples: SampleBackend, opened: Opener) -> None:
    """Empty fields are left out; a switch that nobody moved is nobody's wish."""
    form = opened()
    said: list[str] = []
    form.told.connect(lambda text, _problem: said.append(text))
    form.fill({"subject": "Call Jane back", "due_date": "2025-11-24", "participants": ["31", "32"]})
    form.send()
    assert sent(samples) == [
        Draft(data.PIPEDRIVE, {"subject": "Call Jane back", "due_date": "2025-11-24", "participants": ["31", "32"]})
    ]
    wait_until(lambda: not isValid(form), "the form closing")
    assert said == ["Created in Pipedrive"]


def test_an_edit_sends_only_what_was_changed(samples: SampleBackend, opened: Opener) -> None:
    """What a colleague changed meanwhile in other fields must not be overwritten."""
    form = opened(key=CALL)
    assert form.changes() == {}
    form.fill({"type": "meeting", "deal_id": None})
    form.send()
    assert sent(samples) == [Draft(data.PIPEDRIVE, {"type": "meeting", "deal_id": None}, CALL)]


def test_what_is_set_once_cannot_be_edited(opened: Opener) -> None:
    """It is asked for when creating, and not offered afterwards."""
    assert "owner_id" in {field.name for field in opened()._fields()}
    assert "owner_id" not in {field.name for field in opened(key=CALL)._fields()}


def test_an_edit_starts_from_what_is_on_its_way(samples: SampleBackend, opened: Opener) -> None:
    """Else the person would see their own change undone."""
    edit = Edit(fields={"subject": "My new title"})
    samples.office.changes = [WaitingChange(1, CALL, edit, "", since(5), 0, since(5))]
    form = opened(key=CALL)
    assert form.changes() == {}
    form.fill({"subject": "Another"})
    assert form.changes() == {"subject": "Another"}


def test_nothing_changed_closes_without_sending(samples: SampleBackend, opened: Opener) -> None:
    """Saving is then the same as closing."""
    form = opened(key=CALL)
    form.send()
    wait_until(lambda: not isValid(form), "the form closing")
    assert sent(samples) == []


def test_only_typed_words_are_asked_about(opened: Opener) -> None:
    """An untouched form goes at once; the question takes the buttons' place and blocks nothing."""
    untouched = opened()
    QTest.keyClick(untouched, Qt.Key.Key_Escape)
    wait_until(lambda: not isValid(untouched), "the form closing")
    form = opened()
    form.fill({"subject": "Half a"})
    QTest.keyClick(form, Qt.Key.Key_Escape)
    settle()
    assert form.isVisible()
    assert form._below.asking
    form._below.kept.emit()
    assert form.changes() == {"subject": "Half a"}
    form.reject()
    form._below.given_up.emit()
    wait_until(lambda: not isValid(form), "the form closing")


def test_a_refusal_stands_at_its_field_and_the_correction_replaces_it(samples: SampleBackend, opened: Opener) -> None:
    """What belongs to no field stands above all."""
    refused = Settled(7, "", CALL, Fate.REFUSED, "Not like this.", {"deal_id": "No such deal.", "odd": "Something else."})
    samples.office.answer = refused
    form = opened()
    form.fill({"subject": "A", "deal_id": 9})
    form.send()
    wait_until(form.errors, "the refusal")
    assert (form.errors(), form.trouble()) == ({"deal_id": "No such deal."}, "Something else.")
    samples.office.answer = Settled(8, "", CALL, Fate.SENT)
    form.fill({"deal_id": None})
    assert form.errors() == {}
    form.send()
    assert sent(samples)[-1].replaces == 7
    wait_until(lambda: not isValid(form), "the form closing")


def test_giving_a_refused_change_up_leaves_nothing_behind(samples: SampleBackend, opened: Opener) -> None:
    """Else it would stay in the outbox for ever."""
    samples.office.answer = Settled(7, "", CALL, Fate.REFUSED, "Not like this.")
    form = opened()
    form.fill({"subject": "A"})
    form.send()
    wait_until(form.trouble, "the refusal")
    form.reject()
    form._below.given_up.emit()
    assert ("drop", 7) in samples.office.asked


@pytest.mark.parametrize("answer", [None, Settled(1, "", CALL, Fate.WAITS)])
def test_a_form_does_not_wait_for_a_server_that_does_not_answer(
    samples: SampleBackend, opened: Opener, answer: Settled | None
) -> None:
    """What it sent waits in the outbox, and the person is told so."""
    samples.office.answer = answer
    form = opened()
    form._patience.setInterval(20)
    said: list[str] = []
    form.told.connect(lambda text, _problem: said.append(text))
    form.fill({"subject": "A"})
    form.send()
    wait_until(lambda: not isValid(form), "the form closing")
    assert said == ["Waiting to be sent to Pipedrive"]


def test_only_accounts_that_can_are_offered_and_the_others_say_why(samples: SampleBackend, opened: Opener) -> None:
    """Grey, below the others, with the reason."""
    assert opened(account="").account == data.PIPEDRIVE
    chooser = AccountChooser(samples, Feature.CREATE)
    model = chooser.select.model()
    assert isinstance(model, QStandardItemModel)
    enabled = {model.item(n).text(): model.item(n).isEnabled() for n in range(model.rowCount())}
    assert enabled == {"Pipedrive": True, "Northwind CRM": False, "Harbor Rentals": False, "Demo server": False}
    assert "create" in str(chooser.select.itemData(1, Qt.ItemDataRole.AccessibleDescriptionRole))


def test_the_keyboard_alone_is_enough(samples: SampleBackend, opened: Opener) -> None:
    """Type, Tab, type, Ctrl+Enter."""
    form = opened()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Subject, required"
    QTest.keyClicks(focus, "Call Jane")
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    reached = QApplication.focusWidget()
    assert reached is not None
    assert reached.accessibleDescription() == "Type" or reached.accessibleName() == "Type"
    QTest.keyClick(reached, Qt.Key.Key_Down)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert sent(samples) == [Draft(data.PIPEDRIVE, {"subject": "Call Jane", "type": "call"})]


def test_tab_goes_from_top_to_bottom_and_round(opened: Opener) -> None:
    """Also after another account's fields were put in above the buttons."""
    form = opened()
    form._account_chosen(data.PIPEDRIVE)
    settle()
    form._form.take_focus()
    reached = []
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus.accessibleDescription() or focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    start = ["Subject, required", "Type"]
    assert reached[:2] == start
    assert reached[reached.index("More fields, hidden") :][:5] == [
        "More fields, hidden",
        "Cancel",
        "Ctrl+Enter",
        "Account",
        start[0],
    ]


def test_fields_behind_the_button_come_out_when_one_of_them_is_wrong(samples: SampleBackend, opened: Opener) -> None:
    """A mistake that cannot be seen cannot be corrected."""
    form = opened()
    hidden = form._form.input("owner_id")
    assert not hidden.isVisible()
    samples.office.wrong = {"owner_id": "There is nobody of that number."}
    form.fill({"subject": "A"})
    form.send()
    settle()
    assert hidden.isVisible()
    assert hidden.error() == "There is nobody of that number."
