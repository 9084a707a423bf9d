"""Does the window tell what helps, once, and not in the way of anything else?"""

from __future__ import annotations

from activity_desktop.settings import definitions as choose
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
