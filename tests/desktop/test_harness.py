"""Is the test desktop what it says it is? A small Qt program lives on it: window, tray icon, keys and clicks."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.harness import Desktop
from desktop.parts import Part

PROGRAM = """
import sys
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QSystemTrayIcon
app = QApplication(["probe"])
app.setQuitOnLastWindowClosed(False)
picture = QPixmap(24, 24)
picture.fill(QColor("magenta"))
field = QLineEdit()
field.setWindowTitle("Probe window")
field.returnPressed.connect(lambda: print("typed", field.text(), flush=True))
menu = QMenu()
menu.addAction("Say hello").triggered.connect(lambda: print("hello", flush=True))
menu.addSeparator()
menu.addAction("Cannot").setEnabled(False)
icon = QSystemTrayIcon(QIcon(picture))
icon.setContextMenu(menu)
icon.setToolTip("Probe tip")
icon.activated.connect(lambda reason: print(reason.name, flush=True))
icon.show()
field.show()
field.activateWindow()
print("ready", flush=True)
sys.exit(app.exec())
"""


def start_probe(desktop: Desktop) -> Part:
    probe = desktop.start([sys.executable, "-c", PROGRAM])
    probe.wait_until(lambda: "ready" in probe.said(), "the probe")
    return probe


@pytest.fixture(scope="module")
def probed() -> Iterator[tuple[Desktop, Part]]:
    with Desktop(notifications=None, tray="host") as desktop:
        yield desktop, start_probe(desktop)


def test_keys_reach_the_active_window(probed: tuple[Desktop, Part]) -> None:
    """The window manager gives the window the keyboard, and what is typed arrives."""
    desktop, probe = probed
    desktop.wait_for(lambda: desktop.active_window() == "Probe window", "the window active")
    desktop.type("seen 1")
    desktop.key("Return")
    desktop.wait_for(lambda: "typed seen 1" in probe.said(), "the text")


def test_the_tray_icon_can_be_read_and_used(probed: tuple[Desktop, Part]) -> None:
    """What a panel would draw and do, without pixels."""
    desktop, probe = probed
    desktop.wait_for(lambda: desktop.tray.tooltip() == "Probe tip", "the tooltip")
    assert desktop.tray.icon_sizes()
    assert desktop.tray.menu() == ["Say hello", "Cannot"]
    desktop.tray.press("Say hello")
    desktop.wait_for(lambda: "hello" in probe.said(), "the menu's answer")
    desktop.tray.activate()
    desktop.wait_for(lambda: "Trigger" in probe.said(), "the click")
    desktop.tray.middle_click()
    desktop.wait_for(lambda: "MiddleClick" in probe.said(), "the middle click")


@pytest.mark.parametrize("tray", ["tint2", "xfce4-panel"])
def test_real_trays_draw_the_icon(tray: str, tmp_path: Path) -> None:
    """Both ways of putting an icon into a tray end with its colour on the screen."""
    with Desktop(notifications=None, tray=tray) as desktop:
        start_probe(desktop)
        desktop.wait_for(lambda: magenta(desktop, tmp_path) > 50, "the icon on the screen")


def magenta(desktop: Desktop, folder: Path) -> int:
    """How many pixels of the screen have the probe's colour."""
    from PySide6.QtGui import QImage

    image = QImage(str(desktop.screenshot(folder / "screen.png"))).convertToFormat(QImage.Format.Format_RGB32)
    pixels = struct.unpack(f"<{image.width() * image.height()}I", image.constBits())
    return sum(pixel & 0xFFFFFF == 0xFF00FF for pixel in pixels)


def test_nothing_of_the_real_session_is_used(bare_desktop: Desktop) -> None:
    """A test can neither disturb the person who runs it nor depend on them."""
    with bare_desktop.here():
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
            assert os.environ[name].startswith(str(bare_desktop.folder))
        assert str(bare_desktop.folder) in os.environ["DBUS_SESSION_BUS_ADDRESS"]
        assert "DISPLAY" not in os.environ
    assert bare_desktop.bus.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListActivatableNames") == (
        ["org.freedesktop.DBus"],
    )


def test_everything_ends_with_it() -> None:
    """No process, no folder is left behind."""
    with Desktop(keyring=True, tray="tint2") as desktop:
        pids = [part.process.pid for part in (*desktop._parts, desktop.bus.part)]
        assert len(pids) == 6
    assert not desktop.folder.exists()
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def test_a_program_that_cannot_start_is_told_in_its_own_words(bare_desktop: Desktop) -> None:
    """A test that waits for something dead says why at once."""
    part = bare_desktop.start([sys.executable, "-c", "raise SystemExit('no such luck')"])
    with pytest.raises(AssertionError, match="no such luck"):
        part.wait_until(lambda: False, "luck")
    with pytest.raises(AssertionError, match="system-packages"):
        bare_desktop.start(["no-such-program"])
