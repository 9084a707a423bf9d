"""What do the tray's menu and the question without a tray offer, and what do they do?"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from activity_desktop.model.feed import FeedQuery
from activity_desktop.model.link import ActivityLink, InboxLink, Link
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.ui import tray_menu
from activity_desktop.ui.closing import Closing
from activity_desktop.ui.status.situation import Situation
from activity_desktop.ui.tray import LATER_MS, Tray
from ui.listing import NOON, Listing, a_row
from ui.scene import settle


class Menu:
    """The tray's menu over a backend, and what it asked for."""

    def __init__(self, backend: Listing, paused: bool = False) -> None:
        self.menu = QMenu()
        self.went: list[Link] = []
        self.ran: list[str] = []
        tray_menu.fill(self.menu, backend, NOON, paused, self.went.append, self.ran.append)

    def texts(self) -> list[str]:
        return [action.text() or "---" for action in self.menu.actions()]

    def press(self, start: str) -> None:
        next(action for action in self.menu.actions() if action.text().startswith(start)).trigger()


def test_the_menu_names_three_unread_activities_at_most() -> None:
    """The newest ones, shortened, and everything else that the tray can do."""
    long = "A title that is much longer than what fits into the menu of a tray icon"
    backend = Listing([a_row(n, n * 7, unread=True, title=long if n == 2 else f"Order {n}") for n in range(1, 6)])
    menu = Menu(backend)
    assert menu.texts() == [
        "Open inbox, 5 unread",
        "Order 1, 7 min",
        "A title that is much longer than what fits into…, 14 min",
        "Order 3, 21 min",
        "---",
        "Mark all as read",
        "Pause notifications",
        "Check now",
        "---",
        "Settings",
        "Quit Activity",
    ]
    assert menu.menu.defaultAction().text() == "Open inbox, 5 unread"


def test_the_menu_carries_out_what_it_says() -> None:
    """Each entry, once."""
    backend = Listing([a_row(1, 7, unread=True)])
    menu = Menu(backend)
    for start in ("Open inbox", "Order 1", "Mark all", "Check now", "Settings", "Quit"):
        menu.press(start)
    assert menu.went == [InboxLink(), ActivityLink(next(iter(backend.rows)))]
    assert backend.acts == [("mark_all_read", FeedQuery()), ("check_now", None)]
    assert menu.ran == ["settings", "quit"]


def test_with_nothing_unread_there_is_nothing_to_mark() -> None:
    """And no number in the first entry."""
    menu = Menu(Listing([a_row(1)]))
    assert menu.texts()[0] == "Open inbox"
    assert not next(action for action in menu.menu.actions() if action.text() == "Mark all as read").isEnabled()


def test_notifications_are_paused_and_resumed() -> None:
    """For an hour, until tomorrow, until resumed; and back."""
    backend = Listing()
    menu = Menu(backend)
    pause = next(action.menu() for action in menu.menu.actions() if action.text() == "Pause notifications")
    assert isinstance(pause, QMenu)
    assert [action.text() for action in pause.actions()] == ["For 1 hour", "Until tomorrow, 09:00", "Until I resume"]
    pause.actions()[0].trigger()
    pause.actions()[1].trigger()
    Menu(backend, paused=True).press("Resume notifications")
    assert backend.acts == [
        ("pause_notifications", NOON.plus(3600)),
        ("pause_notifications", NOON.plus(21 * 3600)),
        ("pause_notifications", None),
    ]


def test_without_a_tray_the_program_waits_and_says_so() -> None:
    """The offscreen platform has none: nothing is shown, nothing fails, and looking for one becomes rare."""
    backend = Listing([a_row(1, unread=True)])
    tray = Tray(backend, Settings(), lambda: Situation({}, {}, 1, NOON))
    tray.start()
    backend.arrive(a_row(2, unread=True))
    for _ in range(20):
        tray.look_for_host()
    settle()
    assert not tray.present
    assert tray._wait.interval() == LATER_MS
    tray._wait.stop()


class Question:
    """A window that was closed where there is no tray."""

    def __init__(self, has_tray: bool = False) -> None:
        self.window = QWidget()
        self.settings = Settings()
        self.quits: list[None] = []
        self.closing = Closing(self.window, self.settings, lambda: has_tray)
        self.closing.quit_wanted.connect(lambda: self.quits.append(None))

    def answer(self, label: str, remember: bool) -> None:
        question = self.closing.question
        assert question is not None
        check = question.checkBox()
        assert isinstance(check, QCheckBox)
        check.setChecked(remember)
        next(button for button in question.buttons() if button.text() == label).click()
        settle()


def test_with_a_tray_closing_asks_nothing() -> None:
    """The icon is the way back."""
    scene = Question(has_tray=True)
    scene.closing.window_closed()
    assert (scene.closing.question, scene.quits) == (None, [])


@pytest.mark.parametrize(
    ("label", "remember", "quits", "kept"),
    [
        ("Keep running", True, 0, "keep"),
        ("Quit", True, 1, "quit"),
        ("Keep running", False, 0, "ask"),
        ("Quit", False, 1, "ask"),
    ],
)
def test_without_a_tray_closing_asks_once(label: str, remember: bool, quits: int, kept: str) -> None:
    """And remembers the answer when told to."""
    scene = Question()
    scene.closing.window_closed()
    scene.answer(label, remember)
    assert (len(scene.quits), scene.settings.get(choose.CLOSE_WITHOUT_TRAY)) == (quits, kept)
    scene.closing.window_closed()
    assert (scene.closing.question is None) == remember
    if scene.closing.question is not None:
        scene.answer("Keep running", remember=False)
