"""Are fonts for rare letters looked for before a row with such letters is painted, and only then?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from activity_desktop.ui.feed.letters import FONTS, MOST, RareLetters
from ui.listing import a_row
from ui.scene import wait_until


@pytest.fixture
def letters() -> Iterator[RareLetters]:
    parent = QObject()
    yield RareLetters(parent)
    parent.deleteLater()


def test_what_every_font_has_is_not_looked_for(letters: RareLetters) -> None:
    """Whoever reads Latin with its accents and quotation marks pays nothing, neither time nor memory."""
    letters.meet([a_row(1), a_row(2, title="„Über“ – naïve… Łódź", summary="150 € ™", person="Ángel Muñoz", relation="")])
    assert letters.waiting == 0


def test_each_script_is_looked_for_once_in_every_font_of_a_row(letters: RareLetters) -> None:
    """The first row in a script has all of a row's fonts looked for, one after the other, and the next one none."""
    letters.meet([a_row(1, title="Party 🎉")])
    assert letters.waiting == len(FONTS)
    letters.meet([a_row(2, summary="A birthday 🎂")])
    assert letters.waiting == len(FONTS)
    wait_until(lambda: letters.waiting == 0, "all fonts were looked for")
    letters.meet([a_row(3, person="山"), a_row(4, title="🎂")])
    assert letters.waiting == len(FONTS)


def test_a_server_that_writes_in_every_script_does_not_keep_the_window_busy(letters: RareLetters) -> None:
    """After so many kinds of letters nothing more is looked for."""
    letters.meet(a_row(number, title=chr(0x400 + 256 * number)) for number in range(2 * MOST))
    assert letters.waiting <= MOST * len(FONTS)
