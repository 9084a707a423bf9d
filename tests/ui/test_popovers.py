"""Do the palette, the snooze popover and the help sheet find, offer and show what they should?"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from activity_desktop.model.activity import Key
from activity_desktop.model.feed import Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.ui.controls.label import KeyCap
from activity_desktop.ui.controls.popover import Popover
from activity_desktop.ui.gallery import data
from activity_desktop.ui.palette import Palette
from activity_desktop.ui.palette.fuzzy import match
from activity_desktop.ui.presets import a_month_after, presets
from activity_desktop.ui.shortcut_help import ShortcutHelp
from activity_desktop.ui.snooze import SnoozePopover, WhenField
from ui.scene import WindowScene, settle


@pytest.fixture
def palette(scene: WindowScene) -> Palette:
    """The palette, open over the window."""
    scene.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return scene.popover(Palette)


def titles(palette: Palette) -> list[str]:
    model = palette.list.model()
    texts = (str(model.data(model.index(n, 0), Qt.ItemDataRole.AccessibleTextRole)) for n in range(model.rowCount()))
    return [text.split(", ")[0] for text in texts]


@pytest.mark.parametrize(
    ("typed", "text", "places"),
    [
        ("mar", "Mark all as read", (0, 1, 2)),
        ("all", "Mark all as read", (5, 6, 7)),
        ("ark", "Mark all", (1, 2, 3)),
        ("mar", "Smaller text", (1, 2, 6)),
        ("", "anything", ()),
    ],
)
def test_what_was_typed_is_found_where_it_stands(typed: str, text: str, places: tuple[int, ...]) -> None:
    """At the start, at a word, inside, or letter by letter."""
    found = match(typed, text)
    assert found is not None
    assert found.places == places


def test_a_better_match_ranks_higher() -> None:
    """Start before word before inside before letters in order; and what does not occur is not found."""
    ranks = [match("mar", text) for text in ("Mark", "All marked", "Amara", "Smaller")]
    assert ranks == sorted(ranks, key=lambda found: (found is None, found))
    assert match("mrx", "Mark") is None


def test_the_palette_finds_actions_activities_and_people(palette: Palette) -> None:
    """Each under its header."""
    palette.edit.setText("mar")
    palette.search()
    found = titles(palette)
    assert found[0] == "Actions"
    assert {"Mark as read", "Activities", "Follow up on rental quote", "Go to", "Marcus Oyelaran"} <= set(found)


def test_the_palette_runs_the_chosen_row_and_remembers_it(scene: WindowScene, palette: Palette) -> None:
    """Enter runs; what was used last comes first among equals."""
    palette.edit.setText("go to everything")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    settle()
    assert scene.window.navigator.title == "Everything"
    assert scene.window.recent_commands == ["go_everything"]


def test_arrow_keys_move_past_the_headers(palette: Palette) -> None:
    """And round the end."""
    palette.edit.setText("mar")
    palette.search()
    rows = palette.list.model().rowCount()
    for _ in range(rows):
        QTest.keyClick(palette.edit, Qt.Key.Key_Down)
        assert palette.list.currentIndex().flags() & Qt.ItemFlag.ItemIsSelectable


def test_an_activity_from_the_palette_opens_in_the_window(scene: WindowScene, palette: Palette) -> None:
    """As if its row had been chosen."""
    palette.edit.setText("contract draft")
    palette.search()
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    settle()
    assert scene.shown() == Key(data.PIPEDRIVE, "549")


def instant(text: str) -> Instant:
    return Instant.of(datetime.fromisoformat(text).astimezone())


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2025-11-21T10:00", ["Later today 17:00", "Tomorrow Sat 09:00", "Monday 24 Nov, 09:00", "In a month 21 Dec, 09:00"]),
        ("2025-11-21T16:30", ["This evening 20:00", "Tomorrow Sat 09:00", "Monday 24 Nov, 09:00", "In a month 21 Dec, 09:00"]),
        ("2025-11-23T21:00", ["Tomorrow Mon 09:00", "In a month 23 Dec, 09:00"]),
        ("2025-11-24T21:00", ["Tomorrow Tue 09:00", "Monday 1 Dec, 09:00", "In a month 24 Dec, 09:00"]),
    ],
)
def test_presets_are_always_ahead_and_never_the_same(now: str, expected: list[str]) -> None:
    """What would be too soon, or is tomorrow anyway, is left out."""
    found = presets(instant(now))
    assert [f"{preset.label} {preset.when}" for preset in found] == expected
    assert all(preset.until > instant(now) for preset in found)


@pytest.mark.parametrize(
    ("day", "after"),
    [("2025-01-31", "2025-02-28"), ("2024-01-31", "2024-02-29"), ("2025-12-31", "2026-01-31"), ("2025-03-05", "2025-04-05")],
)
def test_a_month_after_is_a_day_that_exists(day: str, after: str) -> None:
    """The last day where the next month is shorter."""
    assert a_month_after(date.fromisoformat(day)) == date.fromisoformat(after)


def test_a_number_snoozes_and_the_row_leaves(scene: WindowScene) -> None:
    """S, then 2: tomorrow morning."""
    scene.press("j")
    scene.press("s")
    scene.press("2")
    row = scene.samples.row(Key(data.NORTHWIND, "1012"))
    assert row is not None
    assert (row.shelf, row.snoozed_until) == (Shelf.SNOOZED, instant("2025-11-22T09:00"))
    assert "1012" not in scene.rids()


def test_a_date_can_be_picked(scene: WindowScene) -> None:
    """Behind the last entry."""
    scene.press("j")
    scene.press("s")
    popup = scene.popover(SnoozePopover)
    popup.show_picker()
    popup._pick(instant("2025-12-01T08:15"))
    settle()
    row = scene.samples.row(Key(data.NORTHWIND, "1012"))
    assert row is not None
    assert row.snoozed_until == instant("2025-12-01T08:15")


def test_words_snooze_too(scene: WindowScene) -> None:
    """A letter starts to type; what was understood is said before Enter uses it."""
    scene.press("j")
    scene.press("s")
    popup = scene.popover(SnoozePopover)
    QTest.keyClicks(popup.focusWidget(), "f")
    words = popup.findChild(WhenField)
    assert words is not None
    assert words.edit.hasFocus()
    QTest.keyClicks(words.edit, "ri 9:00")
    assert words.edit.text() == "fri 9:00"
    assert words.answer() == "Friday, 28 November, 09:00"
    assert words.edit.accessibleDescription() == words.answer()
    QTest.keyClick(words.edit, Qt.Key.Key_Return)
    settle()
    row = scene.samples.row(Key(data.NORTHWIND, "1012"))
    assert row is not None
    assert row.snoozed_until == instant("2025-11-28T09:00")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("yesterday", "That is over. Type a time that is still to come."),
        ("blah", "Not understood yet. Try “tomorrow”, “fri 9:00” or “2 weeks”."),
    ],
)
def test_words_that_mean_no_time_to_come_snooze_nothing(scene: WindowScene, typed: str, answer: str) -> None:
    """The popover stays, and says why."""
    scene.press("j")
    scene.press("s")
    popup = scene.popover(SnoozePopover)
    words = popup.findChild(WhenField)
    assert words is not None
    words.edit.setFocus()
    QTest.keyClicks(words.edit, typed)
    QTest.keyClick(words.edit, Qt.Key.Key_Return)
    settle()
    assert words.answer() == answer
    assert popup.isVisible()
    row = scene.samples.row(Key(data.NORTHWIND, "1012"))
    assert row is not None
    assert row.shelf is Shelf.INBOX


def test_the_help_sheet_shows_changed_keys(scene: WindowScene) -> None:
    """It is made from the table and the person's changes."""
    scene.press("?")
    popup = scene.popover(ShortcutHelp)
    assert len(popup.findChildren(KeyCap)) > 40


def test_a_popover_can_be_made_while_its_window_is_hidden() -> None:
    """Whatever the tray or a shortcut asks for in that moment."""
    window = QWidget()
    made = Popover(window, "Made")
    assert (made.isHidden(), made.accessibleName()) == (True, "Made")
    window.deleteLater()
