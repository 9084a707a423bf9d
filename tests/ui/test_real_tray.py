"""Is the icon really in the tray, whenever the tray comes, and does its menu do what it says?"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.harness import Desktop
from desktop.parts import Part

STAGE = Path(__file__).with_name("tray_stage.py")


def start(desktop: Desktop) -> Part:
    part = desktop.start([sys.executable, STAGE])
    desktop.wait_for(lambda: "ready" in part.said(), "the program")
    return part


def test_the_icon_tells_and_its_menu_acts() -> None:
    """Tooltip, sizes, a click, the menu, and what follows from marking all as read."""
    with Desktop(notifications=None, tray="host") as desktop:
        part = start(desktop)
        assert desktop.tray.tooltip() == "Activity, 3 unread"
        assert {16, 22, 24, 32, 48, 64} <= set(desktop.tray.icon_sizes())
        menu = desktop.tray.menu()
        assert menu[:2] == ["Open inbox, 3 unread", "New order placed, 2 min"]
        assert menu[-1] == "Quit Activity"
        desktop.tray.activate()
        desktop.tray.press("Open inbox, 3 unread")
        desktop.tray.press("Quit Activity")
        asked = {"toggle", "open activitydesktop://v1/inbox", "quit"}
        desktop.wait_for(lambda: asked <= set(part.said().splitlines()), "everything that was asked for")
        desktop.tray.press("Mark all as read")
        desktop.wait_for(lambda: desktop.tray.tooltip() == "Activity, all read", "the new tooltip")
        desktop.wait_for(lambda: desktop.tray.menu()[0] == "Open inbox", "the new menu")


def test_an_icon_appears_in_a_tray_that_comes_late() -> None:
    """At sign-in, programs often start before the panel does."""
    with Desktop(notifications=None) as desktop:
        start(desktop)
        desktop.start_tray("host")
        desktop.wait_for(desktop.tray.items, "the icon in the late tray")
        assert desktop.tray.tooltip() == "Activity, 3 unread"
