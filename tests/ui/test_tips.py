"""Does the window tell what helps, once, and not in the way of anything else?"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from activity_desktop.model.feed import Sending
from activity_desktop.settings import definitions as choose
from activity_desktop.ui.feed.geometry import places
from activity_desktop.ui.feed.tooltip import row_tip
from activity_desktop.ui.theme import current_theme
from activity_desktop.ui.toasts import Toasts
from ui.scene import WindowScene, settle


def let_go(toasts: Toasts) -> None:
    """As when its time is over."""
    toasts.card._motion.stop()
    toasts.card._leaving = True
    toasts.card._settled()
    settle()


def test_the_third_click_on_done_tells_its_key_once(scene: WindowScene) -> None:
    """After the message that it is done, with its way back, has gone; never again, also after a restart."""
    toasts = scene.window.toasts
    for _ in range(3):
        assert not toasts.card.text().startswith("Tip")
        scene.window.commands.run_named("done", next(scene.window.model.loaded()).key)
        settle()
    assert toasts.card.text().startswith("Done")
    let_go(toasts)
    assert (toasts.card.text(), toasts.card.isVisible()) == ("Tip: press E for done", True)
    let_go(toasts)
    assert not toasts.card.isVisible()
    scene.window.commands.run_named("done", next(scene.window.model.loaded()).key)
    let_go(toasts)
    assert not toasts.card.isVisible()
    assert scene.settings.get(choose.DONE_CLICKS) == 3


def test_the_key_itself_counts_as_no_click(scene: WindowScene) -> None:
    """Whoever presses E knows it."""
    for _ in range(4):
        scene.view.steps.first()
        scene.press("e")
    let_go(scene.window.toasts)
    assert not scene.window.toasts.card.isVisible()


def test_a_ring_says_what_it_means(scene: WindowScene) -> None:
    """Whoever has never seen one finds out by pointing at it."""
    words, rows = scene.window.words, list(scene.window.model.loaded())
    unread = next(row for row in rows if row.unread)
    box = places(380, current_theme().k, compact=False, summary_shown=bool(unread.summary))
    assert row_tip(words, unread, -1, box.dot, 380) == "Unread"
    scene.window.visit._new[unread.key] = 0.0
    read = replace(unread, unread=False)
    assert row_tip(words, read, -1, box.dot, 380) == "New since your last visit"


def test_a_click_on_not_saved_tries_again(scene: WindowScene) -> None:
    """And one on a conflict opens what waits, to decide; elsewhere a click selects."""
    row = next(scene.window.model.loaded())
    scene.samples.set_row(row.key, sending=Sending.FAILED, sending_note="No")
    acted: list[tuple[str, object]] = []
    scene.view.acted.connect(lambda command, key: acted.append((command, key)))
    place = scene.view.visualRect(scene.window.model.index(scene.window.model.find(row.key)))
    status = QPoint(place.right() - 60, place.bottom() - 16)
    QTest.mouseClick(scene.view.viewport(), Qt.MouseButton.LeftButton, pos=status)
    assert acted == [("check_now", row.key)]
    settle()
    saved = scene.samples.row(row.key)
    assert saved is not None
    assert saved.sending is Sending.WAITING
    scene.samples.set_row(row.key, sending=Sending.CONFLICT)
    QTest.mouseClick(scene.view.viewport(), Qt.MouseButton.LeftButton, pos=status)
    QTest.mouseClick(scene.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert acted[1:] == [("outbox", row.key)]
