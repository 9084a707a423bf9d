"""How does a test get a desktop of its own? Screen, bus, notifications, keyring, tray: all real, private, and ended after.

    with Desktop(notifications="dunst", keyring=True, tray="tint2") as desktop:
        app = desktop.start([sys.executable, "-m", "activity_desktop", "demo"])
        desktop.wait_for(desktop.notify_calls, "a first notification")
        desktop.click_popup(button=2)        # dunst: the middle button is the default action
        desktop.screenshot(tmp_path / "now.png")

For a part that is tested inside the test's own process, `with desktop.here():` puts the desktop's variables into
`os.environ` for that long.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from .bus import NOTIFICATIONS, Bus, NotifyCall
from .parts import PATIENCE, Part, T, read_line, wait_for
from .tray_host import TrayHost

KEYRING_PASSWORD = "a password for tests"

_DAEMONS = {
    "dunst": ["dunst"],
    "xfce4-notifyd": ["xfce4-notifyd"],
}
_TRAYS = {"tint2": ["tint2", "-c", "{config}/tint2rc"], "xfce4-panel": ["xfce4-panel"]}
_TINT2 = "panel_items = S\npanel_position = bottom right horizontal\npanel_size = 200 40\npanel_layer = top\n"
_ELSEWHERE = [str(folder) for name in ("notifyd", "xfconf") for folder in Path("/usr/lib").glob(f"**/xfce4/{name}")]
"""Where Debian keeps daemons that only the bus starts."""


class Desktop:
    """One private desktop session: no variable, file or bus of the real session is used."""

    def __init__(
        self,
        *,
        notifications: str | None = "dunst",
        keyring: bool = False,
        tray: str | None = None,
        screen: bool = True,
        size: str = "1280x800",
    ) -> None:
        self._wanted = (notifications, keyring, tray)
        self._screen = screen
        self._size = size
        self._parts: list[Part] = []
        self._daemon: Part | None = None

    def __enter__(self) -> Desktop:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        try:
            self._start_all()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End everything, the last first; one part that cannot be ended does not keep the others."""
        with contextlib.ExitStack() as ends:
            ends.callback(shutil.rmtree, self.folder, ignore_errors=True)
            if hasattr(self, "bus"):
                ends.callback(self.bus.stop)
            if hasattr(self, "tray"):
                ends.callback(self.tray.stop)
            for part in self._parts:
                ends.callback(part.stop)

    # --- starting ------------------------------------------------------------------------------------------------

    def _start_all(self) -> None:
        notifications, keyring, tray = self._wanted
        self.home = self.folder / "home"
        self.runtime = self.folder / "run"
        for folder in (self.home, self.runtime):
            folder.mkdir(mode=0o700)
        self.env = self._environment()
        if self._screen:
            self._start_screen()
        self.bus = Bus(self.runtime, self.env)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.bus.address
        # A private bus has no system services either; a test that wants some points this at a bus of its own.
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={self.runtime}/no-system-bus"
        if keyring:
            self.start_keyring()
        if tray:
            self.start_tray(tray)
        if notifications:
            self.start_notifications(notifications)

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "TZ", "PYTHONPATH", "COVERAGE_PROCESS_START") if name in os.environ}
        kept["PATH"] = os.pathsep.join([kept.get("PATH", os.defpath), *_ELSEWHERE])
        return kept | {
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(self.runtime),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_SESSION_TYPE": "x11",
            "QT_QPA_PLATFORM": "xcb" if self._screen else "offscreen",
            "NO_AT_BRIDGE": "1",
        }

    def _start_screen(self) -> None:
        ready, tell = os.pipe()
        options = ["-screen", "0", f"{self._size}x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
        command = ["Xvfb", "-displayfd", str(tell), *options]
        self._parts.append(Part(command, self.env, self.folder / "Xvfb.log", pass_fds=[tell]))
        os.close(tell)
        with contextlib.closing(os.fdopen(ready)):
            self.env["DISPLAY"] = f":{read_line(ready)}"
        manager = self.start(["openbox", "--sm-disable"])
        manager.wait_until(lambda: self._xdotool("get_num_desktops", check=False), "a window manager")

    def start(self, command: Sequence[str | Path], stdin: bytes | None = None, **variables: str) -> Part:
        """Start a program on this desktop; it is ended with it. What it says is in `Part.said()`."""
        log = self.folder / f"{len(self._parts)}-{Path(command[0]).name}.log"
        part = Part(command, self.env | variables, log, stdin)
        self._parts.append(part)
        return part

    def restart_bus(self) -> None:
        """A new bus at the same address: everything that was on the old one has lost it."""
        self.bus.stop()
        self.bus = Bus(self.runtime, self.env)

    def start_notifications(self, name: str = "dunst") -> Part:
        """Start a notification service by its program's name, and wait until it is on the bus."""
        if name == "dunst":
            self._write_dunstrc()
        self._daemon = self.start(_DAEMONS[name])
        self.bus.wait_for_name(NOTIFICATIONS, self._daemon)
        return self._daemon

    def stop_notifications(self) -> None:
        """End the notification service, and wait until the bus knows."""
        self.daemon.stop()
        wait_for(lambda: not self.bus.owner(NOTIFICATIONS), "the notification service's name given up")

    @property
    def daemon(self) -> Part:
        """The notification service: `pause()` makes it hang."""
        assert self._daemon is not None, "this desktop was started without a notification service"
        return self._daemon

    def start_keyring(self) -> None:
        """A gnome-keyring-daemon, unlocked, with an empty keyring."""
        command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        self.keyring = self.start(command, stdin=KEYRING_PASSWORD.encode())
        self.bus.wait_for_name("org.freedesktop.secrets", self.keyring)

    def lock_keyring(self) -> None:
        service, path = "org.freedesktop.secrets", "/org/freedesktop/secrets"
        collection = f"{path}/collection/login"
        self.bus.call(service, path, "org.freedesktop.Secret.Service", "Lock", "ao", [collection])

    def start_tray(self, name: str = "tint2") -> None:
        """A tray: `tint2` speaks the older XEmbed, `xfce4-panel` StatusNotifierItem, and so does `host`, our own.

        The last one draws nothing; `desktop.tray` then reads what it would draw, and presses the menu.
        """
        if name == "host":
            self.tray = TrayHost(self.bus)
            return
        config = self.home / ".config"
        config.mkdir(exist_ok=True)
        (config / "tint2rc").write_text(_TINT2, "utf-8")
        if name == "xfce4-panel":
            self.bus.wait_for_name("org.xfce.Xfconf", self.start(["xfconfd"]))
        host = self._start_host([word.format(config=config) for word in _TRAYS[name]], name)
        if name == "xfce4-panel":
            self.bus.wait_for_name("org.kde.StatusNotifierWatcher", host)

    def _start_host(self, command: list[str], name: str) -> Part:
        """A tray host that starts in the same moment as the window manager now and then never shows itself: once more then."""
        host = self.start(command)
        try:
            wait_for(lambda: self.windows(name), f"{name}'s window", PATIENCE / 4)
        except AssertionError:
            host.stop()
            self._parts.remove(host)
            host = self.start(command)
            host.wait_until(lambda: self.windows(name), f"{name}'s window")
        return host

    # --- looking and touching ------------------------------------------------------------------------------------

    def wait_for(self, condition: Callable[[], T], what: str, seconds: float = PATIENCE) -> T:
        """Until `condition` says something true, which is returned. Fails the test, naming `what`, when it never does."""
        return wait_for(condition, what, seconds)

    def notify_calls(self) -> list[NotifyCall]:
        """Every notification that was asked for on this desktop so far, with the service's answer where it has come."""
        return list(self.bus.traffic.notify)

    def notices(self, count: int = 1) -> list[NotifyCall]:
        """The same, once there are so many that the service has answered."""

        def answered() -> list[NotifyCall]:
            calls = [call for call in self.notify_calls() if call.id is not None]
            return calls if len(calls) >= count else []

        return wait_for(answered, f"{count} notifications that the service has taken")

    def closed_calls(self) -> list[int]:
        """The identifiers that were taken back by a program so far."""
        return list(self.bus.traffic.closed)

    def signals(self, member: str) -> list[tuple[Any, ...]]:
        """What the notification service said so far, for example `ActionInvoked` or `NotificationClosed`."""
        return [body for name, body in list(self.bus.traffic.signals) if name == member]

    def screenshot(self, path: Path) -> Path:
        """The whole screen as PNG, with popups and tray."""
        subprocess.run(["scrot", "--overwrite", str(path)], env=self.env, check=True, timeout=PATIENCE)
        return path

    def click(self, x: int, y: int, button: int = 1) -> None:
        self._xdotool("mousemove", str(x), str(y), "click", str(button))

    def key(self, *keys: str) -> None:
        """Press keys, each as xdotool names it: `ctrl+k`, `Return`, `shift+a`."""
        self._xdotool("key", *keys)

    def type(self, text: str) -> None:
        self._xdotool("type", "--", text)

    def windows(self, pattern: str) -> list[str]:
        """X identifiers of the visible windows whose title or class matches."""
        return self._xdotool("search", "--onlyvisible", "--name", "--class", pattern, check=False).split()

    def active_window(self) -> str:
        """The title of the window that has the keyboard; empty when none has."""
        return self._xdotool("getactivewindow", "getwindowname", check=False).strip()

    def click_window(self, pattern: str, button: int = 1, at: tuple[float, float] = (0.5, 0.5)) -> None:
        """Click into the first visible window whose title or class matches, once there is one.

        `at` says where, as fractions of its width and height.
        """
        window = wait_for(lambda: self.windows(pattern), f"a window called {pattern}")[0]
        shape = self._xdotool("getwindowgeometry", window)
        x, y, width, height = (int(number) for pair in re.findall(r"(-?\d+)[,x](-?\d+)", shape) for number in pair)
        self.click(x + round(width * at[0]), y + round(height * at[1]), button)

    def click_popup(self, button: int = 2) -> None:
        """Click dunst's popup: the middle button takes the default action, the left one closes it."""
        self.click_window("Dunst", button)

    @contextlib.contextmanager
    def here(self) -> Iterator[None]:
        """Let this process belong to the desktop for a while: its variables replace `os.environ`."""
        before = dict(os.environ)
        os.environ.clear()
        os.environ.update(self.env)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(["xdotool", *words], env=self.env, check=check, capture_output=True, text=True, timeout=PATIENCE)
        return done.stdout

    def _write_dunstrc(self) -> None:
        """Dunst as Debian ships it, but its popups stay: on a slow machine ten seconds are not long."""
        shipped = Path("/etc/xdg/dunst/dunstrc").read_text("utf-8")
        folder = self.home / ".config/dunst"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dunstrc").write_text(re.sub(r"(?m)^(\s*timeout\s*=).*$", r"\1 0", shipped), "utf-8")
