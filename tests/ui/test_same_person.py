"""Whom does Enter take, where names are looked for beside the window? Who is called what was typed, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from activity_desktop.model.feed import PersonKey
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend
from activity_desktop.ui.office import Known
from activity_desktop.ui.person.same import SamePersonPopover
from ui.scene import settle, wait_until

JANE = PersonKey(data.NORTHWIND, "contact", "22222")
JIM = Known(PersonKey(data.PIPEDRIVE, "person", "40"), "Jim Order")
PRIYA = Known(PersonKey(data.PIPEDRIVE, "person", "31"), "Priya Raman")

Looked = list[tuple[str, Callable[[list[Known]], None]]]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Looked:
    """What was looked for, with whom to tell who was found: later than at once."""
    asked: Looked = []
    monkeypatch.setattr("activity_desktop.ui.gallery.office.SampleOffice.people_named", lambda _self, *one: asked.append(one))
    return asked


@pytest.fixture
def popover(looked: Looked) -> Iterator[SamePersonPopover]:
    """Opened for a Jane; somebody else of a name like hers is found."""
    window = QWidget()
    window.resize(600, 600)
    window.show()
    made = SamePersonPopover(window, SampleBackend(), JANE, "Ji")
    made.open_below(window)
    looked.pop()[1]([JIM])
    yield made
    window.close()
    window.deleteLater()
    settle()


def test_enter_waits_for_who_is_called_what_was_typed(popover: SamePersonPopover, looked: Looked) -> None:
    """Who was listed before is not the one who is meant."""
    picked: list[PersonKey] = []
    popover.picked.connect(picked.append)
    popover.edit.setText("Pri")
    QTest.keyClick(popover.edit, Qt.Key.Key_Return)
    wait_until(lambda: looked, "the search")
    assert (looked[0][0], picked) == ("Pri", [])
    looked[0][1]([PRIYA])
    assert picked == [PRIYA.key]


def test_an_answer_that_comes_too_late_changes_nothing(popover: SamePersonPopover, looked: Looked) -> None:
    """Neither what was typed meanwhile, nor anything when the popover is gone."""
    popover.edit.setText("Pri")
    wait_until(lambda: looked, "the search")
    popover.edit.setText("Jim")
    looked[0][1]([PRIYA])
    assert [one.known for one in popover.choices()] == [JIM]
    wait_until(lambda: len(looked) == 2, "the next search")
    popover.close()
    settle()
    looked[1][1]([PRIYA])
