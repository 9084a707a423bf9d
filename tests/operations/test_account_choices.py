"""Are an account's name and what may be heard of it kept, told and undone?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.model.activity import Kind
from activity_desktop.model.changes import AccountsChanged, Change, Told
from activity_desktop.model.feed import OwnType
from activity_desktop.model.problems import BadInput, NotFound
from activity_desktop.operations.account_choices import AccountChoices
from activity_desktop.operations.undo import History
from activity_desktop.store import accounts
from activity_desktop.store.accounts import Account
from activity_desktop.store.database import Database

CALL = OwnType("acme", Kind.CALL, "call", "Call")
LUNCH = OwnType("acme", Kind.LUNCH, "lunch", "Lunch")


class Office:
    """Two accounts, and what was told of them."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        with self.database.write() as connection:
            for id_, name in (("acme", "Acme"), ("north", "Northwind")):
                accounts.add(connection, Account(id=id_, system="pipedrive", name=name, url="http://127.0.0.1", linked_us=0))
        self.history = History()
        self.told: list[Change] = []
        self.choices = AccountChoices(self.database, self.history, self.told.append)

    def account(self, id_: str = "acme") -> Account:
        found = accounts.account(self.database.connection, id_)
        assert found is not None
        return found

    def said(self) -> list[str]:
        return [change.text for change in self.told if isinstance(change, Told) and change.undoable]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "activity.db")
    yield made
    made.database.close()


def test_a_renamed_account_keeps_its_identifier(office: Office) -> None:
    """And has its old name again when that is undone."""
    assert office.choices.rename("acme", "  Acme Sales\n") == "Acme Sales"
    assert office.account().name == "Acme Sales"
    assert AccountsChanged("acme") in office.told
    office.history.undo()
    assert office.account().name == "Acme"
    office.history.redo()
    assert office.account().name == "Acme Sales"
    assert office.said() == ["Renamed to Acme Sales"]


@pytest.mark.parametrize("name", ["", " \t ", "northwind", "NORTH"])
def test_a_name_must_be_one_and_tell_accounts_apart(office: Office, name: str) -> None:
    """On the command line accounts are called by name or identifier."""
    with pytest.raises(BadInput):
        office.choices.rename("acme", name)
    with pytest.raises(NotFound):
        office.choices.rename("nobody", "Somebody")
    assert office.choices.rename("acme", "ACME") == "ACME"


def test_accounts_are_muted_as_one_step(office: Office) -> None:
    """What was muted before stays muted when the step is undone."""
    office.choices.set_notify(["acme"], False)
    office.choices.set_notify(["acme", "north"], False)
    office.choices.set_notify(["acme", "north"], False)
    assert office.said() == ["Muted, Acme", "Muted, Northwind"]
    office.choices.set_notify(["acme", "north"], True)
    assert office.said()[-1] == "Notifying about 2 accounts again"
    office.history.undo()
    office.history.undo()
    assert (office.account().notify, office.account("north").notify) == (False, True)


def test_types_are_muted_and_heard_again(office: Office) -> None:
    """Each for itself, told by its name, and undone in order."""
    office.choices.set_types_notify([CALL], False, "Call")
    office.choices.set_types_notify([LUNCH, CALL], False)
    assert office.account().muted_kinds == ("call", "lunch")
    office.choices.set_types_notify([CALL], True, "Call")
    assert office.account().muted_kinds == ("lunch",)
    assert office.said() == ["Muted, type “Call”", "2 types muted", "Notifying about type “Call” again"]
    for muted in (("call", "lunch"), ("call",), ()):
        office.history.undo()
        assert office.account().muted_kinds == muted


def test_what_has_no_type_of_its_own_is_not_muted_by_it(office: Office) -> None:
    """It would mute everything without a type, which nobody asked for."""
    with pytest.raises(BadInput):
        office.choices.set_types_notify([OwnType("acme", Kind.NOTE, "", "")], False)
