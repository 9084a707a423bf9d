"""Do the badge and the hardening reach the system? A listener on a real bus, and /proc, say so."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from jeepney import MatchRule
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from activity_desktop.native.badge import Badge
from desktop.harness import Desktop


def test_the_launcher_is_told_the_number_of_unread(bare_desktop: Desktop) -> None:
    """A number while there is one, none at zero, and the sender gone with the program."""

    async def main() -> None:
        badge = Badge("test.activity_desktop")
        await badge.show(7)
        await badge.show(0)
        await badge.close()

    rule = MatchRule(type="signal", interface="com.canonical.Unity.LauncherEntry")
    with open_dbus_connection(bare_desktop.bus.address) as listener, listener.filter(rule, bufsize=2) as heard:
        listener.send_and_get_reply(message_bus.AddMatch(rule), timeout=10)
        with bare_desktop.here():
            asyncio.run(main())
        bodies = [listener.recv_until_filtered(heard, timeout=60).body for _ in range(2)]
    assert [uri for uri, _ in bodies] == ["application://test.activity_desktop.desktop"] * 2
    assert [properties["count"] for _, properties in bodies] == [("x", 7), ("x", 0)]
    assert [properties["count-visible"] for _, properties in bodies] == [("b", True), ("b", False)]


def test_without_a_bus_the_badge_is_simply_not_there(bare_desktop: Desktop) -> None:
    """A number on an icon is worth no trouble."""
    bare_desktop.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bare_desktop.folder}/nowhere"

    async def main() -> None:
        badge = Badge("test.activity_desktop")
        await badge.show(7)
        await badge.close()

    with bare_desktop.here():
        asyncio.run(main())


def test_tokens_in_memory_do_not_reach_a_core_file() -> None:
    """In a process of its own, because it cannot be undone."""
    code = (
        "import ctypes, resource\n"
        "from activity_desktop.native.hardening import harden\n"
        "print(harden(), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "0", "0", "0"]
